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
 * @param {Start} start
 * @returns {Promise<(request: string) => string>} `calculators.page.respond`
 */
async function startPython(start) {
  const archive = bytes(start.calculators);
  const { loadPyodide } = await import(new URL("pyodide.mjs", start.pyodide).href);
  const python = await loadPyodide({ indexURL: start.pyodide });
  // Python imports from archives, so there is nothing to unpack.
  const place = "/calculators.zip";
  python.FS.writeFile(place, await archive);
  python.pyimport("sys").path.insert(0, place);
  return python.pyimport("calculators.page").respond;
}

addEventListener("message", async (event) => {
  /** @type {ToWorker} */
  const message = event.data;
  if (message.type === "start") {
    try {
      respond = await startPython(message);
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
