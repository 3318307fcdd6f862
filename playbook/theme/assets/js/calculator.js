/**
 * <sales-calculator>: arrives with a worked example and its form; Python in a worker answers what the reader types.
 * All texts and all arithmetic come from Python.
 *
 * @import { Answer, Problem } from "./calculator-messages.js"
 */

import { engine } from "./calculator-engine.js";
import { addRow, numberRows, removeRow, switchAlternative } from "./calculator-rows.js";

const TYPING_PAUSE = 200;
/** @type {Record<string, number>} */
const STEP_DIRECTION = { ArrowUp: 1, ArrowDown: -1 };

class SalesCalculator extends HTMLElement {
  /** @type {{ words: object, locale: object }} */
  #data = { words: {}, locale: {} };
  #started = false;
  #connected = false;
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  connectedCallback() {
    if (this.#connected) return;
    this.#connected = true;
    this.#data = JSON.parse(this.querySelector(".calculator-words")?.textContent ?? "{}");
    for (const list of this.#lists()) numberRows(list);
    this.#form.addEventListener("focusin", () => this.#start());
    this.#form.addEventListener("pointerdown", () => this.#start());
    this.addEventListener("input", () => this.#onInput());
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("click", (event) => this.#onClick(event));
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#calculate();
    });
    whenIdle(() => this.#start());
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
    await this.#calculate();
  }

  /** @param {unknown} error */
  #fail(error) {
    console.warn(error);
    this.#started = false;
    this.#setState("error", "failed");
  }

  #onInput() {
    this.#start();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#calculate(), TYPING_PAUSE);
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
    }
  }

  /**
   * Asks Python and shows its answer, unless a later question overtook this one.
   *
   * @param {{ path: string, direction: number }} [step]  An entry to move by its step first.
   */
  async #calculate(step) {
    clearTimeout(this.#pause);
    if (!this.#started) return;
    const asked = ++this.#asked;
    const entries = Object.fromEntries(new FormData(this.#form));
    try {
      const answer = await engine.ask({ calculator: this.dataset.calculator, entries, step, ...this.#data });
      if (asked === this.#asked) this.#show(answer);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Answer} answer */
  #show(answer) {
    for (const [path, text] of Object.entries(answer.entries)) {
      const entry = this.#form.elements.namedItem(path);
      if (entry instanceof HTMLInputElement) entry.value = text;
    }
    this.#showParts(answer.result_html);
    this.#showProblems(answer.errors);
    this.#setState(answer.state, answer.state === "ready" ? "ready" : "");
  }

  /** @param {string} html */
  #showParts(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const part of template.content.children) {
      if (!(part instanceof HTMLElement)) continue;
      const place = this.querySelector(`[data-part="${part.dataset.part}"]`);
      // An unchanged part stays, so that nothing is announced twice.
      if (place && place.innerHTML !== part.innerHTML) place.replaceChildren(...part.childNodes);
    }
  }

  /** @param {Problem[]} problems */
  #showProblems(problems) {
    /** @type {Map<string, HTMLElement>} */
    const places = new Map();
    /** @type {NodeListOf<HTMLElement>} */
    const found = this.querySelectorAll("[data-problem-for]");
    for (const place of found) places.set(place.dataset.problemFor ?? "", place);
    /** @type {Map<HTMLElement | undefined, string>} */
    const texts = new Map();
    const form = places.get("");
    for (const problem of problems) {
      const place = places.get(problem.path) ?? form;
      texts.set(place, (texts.get(place) ?? "") + problem.html);
    }
    for (const place of places.values()) {
      const html = texts.get(place) ?? "";
      if (place.innerHTML !== html) place.innerHTML = html;
      const entry = this.#form.elements.namedItem(place.dataset.problemFor ?? "");
      if (entry instanceof HTMLInputElement) entry.ariaInvalid = html ? "true" : null;
    }
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
