/** Worksheets: fields that grow with what is written and keep it, printing, and taking the text along. */

import { eventLog } from "./event-log.js";
import { copied } from "./hand-out.js";
import { siteData } from "./site-data.js";
import { follow } from "./training/kept.js";
import { whenQuiet } from "./training/typing.js";

const { words } = siteData();

/** @param {HTMLElement} sheet */
function start(sheet) {
  const fields = [...sheet.querySelectorAll("textarea")];
  for (const field of fields) {
    field.addEventListener("input", () => grow(field));
    grow(field);
  }
  window.addEventListener("beforeprint", () => fields.forEach(grow));
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const actions = document.createElement("div");
  actions.className = "sheet-actions";
  actions.append(
    button(words.print, () => window.print()),
    button(words.copy, async () => {
      status.textContent = await copied(textOf(sheet)) ? words.copied : words.not_copied;
    }),
    status,
  );
  sheet.append(actions);
  keep(sheet, fields);
}

/**
 * @param {HTMLElement} sheet
 * @param {HTMLTextAreaElement[]} fields
 */
function keep(sheet, fields) {
  const worksheet = sheet.dataset.worksheet ?? "";
  /** @type {Set<HTMLTextAreaElement>}  What was typed since it was last kept. */
  const changed = new Set();
  const { typed, busy } = whenQuiet(sheet, () => {
    const written = [...changed].map((field) => {
      return { type: "worksheet.kept", data: { worksheet, field: field.dataset.field ?? "", text: field.value } };
    });
    changed.clear();
    return written;
  });
  for (const field of fields) {
    field.addEventListener("input", () => {
      changed.add(field);
      typed();
    });
  }
  follow((state) => {
    for (const field of busy() ? [] : fields) {
      const text = state.worksheets.get(`${worksheet}|${field.dataset.field}`) ?? "";
      // Another tab may have written; what is being typed here comes first.
      if (changed.has(field) || field === document.activeElement || field.value === text) continue;
      field.value = text;
      grow(field);
    }
    const [stays, kept] = sheet.querySelectorAll(".sheet-hint");
    if (stays instanceof HTMLElement) stays.hidden = eventLog.persistent;
    if (kept instanceof HTMLElement) kept.hidden = !eventLog.persistent;
  });
}

/** @param {HTMLTextAreaElement} field  Makes it as high as its text, never lower than it was printed. */
function grow(field) {
  field.style.blockSize = "auto";
  const border = field.offsetHeight - field.clientHeight;
  field.style.blockSize = `${Math.max(field.scrollHeight + border, field.offsetHeight)}px`;
}

/**
 * @param {HTMLElement} sheet
 * @returns {string} The headings, labels and what was written, as plain text.
 */
function textOf(sheet) {
  const lines = [sheet.dataset.title ?? ""];
  for (const part of sheet.querySelectorAll("h2, .sheet-field")) {
    const label = part.querySelector("label");
    const field = part.querySelector("textarea");
    if (label && field) lines.push(`${(label.textContent ?? "").trim()}\n${field.value.trim()}\n`);
    else lines.push(`\n${[...part.childNodes].filter((node) => !(node instanceof HTMLAnchorElement)).map((node) => node.textContent).join("").trim()}\n`);
  }
  return lines.join("\n");
}

/**
 * @param {string} name
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
function button(name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "md-button";
  made.append(name);
  made.addEventListener("click", act);
  return made;
}

for (const sheet of document.querySelectorAll(".sheet")) {
  if (sheet instanceof HTMLElement) start(sheet);
}
