/**
 * An assignment that somebody opens, by link or as a file: what it is, and whether to accept it. Nothing of it is kept
 * before that.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Assignment, State } from "./state.js"
 * @import { Read } from "./data-file.js"
 */

import { eventLog } from "../event-log.js";
import { keepForOffline } from "../offline.js";
import { fromFile, fromLink } from "./data-file.js";
import { button, element, focusOn, labelled } from "./elements.js";
import { eventId } from "./events.js";
import { modulesOf, pagesFor } from "./learning-list.js";
import { titleOf } from "./learning-view.js";
import { own } from "./progress.js";
import { stateOf } from "./state.js";

const LINK = "#assignment=";
const LONGEST_NAME = 100;

export class Offer {
  /** Where it is shown; empty while there is none. */
  element = element("section", { class: "learning-offer", hidden: true });
  /** The field with which a file is opened. */
  opener;
  #portal;
  #accepted;

  /**
   * @param {Portal} portal
   * @param {(words: string) => void} accepted
   */
  constructor(portal, accepted) {
    this.#portal = portal;
    this.#accepted = accepted;
    const field = element("input", { type: "file", accept: ".json,application/json" });
    field.addEventListener("change", () => this.#openFile(field));
    const head = element("summary", {}, portal.t("learning.open-title"));
    this.opener = element("details", {}, head, labelled(portal.t("learning.open-file"), field));
  }

  /** Opens what the page's address holds, if it holds an assignment. */
  async openAddress() {
    if (!location.hash.startsWith(LINK)) return;
    await this.#open(await fromLink("assignment", location.hash.slice(LINK.length)));
  }

  /** @param {HTMLInputElement} field */
  async #openFile(field) {
    const [file] = field.files ?? [];
    if (!file) return;
    await this.#open(await fromFile("assignment", file));
    // So that the same file can be chosen again.
    field.value = "";
  }

  /** @param {Read} read */
  async #open({ value, problem }) {
    if (problem) this.#refuse(problem);
    else await this.#show(value);
  }

  /** @param {string} problem */
  #refuse(problem) {
    const portal = this.#portal;
    const told = element("p", {}, portal.t(`common.file-${problem}`));
    this.#place(told, element("p", {}, button(portal.t("common.close"), () => this.#close())));
    focusOn(told);
  }

  /** @param {Assignment} assignment */
  async #show(assignment) {
    const portal = this.#portal;
    const state = stateOf(await eventLog.all());
    const heading = element("h2", {}, portal.t("learning.offer-title"));
    const title = element("p", { class: "learning-offer-title" }, titleOf(portal, assignment));
    const known = state.assignments.has(assignment.id);
    const answer = known ? this.#known() : this.#question(assignment, state.person?.name ?? "");
    this.#place(heading, title, this.#facts(assignment), ...this.#remarks(assignment, state), ...answer);
    focusOn(heading);
  }

  /**
   * The trainer's note, the language it is meant to be learnt in, and a word to who may be somebody else.
   *
   * @param {Assignment} assignment
   * @param {State} state
   */
  #remarks({ language, note, person }, { person: here }) {
    const portal = this.#portal;
    const { data } = portal;
    const remarks = [];
    if (note) remarks.push(element("p", { class: "learning-note", dir: "auto" }, note));
    const name = own(data.languages, language);
    if (name && language !== data.language) {
      const address = portal.siteUrl(language, "learning/") + (location.hash.startsWith(LINK) ? location.hash : "");
      const link = element("a", { href: address, hreflang: language, lang: language }, name);
      remarks.push(element("p", {}, ...around(portal.t("learning.offer-language", { language: "\u0000" }), link)));
    }
    if (here?.name && person.id && here.id !== person.id && here.name !== person.name) {
      remarks.push(element("p", { class: "learning-warning" }, portal.t("learning.offer-other", { name: here.name })));
    }
    return remarks;
  }

  #known() {
    const portal = this.#portal;
    const close = button(portal.t("common.close"), () => this.#close());
    return [element("p", {}, portal.t("learning.offer-known")), element("p", {}, close)];
  }

  /**
   * Whether to accept it, and the learner's name where nobody knows it.
   *
   * @param {Assignment} assignment
   * @param {string} here  The name that is known on this device.
   */
  #question(assignment, here) {
    const portal = this.#portal;
    const known = assignment.person.name || here;
    const field = element("input", { type: "text", autocomplete: "name", maxlength: String(LONGEST_NAME) });
    const told = element("p", { role: "status" });
    const accept = button(portal.t("learning.accept"), () => {
      const name = known || field.value.trim();
      if (name) this.#accept(assignment, name);
      else {
        told.textContent = portal.t("learning.offer-name-missing");
        field.focus();
      }
    }, { class: "md-button md-button--primary" });
    const decline = button(portal.t("learning.decline"), () => this.#close());
    return [
      ...(known ? [] : [labelled(portal.t("learning.offer-name"), field)]),
      element("p", {}, portal.t("learning.offer-kept")),
      element("p", { class: "learning-actions" }, accept, decline),
      told,
    ];
  }

  /** @param {Assignment} assignment */
  #facts(assignment) {
    const portal = this.#portal;
    const { data } = portal;
    const { due, person, trainer } = assignment;
    /** @type {[string, (Node | string)[]][]} */
    const rows = [];
    if (person.name) rows.push([portal.t("learning.offer-for"), [portal.isolate(person.name)]]);
    if (trainer) rows.push([portal.t("learning.offer-from"), [portal.isolate(trainer)]]);
    const path = own(data.paths, assignment.path)?.title;
    const known = modulesOf(data, assignment).map((id) => own(data.modules, id)?.title ?? id);
    const gone = assignment.modules.filter((id) => !own(data.modules, id));
    if (assignment.path && !path) gone.push(assignment.path);
    const titles = [...known, ...gone.map((id) => `${portal.isolate(id)} · ${portal.t("common.gone")}`)];
    const what = element("ul", {}, ...titles.map((title) => element("li", {}, title)));
    rows.push([portal.t("learning.offer-what"), path ? [path, what] : [what]]);
    if (due) {
      const told = "on" in due ? portal.date(due.on) : portal.n("learning.offer-days", due.days_after_start);
      rows.push([portal.t("learning.offer-due"), [told]]);
    }
    return element("dl", {}, ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, ...value)]));
  }

  /**
   * @param {Assignment} assignment
   * @param {string} name  Of the learner.
   */
  async #accept(assignment, name) {
    await eventLog.append("assignment.accepted", { assignment });
    const { person } = stateOf(await eventLog.all());
    // An assignment may come without the name, or without any person.
    if (name && !person?.name) await eventLog.append("person.named", { person: person?.id ?? eventId(), name });
    // Its pages are wanted without a connection, too.
    keepForOffline(pagesFor(this.#portal.data, assignment).map((page) => this.#portal.url(page)));
    this.#close();
    this.#accepted(this.#portal.t("learning.accepted"));
  }

  /** @param {...Node} parts */
  #place(...parts) {
    this.element.replaceChildren(...parts);
    this.element.hidden = false;
  }

  #close() {
    this.element.replaceChildren();
    this.element.hidden = true;
    if (location.hash.startsWith(LINK)) history.replaceState(null, "", location.pathname + location.search);
  }
}

/**
 * @param {string} words  With one NUL.
 * @param {Node} node  What stands in its place.
 * @returns {(string | Node)[]}
 */
function around(words, node) {
  const [before = "", after = ""] = words.split("\u0000");
  return [before, node, after];
}
