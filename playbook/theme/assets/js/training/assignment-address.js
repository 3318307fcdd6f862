/** The assignment that a page is opened for: its address ends with `#for=<assignment id>`. */

/**
 * @param {string} hash
 * @returns {string}  The assignment's id, empty where there is none.
 */
export function assignmentInAddress(hash) {
  return new URLSearchParams(hash.slice(1)).get("for") ?? "";
}
