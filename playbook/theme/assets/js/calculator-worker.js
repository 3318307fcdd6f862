/**
 * Runs the calculators' Python. Takes and sends the messages of calculator-messages.js.
 *
 * @import { FromWorker, Start, ToWorker } from "./calculator-messages.js"
 * @import { Started } from "./python-start.js"
 */

// python-start.js needs these; named here too, they are asked for at once
import "./python-files.js";
import "./python-interpreter.js";
import "./python-snapshot.js";
import { startPython } from "./python-start.js";
import { WarmUp } from "./python-warm-up.js";

/** @type {Started | undefined} */
let started;
const warmUp = new WarmUp();

/** @param {FromWorker} message */
function send(message) {
  postMessage(message);
}

/** @param {Start} message */
async function start(message) {
  try {
    started = await startPython(message);
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
    await handle(message, started?.python);
    await started?.keep();
    return;
  }
  try {
    const python = started?.python;
    if (!python) throw new Error("asked before it was ready");
    const respond = () => python.call("calculators.page", "respond", message.body);
    send({ type: "response", id: message.id, body: respond() });
    warmUp.after(respond);
  } catch (error) {
    send({ type: "refused", id: message.id, reason: String(error) });
  }
  await started?.keep();
});
