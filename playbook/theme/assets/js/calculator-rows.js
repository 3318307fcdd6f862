/** Rows of a calculator's lists: adding, removing, and switching between the ways to fill one in. */

const NUMBERED = [
  "id",
  "name",
  "for",
  "aria-describedby",
  "aria-labelledby",
  "data-problem-for",
  "data-error-for",
  "data-slider-for",
];

/**
 * Gives the rows of a list the paths of their places, and shows what the number of rows allows.
 *
 * @param {HTMLElement} list
 */
export function numberRows(list) {
  const rows = rowsOf(list);
  const path = new RegExp(`(?<![\\w.])${list.dataset.list}\\.\\d+`, "g");
  rows.forEach((row, index) => {
    for (const element of row.querySelectorAll("*")) {
      for (const name of NUMBERED) {
        const value = element.getAttribute(name);
        if (value !== null) element.setAttribute(name, value.replace(path, `${list.dataset.list}.${index}`));
      }
    }
    for (const number of row.querySelectorAll("[data-row-number]")) number.textContent = String(index + 1);
    for (const part of row.querySelectorAll("fieldset")) {
      if (part.dataset.notLast !== undefined) show(part, index < rows.length - 1);
    }
    for (const button of buttons(row, "remove")) button.disabled = rows.length <= Number(list.dataset.least);
  });
  for (const button of buttons(list, "add")) button.disabled = rows.length >= Number(list.dataset.most ?? Infinity);
}

/**
 * Adds an empty row and goes to its first entry. Nothing is calculated until something is typed there.
 *
 * @param {HTMLElement} list
 */
export function addRow(list) {
  const row = list.querySelector("template")?.content.firstElementChild?.cloneNode(true);
  if (!(row instanceof HTMLElement)) return;
  list.querySelector(".calculator-rows")?.append(row);
  numberRows(list);
  row.querySelector("input")?.focus();
}

/**
 * Removes a row and goes to the one that takes its place.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 */
export function removeRow(list, row) {
  const index = rowsOf(list).indexOf(row);
  row.remove();
  numberRows(list);
  const rows = rowsOf(list);
  rows[Math.min(index, rows.length - 1)]?.querySelector("input")?.focus();
}

/**
 * Lets a row be filled in the other way.
 *
 * @param {HTMLElement} row
 * @param {string} alternative
 * @returns {boolean}  Whether the entries that are shown now are filled.
 */
export function switchAlternative(row, alternative) {
  let filled = true;
  for (const part of row.querySelectorAll("fieldset")) {
    if (part.dataset.alternative === undefined) continue;
    const chosen = part.dataset.alternative === alternative;
    show(part, chosen);
    if (!chosen) continue;
    const entries = [...part.querySelectorAll("input")];
    filled = entries.every((entry) => entry.value.trim() !== "");
    entries[0]?.focus();
  }
  return filled;
}

/**
 * @param {HTMLElement} list
 * @returns {HTMLElement[]}
 */
function rowsOf(list) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-row]"))];
}

/**
 * @param {HTMLElement} place
 * @param {string} action
 * @returns {NodeListOf<HTMLButtonElement>}
 */
function buttons(place, action) {
  return place.querySelectorAll(`button[data-action="${action}"]`);
}

/**
 * What is not shown is not sent either.
 *
 * @param {HTMLFieldSetElement} part
 * @param {boolean} shown
 */
function show(part, shown) {
  part.hidden = !shown;
  part.disabled = !shown;
}
