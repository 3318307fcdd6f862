/**
 * Questions as they stand in a quiz's page, this one or another of the same language, translations and their marks included.
 *
 * @import { Form, Key } from "./marking.js"
 */

/**
 * @typedef {{ id: string, words: Element, because: Element | null }} Choice
 * @typedef {{ name: string, key: Key, words: Element, options: Choice[], rights: Choice[], because: Element | null,
 *   unit: Element | null, link: Element | null, address: string }} Question
 *   `name`: `quiz/question`; `options`: also the steps of an order and the left sides of a match; `rights`: its right sides;
 *   `because`: why, where one text says it for all; `link`: the sentence that leads to the page it tests; `address`: of the
 *   page that holds all this, for its links.
 */

/**
 * @param {ParentNode} page
 * @param {string} address
 * @returns {Question[]}
 */
export function questionsOf(page, address) {
  const quiz = page.querySelector("[data-quiz]")?.getAttribute("data-quiz") ?? "";
  return [...page.querySelectorAll("[data-question]")].flatMap((place) => {
    const words = place.querySelector(".question-text");
    return words ? [question(quiz, place, words, address)] : [];
  });
}

/**
 * @param {string} quiz
 * @param {Element} place
 * @param {Element} words
 * @param {string} address
 * @returns {Question}
 */
function question(quiz, place, words, address) {
  const options = optionsIn(place, "[data-option]:not([data-side=right])");
  return {
    name: `${quiz}/${place.getAttribute("data-question")}`,
    key: keyOf(place, options),
    words,
    options: options.map(([option]) => option),
    rights: optionsIn(place, "[data-side=right]").map(([option]) => option),
    because: place.querySelector('[data-because=""]'),
    unit: place.querySelector("[data-unit]"),
    link: place.querySelector(".question-page"),
    address,
  };
}

/**
 * @param {Element} place
 * @param {string} selector
 * @returns {[Choice, Element][]}
 */
function optionsIn(place, selector) {
  return [...place.querySelectorAll(selector)].map((words) => {
    const id = words.getAttribute("data-option") ?? "";
    return [{ id, words, because: place.querySelector(`[data-because="${CSS.escape(id)}"]`) }, words];
  });
}

/**
 * @param {Element} place
 * @param {[Choice, Element][]} options
 * @returns {Key}
 */
function keyOf(place, options) {
  const type = /** @type {Form} */ (place.getAttribute("data-type"));
  let right = options;
  if (type === "single" || type === "multiple") right = options.filter(([, words]) => words.hasAttribute("data-correct"));
  if (type === "order") right = [...options].sort(([, one], [, other]) => placeOf(one) - placeOf(other));
  return {
    type,
    right: right.map(([option]) => option.id),
    number: Number(place.getAttribute("data-answer")),
    tolerance: Number(place.getAttribute("data-tolerance")),
  };
}

/** @param {Element} step */
function placeOf(step) {
  return Number(step.getAttribute("data-place"));
}

/**
 * @param {Element} words
 * @param {string} address  The page that holds them.
 * @returns {DocumentFragment}  What stands in them, to be put elsewhere: without ids, with links that still lead there.
 */
export function copyOf(words, address) {
  const copy = document.createDocumentFragment();
  for (const node of words.childNodes) copy.append(document.importNode(node, true));
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  for (const link of copy.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  return copy;
}

/**
 * @param {Element} words
 * @returns {DocumentFragment}  The same without links, for what is pressed itself.
 */
export function labelOf(words) {
  const copy = copyOf(words, document.baseURI);
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return copy;
}

/**
 * @param {Element} words
 * @returns {string}
 */
export function plainOf(words) {
  return (words.textContent ?? "").trim();
}
