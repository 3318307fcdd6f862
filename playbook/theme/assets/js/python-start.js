/**
 * Starts the calculators' Python in this worker: from a snapshot of its memory; where that is missing or does not fit,
 * from the part of the standard library that the calculators need; where that fails too, from Pyodide as it comes.
 *
 * @import { Addresses } from "./calculator-messages.js"
 * @import { Conditions, CreateModule } from "./python-snapshot.js"
 */

import { KeptFiles } from "./python-files.js";
import { goingOnFrom, NO_LIBRARY, read, showing } from "./python-snapshot.js";

/**
 * @typedef {{ python: any, keep: () => Promise<void> }} Started
 *   Pyodide, which can import the calculators. `keep` makes the next start quicker, when there is time for it.
 * @typedef {(settings: object) => Promise<any>} LoadPyodide
 * @typedef {{
 *   compiled: Promise<WebAssembly.Module>,
 *   conditions?: Promise<Conditions>,
 *   answers?: Record<string, () => Promise<Response>>,
 * }} Lending  What Pyodide is given in the place of what it would fetch: `answers` are by address.
 */

const ALL_ASSETS = new URL("../../", import.meta.url).href;

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
 * @returns {Promise<any>} Pyodide
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
  const lock = new Promise((resolve) => {
    conditions.then(({ abi }) => resolve({ info: { abi_version: abi }, packages: {} }), () => {});
  });
  const library = `${python}no-library.zip`;
  const lending = { compiled, conditions, answers: { [library]: async () => new Response(NO_LIBRARY) } };
  const loaded = await loadedWith(pyodide, lending, (loadPyodide, create) => {
    const createPyodideModule = goingOnFrom(snapshot, create);
    return loadPyodide({ ...at(pyodide), stdLibURL: library, lockFileContents: lock, createPyodideModule });
  });
  // every reader's memory would hold the same chance
  loaded.pyimport("random").seed();
  return loaded;
}

/**
 * @param {Addresses} addresses
 * @returns {Promise<any>} Pyodide
 */
async function fromLibrary({ pyodide, python }) {
  const compiled = WebAssembly.compileStreaming(fetch(`${pyodide}pyodide.asm.wasm`));
  return loadedWith(pyodide, { compiled }, (loadPyodide) =>
    loadPyodide({ ...at(pyodide), stdLibURL: `${python}library.zip`, lockFileURL: `${python}lock.json` }),
  );
}

/**
 * @param {Addresses} addresses
 * @returns {Promise<any>} Pyodide
 */
async function fromPyodide({ pyodide, calculators }) {
  const compiled = WebAssembly.compileStreaming(fetch(`${pyodide}pyodide.asm.wasm`));
  const sources = fetch(calculators);
  const python = await loadedWith(pyodide, { compiled }, (loadPyodide) => loadPyodide(at(pyodide)));
  const response = await sources;
  if (!response.ok) throw new Error(`${calculators}: ${response.status}`);
  // Python imports from archives, so there is nothing to unpack.
  const place = "/calculators.zip";
  python.FS.writeFile(place, new Uint8Array(await response.arrayBuffer()));
  python.pyimport("sys").path.insert(0, place);
  return python;
}

/** @param {string} pyodide */
function at(pyodide) {
  return { indexURL: pyodide, packageBaseUrl: pyodide };
}

/**
 * Loads Pyodide with files that it would fetch by itself: it has no way to hand it its WebAssembly file, compiled, or an
 * archive without files. So while it loads, its own requests are answered.
 *
 * @param {string} pyodide
 * @param {Lending} lending
 * @param {(loadPyodide: LoadPyodide, create: CreateModule) => Promise<any>} load
 * @returns {Promise<any>} Pyodide
 */
async function loadedWith(pyodide, { compiled, conditions, answers = {} }, load) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const over = new AbortController();
  globalThis.fetch = (input, options) => {
    const address = String(input instanceof Request ? input.url : input);
    if (address.endsWith(".wasm")) return Promise.resolve(new Response());
    return answers[address]?.() ?? fetch(input, options);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    const instance = await WebAssembly.instantiate(module, imports);
    return { module, instance: conditions ? showing(instance, (await conditions).exports) : instance };
  };
  const never = new Promise(() => {});
  try {
    const modules = Promise.all([import(`${pyodide}pyodide.mjs`), import(`${pyodide}pyodide.asm.mjs`)]);
    const loaded = modules.then(([{ loadPyodide }, { default: create }]) =>
      over.signal.aborted ? never : load(loadPyodide, create),
    );
    // Pyodide waits for ever for a WebAssembly file that cannot be compiled, and for some others
    const failed = [compiled.then(() => never), Promise.resolve(conditions).then(() => never), unhandled(over.signal)];
    return await Promise.race([loaded, ...failed]);
  } finally {
    over.abort();
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
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
