/** Numbers as people type them, read by the rules by which the calculators read them (`calculators/number_format.py`). */

// Marks that keyboards, spreadsheets and right-to-left pages leave around numbers.
const IGNORED = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const GROUPING = /[\u0020\u00a0\u2007\u2009\u202f'\u2019\u066c]/g;
const MINUS = /^[-\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d]/;
const UNIT = /^(?:[%\u066a\ufe6a\uff05]|\p{Sc})+|(?:[%\u066a\ufe6a\uff05]|\p{Sc})+$/gu;
const DIGITS_AT_MOST = 15;

/**
 * Understood are the digits of any script, points, commas, spaces and apostrophes between groups, the Arabic signs, a minus
 * or plus, a percent sign or the sign of a currency. Where one sign alone could be either (`1,234`), the language decides.
 *
 * @param {string} text
 * @param {string} decimal  The decimal sign of the page's language.
 * @returns {number | null}  `null` where it is no number.
 */
export function readNumber(text, decimal) {
  let body = bare(text.replace(IGNORED, ""));
  const negative = MINUS.test(body);
  if (negative || body.startsWith("+")) body = bare(body.slice(1));
  const plain = plainDigits(body, decimal);
  if (plain === null || plain.replace(/[^0-9]/g, "").length > DIGITS_AT_MOST) return null;
  return negative ? -Number(plain) : Number(plain);
}

/** @param {string} body */
function bare(body) {
  return body.trim().replace(UNIT, "").trim();
}

/**
 * @param {string} body
 * @param {string} decimal
 * @returns {string | null}  `1234.5` for `1.234,5` and its like.
 */
function plainDigits(body, decimal) {
  const western = body.replace(/\p{Nd}/gu, westernDigit).replace(GROUPING, " ").replaceAll("\u060c", ",");
  const [whole, decimals] = split(western, decimal);
  if (!/^[0-9]*$/.test(decimals) || !(whole || decimals)) return null;
  const digits = whole.replace(/[ .,]/g, "");
  if (!/^[0-9]*$/.test(digits)) return null;
  const groups = whole.split(/[ .,]/);
  const signs = new Set(whole.match(/[ .,]/g));
  if (groups.length > 1 && !(signs.size === 1 && isGrouped(groups))) return null;
  return `${digits || "0"}.${decimals || "0"}`;
}

/**
 * @param {string} body
 * @param {string} decimal
 * @returns {[string, string]}  Before and behind the decimal sign: the Arabic one, else the last of different signs, else as the language has it.
 */
function split(body, decimal) {
  const signs = body.match(/[.,\u066b]/g) ?? [];
  const last = signs.at(-1);
  if (last === undefined) return [body, ""];
  if (last !== "\u066b") {
    const several = signs.filter((sign) => sign === last).length > 1;
    const alone = new Set(signs).size === 1;
    if (several || (alone && !body.includes(" ") && last !== decimal && isGrouped(body.split(last)))) return [body, ""];
  }
  const place = body.lastIndexOf(last);
  return [body.slice(0, place), body.slice(place + 1)];
}

/**
 * @param {string[]} groups
 * @returns {boolean}  Whether these are 1 to 3 digits, then threes, or twos before the last as in India.
 */
function isGrouped(groups) {
  const [first = "", ...others] = groups;
  const last = others.pop() ?? "";
  return (
    /^[1-9][0-9]{0,2}$/.test(first) &&
    /^[0-9]{3}$/.test(last) &&
    others.every((group) => /^[0-9]{2,3}$/.test(group)) &&
    new Set(others.map((group) => group.length)).size <= 1
  );
}

/** @param {string} digit  Of any script: Unicode has them in tens, zero first. */
function westernDigit(digit) {
  let before = 0;
  const code = digit.codePointAt(0) ?? 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
