/** Which answers are right. No text and no page: ids and numbers, so that every language marks alike. */

/**
 * @typedef {"single" | "multiple" | "order" | "match" | "numeric"} Form
 * @typedef {{ type: Form, right: string[], number: number, tolerance: number }} Key
 *   What marks an answer. `right`: ids, of the right option, of all right ones, of the steps in order, or of the pairs;
 *   `number` and `tolerance` count for numeric questions alone.
 * @typedef {string | string[] | Record<string, string> | number} Answer
 *   One id; ids in the order of the alphabet; ids from first to last; the id of the right side by that of the left one;
 *   a number.
 */

/** What may be lost when decimal fractions are kept as binary ones, as a share of the numbers. */
const LOST = 1e-12;

/**
 * @param {Key} key
 * @param {unknown} answer  What was kept on the device or came in a file: it may be anything.
 * @returns {boolean}
 */
export function isRight(key, answer) {
  switch (key.type) {
    case "single":
      return answer === key.right[0];
    case "multiple":
      return Array.isArray(answer) && sameOrder([...answer].sort(), [...key.right].sort());
    case "order":
      return Array.isArray(answer) && sameOrder(answer, key.right);
    case "match":
      return isMapping(answer) && Object.keys(answer).length === key.right.length && key.right.every((id) => answer[id] === id);
    case "numeric":
      return typeof answer === "number" && isNear(answer, key.number, key.tolerance);
  }
}

/**
 * @param {unknown[]} one
 * @param {unknown[]} other
 */
function sameOrder(one, other) {
  return one.length === other.length && one.every((id, place) => id === other[place]);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {number} one
 * @param {number} other
 * @param {number} tolerance
 */
function isNear(one, other, tolerance) {
  const lost = LOST * Math.max(Math.abs(one), Math.abs(other), tolerance);
  return Math.abs(one - other) <= tolerance + lost;
}
