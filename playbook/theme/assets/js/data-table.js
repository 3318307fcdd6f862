/** Long tables that readers sort by a column and narrow down by words or by the values of a column. */

import { siteData } from "./site-data.js";

const { language, words } = siteData();
let controls = 0;
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

class DataTable {
  /** @param {HTMLElement} place */
  constructor(place) {
    const table = place.querySelector("table");
    const body = table?.tBodies[0];
    if (!table || !body) throw new Error("there is no table to sort");
    this.body = body;
    this.heads = [...table.querySelectorAll("th")];
    this.rows = [...body.rows];
    /** @type {Map<number, HTMLSelectElement>} */
    this.filters = new Map();
    this.query = document.createElement("input");
    this.status = document.createElement("p");
    this.heads.forEach((head, column) => this.#makeSortable(head, column));
    place.prepend(this.#controls((place.dataset.filters ?? "").split(" ").filter(Boolean).map(Number)));
    this.#narrow();
  }

  /**
   * @param {number[]} columns  The columns whose values can be chosen from.
   * @returns {HTMLElement}
   */
  #controls(columns) {
    const controls = document.createElement("form");
    controls.className = "data-table__controls";
    controls.addEventListener("submit", (event) => event.preventDefault());
    controls.addEventListener("input", () => this.#narrow());
    this.query.type = "search";
    controls.append(labelled(words.find, this.query));
    for (const column of columns) {
      const choice = document.createElement("select");
      choice.append(new Option(words.all, ""), ...this.#values(column).map((value) => new Option(value, value)));
      this.filters.set(column, choice);
      controls.append(labelled(this.heads[column]?.textContent ?? "", choice));
    }
    this.status.className = "data-table__status";
    this.status.setAttribute("role", "status");
    controls.append(this.status);
    return controls;
  }

  /** Shows the rows that have the words and the chosen values. */
  #narrow() {
    const query = plain(this.query.value);
    let shown = 0;
    for (const row of this.rows) {
      const found = plain(row.textContent ?? "").includes(query);
      const chosen = [...this.filters].every(([column, { value }]) => !value || valuesOf(cell(row, column)).includes(value));
      row.hidden = !(found && chosen);
      shown += row.hidden ? 0 : 1;
    }
    const text = shown ? words.shown : words.none;
    this.status.textContent = text.replace("{n}", String(shown)).replace("{all}", String(this.rows.length));
  }

  /**
   * @param {HTMLTableCellElement} head
   * @param {number} column
   */
  #makeSortable(head, column) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "data-table__sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => this.#sort(column));
    head.replaceChildren(button);
  }

  /** @param {number} column  Sorts by it, the other way round the second time. */
  #sort(column) {
    const chosen = this.heads[column];
    const down = chosen?.getAttribute("aria-sort") === "ascending";
    for (const head of this.heads) head.removeAttribute("aria-sort");
    chosen?.setAttribute("aria-sort", down ? "descending" : "ascending");
    this.rows.sort((one, other) => (down ? -1 : 1) * compare(cell(one, column), cell(other, column)));
    this.body.append(...this.rows);
  }

  /**
   * @param {number} column
   * @returns {string[]} The different values of a column, in order.
   */
  #values(column) {
    const cells = this.rows.map((row) => cell(row, column)).sort(compare);
    return [...new Set(cells.flatMap(valuesOf))];
  }
}

/**
 * @param {HTMLTableRowElement} row
 * @param {number} column
 * @returns {HTMLTableCellElement}
 */
function cell(row, column) {
  return row.cells[column] ?? row.insertCell();
}

/**
 * @param {HTMLTableCellElement} one
 * @param {HTMLTableCellElement} other
 */
function compare(one, other) {
  return collator.compare(valueOf(one), valueOf(other));
}

/** @param {HTMLTableCellElement} place  What the cell is sorted by. */
function valueOf(place) {
  return place.querySelector("data")?.value ?? wordsOf(place);
}

/**
 * @param {HTMLTableCellElement} place
 * @returns {string[]} What the cell can be chosen by: its marked values, or all its words.
 */
function valuesOf(place) {
  const values = [...place.querySelectorAll(".value")].map((value) => (value.textContent ?? "").trim());
  return values.length ? values : [wordsOf(place)];
}

/** @param {HTMLTableCellElement} place */
function wordsOf(place) {
  return (place.textContent ?? "").trim();
}

/** @param {string} text  The text without accents and in small letters. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language).trim();
}

/**
 * @param {string} name
 * @param {HTMLElement} control
 * @returns {HTMLElement}
 */
function labelled(name, control) {
  const label = document.createElement("label");
  const both = document.createElement("div");
  control.id = `data-table-${++controls}`;
  label.htmlFor = control.id;
  label.append(name);
  both.append(label, control);
  return both;
}

for (const place of document.querySelectorAll(".data-table")) {
  if (place instanceof HTMLElement) new DataTable(place);
}
