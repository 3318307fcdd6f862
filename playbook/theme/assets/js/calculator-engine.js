/**
 * The one worker of the tab that all calculators share. It starts when the first of them asks for it.
 *
 * @import { Answer, FromWorker, ToWorker } from "./calculator-messages.js"
 */

/**
 * @typedef {{ resolve: (answer: Answer) => void, reject: (reason: Error) => void }} Waiting
 */

const GIVE_UP_AFTER = 120_000;

class CalculatorEngine {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Promise<void> | undefined} */
  #started;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #lastId = 0;

  /**
   * Resolves once calculators can be asked; rejects when Python cannot be loaded, and tries anew at the next call.
   *
   * @returns {Promise<void>}
   */
  start() {
    this.#started ??= new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./calculator-worker.js", import.meta.url), { type: "module" });
      this.#worker = worker;
      const patience = setTimeout(() => reject(this.#stop("Python did not start in time")), GIVE_UP_AFTER);
      worker.addEventListener("error", (event) => {
        clearTimeout(patience);
        reject(this.#stop(event.message));
      });
      worker.addEventListener("message", (event) => {
        clearTimeout(patience);
        /** @type {FromWorker} */
        const message = event.data;
        if (message.type === "ready") resolve();
        else if (message.type === "failed") reject(this.#stop(message.reason));
        else this.#settle(message.id, message);
      });
      this.#send({ type: "start", ...addresses() });
    });
    return this.#started;
  }

  /**
   * @param {object} request  What `calculators.page.respond` takes.
   * @returns {Promise<Answer>}
   */
  async ask(request) {
    await this.start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ type: "request", id, body: JSON.stringify(request) });
    });
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.#worker?.postMessage(message);
  }

  /**
   * @param {number} id
   * @param {import("./calculator-messages.js").Response | import("./calculator-messages.js").Refused} message
   */
  #settle(id, message) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (message.type === "response") waiting?.resolve(JSON.parse(message.body));
    else waiting?.reject(new Error(message.reason));
  }

  /**
   * @param {string} reason
   * @returns {Error}
   */
  #stop(reason) {
    const error = new Error(reason);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#started = undefined;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
    return error;
  }
}

/**
 * The addresses that the page names in its block of site data.
 *
 * @returns {{ pyodide: string, calculators: string }}
 */
function addresses() {
  const site = JSON.parse(document.getElementById("site-data")?.textContent ?? "{}");
  const root = new URL(site.root, document.baseURI);
  return { pyodide: new URL(site.pyodide, root).href, calculators: new URL(site.calculators, root).href };
}

export const engine = new CalculatorEngine();
