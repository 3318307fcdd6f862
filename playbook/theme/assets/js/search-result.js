/** One page that was found, as an item of the result list. */

/** @import { Page } from "./search-index.js" */

const SECTIONS = 3;

/**
 * @param {Page} page
 * @returns {HTMLLIElement}
 */
export function resultItem(page) {
  const item = document.createElement("li");
  const title = document.createElement("h2");
  title.append(link(page.url, page.meta.title ?? page.url));
  item.append(title);
  if (page.meta.part) {
    const part = document.createElement("span");
    part.className = "search-page__part";
    part.textContent = page.meta.part;
    item.append(part);
  }
  const excerpt = document.createElement("p");
  excerpt.append(...marked(page.excerpt));
  item.append(excerpt);
  const sections = page.sub_results.filter((section) => section.title !== page.meta.title).slice(0, SECTIONS);
  if (sections.length > 0) {
    const list = document.createElement("ul");
    list.className = "search-page__sections";
    for (const section of sections) {
      const entry = document.createElement("li");
      entry.append(link(section.url, section.title));
      list.append(entry);
    }
    item.append(list);
  }
  return item;
}

/**
 * The words of an excerpt with what was found marked. Of any other markup only the words are taken.
 *
 * @param {string} excerpt  Text in which `<mark>` stands around what was found.
 * @returns {Node[]}
 */
export function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html");
  return [...parsed.body.childNodes].map((node) => {
    const words = node.textContent ?? "";
    if (node.nodeName !== "MARK") return document.createTextNode(words);
    const mark = document.createElement("mark");
    mark.textContent = words;
    return mark;
  });
}

/**
 * @param {string} address
 * @param {string} words
 */
function link(address, words) {
  const element = document.createElement("a");
  element.href = address;
  element.textContent = words;
  return element;
}
