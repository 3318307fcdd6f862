/**
 * The assignment that a page is opened for: its address ends with `#for=<assignment id>`.
 *
 * @import { State } from "./state.js"
 */

import { kept } from "./kept.js";

/**
 * @param {State} state
 * @returns {string}  Its id; empty where there is none, or none that the reader has accepted.
 */
export function assignmentIn(state) {
  const id = new URLSearchParams(location.hash.slice(1)).get("for") ?? "";
  return state.assignments.has(id) ? id : "";
}

/** @returns {Promise<string>}  The same, from what is kept now. */
export async function assignmentHere() {
  return assignmentIn(await kept());
}

/**
 * @param {string} assignment  Its id, or none.
 * @returns {string}  What ends an address that is opened for it.
 */
export function hashFor(assignment) {
  return assignment ? `#for=${encodeURIComponent(assignment)}` : "";
}
