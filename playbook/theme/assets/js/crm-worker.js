/**
 * Reads a file of deals in the calculators' worker: Python does it in steps, between which messages are heard.
 *
 * @import { FromWorker, Import, Stop } from "./calculator-messages.js"
 * @import { Interpreter } from "./python-interpreter.js"
 */

/** The least time in ms between two reports of progress. */
const REPORT_EVERY = 50;

/** @type {Set<number>} Ids of the imports that run. */
const running = new Set();

/** @param {FromWorker} message */
function send(message) {
  postMessage(message);
}

/** Lets the messages that wait come in. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * @param {Import | Stop} message
 * @param {Interpreter | undefined} python
 */
export async function handle(message, python) {
  if (message.type === "stop") {
    running.delete(message.id);
    return;
  }
  running.add(message.id);
  try {
    if (!python) throw new Error("asked before it was ready");
    send({ type: "response", id: message.id, body: await read(message, python) });
  } catch (error) {
    send({ type: "refused", id: message.id, reason: String(error) });
  } finally {
    running.delete(message.id);
  }
}

/**
 * @param {Import} message
 * @param {Interpreter} python
 * @returns {Promise<string>}  The answer, `null` in JSON where the import was stopped.
 */
async function read({ id, body, file }, python) {
  const steps = python.steps("calculators.crm_job", "read_file", body, new Uint8Array(await file.arrayBuffer()));
  let reported = 0;
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (performance.now() - reported > REPORT_EVERY) {
        reported = performance.now();
        send({ type: "progress", id, done: value });
      }
      await pause();
      if (!running.has(id)) return "null";
    }
  } finally {
    steps.close();
  }
}
