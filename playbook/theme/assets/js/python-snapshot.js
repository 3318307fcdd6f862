/**
 * Memory snapshots of Python: how they are written at build and how a worker goes on from one.
 *
 * A snapshot says how the memory differs from that of a Pyodide which is loaded but has not begun to run: pages that are
 * the same there are left out, since the WebAssembly file brings them anyhow. The others are whole: a fresh memory holds
 * the clock and chance too, so no page with something of these may be left out or stored as a difference.
 *
 * The file holds 32-bit words, lowest byte first: MARK, the length of the description in bytes, the number of runs; the
 * description (JSON, filled up with spaces to whole words); each run's first page and length in pages; the pages.
 *
 * Pyodide's own `_loadSnapshot` is not used: it waits for the snapshot before it asks for its WebAssembly file, wants the
 * whole memory, and keeps Pyodide's bridge to JavaScript in it, which is not needed: see python-interpreter.js.
 *
 * Pyodide's WebAssembly file offers thousands of functions to modules in C that might be loaded later, and Pyodide enters
 * each of them into lists when it starts. There are no such modules here, so only those that it calls itself are shown to
 * it, where the snapshot is made and where it is used: a function's place in the list is part of the memory.
 */

/**
 * @typedef {{ exports: string[] }} Conditions
 *   What is known before the snapshot is there: the names that Pyodide may see.
 * @typedef {{ memory: number, pyodide: string }} Description  Bytes of memory needed; the version of Pyodide.
 * @typedef {Description & { runs: Uint32Array, pages: Uint32Array }} Snapshot
 * @typedef {{
 *   HEAPU8: Uint8Array,
 *   HEAPU32: Uint32Array,
 *   growMemory: (bytes: number) => unknown,
 *   API: { version: string },
 * }} Module
 *   What is used of Pyodide's inside.
 * @typedef {(settings: any) => Promise<Module>} CreateModule  What `pyodide.asm.mjs` exports.
 */

const MARK = 0x3153504f;
const FIELDS = 3;
const WORD = 4;
const PAGE = 1024;

/** What stands for a standard library where the modules are in the snapshot: a zip archive without files. */
export const NO_LIBRARY = Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18));

/**
 * @param {Uint32Array[]} before  The memories of some Pyodides that have not begun to run, at several times.
 * @param {Uint32Array} after
 * @param {string} pyodide
 * @returns {Uint8Array<ArrayBuffer>} The file.
 */
export function written(before, after, pyodide) {
  /** @type {number[]} */
  const runs = [];
  /** @type {Uint32Array[]} */
  const pages = [];
  for (let start = 0; start < after.length; start += PAGE) {
    const page = after.slice(start, start + PAGE);
    if (page.every((word, index) => before.every((memory) => word === (memory[start + index] ?? 0)))) continue;
    pages.push(page);
    const number = start / PAGE;
    const last = runs.length - 2;
    if (last >= 0 && (runs[last] ?? 0) + (runs[last + 1] ?? 0) === number) runs[last + 1] = (runs[last + 1] ?? 0) + 1;
    else runs.push(number, 1);
  }
  const json = JSON.stringify({ memory: after.length * WORD, pyodide });
  const description = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / WORD) * WORD));
  const words = FIELDS + description.length / WORD + runs.length;
  const file = new Uint32Array(words + pages.length * PAGE);
  file.set([MARK, description.length, runs.length / 2]);
  file.set(new Uint32Array(description.buffer), FIELDS);
  file.set(runs, words - runs.length);
  pages.forEach((page, index) => file.set(page, words + index * PAGE));
  return new Uint8Array(file.buffer);
}

/**
 * @param {ArrayBuffer} file
 * @returns {Snapshot}
 */
export function read(file) {
  const words = new Uint32Array(file);
  const [mark, length = 0, runs = 0] = words;
  if (mark !== MARK) throw new Error("this is no snapshot");
  const description = FIELDS + length / WORD;
  const pages = description + 2 * runs;
  return {
    ...JSON.parse(new TextDecoder().decode(new Uint8Array(file, FIELDS * WORD, length))),
    runs: words.subarray(description, pages),
    pages: words.subarray(pages),
  };
}

/**
 * @param {WebAssembly.Instance} instance
 * @param {string[]} names
 * @returns {WebAssembly.Instance} One that shows no more than these of its exports.
 */
export function showing({ exports }, names) {
  /** @type {WebAssembly.Exports} */
  const shown = {};
  // where one is missing that it needs, Pyodide waits for ever
  if (!names.length) throw new Error("Pyodide may see nothing");
  for (const name of names) {
    const value = exports[name];
    if (!value) throw new Error(`this Pyodide has no ${name}`);
    shown[name] = value;
  }
  return { exports: shown };
}

/**
 * @param {Promise<Snapshot>} snapshot
 * @param {CreateModule} create
 * @returns {CreateModule} Loads Pyodide beside the snapshot and does not let it begin to run, but go on from there.
 */
export function goingOnFrom(snapshot, create) {
  return async (settings) => {
    const module = await create({ ...settings, noInitialRun: true });
    restore(module, await snapshot);
    return module;
  };
}

/**
 * @param {Module} module
 * @param {Snapshot} snapshot
 */
function restore(module, { memory, pyodide, runs, pages }) {
  if (module.API.version !== pyodide) throw new Error(`the snapshot is of Pyodide ${pyodide}`);
  if (module.HEAPU32.length * WORD < memory) module.growMemory(memory);
  const words = module.HEAPU32;
  if (words.length * WORD < memory) throw new Error("the snapshot needs more memory than there is");
  let from = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const length = (runs[run + 1] ?? 0) * PAGE;
    words.set(pages.subarray(from, from + length), (runs[run] ?? 0) * PAGE);
    from += length;
  }
  if (from !== pages.length) throw new Error("the snapshot is not whole");
}
