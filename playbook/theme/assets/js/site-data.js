/** What the build tells the scripts of a page. */

/**
 * @typedef {{ all: string, find: string, shown: string, none: string,
 *   print: string, copy: string, copied: string, not_copied: string }} PageWords
 * @typedef {{ root: string, language_root: string, language: string, dir: string,
 *   pyodide: string, python: string, calculators: string,
 *   libraries: { idb: string, fsrs: string, uqr: string, schema: string }, words: PageWords }} SiteData
 *   `root`, `language_root`: where the site and the page's language begin, seen from the page; `libraries`: the modules
 *   of npm packages, below `root` like the other addresses.
 */

/** @returns {SiteData} */
export function siteData() {
  const block = document.getElementById("site-data");
  if (!block) throw new Error("the page lacks its site data");
  return JSON.parse(block.textContent ?? "");
}
