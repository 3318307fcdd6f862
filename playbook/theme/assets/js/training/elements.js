/** Making elements. Text goes in as text: nothing that comes from a person, a link or a file is ever read as HTML. */

/** @typedef {Node | string} Child */

let ids = 0;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean>} attributes  `true` sets an attribute without a value, `false` leaves it out.
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/**
 * @param {Child} words
 * @param {() => void} act
 * @param {Record<string, string | boolean>} attributes
 * @returns {HTMLButtonElement}
 */
export function button(words, act, attributes = {}) {
  const made = element("button", { type: "button", class: "md-button", ...attributes }, words);
  made.addEventListener("click", act);
  return made;
}

/** @returns {string}  An id that nothing else on the page has. */
export function newElementId() {
  ids += 1;
  return `training-${ids}`;
}

/**
 * @param {Child} words
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control
 * @returns {HTMLElement}  The control with its label.
 */
export function labelled(words, control) {
  control.id ||= newElementId();
  return element("div", { class: "training-field" }, element("label", { for: control.id }, words), control);
}

/** @param {HTMLElement} place  Focus goes there although nothing can be typed or pressed: a heading of what has changed. */
export function focusOn(place) {
  place.tabIndex = -1;
  place.focus();
}
