/**
 * What the playbook holds, and how the page's language says it: words, numbers, dates, lists.
 *
 * @import { Content } from "./progress.js"
 */

import { siteData } from "../site-data.js";

/**
 * @typedef {{ plural: string, percent: string, decimal: string, group: string, date: (string | number)[][],
 *   months: string[], list: { two: string, start: string, middle: string, end: string } }} Locale
 *   `plural`: a letter for the category of each number from 0 to 199; larger ones go by their last two digits.
 *   `date`: the parts of a long date, such as `["day"]`, `["day", 2]` for two digits at least, `["text", " "]`.
 * @typedef {Content & { version: number, language: string, dir: string, prefixes: Record<string, string>,
 *   languages: Record<string, string>, locale: Locale, words: Record<string, string | Record<string, string>>,
 *   scorecards: Record<string, { title: string, url: string, pass_mark: number }>, cards: string[] }} TrainingData
 *   training.json of a language.
 * @typedef {Record<string, string | number>} Values  What stands in the place of `{name}` in a text.
 */

/** @type {Record<string, string>} */
const CATEGORIES = { z: "zero", o: "one", t: "two", f: "few", m: "many", x: "other" };
const FILE = "learning/training.json";
const ADDRESS = /^(?:https?|mailto):/;
/** Marks that turn what follows them around; who puts them into a name means no good. */
const TURNING = /[\u202a-\u202e]/gu;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** The data and the language of one training.json. */
export class Portal {
  #root;

  /**
   * @param {TrainingData} data
   * @param {string} root  Address of the site's root.
   */
  constructor(data, root) {
    this.data = data;
    this.#root = root;
  }

  /**
   * @param {string} key  Id of an interface text without `training.`.
   * @param {Values} [values]
   * @returns {string}
   */
  t(key, values = {}) {
    const text = this.#words(key);
    if (typeof text !== "string") throw new Error(`the text needs a number: ${key}`);
    return this.#filled(text, values);
  }

  /**
   * @param {string} key  Id of an interface text that has plural forms.
   * @param {number} count  For the form, and for `{n}`.
   * @param {Values} [values]
   * @returns {string}
   */
  n(key, count, values = {}) {
    const forms = this.#words(key);
    if (typeof forms === "string") throw new Error(`the text has no plural forms: ${key}`);
    return this.#filled(forms[this.#category(count)] ?? forms.other ?? "", { n: count, ...values });
  }

  /**
   * @param {number} value
   * @returns {string}  With all its digits, as the language writes numbers.
   */
  number(value) {
    const { decimal, group } = this.data.locale;
    const [whole = "", part] = String(Math.abs(value)).split(".");
    const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, () => group);
    return (value < 0 ? "-" : "") + grouped + (part === undefined ? "" : decimal + part);
  }

  /** @param {number} value  0 to 100. */
  percent(value) {
    return this.data.locale.percent.replace("{n}", () => this.number(value));
  }

  /**
   * @param {string} day  `YYYY-MM-DD`, or a moment in ISO 8601: then its day where the reader is.
   * @returns {string}  The long form of the date.
   */
  date(day) {
    const moment = day.length > 10 ? new Date(day) : undefined;
    const [year = 0, month = 1, date = 1] = moment
      ? [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
      : day.split("-").map(Number);
    /** @type {Record<string, string | number | undefined>} */
    const fields = { year, month: this.data.locale.months[month - 1], day: date };
    return this.data.locale.date
      .map(([part, more]) => (part === "text" ? more : String(fields[String(part)] ?? "").padStart(Number(more ?? 0), "0")))
      .join("");
  }

  /**
   * @param {readonly string[]} parts
   * @returns {string}  As an enumeration in a sentence.
   */
  list(parts) {
    const { two, start, middle, end } = this.data.locale.list;
    const [last = "", ...before] = parts.map((part) => this.isolate(part)).reverse();
    if (before.length === 0) return last;
    if (before.length === 1) return pair(two, before[0] ?? "", last);
    const [first = "", ...between] = before.reverse();
    const tail = between.reverse().reduce((rest, part, place) => pair(place ? middle : end, part, rest), last);
    return pair(start, first, tail);
  }

  /**
   * @param {string} path  Below the language's root.
   * @returns {string}  The whole address of a page in this language.
   */
  url(path) {
    return this.siteUrl(this.data.language, path);
  }

  /**
   * @param {string} language
   * @param {string} path  Below the language's root.
   * @returns {string}  The whole address; of a language that the site does not have, the default one's.
   */
  siteUrl(language, path) {
    const { prefixes } = this.data;
    const prefix = Object.hasOwn(prefixes, language) ? prefixes[language] : "";
    return new URL(`${prefix}${path}`, this.#root).href;
  }

  /**
   * @param {string} text  A name, say, that may run the other way than the page.
   * @returns {string}  Between marks that keep its direction to itself, if it needs them.
   */
  isolate(text) {
    const plain = text.replace(TURNING, "");
    const foreign = this.data.dir === "rtl" || RIGHT_TO_LEFT.test(plain);
    // Programs that make links of addresses would take the marks into them.
    return foreign && !ADDRESS.test(plain) ? `\u2068${plain}\u2069` : plain;
  }

  /** @param {string} key */
  #words(key) {
    const { words } = this.data;
    const text = Object.hasOwn(words, key) ? words[key] : undefined;
    if (text === undefined) throw new Error(`there is no such text: ${key}`);
    return text;
  }

  /**
   * @param {string} text
   * @param {Values} values
   */
  #filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return whole;
      return typeof value === "number" ? this.number(value) : this.isolate(value);
    });
  }

  /** @param {number} count */
  #category(count) {
    const { plural } = this.data.locale;
    if (!Number.isSafeInteger(count) || count < 0) return "other";
    const place = count < plural.length ? count : plural.length / 2 + (count % (plural.length / 2));
    return CATEGORIES[plural[place] ?? "x"] ?? "other";
  }
}

/** @type {Promise<Portal> | undefined} */
let loaded;

/** @returns {Promise<Portal>}  Of the page's language; fetched once. */
export function training() {
  loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/**
 * @param {string} language
 * @returns {Promise<Portal>}  Of another language of the site; of one that the site does not have, the default one's.
 */
export async function portalIn(language) {
  const here = await training();
  return language === here.data.language ? here : read(here.siteUrl(language, FILE));
}

async function load() {
  return read(new URL(FILE, new URL(siteData().language_root, document.baseURI)).href);
}

/** @param {string} address */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`training.json: ${answer.status}`);
  return new Portal(await answer.json(), new URL(siteData().root, document.baseURI).href);
}

/**
 * @param {string} pattern  With `{0}` and `{1}`.
 * @param {string} one
 * @param {string} other
 */
function pair(pattern, one, other) {
  return pattern.replace(/\{([01])\}/g, (_whole, place) => (place === "0" ? one : other));
}
