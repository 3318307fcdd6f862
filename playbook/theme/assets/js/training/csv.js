/** Tables for spreadsheets. */

/** What makes a spreadsheet take a cell for a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
/** Without it spreadsheets take the file for another encoding. */
const MARK = "\ufeff";

/**
 * @param {readonly (readonly (string | number)[])[]} rows
 * @returns {string}  A table in which texts, whoever wrote them, cannot become formulas.
 */
export function csv(rows) {
  return MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {string | number} value */
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /["\r\n,;\t]/u.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
