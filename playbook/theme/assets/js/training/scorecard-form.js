/**
 * The entries of a scorecard, put into its page: the scores and a note below each criterion, the rest above and below all.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Filling } from "./state.js"
 */

import { element, labelled, newElementId } from "./elements.js";

/**
 * @typedef {Pick<Filling, "person" | "by" | "scores" | "notes" | "note">} Entries
 * @typedef {{ id: string, weight: number, title: string, place: HTMLElement }} Criterion
 */

/**
 * @param {HTMLElement} scorecard
 * @returns {Criterion[]}
 */
export function criteriaOf(scorecard) {
  return [...scorecard.querySelectorAll("[data-criterion]")].flatMap((place) => {
    if (!(place instanceof HTMLElement)) return [];
    const { criterion = "", weight = "" } = place.dataset;
    const heading = place.querySelector("h2")?.cloneNode(true);
    if (heading instanceof HTMLElement) heading.querySelector(".headerlink")?.remove();
    return [{ id: criterion, weight: Number(weight), title: heading?.textContent?.trim() ?? "", place }];
  });
}

export class ScorecardForm {
  /** @type {Map<string, HTMLInputElement[]>} */
  #scores = new Map();
  /** @type {Map<string, HTMLTextAreaElement>} */
  #notes = new Map();
  #person = element("input", { type: "text", autocomplete: "off", maxlength: "200" });
  #by = element("input", { type: "text", autocomplete: "name", maxlength: "200" });
  #note = element("textarea", { rows: "3", maxlength: "5000", placeholder: " " });
  /** @type {HTMLElement[]} */
  #added = [];

  /**
   * @param {Criterion[]} criteria
   * @param {Portal} portal
   * @param {() => void} changed
   */
  constructor(criteria, portal, changed) {
    this.names = element("div", {}, labelled(portal.t("marks.scored-person"), this.#person), labelled(portal.t("marks.scored-by"), this.#by));
    this.remark = labelled(portal.t("marks.remark"), this.#note);
    this.#added.push(this.names, this.remark);
    for (const criterion of criteria) this.#addTo(criterion, portal);
    for (const part of this.#added) part.addEventListener("input", changed);
  }

  /** @returns {Entries} */
  get entries() {
    const chosen = [...this.#scores].flatMap(([id, inputs]) => inputs.filter((input) => input.checked).map((input) => [id, Number(input.value)]));
    const notes = [...this.#notes].flatMap(([id, area]) => (area.value.trim() ? [[id, area.value]] : []));
    return {
      person: this.#person.value.trim(),
      by: this.#by.value.trim(),
      scores: Object.fromEntries(chosen),
      notes: Object.fromEntries(notes),
      note: this.#note.value,
    };
  }

  set entries({ person, by, scores, notes, note }) {
    this.#person.value = person;
    this.#by.value = by;
    this.#note.value = note;
    for (const [id, inputs] of this.#scores) {
      for (const input of inputs) input.checked = Object.hasOwn(scores, id) && scores[id] === Number(input.value);
    }
    for (const [id, area] of this.#notes) area.value = Object.hasOwn(notes, id) ? String(notes[id]) : "";
  }

  /** @param {boolean} shown */
  show(shown) {
    for (const part of this.#added) part.hidden = !shown;
  }

  focus() {
    this.#person.focus();
  }

  /**
   * @param {Criterion} criterion
   * @param {Portal} portal
   */
  #addTo({ id, title, place }, portal) {
    const name = newElementId();
    const anchors = new Map([...place.querySelectorAll("td data")].map((data) => [data.getAttribute("value"), data.closest("tr")?.cells[1]]));
    const inputs = ["1", "2", "3", "4", "5"].map((value) => element("input", { type: "radio", name, value }));
    const options = inputs.map((input) => {
      const words = [...(anchors.get(input.value)?.childNodes ?? [])].map((node) => node.cloneNode(true));
      const shown = element("span", {}, element("b", {}, portal.number(Number(input.value))), ...(words.length > 0 ? [" ", ...words] : []));
      return element("label", { class: "training-option" }, input, shown);
    });
    const legend = element("legend", {}, portal.t("marks.score-of", { criterion: title }));
    const area = element("textarea", { rows: "2", maxlength: "5000", placeholder: " " });
    const entry = element("div", { class: "scorecard-entry" }, element("fieldset", {}, legend, ...options), labelled(portal.t("common.note"), area));
    this.#scores.set(id, inputs);
    this.#notes.set(id, area);
    this.#added.push(entry);
    place.append(entry);
  }
}
