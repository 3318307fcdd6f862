/**
 * People as a trainer types them, one a line, or pastes them from a spreadsheet or a list of addresses.
 *
 * @typedef {{ name: string, email: string }} Named  `email` is empty where none was given.
 * @typedef {{ name: string[], first: string[], last: string[], email: string[] }} HeaderWords  What columns may be headed.
 * @typedef {{ people: Named[], doubles: string[], left: number }} Found
 *   `doubles`: names that stood there once more; `left`: how many are beyond `MOST_PEOPLE`.
 */

export const MOST_PEOPLE = 500;
export const LONGEST_NAME = 100;
/** What is longer was not meant: it would only keep the page busy. */
const LONGEST_TEXT = 200_000;
const LONGEST_CELL = 1_000;

const EMAIL = /[^\s<>()[\]",;:@]+@[^\s<>()[\]",;:@]+\.[^\s<>()[\]",;:@]+/u;
/** Controls, and marks that turn the direction of what follows; joiners are letters' business and stay. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const LIST_MARK = /^(?:[-*•–—]|\d{1,3}[.)])\s+/u;

/**
 * @param {string} text
 * @param {HeaderWords} words  In small letters.
 * @returns {Found}  In the order of the text.
 */
export function peopleFrom(text, words) {
  const table = rowsOf(text.slice(0, LONGEST_TEXT).normalize("NFC").replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n"), words);
  const all = listed(table) ?? fromColumns(table, words) ?? fromCells(table);
  return withoutDoubles(all.filter(({ name }) => name));
}

/**
 * @param {string} name
 * @returns {string}  What two ways of writing a name have in common.
 */
export function folded(name) {
  return tidy(name.normalize("NFKC")).toLowerCase();
}

/**
 * @param {string} text
 * @returns {string}  In one line, without what cannot be seen.
 */
export function tidy(text) {
  return text.replace(/\s+/gu, " ").replace(UNSEEN, "").trim();
}

/**
 * @param {string} text
 * @returns {string}  The same in the lines that were written.
 */
export function tidyLines(text) {
  return text.trim().split(/\r\n?|\n/u).map(tidy).join("\n");
}

/**
 * @param {string} text
 * @param {HeaderWords} words
 * @returns {string[][]}  Rows of cells, none of them empty.
 */
function rowsOf(text, words) {
  const separator = ["\t", ";"].find((sign) => text.includes(sign)) ?? (isCommaTable(text, words) ? "," : "");
  const rows = separator ? cells(text, separator) : text.split("\n").map((line) => [line]);
  return rows.map((row) => row.map((cell) => tidy(cell.slice(0, LONGEST_CELL)))).filter((row) => row.some(Boolean));
}

/**
 * A comma may also stand within a name: "Borg, Anna".
 *
 * @param {string} text
 * @param {HeaderWords} words
 */
function isCommaTable(text, words) {
  const lines = text.split("\n").map((line) => line.slice(0, LONGEST_CELL)).filter((line) => line.trim());
  const [first = ""] = lines;
  const parts = first.split(",").map(tidy);
  if (lines.length === 1) return EMAIL.test(first) || parts.length > 2 || parts.every((part) => part.includes(" "));
  return lines.some((line) => line.includes(",") && /@|(?:^|,) *"/u.test(line)) || isHeader(parts, words);
}

/**
 * @param {string} text
 * @param {string} separator
 * @returns {string[][]}  As spreadsheets write them: a cell in quotation marks may hold separators, line ends and doubled marks.
 */
function cells(text, separator) {
  const cell = new RegExp(` *"((?:[^"]|"")*)"[^\\S\\n]*(?=[${separator}\\n]|$)|[^${separator}\\n]*`, "uy");
  /** @type {string[][]} */
  const rows = [[]];
  for (let place = 0; place <= text.length; place += 1) {
    cell.lastIndex = place;
    const [whole = "", quoted] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted === undefined ? whole : quoted.replaceAll('""', '"'));
    place += whole.length;
    if (text[place] === "\n") rows.push([]);
  }
  return rows;
}

/**
 * @param {string[][]} rows
 * @returns {Named[] | undefined}  Where several people stand in one line, as in the address line of an e-mail.
 */
function listed(rows) {
  const [only = []] = rows;
  const several = (/** @type {string[]} */ row) => row.filter((cell) => EMAIL.test(cell)).length > 1;
  const names = only.filter(Boolean);
  const inOneLine = rows.length === 1 && !only.some((cell) => EMAIL.test(cell)) && names.length > 1;
  if (!rows.some(several) && !(inOneLine && (names.length > 2 || names.every((name) => name.includes(" "))))) return undefined;
  return rows.flat().filter(Boolean).map((cell) => named(cell));
}

/**
 * @param {string[]} row
 * @param {HeaderWords} words
 */
function isHeader(row, words) {
  const known = new Set(Object.values(words).flat());
  return row.some((cell) => known.has(folded(cell))) && !row.some((cell) => EMAIL.test(cell));
}

/**
 * @param {string[][]} rows
 * @param {HeaderWords} words
 * @returns {Named[] | undefined}  Where the first row names the columns.
 */
function fromColumns([head = [], ...rows], words) {
  if (!isHeader(head, words)) return undefined;
  const column = (/** @type {string[]} */ names) => head.findIndex((cell) => names.includes(folded(cell)));
  const [first, last, email] = [column(words.first), column(words.last), column(words.email)];
  const whole = column(words.name);
  const parts = whole >= 0 ? [whole] : [first, last].filter((place) => place >= 0);
  if (parts.length === 0) parts.push(head.findIndex((_, place) => place !== email));
  return rows.map((row) => named(parts.map((place) => row[place] ?? "").join(" "), row[email]));
}

/**
 * @param {string[][]} rows
 * @returns {Named[]}  A person a row: the e-mail address wherever it stands, the name before it in one cell or in two.
 */
function fromCells(rows) {
  const words = rows.map((row) => row.filter((cell) => cell && !EMAIL.test(cell) && !/^[\d\s.,/:+-]+$/u.test(cell)));
  const inTwo = words.every((row) => row.length !== 1) && words.every(([first = ""]) => !first.includes(" "));
  return rows.map((row, place) => {
    const email = row.find((cell) => EMAIL.test(cell));
    const name = (words[place] ?? []).slice(0, inTwo ? 2 : 1).join(" ");
    return name ? named(name, email) : named(email ?? "");
  });
}

/**
 * @param {string} text  A name, an address, or both: "Anna Borg <anna@example.com>".
 * @param {string} [address]
 * @returns {Named}
 */
function named(text, address = "") {
  const inText = EMAIL.exec(text)?.[0] ?? "";
  const email = EMAIL.exec(address)?.[0] ?? inText;
  const rest = inText ? text.replace(inText, " ").replace(/[<>()[\]"]/gu, " ") : text;
  const name = tidy(tidy(rest).replace(LIST_MARK, "").replace(/[,;:]+$/u, ""));
  const fallback = email.split("@", 1)[0]?.replace(/[._]+/gu, " ") ?? "";
  return { name: [...(name || fallback)].slice(0, LONGEST_NAME).join("").trim(), email };
}

/**
 * Two people of one name are two if both have addresses, and these differ.
 *
 * @param {Named[]} all
 * @returns {Found}
 */
function withoutDoubles(all) {
  /** @type {Named[]} */
  const people = [];
  /** @type {string[]} */
  const doubles = [];
  /** @type {Map<string, Named>} by address, by name, and by name as long as they have no address */
  const known = new Map();
  for (const { name, email } of all) {
    const keys = { email: `@${email.toLowerCase()}`, name: `n ${folded(name)}`, bare: `b ${folded(name)}` };
    const double = email ? known.get(keys.email) ?? known.get(keys.bare) : known.get(keys.name);
    const one = double ?? { name, email };
    if (double) doubles.push(name);
    else people.push(one);
    one.email ||= email;
    if (!known.has(keys.name)) known.set(keys.name, one);
    if (one.email) known.delete(keys.bare);
    else known.set(keys.bare, one);
    if (email) known.set(keys.email, one);
  }
  return { people: people.slice(0, MOST_PEOPLE), doubles, left: Math.max(0, people.length - MOST_PEOPLE) };
}
