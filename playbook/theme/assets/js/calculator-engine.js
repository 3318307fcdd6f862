/**
 * The one worker of the tab that all calculators share. It starts when the first of them asks for it.
 *
 * @import { Addresses, Answer, FromWorker, ToWorker } from "./calculator-messages.js"
 */

import { siteData } from "./site-data.js";

/**
 * @typedef {{
 *   resolve: (answer: any) => void,
 *   reject: (reason: Error) => void,
 *   onProgress?: (done: number) => void,
 * }} Waiting
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
        else if (message.type === "progress") this.#waiting.get(message.id)?.onProgress?.(message.done);
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

  /**
   * Has a file read in steps.
   *
   * @param {Blob} file
   * @param {object} request  What `calculators.crm_job.read_file` takes.
   * @param {(done: number) => void} onProgress  Hears the share that is done.
   * @returns {{ answer: Promise<Answer | null>, stop: () => void }}  `null` once it is stopped.
   */
  readFile(file, request, onProgress) {
    const id = ++this.#lastId;
    let stopped = false;
    const stop = () => {
      stopped = true;
      this.#send({ type: "stop", id });
    };
    const answer = this.start().then(() => {
      if (stopped) return null;
      return new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject, onProgress });
        this.#send({ type: "import", id, body: JSON.stringify(request), file });
      });
    });
    return { answer, stop };
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
 * @returns {Addresses}
 */
function addresses() {
  const site = siteData();
  const root = new URL(site.root, document.baseURI);
  const address = (/** @type {string} */ path) => new URL(path, root).href;
  return { pyodide: address(site.pyodide), python: address(site.python), calculators: address(site.calculators) };
}

export const engine = new CalculatorEngine();
