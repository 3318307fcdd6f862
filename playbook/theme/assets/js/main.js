/** Starts what the page at hand needs. */

import { startLanguageSwitch } from "./language-switch.js";
import { startMenu } from "./menu.js";
import { startPalette } from "./palette.js";
import { watchTables } from "./wide-tables.js";

startMenu();
startLanguageSwitch();
startPalette();
watchTables();

if (document.querySelector(".data-table")) import("./data-table.js");
if (document.querySelector(".sheet")) import("./worksheet.js");
if (document.querySelector("sales-calculator")) import("./calculator.js");
if (document.querySelector("[data-search]")) import("./search.js");
