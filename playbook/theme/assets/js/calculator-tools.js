/**
 * The tools below a result: goal seek, sensitivity, scenarios, sharing. They come from Python with the first result and
 * work when the reader asks them to.
 *
 * @import { Answer } from "./calculator-messages.js"
 */

import { showParts } from "./calculator-parts.js";
import { CalculatorScenarios } from "./calculator-scenarios.js";
import { copyLink, openFile, openForPrint, saveFile, showNote } from "./calculator-share.js";

/**
 * @typedef {{
 *   id: string,
 *   element: HTMLElement,
 *   ask: (task: string, more?: object) => Promise<Partial<Answer>>,
 *   open: (source: { fragment: string } | { package: string }) => Promise<void>,
 *   put: (path: string, text: string) => void,
 * }} Host  What a calculator lets its tools do: `ask` shows the parts of the answer too.
 */

const ANSWERS = '<div data-part="seek-answer"></div><div data-part="sensitivity-answer"></div>';

export class CalculatorTools {
  /** @type {Host} */
  #host;
  /** @type {Promise<void> | undefined} */
  #made;
  /** @type {CalculatorScenarios | undefined} */
  #scenarios;
  /** @type {string | null | undefined} */
  #inputs;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    host.element.addEventListener("toggle", (event) => this.#onToggle(event), true);
    host.element.addEventListener("change", (event) => this.#onChange(event));
    openForPrint(host.element);
  }

  /**
   * Brings the tools up to a result.
   *
   * @param {string | null} inputs  What the result was worked out from.
   */
  async follow(inputs) {
    await (this.#made ??= this.#make());
    if (inputs === this.#inputs) return;
    const first = this.#inputs === undefined;
    this.#inputs = inputs;
    if (first) return;
    showParts(this.#host.element, ANSWERS);
    if (this.#host.element.querySelector("details[data-tool=seek][open], details[data-tool=sensitivity][open]")) {
      await this.#host.ask("choices");
    }
  }

  /** @param {SubmitEvent} event  Of the form of a tool. */
  async submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    form.ariaBusy = "true";
    const task = form.dataset.tool ?? "";
    if (task === "scenarios") {
      const entry = form.querySelector('[data-name="scenario"]');
      if (entry instanceof HTMLInputElement) await this.#scenarios?.save(entry.value);
    } else if (task !== "share") {
      showNote(form, "busy");
      await this.#host.ask(task, valuesOf(form));
      showNote(form, "");
    }
    form.ariaBusy = null;
  }

  /**
   * @param {HTMLButtonElement} button
   * @returns {Promise<void>}
   */
  async press(button) {
    const tool = button.closest("details");
    const { action, id = "", path = "", text = "" } = button.dataset;
    switch (action) {
      case "apply":
        return this.#host.put(path, text);
      case "load":
        return this.#scenarios?.load(id);
      case "forget":
        return this.#scenarios?.remove(id);
      case "copy":
        return tool ? copyLink(this.#host, tool) : undefined;
      case "save-csv":
        return saveFile(this.#host, "csv");
      case "save-json":
        return saveFile(this.#host, "json");
      case "print":
        return window.print();
    }
  }

  async #make() {
    await this.#host.ask("tools");
    const tool = this.#host.element.querySelector("details[data-tool=scenarios]");
    if (!(tool instanceof HTMLElement)) return;
    this.#scenarios = new CalculatorScenarios(this.#host, tool);
    await this.#scenarios.start();
  }

  /** @param {Event} event */
  async #onToggle(event) {
    const tool = event.target;
    if (!(tool instanceof HTMLDetailsElement) || !tool.open) return;
    if (tool.dataset.tool === "seek" || tool.dataset.tool === "sensitivity") await this.#host.ask("choices");
  }

  /** @param {Event} event */
  async #onChange(event) {
    const entry = event.target;
    if (!(entry instanceof HTMLInputElement)) return;
    if (entry.dataset.rename) await this.#scenarios?.rename(entry.dataset.rename, entry.value);
    else if (entry.dataset.name === "file") await openFile(this.#host, entry);
  }
}

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
function valuesOf(form) {
  /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
  const entries = form.querySelectorAll("[data-name]");
  return Object.fromEntries([...entries].map((entry) => [entry.dataset.name, entry.value]));
}
