/** Starts what the page at hand needs. */

import { startLanguageSwitch } from "./language-switch.js";
import { startMenu } from "./menu.js";
import { startPalette } from "./palette.js";
import { watchTables } from "./wide-tables.js";

startMenu();
startLanguageSwitch();
startPalette();
watchTables();

/** @type {[found: string, start: () => Promise<unknown>][]}  What a page may hold, and the module that starts it. */
const MODULES = [
  [".data-table", () => import("./data-table.js")],
  [".sheet", () => import("./worksheet.js")],
  ["sales-calculator", () => import("./calculator.js")],
  ["[data-search]", () => import("./search.js")],
];

for (const [found, start] of MODULES) {
  if (document.querySelector(found)) start();
}
