/**
 * What Pyodide's WebAssembly file exports, and which of it Pyodide needs to see: see python-snapshot.js.
 *
 * @import { Functions } from "../theme/assets/js/python-interpreter.js"
 */

import { readFile } from "node:fs/promises";
import { showing } from "../theme/assets/js/python-snapshot.js";

/** Pyodide gives each function that it may call a name. */
const NAMING = /(?<=[;{])([\w$]+)=(?:Module\["[\w$]+"\]=)?wasmExports\["(\w+)"\](?:\.value>>>0)?;/g;

/**
 * @param {string} pyodide
 * @returns {Promise<string[]>} What the WebAssembly file exports and JavaScript calls, or its own code by way of a list.
 */
export async function called(pyodide) {
  const sources = [`${pyodide}/pyodide.asm.mjs`, `${pyodide}/pyodide.mjs`, new URL("make.mjs", import.meta.url)];
  const code = (await Promise.all(sources.map((source) => readFile(source, "utf8")))).join("\n");
  const module = await WebAssembly.compile(await readFile(`${pyodide}/pyodide.asm.wasm`));
  // `var _f`, `_f=Module["_f"]=wasmExports["f"]`
  const named = new Set(Array.from(code.matchAll(/=wasmExports\["(\w+)"\]/g), ([, name]) => name));
  const values = new Set(Array.from(code.matchAll(/=wasmExports\["(\w+)"\]\.value/g), ([, name]) => name));
  const listed = new Set(WebAssembly.Module.imports(module).filter(isListed).map(({ name }) => name));
  const words = counted(code);
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
 * @param {string} script  `pyodide.asm.mjs`
 * @param {string[]} exports  What Pyodide may see.
 * @returns {string} The same without the names for what it does not see, a third of it.
 */
export function shortened(script, exports) {
  const seen = new Set(exports);
  /** @type {Set<string>} */
  const unseen = new Set();
  const without = script.replace(NAMING, (statement, name, exported) => {
    if (seen.has(exported)) return statement;
    unseen.add(name);
    return "";
  });
  const words = counted(without);
  const short = without.replace(/(?<=var )(?:[\w$]+,){500,}[\w$]+(?=;)/g, (names) =>
    names
      .split(",")
      .filter((name) => !unseen.has(name) || (words.get(name) ?? 0) > 1)
      .join(","),
  );
  if (short.length > 0.8 * script.length) throw new Error("Pyodide names its functions in another way than expected");
  return short;
}

/**
 * Has Pyodide see only some exports of its WebAssembly file from now on.
 *
 * @param {string[] | undefined} exports  All without.
 * @returns {() => Functions} All that the newest instance exports.
 */
export function watched(exports) {
  const { instantiate } = WebAssembly;
  /** @type {Functions} */
  let functions = {};
  const watching = async (/** @type {any} */ source, /** @type {WebAssembly.Imports} */ imports) => {
    const { module, instance } = await /** @type {Promise<any>} */ (instantiate(source, imports));
    functions = instance.exports;
    return { module, instance: exports ? showing(instance, exports) : instance };
  };
  Object.assign(WebAssembly, { instantiate: watching });
  return () => functions;
}

/**
 * @param {string} code
 * @returns {Map<string, number>} How often each word is in it.
 */
function counted(code) {
  /** @type {Map<string, number>} */
  const words = new Map();
  for (const [word] of code.matchAll(/[\w$]+/g)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}
