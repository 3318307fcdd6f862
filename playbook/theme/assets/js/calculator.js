/**
 * <sales-calculator>: arrives with a worked example and its form; Python in a worker answers what the reader types.
 * All texts and all arithmetic come from Python.
 *
 * @import { Answer } from "./calculator-messages.js"
 */

import { engine } from "./calculator-engine.js";
import { showParts, showProblems } from "./calculator-parts.js";
import { addRow, numberRows, removeRow, switchAlternative } from "./calculator-rows.js";
import { sharedFragment } from "./calculator-share.js";
import { placeSliders, slidTo } from "./calculator-sliders.js";
import { CalculatorTools } from "./calculator-tools.js";

/** @typedef {{ path: string, direction: number } | { path: string, value: string }} Step */

const TYPING_PAUSE = 200;
const SLOW = 300;
/** @type {Record<string, number>} */
const STEP_DIRECTION = { ArrowUp: 1, ArrowDown: -1 };

class SalesCalculator extends HTMLElement {
  /** @type {{ words: object, locale: object }} */
  #data = { words: {}, locale: {} };
  #started = false;
  #connected = false;
  #asking = false;
  /** @type {{ step?: Step | undefined } | undefined}  What to ask as soon as the question under way is answered. */
  #next;
  /** @type {CalculatorTools | undefined} */
  #tools;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  connectedCallback() {
    if (this.#connected) return;
    this.#connected = true;
    this.#data = JSON.parse(this.querySelector(".calculator-words")?.textContent ?? "{}");
    if (this.querySelector("[data-document]")) {
      // What reads a file does so in steps, and has no entries to compare or to share.
      import("./crm-import.js").then(({ CrmImport }) => new CrmImport(this, this.#data));
      whenIdle(() => engine.start().catch((error) => console.warn(error)));
      return;
    }
    for (const list of this.#lists()) numberRows(list);
    this.#form.addEventListener("focusin", () => this.#start());
    this.#form.addEventListener("pointerdown", () => this.#start());
    this.addEventListener("input", (event) => this.#onInput(event));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("click", (event) => this.#onClick(event));
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.target === this.#form) this.#calculate();
      else this.#tools?.submit(event);
    });
    this.#tools = new CalculatorTools({
      id: this.dataset.calculator ?? "",
      element: this,
      ask: (task, more) => this.#ask(task, more),
      open: (source) => this.#open(source),
      put: (path, text) => this.#put(path, text),
    });
    addEventListener("hashchange", () => this.#openShared());
    if (sharedFragment()) this.#openShared();
    else whenIdle(() => this.#start());
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  /** @returns {NodeListOf<HTMLElement>} */
  #lists() {
    return this.querySelectorAll("[data-list]");
  }

  /** Loads Python once; what was typed until then is calculated as soon as it is there. */
  async #start() {
    if (this.#started) return;
    this.#started = true;
    this.#setState("loading");
    try {
      await engine.start();
    } catch (error) {
      this.#fail(error);
      return;
    }
    // What was asked in the meantime, such as a step, is being answered and holds all that was typed.
    if (!this.#asking) await this.#calculate();
  }

  /** @param {unknown} error */
  #fail(error) {
    console.warn(error);
    this.#started = false;
    this.#setState("error", "failed");
  }

  /** @param {Event} event */
  #onInput(event) {
    if (!(event.target instanceof Node && this.#form.contains(event.target))) return;
    this.#start();
    showParts(this, '<div data-part="notice"></div>');
    clearTimeout(this.#pause);
    const slid = slidTo(event.target);
    this.#pause = setTimeout(() => this.#calculate(slid), slid ? 0 : TYPING_PAUSE);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const entry = event.target;
    const direction = STEP_DIRECTION[event.key];
    if (!(entry instanceof HTMLInputElement) || !entry.dataset.step || !direction) return;
    event.preventDefault();
    this.#calculate({ path: entry.name, direction });
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    /** @type {HTMLElement | null | undefined} */
    const list = button?.closest("[data-list]");
    /** @type {HTMLElement | null | undefined} */
    const row = button?.closest("[data-row]");
    switch (button?.dataset.action) {
      case "retry":
        // The button goes as soon as it is pressed; the form is where the reader was.
        this.#form.querySelector("input")?.focus();
        this.#start();
        break;
      case "add":
        if (list) addRow(list);
        break;
      case "remove":
        if (list && row) removeRow(list, row);
        this.#calculate();
        break;
      case "switch":
        if (row && switchAlternative(row, button.dataset.to ?? "")) this.#calculate();
        break;
      default:
        if (button) this.#tools?.press(button);
    }
  }

  /**
   * Asks Python and shows its answer. What changes meanwhile is asked in one go afterwards: Python takes one question
   * after the other, and answers to old ones are of no use.
   *
   * @param {Step} [step]  An entry to move by its steps first, or to set to the value of its slider.
   */
  async #calculate(step) {
    clearTimeout(this.#pause);
    if (!this.#started) return;
    if (this.#asking) {
      this.#next = { step: together(this.#next?.step, step) };
      return;
    }
    this.#asking = true;
    const slow = setTimeout(() => this.setAttribute("aria-busy", "true"), SLOW);
    const entries = Object.fromEntries(new FormData(this.#form));
    try {
      const answer = await engine.ask({ calculator: this.dataset.calculator, entries, step, ...this.#data });
      this.#fill(answer.entries);
      if (!this.#next) this.#show(answer);
    } catch (error) {
      this.#fail(error);
    }
    clearTimeout(slow);
    this.removeAttribute("aria-busy");
    this.#asking = false;
    const next = this.#next;
    this.#next = undefined;
    if (next) this.#calculate(next.step);
  }

  /**
   * Asks Python for something else than a calculation and shows the parts of its answer.
   *
   * @param {string} task
   * @param {object} [more]
   * @returns {Promise<Partial<Answer>>}  Nothing where Python failed.
   */
  async #ask(task, more) {
    const entries = Object.fromEntries(new FormData(this.#form));
    try {
      const answer = await engine.ask({ calculator: this.dataset.calculator, task, entries, ...more, ...this.#data });
      showParts(this, answer.result_html);
      return answer;
    } catch (error) {
      this.#fail(error);
      return {};
    }
  }

  /** Opens what the page's address holds, if it holds something. */
  async #openShared() {
    const fragment = sharedFragment();
    if (!fragment) return;
    await this.#start();
    await this.#open({ fragment });
  }

  /**
   * Fills the form with what is opened; where Python refuses it, nothing changes but the notice.
   *
   * @param {{ fragment: string } | { package: string }} source
   */
  async #open(source) {
    const { form_html: html } = await this.#ask("open", source);
    this.querySelector('[data-part="notice"]')?.scrollIntoView({ block: "nearest" });
    if (!html) return;
    const template = document.createElement("template");
    template.innerHTML = html;
    this.#form.replaceChildren(...(template.content.firstElementChild?.childNodes ?? []));
    for (const list of this.#lists()) numberRows(list);
    await this.#calculate();
  }

  /**
   * @param {string} path
   * @param {string} text
   */
  #put(path, text) {
    const entry = this.#form.elements.namedItem(path);
    if (!(entry instanceof HTMLInputElement)) return;
    entry.value = text;
    entry.focus();
    this.#calculate();
  }

  /** @param {Record<string, string>} entries  What a step changed. */
  #fill(entries) {
    for (const [path, text] of Object.entries(entries)) {
      const entry = this.#form.elements.namedItem(path);
      if (entry instanceof HTMLInputElement || entry instanceof RadioNodeList) entry.value = text;
    }
  }

  /** @param {Answer} answer */
  #show(answer) {
    placeSliders(this, answer.sliders);
    showParts(this, answer.result_html);
    showProblems(this, this.#form, answer.errors);
    this.#setState(answer.state, answer.state === "ready" ? "ready" : "");
    if (answer.state === "ready") this.#tools?.follow(answer.inputs);
  }

  /**
   * @param {"loading" | "ready" | "error"} state
   * @param {string} [message]  Which of the texts about the state to show.
   */
  #setState(state, message = state) {
    this.dataset.state = state;
    /** @type {NodeListOf<HTMLElement>} */
    const texts = this.querySelectorAll("[data-when]");
    for (const text of texts) text.hidden = text.dataset.when !== message;
  }
}

/**
 * @param {Step | undefined} before
 * @param {Step | undefined} step
 * @returns {Step | undefined}  One step for both, where both move the same entry; else the later one.
 */
function together(before, step) {
  if (!before || !step || before.path !== step.path) return step ?? before;
  if (!("direction" in before) || !("direction" in step)) return step;
  return { path: step.path, direction: before.direction + step.direction };
}

/**
 * Calls when the page has nothing else to do; not at all where the reader wants to save data.
 *
 * @param {() => void} callback
 */
function whenIdle(callback) {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  if (connection?.saveData) return;
  if ("requestIdleCallback" in globalThis) requestIdleCallback(callback, { timeout: 5000 });
  else setTimeout(callback, 1000);
}

customElements.define("sales-calculator", SalesCalculator);
