/**
 * Taking entries along: a link that holds them, files, paper. What they hold is made and checked by Python.
 *
 * @import { Host } from "./calculator-tools.js"
 */

import { copied, download } from "./hand-out.js";

const LINK = "#inputs=";
/** Python refuses far less; this only keeps a huge file from being read. */
const MOST_BYTES = 8_000_000;

/** @returns {string | undefined}  The fragment of the page's address where it holds entries. */
export function sharedFragment() {
  return location.hash.startsWith(LINK) ? location.hash : undefined;
}

/**
 * @param {Host} host
 * @param {HTMLElement} tool
 */
export async function copyLink(host, tool) {
  const { exported } = await host.ask("export");
  if (!exported) return;
  const place = tool.querySelector("[data-link]");
  const entry = place?.querySelector("input");
  if (!exported.fragment || !entry || !(place instanceof HTMLElement)) {
    showNote(tool, "too-long");
    return;
  }
  entry.value = new URL(`#${exported.fragment}`, location.href).href;
  place.hidden = false;
  const done = await copied(entry.value);
  showNote(tool, done ? "copied" : "not-copied");
  if (!done) entry.select();
}

/**
 * @param {Host} host
 * @param {"csv" | "json"} kind
 */
export async function saveFile(host, kind) {
  const { exported } = await host.ask("export");
  if (exported) saveExported(host.id, kind, exported);
}

/**
 * @param {string} name
 * @param {"csv" | "json"} kind
 * @param {{ csv: string, json: string }} exported
 */
export function saveExported(name, kind, exported) {
  // Spreadsheets take a table without a mark at its beginning for another encoding.
  if (kind === "csv") download(`${name}.csv`, `\ufeff${exported.csv}`, "text/csv;charset=utf-8");
  else download(`${name}.json`, exported.json);
}

/**
 * @param {Host} host
 * @param {HTMLInputElement} entry
 */
export async function openFile(host, entry) {
  const file = entry.files?.[0];
  if (!file) return;
  await host.open({ package: await file.slice(0, MOST_BYTES).text() });
  // So that the same file can be chosen again.
  entry.value = "";
}

/**
 * On paper everything that has something to say stands open.
 *
 * @param {HTMLElement} calculator
 */
export function openForPrint(calculator) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    const shut = [...calculator.querySelectorAll("details:not([open])")];
    opened = shut.filter((one) => one instanceof HTMLDetailsElement && one.querySelector("li, table, svg, [data-part] p") !== null).map((one) => /** @type {HTMLDetailsElement} */ (one));
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}

/**
 * Shows one of a tool's sentences.
 *
 * @param {HTMLElement} tool
 * @param {string} name
 */
export function showNote(tool, name) {
  /** @type {NodeListOf<HTMLElement>} */
  const notes = tool.querySelectorAll("[data-note]");
  for (const note of notes) note.hidden = note.dataset.note !== name;
}
