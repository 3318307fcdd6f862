/** Asking Pagefind's index of one language. */

/**
 * @typedef {{ title: string, url: string, excerpt: string }} Section
 * @typedef {{ url: string, excerpt: string, meta: Record<string, string>, sub_results: Section[] }} Page
 * @typedef {{ id: string, data: () => Promise<Page> }} Hit
 * @typedef {{
 *   options: (options: { excerptLength: number }) => Promise<void>,
 *   init: () => Promise<void>,
 *   search: (query: string) => Promise<{ results: Hit[] }>,
 * }} Pagefind
 */

const WORDS_OF_AN_EXCERPT = 24;

/**
 * What may be taken off the words of a query to find their other forms, by language. Pagefind finds every word that
 * begins like the query, so endings are enough; it has stemmers for our other languages.
 *
 * @type {Record<string, RegExp>}
 */
const TAKEN_OFF = {
  // The article is written onto its noun, and some prepositions onto the article.
  ar: /(?<!\p{L})(?:[وفبك]?ال|[وف]?لل)(?=\p{L}{3})/gu,
  // Plurals, persons and genders.
  mt: /(?<=\p{L}{4})(?:ijiet|jiet|iet|ijet|ija|ji|at|in|[aiu])(?!\p{L})/gu,
  // The linker on words that end in a vowel.
  tl: /(?<=\p{L}{3}[aeiou])ng(?!\p{L})/giu,
};

/**
 * The query, and how else its words may stand on a page.
 *
 * @param {string} query
 * @param {string} language
 * @returns {string[]}
 */
export function readings(query, language) {
  const bare = query.replace(TAKEN_OFF[language] ?? "", "");
  return bare === query ? [query] : [query, bare];
}

/** The index of one language, loaded with the first question. */
export class SearchIndex {
  /** @type {Promise<Pagefind> | undefined} */
  #loading;

  /**
   * @param {string} address  Of pagefind.js.
   * @param {string} language
   */
  constructor(address, language) {
    this.address = address;
    this.language = language;
  }

  /**
   * Pages with the words of the query, best first. Rejects when the index cannot be loaded.
   *
   * @param {string} query
   * @returns {Promise<Hit[]>}
   */
  async find(query) {
    const pagefind = await this.#load();
    /** @type {Map<string, Hit>} */
    const hits = new Map();
    for (const reading of readings(query, this.language)) {
      const { results } = await pagefind.search(reading);
      for (const hit of results) if (!hits.has(hit.id)) hits.set(hit.id, hit);
    }
    return [...hits.values()];
  }

  /** @returns {Promise<Pagefind>} */
  #load() {
    this.#loading ??= this.#start().catch((error) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #start() {
    /** @type {Pagefind} */
    const pagefind = await import(this.address);
    await pagefind.options({ excerptLength: WORDS_OF_AN_EXCERPT });
    await pagefind.init();
    return pagefind;
  }
}
