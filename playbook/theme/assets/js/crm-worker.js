/**
 * Reads a file of deals in the calculators' worker: Python does it in steps, between which messages are heard.
 *
 * @import { FromWorker, Import, Stop } from "./calculator-messages.js"
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
 * @param {((name: string) => any) | undefined} pyimport  Pyodide's.
 */
export async function handle(message, pyimport) {
  if (message.type === "stop") {
    running.delete(message.id);
    return;
  }
  running.add(message.id);
  try {
    if (!pyimport) throw new Error("asked before it was ready");
    send({ type: "response", id: message.id, body: await read(message, pyimport) });
  } catch (error) {
    send({ type: "refused", id: message.id, reason: String(error) });
  } finally {
    running.delete(message.id);
  }
}

/**
 * @param {Import} message
 * @param {(name: string) => any} pyimport
 * @returns {Promise<string>}  The answer, `null` in JSON where the import was stopped.
 */
async function read({ id, body, file }, pyimport) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const job = pyimport("calculators.crm_job");
  const room = job.room(bytes.length);
  const buffer = room.getBuffer("u8");
  buffer.data.set(bytes);
  buffer.release();
  const steps = job.read_file(body, room);
  room.destroy();
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
      if (!running.has(id)) {
        steps.return(undefined);
        return "null";
      }
    }
  } finally {
    steps.destroy();
    job.destroy();
  }
}
