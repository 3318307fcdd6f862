/**
 * Makes what the browser's Python starts from: `node make.mjs PYODIDE CALCULATORS REQUESTS TARGET`, with Pyodide's
 * folder, the zip archive of the calculators, JSON for `run` of in_pyodide.py, and the folder to fill:
 *
 * - library.zip: the modules of the standard library that are needed, and the calculators, as byte code;
 * - conditions.json: what must be known before the snapshot is there, see python-snapshot.js;
 * - pyodide.asm.mjs: Pyodide's own, without the names for what it need not see;
 * - snapshot.bin: the memory of a Python that has imported them all and run every worked example: see python-snapshot.js;
 * - each of them with .br behind its name: compressed.
 *
 * @import { CreateModule } from "../theme/assets/js/python-snapshot.js"
 * @typedef {{ python: Interpreter, module: any }} Begun
 */

import crypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { argv, exit, stderr } from "node:process";
import { pathToFileURL } from "node:url";
import { Interpreter } from "../theme/assets/js/python-interpreter.js";
import { goingOnFrom, NO_LIBRARY, read, written } from "../theme/assets/js/python-snapshot.js";
import { compress } from "./compress.mjs";
import { called, shortened, watched } from "./exports.mjs";

/** Good and quick; the best would take half a minute for a tenth less. */
const QUALITY = 9;
const ARCHIVE = "/calculators.zip";
const INSIDE = "in_pyodide";
/** For what Pyodide needs later than it is needed here. */
const NEVER = new Promise(() => {});
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
  const sources = await readFile(calculators);
  const wanted = await readFile(requests, "utf8");
  const { loadPyodide, version } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
  const script = `${pyodide}/pyodide.asm.mjs`;
  const { default: create } = await import(pathToFileURL(script).href);
  const common = { ...SURROUNDINGS, indexURL: pyodide, packageBaseUrl: pyodide, lockFileContents: NEVER };

  let functions = watched(undefined);
  /** @type {(settings: object, create: CreateModule) => Promise<Begun>} */
  const begun = async (settings, change) => {
    const module = await made(loadPyodide, settings, change);
    const python = new Interpreter(functions(), module);
    python.define(INSIDE, inside);
    return { python, module };
  };
  const placed = (/** @type {any} */ own) =>
    create({ ...own, preRun: [...own.preRun, (/** @type {any} */ module) => module.FS.writeFile(ARCHIVE, sources)] });
  const plain = await begun({ ...common, env: { ...common.env, PYTHONPATH: ARCHIVE } }, placed);
  const expected = plain.python.call(INSIDE, "run", wanted);
  failing(plain.python);
  const library = plain.module.FS.readFile(plain.python.call(INSIDE, "write_library", "/library.zip"));
  await writeFile(`${target}/library.zip`, library);

  const exports = await called(pyodide);
  await writeFile(`${target}/conditions.json`, JSON.stringify({ exports }));
  await writeFile(`${target}/pyodide.asm.mjs`, shortened(await readFile(script, "utf8"), exports));
  const { default: short } = await import(pathToFileURL(`${target}/pyodide.asm.mjs`).href);
  functions = watched(exports);
  const trimmed = { ...common, stdLibURL: `${target}/library.zip` };
  const before = [];
  for (const time of [1_234_567_890, 0]) {
    stopClock(time);
    const fresh = await made(loadPyodide, trimmed, (own) => short({ ...own, noInitialRun: true }));
    before.push(fresh.HEAPU32.slice());
  }
  const { python, module } = await begun(trimmed, short);
  compare(expected, python.call(INSIDE, "run", wanted));
  failing(python);
  python.call(INSIDE, "settle");
  tidy(module);
  const snapshot = written(before, module.HEAPU32, version);
  await writeFile(`${target}/snapshot.bin`, snapshot);

  await writeFile(`${target}/.empty.zip`, NO_LIBRARY);
  const going = goingOnFrom(Promise.resolve(read(snapshot.buffer)), short);
  const restored = await begun({ ...common, stdLibURL: `${target}/.empty.zip` }, going);
  compare(expected, restored.python.call(INSIDE, "run", wanted));
  const files = ["library.zip", "conditions.json", "pyodide.asm.mjs", "snapshot.bin"];
  await Promise.all(files.map((name) => compress(`${target}/${name}`, target, QUALITY)));
}

/**
 * @param {(settings: object) => Promise<never>} loadPyodide
 * @param {object} settings
 * @param {CreateModule} create
 * @returns {Promise<any>} What Pyodide makes with these settings before it sets up anything in Python.
 */
function made(loadPyodide, settings, create) {
  return new Promise((resolve, reject) => {
    const createPyodideModule = async (/** @type {object} */ own) => {
      resolve(await create(own));
      return NEVER;
    };
    loadPyodide({ ...settings, createPyodideModule }).catch(reject);
  });
}

/**
 * Has Python raise an error, since telling one needs modules too.
 *
 * @param {Interpreter} python
 */
function failing(python) {
  try {
    python.call("calculators.page", "respond", "{");
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
