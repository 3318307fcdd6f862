/**
 * What a learner hands to the trainer: the part of the log that says what was done, and nothing else.
 *
 * @import { LoggedEvent } from "./events.js"
 * @import { State } from "./state.js"
 *
 * @typedef {{ form: string, version: number, made: string, site_language: string,
 *   person: { id: string, name: string }, events: LoggedEvent[] }} Report
 */

export const REPORT_FORM = "open-sales-playbook/report";
const VERSION = 1;

const TOLD = new Set([
  ...["person.named", "page.read", "quiz.started", "quiz.answered", "quiz.finished", "checklist.ticked"],
  ...["checklist.signed", "scorecard.filled", "assignment.accepted", "assignment.removed"],
]);

/**
 * @param {readonly LoggedEvent[]} events  The whole log.
 * @param {State} state  What it adds up to; it must know the person's name.
 * @param {{ made: string, language: string }} circumstances  `made`: ISO 8601 in UTC; `language`: of the page.
 * @returns {Report}
 */
export function reportOf(events, { person }, { made, language }) {
  if (!person) throw new Error("a report needs a name");
  const told = events.filter(({ type }) => TOLD.has(type));
  return {
    ...{ form: REPORT_FORM, version: VERSION, made, site_language: language },
    ...{ person: { id: person.id, name: person.name }, events: told },
  };
}
