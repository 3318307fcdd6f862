/**
 * The page that reads deals out of a CRM's export: a file is chosen, dropped or pasted, a worker reads it, and nothing of
 * it is sent anywhere.
 *
 * @import { Answer } from "./calculator-messages.js"
 */

import { engine } from "./calculator-engine.js";
import { showParts, showProblems } from "./calculator-parts.js";
import { openForPrint, saveExported } from "./calculator-share.js";

const TYPING_PAUSE = 400;
/** Pasted text that is longer is read but not shown: an entry with megabytes in it would stop the page. */
const LONGEST_SHOWN = 50_000;

export class CrmImport {
  /** @type {HTMLElement} */
  #calculator;
  /** @type {object} */
  #data;
  /** @type {Blob | undefined} What was read last. */
  #source;
  /** @type {(() => void) | undefined} */
  #stop;
  /** @type {{ csv: string, json: string } | undefined} The result that is shown, as files. */
  #exported;
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {HTMLElement} calculator
   * @param {object} data  The words and the locale that the page carries.
   */
  constructor(calculator, data) {
    this.#calculator = calculator;
    this.#data = data;
    const drop = this.#find("[data-drop]", HTMLElement);
    this.#file.addEventListener("change", () => this.#choose(this.#file.files));
    this.#text.addEventListener("paste", (event) => this.#onPaste(event));
    this.#text.addEventListener("input", () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#read(this.#typed()), TYPING_PAUSE);
    });
    drop.addEventListener("dragover", (event) => this.#onDrag(event, true));
    drop.addEventListener("dragleave", (event) => this.#onDrag(event, false));
    drop.addEventListener("drop", (event) => {
      this.#onDrag(event, false);
      this.#choose(event.dataTransfer?.files);
    });
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) this.#read(this.#source ?? this.#typed(), this.#columns());
    });
    calculator.addEventListener("click", (event) => this.#onClick(event));
    openForPrint(calculator);
    // A quick reader may have chosen a file before this was here.
    this.#choose(this.#file.files);
  }

  /**
   * @template {HTMLElement} Kind
   * @param {string} selector
   * @param {new () => Kind} kind
   * @returns {Kind}
   */
  #find(selector, kind) {
    const found = this.#calculator.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`the page lacks ${selector}`);
    return found;
  }

  get #form() {
    return this.#find("form", HTMLFormElement);
  }

  get #file() {
    return this.#find("[data-file]", HTMLInputElement);
  }

  get #text() {
    return this.#find("textarea", HTMLTextAreaElement);
  }

  /** What stands in the entry for text. */
  #typed() {
    return new Blob([this.#text.value]);
  }

  /** @returns {Record<string, string>} The columns that are chosen, by the path of the field. */
  #columns() {
    const lists = [...this.#form.querySelectorAll("select")];
    return Object.fromEntries(lists.map((list) => [list.name, list.value]));
  }

  /** @param {FileList | null | undefined} files */
  #choose(files) {
    const file = files?.[0];
    if (file) this.#read(file);
  }

  /**
   * @param {DragEvent} event
   * @param {boolean} over
   */
  #onDrag(event, over) {
    event.preventDefault();
    this.#find("[data-drop]", HTMLElement).classList.toggle("calculator-drop--over", over);
  }

  /** @param {ClipboardEvent} event */
  #onPaste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length <= LONGEST_SHOWN) return;
    event.preventDefault();
    this.#text.value = "";
    this.#read(new Blob([text]));
    this.#note("long", true);
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    switch (button?.dataset.action) {
      case "retry":
        this.#file.focus();
        this.#read(this.#source ?? this.#typed());
        break;
      case "save-csv":
      case "save-json":
        if (this.#exported) saveExported("crm", button.dataset.action === "save-csv" ? "csv" : "json", this.#exported);
        break;
      case "print":
        window.print();
        break;
      case "cancel-import":
        this.#asked++;
        this.#stop?.();
        this.#finish();
        this.#note("cancelled", true);
        this.#setState("ready");
        break;
    }
  }

  /**
   * Has a file read and shows what Python answers, unless the reader stopped it or chose another meanwhile.
   *
   * @param {Blob} source
   * @param {Record<string, string>} [columns]  Those that the reader chose; without them they are recognised.
   */
  async #read(source, columns = {}) {
    clearTimeout(this.#pause);
    this.#stop?.();
    this.#source = source;
    const asked = ++this.#asked;
    for (const note of ["cancelled", "long"]) this.#note(note, false);
    this.#progress(0);
    this.#setState("loading");
    const request = { calculator: this.#calculator.dataset.calculator, entries: columns, ...this.#data };
    const work = engine.readFile(source, request, (done) => asked === this.#asked && this.#progress(done));
    this.#stop = work.stop;
    try {
      const answer = await work.answer;
      if (answer && asked === this.#asked) await this.#show(answer, asked);
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  }

  /**
   * Shows one part of the result after the other: hundreds of rows at once would stop the page for a moment.
   *
   * @param {Answer} answer
   * @param {number} asked
   */
  async #show(answer, asked) {
    this.#finish();
    this.#exported = answer.exported ?? this.#exported;
    const template = document.createElement("template");
    template.innerHTML = answer.result_html;
    for (const part of [...template.content.children]) {
      showParts(this.#calculator, part.outerHTML);
      await drawn();
      if (asked !== this.#asked) return;
    }
    showProblems(this.#calculator, this.#form, answer.errors);
    this.#setState(answer.state, answer.state === "ready" ? "ready" : "");
  }

  /** @param {unknown} error */
  #fail(error) {
    console.warn(error);
    this.#finish();
    this.#setState("error", "failed");
  }

  /** @param {number} done  The share that is done. */
  #progress(done) {
    this.#find("[data-progress]", HTMLElement).hidden = false;
    this.#find("progress", HTMLProgressElement).value = done;
  }

  /** Takes the progress away; who stopped it there goes on at the file. */
  #finish() {
    const place = this.#find("[data-progress]", HTMLElement);
    const focused = place.contains(document.activeElement);
    place.hidden = true;
    this.#stop = undefined;
    if (focused) this.#file.focus();
  }

  /**
   * @param {string} name
   * @param {boolean} shown
   */
  #note(name, shown) {
    this.#find(`[data-note="${name}"]`, HTMLElement).hidden = !shown;
  }

  /**
   * @param {"loading" | "ready" | "error"} state
   * @param {string} [message]  Which of the texts about the state to show.
   */
  #setState(state, message = state) {
    this.#calculator.dataset.state = state;
    /** @type {NodeListOf<HTMLElement>} */
    const texts = this.#calculator.querySelectorAll("[data-when]");
    for (const text of texts) text.hidden = text.dataset.when !== message;
  }
}

/** Waits until the browser has drawn what is new, but not for ever: it draws nothing in a tab that is hidden. */
function drawn() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });
}
