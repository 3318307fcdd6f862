/**
 * The form on which trainers say who shall learn what, and until when.
 *
 * @import { Due, Plan } from "./assignment.js"
 * @import { Named } from "./people.js"
 * @import { Portal } from "./portal-data.js"
 * @import { Assignment } from "./state.js"
 */

import { knownIds } from "./assignment.js";
import { element } from "./elements.js";
import { folded, peopleFrom, tidy, tidyLines } from "./people.js";
import { localDay } from "./progress.js";

/** @typedef {Named & { id: string | undefined }} Wanted  `id`: of somebody who was given something before. */

const HEADS = ["name", "first", "last", "email"];

export class AssignForm {
  #form;
  #portal;
  /** @type {Assignment[]} */
  #made = [];
  /** @type {Set<string>} */
  #others = new Set();
  /** @type {{ item: HTMLElement, box: HTMLInputElement, id: string, words: string }[]} */
  #modules = [];

  /**
   * @param {HTMLFormElement} form
   * @param {Portal} portal
   */
  constructor(form, portal) {
    this.#form = form;
    this.#portal = portal;
    const { data } = portal;
    this.#options("path", Object.entries(data.paths).map(([id, { title }]) => [id, title]));
    this.#options("from", [["", portal.t("assign.all")], ...Object.entries(data.paths).map(([id, path]) => [id, path.title])]);
    this.#options("language", [["", portal.t("assign.language-own")], ...Object.entries(data.languages)]);
    this.#listModules();
    form.addEventListener("input", () => this.#show());
    this.#show();
  }

  /** @param {Assignment[]} made  All that was made here, in order: whoever was given something before is known. */
  know(made) {
    this.#made = made;
    const trainer = this.#field("trainer");
    trainer.value ||= made.at(-1)?.trainer ?? "";
    this.#showPeople();
  }

  /** @returns {Wanted[]} */
  people() {
    const { people } = this.#found();
    const ids = knownIds(people, this.#made);
    return people.map((one, place) => ({ ...one, id: this.#others.has(keyOf(one)) ? undefined : ids[place] }));
  }

  /** @returns {Plan} */
  plan() {
    const path = this.#chosen("what") === "path" ? this.#field("path").value : "";
    const modules = path ? [] : this.#modules.filter(({ box }) => box.checked).map(({ id }) => id);
    return {
      ...{ trainer: tidy(this.#field("trainer").value), modules, path, due: this.#due() },
      // Without a title each learner sees the names of the modules in the learner's own language.
      title: tidy(this.#field("title").value),
      note: tidyLines(this.#field("note").value),
      language: this.#field("language").value,
    };
  }

  /** @param {Plan} plan  Of a template or of what was made before. What the playbook no longer has is left out. */
  fill({ trainer, title, modules, path, due, note, language }) {
    const set = (/** @type {string} */ name, /** @type {string} */ value) => {
      this.#field(name).value = value;
    };
    set("trainer", trainer);
    set("title", title);
    set("note", note);
    set("language", Object.hasOwn(this.#portal.data.languages, language) ? language : "");
    set("what", path ? "path" : "modules");
    if (Object.hasOwn(this.#portal.data.paths, path)) set("path", path);
    for (const { box, id } of this.#modules) box.checked = modules.includes(id);
    set("due", due === null ? "none" : "on" in due ? "on" : "days");
    if (due && "on" in due) set("on", due.on);
    if (due && "days_after_start" in due) set("days", String(due.days_after_start));
    this.#others.clear();
    set("people", "");
    this.#show();
    this.#field("people").focus();
  }

  /** @returns {Due} */
  #due() {
    const kind = this.#chosen("due");
    if (kind === "on") return { on: this.#field("on").value };
    return kind === "days" ? { days_after_start: Number(this.#field("days").value) } : null;
  }

  #found() {
    const words = HEADS.map((head) => [head, this.#portal.t(`assign.heads-${head}`).split("|").map(folded)]);
    return peopleFrom(this.#field("people").value, Object.fromEntries(words));
  }

  #show() {
    const what = this.#chosen("what");
    const due = this.#chosen("due");
    for (const part of ["path", "modules"]) this.#part(part).hidden = part !== what;
    for (const part of ["on", "days"]) this.#part(part).hidden = part !== due;
    const { on } = { on: "", ...this.#due() };
    this.#say("past", on && on < localDay(new Date().toISOString()) ? this.#portal.t("assign.past") : "");
    this.#narrow();
    this.#showChosen();
    this.#showPeople();
  }

  #showPeople() {
    const { doubles, left } = this.#found();
    const people = this.people();
    const counted = [
      people.length ? this.#portal.n("assign.found", people.length) : "",
      doubles.length ? this.#portal.t("assign.doubles", { names: this.#portal.list(doubles.slice(0, 5)) }) : "",
      left ? this.#portal.n("assign.left", left) : "",
    ];
    this.#say("count", counted.filter(Boolean).join(" · "));
    const known = new Set(knownIds(people, this.#made).flatMap((id, place) => (id ? [place] : [])));
    this.#place("found").replaceChildren(...people.map((one, place) => this.#person(one, known.has(place))));
  }

  /**
   * @param {Wanted} one
   * @param {boolean} known
   */
  #person(one, known) {
    const item = element("li", {}, element("bdi", {}, one.name));
    if (one.email) item.append(" ", element("bdi", { class: "assign-email" }, one.email));
    if (!known) return item;
    const box = element("input", { type: "checkbox" });
    box.checked = one.id === undefined;
    box.addEventListener("input", (event) => {
      event.stopPropagation();
      if (box.checked) this.#others.add(keyOf(one));
      else this.#others.delete(keyOf(one));
    });
    const label = element("label", { class: "assign-other" }, box, this.#portal.t("assign.other-person"));
    item.append(element("p", {}, this.#portal.t("assign.known")), label);
    return item;
  }

  #listModules() {
    const { data } = this.#portal;
    const place = /** @type {HTMLElement} */ (this.#form.querySelector(".assign-modules"));
    this.#modules = Object.entries(data.modules).map(([id, { title, minutes, requires }]) => {
      const box = element("input", { type: "checkbox", name: "module", value: id });
      const before = requires.map((one) => data.modules[one]?.title ?? one);
      const facts = [this.#portal.n("common.minutes", minutes)];
      if (before.length) facts.push(this.#portal.t("assign.after", { modules: this.#portal.list(before) }));
      const more = element("span", { class: "training-help" }, facts.join(" · "));
      const item = element("li", {}, element("label", { class: "training-option" }, box, element("span", {}, title, more)));
      place.append(item);
      return { item, box, id, words: folded(title) };
    });
  }

  /** Chosen modules stay in sight, whatever is looked for. */
  #narrow() {
    const words = folded(this.#field("find").value);
    const from = this.#field("from").value;
    const weeks = this.#portal.data.paths[from]?.weeks ?? [];
    const inPath = new Set(weeks.flatMap((week) => week.modules));
    for (const one of this.#modules) {
      one.item.hidden = !one.box.checked && !(one.words.includes(words) && (!from || inPath.has(one.id)));
    }
  }

  #showChosen() {
    const { modules, path } = this.plan();
    const { data } = this.#portal;
    const all = path ? data.paths[path]?.weeks.flatMap((week) => week.modules) ?? [] : modules;
    const minutes = all.reduce((sum, id) => sum + (data.modules[id]?.minutes ?? 0), 0);
    const words = { minutes: this.#portal.n("common.minutes", minutes) };
    this.#say("chosen", all.length ? this.#portal.n("assign.chosen", all.length, words) : "");
  }

  /**
   * @param {string} name
   * @param {string[][]} options  Values with their words.
   */
  #options(name, options) {
    const select = /** @type {HTMLSelectElement} */ (this.#form.elements.namedItem(name));
    select.replaceChildren(...options.map(([value = "", words = ""]) => new Option(words, value)));
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(name));
  }

  /** @param {string} name */
  #chosen(name) {
    return /** @type {RadioNodeList} */ (this.#form.elements.namedItem(name)).value;
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#form.querySelector(`[data-part="${name}"]`));
  }

  /** @param {string} name */
  #place(name) {
    return /** @type {HTMLElement} */ (this.#form.querySelector(`[data-${name}]`));
  }

  /**
   * @param {string} name
   * @param {string} words
   */
  #say(name, words) {
    const place = this.#place(name);
    // The same words once more would be read out once more.
    if (place.textContent !== words) place.textContent = words;
  }
}

/** @param {Named} person */
function keyOf({ name, email }) {
  return `${folded(name)} ${email}`;
}
