// Writes a snapshot of a small memory and goes on from it where a fresh memory is another one: clock and chance differ.
// Argument: the module that knows the format. Prints what is in memory then, and what was snapshotted, as JSON.
import { pathToFileURL } from "node:url";

const { goingOnFrom, read, written } = await import(pathToFileURL(process.argv[2]).href);
const WORDS = 3 * 1024;
const before = new Uint32Array(WORDS).fill(7);
const after = before.slice();
after[1] = 8;
after[2 * 1024] = 9;
const here = before.slice();
here[1] = 70;
here[2] = 71;
here[2 * 1024] = 72;
const file = written([before], after, "1.2.3");
const memory = { HEAPU32: here, growMemory: () => {}, API: { version: "1.2.3" } };
await goingOnFrom(Promise.resolve(read(file.buffer)), async () => memory)({});
process.stdout.write(JSON.stringify([[...memory.HEAPU32], [...after]]));
