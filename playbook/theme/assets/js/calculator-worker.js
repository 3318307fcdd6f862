/**
 * Runs the calculators' Python. Takes and sends the messages of calculator-messages.js.
 *
 * @import { FromWorker, Start, ToWorker } from "./calculator-messages.js"
 */

/** @type {((request: string) => string) | undefined} */
let respond;

/** @param {FromWorker} message */
function send(message) {
  postMessage(message);
}

/**
 * @param {string} address
 * @returns {Promise<Uint8Array>}
 */
async function bytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * @param {string} folder
 * @returns {Promise<any>} Pyodide
 */
async function loadPython(folder) {
  const { loadPyodide } = await import(new URL("pyodide.mjs", folder).href);
  return loadPyodide({ indexURL: folder });
}

/**
 * @param {Start} start
 * @returns {Promise<(request: string) => string>} `calculators.page.respond`
 */
async function startPython(start) {
  const [python, archive] = await Promise.all([loadPython(start.pyodide), bytes(start.calculators)]);
  // Python imports from archives, so there is nothing to unpack.
  const place = "/calculators.zip";
  python.FS.writeFile(place, archive);
  python.pyimport("sys").path.insert(0, place);
  return python.pyimport("calculators.page").respond;
}

/** @type {Promise<never>} Rejects where Pyodide waits for ever: it lets go of a WebAssembly file that does not arrive. */
const stranded = new Promise((_, reject) => {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    reject(event.reason);
  });
});

addEventListener("message", async (event) => {
  /** @type {ToWorker} */
  const message = event.data;
  if (message.type === "start") {
    try {
      respond = await Promise.race([startPython(message), stranded]);
      send({ type: "ready" });
    } catch (error) {
      send({ type: "failed", reason: String(error) });
    }
    return;
  }
  try {
    if (!respond) throw new Error("asked before it was ready");
    send({ type: "response", id: message.id, body: respond(message.body) });
  } catch (error) {
    send({ type: "refused", id: message.id, reason: String(error) });
  }
});
