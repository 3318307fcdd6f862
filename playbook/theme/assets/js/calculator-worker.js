/**
 * Runs the calculators' Python. Takes and sends the messages of calculator-messages.js.
 *
 * @import { FromWorker, Start, ToWorker } from "./calculator-messages.js"
 * @import { Started } from "./python-start.js"
 */

// python-start.js needs these two; named here too, they are asked for at once
import "./python-files.js";
import "./python-snapshot.js";
import { startPython } from "./python-start.js";
import { WarmUp } from "./python-warm-up.js";

/** @type {Started | undefined} */
let started;
/** @type {((request: string) => string) | undefined} */
let respond;
const warmUp = new WarmUp();

/** @param {FromWorker} message */
function send(message) {
  postMessage(message);
}

/** @param {Start} message */
async function start(message) {
  try {
    started = await startPython(message);
    respond = started.python.pyimport("calculators.page").respond;
    send({ type: "ready" });
  } catch (error) {
    send({ type: "failed", reason: String(error) });
  }
}

addEventListener("message", async (event) => {
  /** @type {ToWorker} */
  const message = event.data;
  warmUp.pause();
  if (message.type === "start") {
    await start(message);
    return;
  }
  if (message.type === "import" || message.type === "stop") {
    const { handle } = await import("./crm-worker.js");
    const python = started?.python;
    await handle(message, python && ((name) => python.pyimport(name)));
    await started?.keep();
    return;
  }
  try {
    const answer = respond;
    if (!answer) throw new Error("asked before it was ready");
    send({ type: "response", id: message.id, body: answer(message.body) });
    warmUp.after(() => answer(message.body));
  } catch (error) {
    send({ type: "refused", id: message.id, reason: String(error) });
  }
  await started?.keep();
});
