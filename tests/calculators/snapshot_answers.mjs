// Answers calculators' questions with a Python that goes on from the snapshot, as the browser's does.
// Arguments: Pyodide's folder, the folder of what the build made, the module that knows the format, questions.
// A question is [code that defines the function `asked`, argument, …]; prints the answers as a JSON list.
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, made, format, questions] = process.argv.slice(2);
const { goingOnFrom, NO_LIBRARY, read, showing } = await import(pathToFileURL(format).href);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const { default: create } = await import(pathToFileURL(join(pyodide, "pyodide.asm.mjs")).href);
const stdLibURL = join(tmpdir(), `no-library-${process.pid}.zip`);
await writeFile(stdLibURL, NO_LIBRARY);

try {
  const file = await readFile(join(made, "snapshot.bin"));
  const snapshot = read(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
  const { abi, exports } = JSON.parse(await readFile(join(made, "conditions.json"), "utf8"));
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (source, imports) => {
    const { module, instance } = await instantiate(source, imports);
    return { module, instance: showing(instance, exports) };
  };
  const python = await loadPyodide({
    indexURL: pyodide,
    packageBaseUrl: pyodide,
    stdLibURL,
    lockFileContents: { info: { abi_version: abi }, packages: {} },
    createPyodideModule: goingOnFrom(Promise.resolve(snapshot), create),
  });
  const names = python.toPy({});
  const functions = new Map();
  const answers = JSON.parse(await readFile(questions, "utf8")).map(([code, ...args]) => {
    if (!functions.has(code)) {
      python.runPython(code, { globals: names });
      functions.set(code, names.get("asked"));
    }
    return functions.get(code)(...args);
  });
  process.stdout.write(JSON.stringify(answers));
} catch (error) {
  // an uncaught error would show the line it comes from, which in Pyodide is a million characters long
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
