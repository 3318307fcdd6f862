/**
 * Puts what Python answered into the page: the parts of a result, and the problems beside their entries.
 *
 * @import { Problem } from "./calculator-messages.js"
 */

/**
 * @param {HTMLElement} calculator
 * @param {string} html  Elements with the new content of the parts that they name.
 */
export function showParts(calculator, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const part of template.content.children) {
    if (!(part instanceof HTMLElement)) continue;
    const place = calculator.querySelector(`[data-part="${part.dataset.part}"]`);
    // An unchanged part stays, so that nothing is announced twice.
    if (place && place.innerHTML !== part.innerHTML) replace(place, part);
  }
}

/**
 * Exchanges the content of a part; what was chosen in it stays chosen, and what had the focus has it again.
 *
 * @param {Element} place
 * @param {Element} part
 */
function replace(place, part) {
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : "";
  const chosen = place instanceof HTMLSelectElement ? place.value : "";
  place.replaceChildren(...part.childNodes);
  if (place instanceof HTMLSelectElement) {
    place.value = chosen;
    if (place.selectedIndex < 0) place.selectedIndex = 0;
  } else if (focused) document.getElementById(focused)?.focus();
}

/**
 * @param {HTMLElement} calculator
 * @param {HTMLFormElement} form
 * @param {Problem[]} problems
 */
export function showProblems(calculator, form, problems) {
  /** @type {Map<string, HTMLElement>} */
  const places = new Map();
  /** @type {NodeListOf<HTMLElement>} */
  const found = calculator.querySelectorAll("[data-problem-for]");
  for (const place of found) places.set(place.dataset.problemFor ?? "", place);
  /** @type {Map<HTMLElement | undefined, string>} */
  const texts = new Map();
  const whole = places.get("");
  for (const problem of problems) {
    const place = places.get(problem.path) ?? whole;
    texts.set(place, (texts.get(place) ?? "") + problem.html);
  }
  for (const place of places.values()) {
    const html = texts.get(place) ?? "";
    if (place.innerHTML !== html) place.innerHTML = html;
    const entry = form.elements.namedItem(place.dataset.problemFor ?? "");
    const marked = entry instanceof RadioNodeList ? place.closest('[role="radiogroup"]') : entry;
    if (marked instanceof HTMLElement) marked.ariaInvalid = html ? "true" : null;
  }
}
