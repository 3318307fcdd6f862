/** Starts what the page at hand needs. */

import { startLanguageSwitch } from "./language-switch.js";
import { startMenu } from "./menu.js";
import { startOffline } from "./offline.js";
import { startPalette } from "./palette.js";
import { watchTables } from "./wide-tables.js";

startMenu();
startLanguageSwitch();
startPalette();
watchTables();
startOffline();

/** @type {[found: string, start: () => Promise<unknown>][]}  What a page may hold, and the module that starts it. */
const MODULES = [
  [".data-table", () => import("./data-table.js")],
  [".sheet", () => import("./worksheet.js")],
  ["sales-calculator", () => import("./calculator.js")],
  ["[data-search]", () => import("./search.js")],
  ["[data-quiz]", () => import("./training/quiz.js")],
  ["[data-checklist]", () => import("./training/checklist.js")],
  ["[data-scorecard]", () => import("./training/scorecard.js")],
  ["article[data-kind=module]", () => import("./training/module-page.js")],
  ["article[data-kind=path]", () => import("./training/path-page.js")],
  ["article[data-entry]", () => import("./training/read-mark.js")],
  ["[data-home]", () => import("./training/home.js")],
  ["[data-kind=learning]", () => import("./training/learning-page.js")],
  ["[data-kind=cards]", () => import("./training/cards-page.js")],
  ["[data-kind=certificate]", () => import("./training/certificate.js")],
  ["[data-kind=assign]", () => import("./training/assign-page.js")],
  ["[data-kind=desk]", () => import("./training/desk-page.js")],
  [".cohort", () => import("./training/cohort-page.js")],
  [
    "article:is([data-entry], [data-home], [data-kind=learning], [data-kind=cards], [data-kind=assign], [data-kind=desk])",
    () => import("./training/banner.js"),
  ],
];

for (const [found, start] of MODULES) {
  if (document.querySelector(found)) start();
}
