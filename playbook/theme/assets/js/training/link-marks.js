/**
 * Marks beside the links of a list of pages: what is read, passed, ticked.
 *
 * @import { Portal } from "./portal-data.js"
 */

import { hashFor } from "./assignment-address.js";
import { element } from "./elements.js";

/**
 * @param {ParentNode} place
 * @param {Portal} portal
 * @param {string} assignment  Its id, which links to training take along.
 * @returns {Map<string, HTMLElement[]>}  The places for marks beside the links to each entry, by `kind/id`.
 */
export function placesForMarks(place, portal, assignment) {
  /** @type {Map<string, HTMLElement[]>} */
  const places = new Map();
  const names = namesByAddress(portal);
  for (const link of place.querySelectorAll(".pages a, .requires a")) {
    if (!(link instanceof HTMLAnchorElement) || link.classList.contains("term")) continue;
    const name = names.get(link.href.split("#")[0] ?? "");
    if (!name) continue;
    if (assignment) link.hash = hashFor(assignment);
    const mark = element("span", { class: "training-mark" });
    link.after(" ", mark);
    places.set(name, [...(places.get(name) ?? []), mark]);
  }
  return places;
}

/**
 * @param {HTMLElement[] | undefined} marks
 * @param {boolean} done
 * @param {string} words
 */
export function setMarks(marks, done, words) {
  for (const mark of marks ?? []) {
    mark.textContent = words;
    mark.classList.toggle("training-mark--done", done);
  }
}

/**
 * @param {Portal} portal
 * @returns {Map<string, string>}  `kind/id` of every page by its whole address.
 */
function namesByAddress(portal) {
  return new Map(Object.entries(portal.data.pages).map(([name, { url }]) => [portal.url(url), name]));
}
