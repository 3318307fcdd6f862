/** The search page: results as the reader types. */

import { SearchIndex } from "./search-index.js";
import { resultItem } from "./search-result.js";

/** @import { Hit } from "./search-index.js" */

/**
 * @typedef {{ hint: string, searching: string, found: Record<string, string>, none: string, failed: string }} Words
 *   `found` holds a text for each plural category, in which `{n}` stands for the number.
 */

const TYPING_PAUSE = 200;
const RESULTS_AT_ONCE = 10;

class SearchPage {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {Hit[]} */
  #hits = [];
  #asked = 0;
  #shown = 0;

  /** @param {HTMLElement} place */
  constructor(place) {
    const language = document.documentElement.lang;
    this.form = find(place, "form", HTMLFormElement);
    this.entry = find(place, "input[type=search]", HTMLInputElement);
    this.status = find(place, ".search-page__status", HTMLElement);
    this.list = find(place, ".search-page__results", HTMLElement);
    this.more = find(place, ".search-page__more", HTMLButtonElement);
    this.overviews = find(place, ".search-page__overviews", HTMLElement);
    /** @type {Words} */
    this.words = JSON.parse(find(place, ".search-page__words", HTMLScriptElement).text);
    this.plural = new Intl.PluralRules(language);
    this.index = new SearchIndex(new URL(place.dataset.index ?? "", document.baseURI).href, language);
    this.entry.addEventListener("input", () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#search(), TYPING_PAUSE);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    this.more.addEventListener("click", () => this.#showMore());
    this.entry.value = new URLSearchParams(location.search).get("q") ?? "";
    // A reader who has gone elsewhere meanwhile stays there.
    if (!this.entry.value && document.activeElement === document.body) this.entry.focus();
    this.#search();
  }

  /** Looks for what the entry holds; a question that another overtook shows nothing. */
  async #search() {
    clearTimeout(this.#pause);
    const query = this.entry.value.trim();
    const asked = ++this.#asked;
    this.#remember(query);
    if (!this.#hits.length) this.status.textContent = query && this.words.searching;
    try {
      const hits = query ? await this.index.find(query) : [];
      if (asked === this.#asked) await this.#show(hits, this.#message(query, hits.length));
    } catch (error) {
      console.warn(error);
      if (asked === this.#asked) await this.#show([], this.words.failed);
    }
  }

  /**
   * @param {Hit[]} hits
   * @param {string} message
   */
  async #show(hits, message) {
    this.#hits = hits;
    this.#shown = 0;
    this.overviews.hidden = hits.length > 0;
    const items = await this.#items();
    if (this.#hits !== hits) return;
    this.list.replaceChildren(...items);
    this.status.textContent = message;
  }

  async #showMore() {
    const hits = this.#hits;
    const items = await this.#items();
    if (this.#hits !== hits) return;
    this.list.append(...items);
    items[0]?.querySelector("a")?.focus();
  }

  /** @returns {Promise<HTMLLIElement[]>} The next results. */
  async #items() {
    const next = this.#hits.slice(this.#shown, this.#shown + RESULTS_AT_ONCE);
    this.#shown += next.length;
    this.more.hidden = this.#shown >= this.#hits.length;
    return (await Promise.all(next.map((hit) => hit.data()))).map(resultItem);
  }

  /**
   * @param {string} query
   * @param {number} n  How many pages were found.
   */
  #message(query, n) {
    if (!query) return this.words.hint;
    if (!n) return this.words.none;
    const text = this.words.found[this.plural.select(n)] ?? this.words.found.other ?? "{n}";
    return text.replace("{n}", String(n));
  }

  /**
   * Keeps the query in the address, so that the page can be reloaded, shared and come back to.
   *
   * @param {string} query
   */
  #remember(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }
}

/**
 * @template {HTMLElement} T
 * @param {HTMLElement} place
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
function find(place, selector, type) {
  const element = place.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`the search page lacks ${selector}`);
  return element;
}

/** @type {HTMLElement | null} */
const place = document.querySelector("[data-search]");
if (place) new SearchPage(place);
