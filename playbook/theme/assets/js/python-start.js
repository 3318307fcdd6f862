/**
 * Starts the calculators' Python in this worker: from a snapshot of its memory; where that is missing or does not fit,
 * from the part of the standard library that the calculators need; where that fails too, from the whole of it.
 *
 * @import { Addresses } from "./calculator-messages.js"
 * @import { Functions } from "./python-interpreter.js"
 * @import { Conditions, CreateModule, Module } from "./python-snapshot.js"
 */

import { KeptFiles } from "./python-files.js";
import { Interpreter } from "./python-interpreter.js";
import { goingOnFrom, NO_LIBRARY, read, showing } from "./python-snapshot.js";

/**
 * @typedef {{ python: Interpreter, keep: () => Promise<void> }} Started
 *   A Python that can import the calculators. `keep` makes the next start quicker, when there is time for it.
 * @typedef {{
 *   compiled: Promise<WebAssembly.Module>,
 *   conditions?: Promise<Conditions>,
 *   answers?: Record<string, () => Promise<Response>>,
 * }} Lending  What Pyodide is given in the place of what it would fetch: `answers` are by address.
 * @typedef {{ pyodide: string, script: string }} Places  Pyodide's folder, and its script that makes a module.
 * @typedef {(create: CreateModule) => CreateModule} Change
 */

const ALL_ASSETS = new URL("../../", import.meta.url).href;
const SCRIPT = "pyodide.asm.mjs";
/** Where Python finds the calculators if they do not come with its library. */
const ARCHIVE = "/calculators.zip";
/** For what Pyodide needs later than it is needed here, the list of its packages for one. */
const NEVER = new Promise(() => {});

/**
 * @param {Addresses} addresses
 * @returns {Promise<Started>}
 */
export async function startPython(addresses) {
  const files = new KeptFiles(ALL_ASSETS);
  try {
    return { python: await fromSnapshot(addresses, files), keep: () => files.keep() };
  } catch (error) {
    console.info(error);
    await files.forget();
  }
  const keep = async () => {};
  try {
    return { python: await fromLibrary(addresses), keep };
  } catch (error) {
    console.info(error);
  }
  return { python: await fromPyodide(addresses), keep };
}

/**
 * @param {Addresses} addresses
 * @param {KeptFiles} files
 * @returns {Promise<Interpreter>}
 */
async function fromSnapshot({ pyodide, python }, files) {
  // asked for at once, and compiled while the rest is still on its way
  const compiled = WebAssembly.compileStreaming(files.get(`${pyodide}pyodide.asm.wasm`));
  const conditions = fetch(`${python}conditions.json`).then((response) => response.json());
  const snapshot = files
    .get(`${python}snapshot.bin`)
    .then((response) => response.arrayBuffer())
    .then(read);
  // looked after when it is time to restore
  snapshot.catch(() => {});
  const library = `${python}no-library.zip`;
  const lending = { compiled, conditions, answers: { [library]: async () => new Response(NO_LIBRARY) } };
  const places = { pyodide, script: `${python}${SCRIPT}` };
  return begun(places, { stdLibURL: library }, lending, (create) => goingOnFrom(snapshot, create));
}

/**
 * @param {Addresses} addresses
 * @returns {Promise<Interpreter>}
 */
async function fromLibrary({ pyodide, python }) {
  const compiled = WebAssembly.compileStreaming(fetch(`${pyodide}pyodide.asm.wasm`));
  return begun({ pyodide, script: `${pyodide}${SCRIPT}` }, { stdLibURL: `${python}library.zip` }, { compiled });
}

/**
 * @param {Addresses} addresses
 * @returns {Promise<Interpreter>}
 */
async function fromPyodide({ pyodide, calculators }) {
  const compiled = WebAssembly.compileStreaming(fetch(`${pyodide}pyodide.asm.wasm`));
  const sources = fetch(calculators);
  // looked after when Python is about to look for it
  sources.catch(() => {});
  /** @type {Change} */
  const change = (create) => async (settings) => {
    const response = await sources;
    if (!response.ok) throw new Error(`${calculators}: ${response.status}`);
    // Python imports from archives, so there is nothing to unpack
    const archive = new Uint8Array(await response.arrayBuffer());
    const place = (/** @type {any} */ module) => module.FS.writeFile(ARCHIVE, archive);
    return create({ ...settings, preRun: [...settings.preRun, place] });
  };
  return begun({ pyodide, script: `${pyodide}${SCRIPT}` }, { env: { PYTHONPATH: ARCHIVE } }, { compiled }, change);
}

/**
 * Begins to load Pyodide, and goes no further once Python runs: its bridge to JavaScript is not needed. It has no way to
 * be handed its WebAssembly file, compiled, or an archive without files. So its own requests are answered meanwhile.
 *
 * @param {Places} places
 * @param {object} settings
 * @param {Lending} lending
 * @param {Change} change
 * @returns {Promise<Interpreter>}
 */
async function begun({ pyodide, script }, settings, { compiled, conditions, answers = {} }, change = (create) => create) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const over = new AbortController();
  /** @type {Functions} */
  let functions = {};
  globalThis.fetch = (input, options) => {
    const address = String(input instanceof Request ? input.url : input);
    if (address.endsWith(".wasm")) return Promise.resolve(new Response());
    return answers[address]?.() ?? fetch(input, options);
  };
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      const module = await compiled;
      const instance = await WebAssembly.instantiate(module, imports);
      functions = /** @type {Functions} */ (instance.exports);
      return { module, instance: conditions ? showing(instance, (await conditions).exports) : instance };
    } catch (error) {
      // Pyodide would wait for ever
      fail(error);
      throw error;
    }
  };
  try {
    const modules = Promise.all([import(`${pyodide}pyodide.mjs`), import(script)]);
    /** @type {Promise<Module>} */
    const loaded = modules.then(([{ loadPyodide }, { default: create }]) =>
      over.signal.aborted ? NEVER : made(loadPyodide, { ...at(pyodide), ...settings }, change(create)),
    );
    const module = await Promise.race([loaded, failed, unhandled(over.signal)]);
    return new Interpreter(functions, module);
  } finally {
    over.abort();
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** @param {string} pyodide */
function at(pyodide) {
  return { indexURL: pyodide, packageBaseUrl: pyodide, lockFileContents: NEVER };
}

/**
 * @param {(settings: object) => Promise<never>} loadPyodide
 * @param {object} settings
 * @param {CreateModule} create
 * @returns {Promise<Module>} What Pyodide makes with these settings before it sets up anything in Python.
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
 * @param {AbortSignal} signal  Ends it.
 * @returns {Promise<never>} Rejects with what is rejected and nobody looks after.
 */
function unhandled(signal) {
  return new Promise((_, reject) => {
    addEventListener(
      "unhandledrejection",
      (event) => {
        event.preventDefault();
        reject(event.reason);
      },
      { signal },
    );
  });
}
