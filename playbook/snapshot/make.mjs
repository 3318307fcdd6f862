/**
 * Makes what the browser's Python starts from: `node make.mjs PYODIDE CALCULATORS REQUESTS TARGET`, with Pyodide's
 * folder, the zip archive of the calculators, JSON for `run` of in_pyodide.py, and the folder to fill:
 *
 * - library.zip: the modules of the standard library that are needed, and the calculators, as byte code;
 * - lock.json: the list of Pyodide's packages, without packages;
 * - conditions.json: what must be known before the snapshot is there, see python-snapshot.js;
 * - snapshot.bin: the memory of a Python that has imported them all and run every worked example: see python-snapshot.js;
 * - each of them with .br behind its name: compressed.
 */

import crypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { argv, exit, stderr } from "node:process";
import { pathToFileURL } from "node:url";
import { goingOnFrom, NO_LIBRARY, read, showing, written } from "../theme/assets/js/python-snapshot.js";
import { compress } from "./compress.mjs";

/** Good and quick; the best would take half a minute for a tenth less. */
const QUALITY = 9;
const ARCHIVE = "/calculators.zip";
/** Nothing of the machine that builds, of its clock or of chance may get into the snapshot. */
const SURROUNDINGS = {
  args: [],
  env: { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0", TZ: "UTC" },
  _sysExecutable: "python",
  stdin: () => null,
};

/**
 * @param {string} pyodide
 * @param {string} calculators
 * @param {string} requests
 * @param {string} target
 */
async function make(pyodide, calculators, requests, target) {
  const inside = await readFile(new URL("in_pyodide.py", import.meta.url), "utf8");
  const sources = new Uint8Array(await readFile(calculators));
  const wanted = await readFile(requests, "utf8");
  const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
  const { default: create } = await import(pathToFileURL(`${pyodide}/pyodide.asm.mjs`).href);
  const { abi_version: abi } = JSON.parse(await readFile(`${pyodide}/pyodide-lock.json`, "utf8")).info;
  const lockFileContents = JSON.stringify({ info: { abi_version: abi }, packages: {} });
  const common = { ...SURROUNDINGS, indexURL: pyodide, packageBaseUrl: pyodide, lockFileContents };

  /** @param {any} python  @returns {any} The names of in_pyodide.py, in a place of their own. */
  const helpers = (python) => {
    const names = python.toPy({});
    python.runPython(inside, { globals: names, filename: "in_pyodide.py" });
    return names;
  };
  /** @param {any} python  @returns {string} */
  const ran = (python) => {
    const names = helpers(python);
    const answers = names.get("run")(wanted);
    names.destroy();
    return answers;
  };

  const plain = await loadPyodide(common);
  plain.FS.writeFile(ARCHIVE, sources);
  plain.runPython(`import sys; sys.path.insert(0, "${ARCHIVE}")`);
  const expected = ran(plain);
  failing(plain);
  const names = helpers(plain);
  const library = names.get("compiled")(names.get("needed")()).toJs();
  await writeFile(`${target}/library.zip`, library);
  await writeFile(`${target}/lock.json`, lockFileContents);

  const exports = await called(pyodide);
  await writeFile(`${target}/conditions.json`, JSON.stringify({ abi, exports }));
  showOnly(exports);
  const trimmed = { ...common, stdLibURL: `${target}/library.zip` };
  const before = [];
  for (const time of [1_234_567_890, 0]) {
    stopClock(time);
    before.push(await fresh(loadPyodide, create, trimmed));
  }
  const python = await loadPyodide({ ...trimmed, _makeSnapshot: true });
  compare(expected, ran(python));
  failing(python);
  const own = helpers(python);
  own.get("settle")();
  own.destroy();
  tidy(python._module);
  const whole = new Uint32Array(python.makeMemorySnapshot().buffer);
  const start = (whole[1] ?? 0) / 4;
  const head = btoa(String.fromCharCode(...new Uint8Array(whole.buffer, 0, start * 4)));
  const snapshot = written(before, whole.subarray(start), head);
  await writeFile(`${target}/snapshot.bin`, snapshot);

  await writeFile(`${target}/.empty.zip`, NO_LIBRARY);
  const restored = await loadPyodide({
    ...common,
    stdLibURL: `${target}/.empty.zip`,
    createPyodideModule: goingOnFrom(Promise.resolve(read(snapshot.buffer)), create),
  });
  compare(expected, ran(restored));
  const made = ["library.zip", "lock.json", "conditions.json", "snapshot.bin"];
  await Promise.all(made.map((name) => compress(`${target}/${name}`, target, QUALITY)));
}

/**
 * @param {Function} loadPyodide
 * @param {Function} create
 * @param {object} settings
 * @returns {Promise<Uint32Array>} The memory of a Pyodide that has not begun to run.
 */
async function fresh(loadPyodide, create, settings) {
  /** @type {Uint32Array | undefined} */
  let memory;
  const stop = new Error("no further");
  const createPyodideModule = async (/** @type {object} */ own) => {
    memory = (await create({ ...own, noInitialRun: true })).HEAPU32.slice();
    throw stop;
  };
  await loadPyodide({ ...settings, createPyodideModule }).catch((/** @type {unknown} */ error) => {
    if (error !== stop) throw error;
  });
  if (!memory) throw new Error("Pyodide made no memory");
  return memory;
}

/**
 * @param {string} pyodide
 * @returns {Promise<string[]>} What the WebAssembly file exports and JavaScript calls, or its own code by way of a list.
 */
async function called(pyodide) {
  const sources = [`${pyodide}/pyodide.asm.mjs`, `${pyodide}/pyodide.mjs`, new URL(import.meta.url)];
  const code = (await Promise.all(sources.map((source) => readFile(source, "utf8")))).join("\n");
  const module = await WebAssembly.compile(await readFile(`${pyodide}/pyodide.asm.wasm`));
  // Pyodide gives each function that it may call a name: `var _f`, `_f=Module["_f"]=wasmExports["f"]`
  const named = new Set(Array.from(code.matchAll(/=wasmExports\["(\w+)"\]/g), ([, name]) => name));
  const values = new Set(Array.from(code.matchAll(/=wasmExports\["(\w+)"\]\.value/g), ([, name]) => name));
  const listed = new Set(WebAssembly.Module.imports(module).filter(isListed).map(({ name }) => name));
  /** @type {Map<string, number>} */
  const words = new Map();
  for (const [word] of code.matchAll(/[\w$]+/g)) words.set(word, (words.get(word) ?? 0) + 1);
  const more = (/** @type {string} */ word, /** @type {number} */ times) => (words.get(word) ?? 0) > times;
  return WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .filter((name) => {
      const [long, short] = named.has(name) ? [3, 1] : [0, 0];
      return values.has(name) || listed.has(name) || more(`_${name}`, long) || more(name, short);
    });
}

/** @param {WebAssembly.ModuleImportDescriptor} entry */
function isListed({ module }) {
  return module.startsWith("GOT.");
}

/**
 * Shows Pyodide no other exports of its WebAssembly file from now on.
 *
 * @param {string[]} exports
 */
function showOnly(exports) {
  const { instantiate } = WebAssembly;
  const reduced = async (/** @type {any} */ source, /** @type {WebAssembly.Imports} */ imports) => {
    const { module, instance } = await /** @type {Promise<any>} */ (instantiate(source, imports));
    return { module, instance: showing(instance, exports) };
  };
  Object.assign(WebAssembly, { instantiate: reduced });
}

/**
 * Has Python raise an error, since telling one needs modules too.
 *
 * @param {any} python
 */
function failing(python) {
  try {
    python.pyimport("calculators.page").respond("{");
  } catch {
    return;
  }
  throw new Error("what is no JSON was answered");
}

/**
 * @param {string} expected
 * @param {string} found
 */
function compare(expected, found) {
  if (expected !== found) throw new Error("a worked example came out differently");
}

/**
 * Clears what is left over in memory, so that it need not be sent: the free chunks between those that are in use, and
 * the stack below where it stands. A chunk, as dlmalloc lays it out, begins with the size of the one before and its own,
 * the lowest bits of which tell whether it is in use; free ones go on with up to six words that lead to others.
 *
 * @param {any} module
 */
function tidy(module) {
  const words = /** @type {Uint32Array} */ (module.HEAPU32);
  const end = module._sbrk(0);
  let chunk = Math.ceil(module.___heap_base / 16) * 16;
  while (chunk + 64 < end) {
    const head = words[chunk / 4 + 1] ?? 0;
    const size = head & ~7;
    if (size < 16 || chunk + size > end) throw new Error("Pyodide's memory is laid out in another way than expected");
    if (!(head & 2)) words.fill(0, chunk / 4 + 8, (chunk + size) / 4);
    chunk += size;
  }
  // some words remain above, for what the call itself leaves there
  words.fill(0, module._emscripten_stack_get_end() / 4, module.stackSave() / 4);
}

/**
 * Sets clock and chance.
 *
 * @param {number} time
 */
function stopClock(time) {
  Date.now = () => time;
  performance.now = () => time;
  crypto.randomFillSync = (bytes) => bytes.fill(time);
}

stopClock(0);
const [pyodide = "", calculators = "", requests = "", target = ""] = argv.slice(2);
try {
  await make(pyodide, calculators, requests, target);
} catch (error) {
  // an uncaught error would show the line it comes from, which in Pyodide is a million characters long
  stderr.write(`${error instanceof Error ? error.message : error}\n`);
  exit(1);
}
