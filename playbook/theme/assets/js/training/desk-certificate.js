/**
 * Whether a certificate's check code comes from one of the reports.
 *
 * @import { Content } from "./progress.js"
 * @import { Learner } from "./desk-people.js"
 */

import { checkCode, tidyCode } from "./check-code.js";
import { passedPaths } from "./learning-list.js";

/**
 * @typedef {{ name: string, path: string, score: number, at: string }} Proof
 */

/**
 * @param {Content} content
 * @param {readonly Learner[]} learners
 * @param {string} typed
 * @returns {Promise<Proof | undefined>}  The certificate that has this code.
 */
export async function proofOf(content, learners, typed) {
  const code = tidyCode(typed);
  for (const { names, state } of learners) {
    for (const { id: path, title, score, at } of passedPaths(content, state)) {
      for (const { id: person, name } of names) {
        const found = await checkCode({ person, name, path, finished: at, score });
        if (found && found === code) return { name, path: title, score, at };
      }
    }
  }
  return undefined;
}
