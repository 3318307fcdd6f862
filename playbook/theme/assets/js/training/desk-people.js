/**
 * Who stands on the trainer's desk: those whom something was given on this device, and those who sent reports. Pure.
 *
 * @import { LoggedEvent } from "./events.js"
 * @import { Assignment, State } from "./state.js"
 * @import { Report } from "./report.js"
 *
 * @typedef {{ id: string, name: string, names: { id: string, name: string }[], ids: string[], state: State,
 *   assignments: Assignment[], reported: string | null }} Learner
 *   `names`: how the reports call the person, as on the person's certificates; `ids`: under which the reports are kept;
 *   `state`: of all reports together; `assignments`: given here or accepted there; `reported`: when the latest was made.
 */

import { merged } from "./events.js";
import { stateOf } from "./state.js";

/**
 * @param {readonly LoggedEvent[]} events  The log of the trainer's device.
 * @returns {Learner[]}  In no particular order.
 */
export function learnersOf(events) {
  const desk = stateOf(events);
  const removed = removals(events);
  /** @type {Map<string, Draft>} */
  const found = new Map();
  for (const { assignment, at } of desk.made.values()) {
    const { id, name } = assignment.person;
    // An open cohort's assignment is for nobody by name.
    if (id && at > (removed.get(id) ?? "")) draft(found, id, name).made.push(assignment);
  }
  for (const [id, taken] of desk.reports) {
    const reports = taken.map(({ report }) => /** @type {Report} */ (report));
    const told = reports.reduce((all, report) => merged(all, report.events), /** @type {LoggedEvent[]} */ ([]));
    const latest = reports.reduce((one, other) => (other.made > one.made ? other : one));
    const person = draft(found, keyOf(told, desk) ?? id, latest.person.name);
    person.events = merged(person.events, told);
    person.names.push(...reports.map((report) => report.person));
    person.ids.push(id);
    if (latest.made > (person.reported ?? "")) person.reported = latest.made;
  }
  return [...found.values()].map(finished);
}

/**
 * @param {readonly LoggedEvent[]} events  The log of the trainer's device.
 * @param {Report} report
 * @returns {Report}  With those events only that the desk does not have from this person yet.
 */
export function newsIn(events, report) {
  const taken = stateOf(events).reports.get(report.person.id) ?? [];
  const known = new Set(taken.flatMap((one) => one.report.events.map((/** @type {LoggedEvent} */ { id }) => id)));
  return { ...report, events: report.events.filter(({ id }) => !known.has(id)) };
}

/**
 * @param {readonly LoggedEvent[]} events
 * @param {Report} report
 * @returns {boolean}  Whether the desk has a report of this person that was made then or later.
 */
export function isOld(events, { person, made }) {
  return (stateOf(events).reports.get(person.id) ?? []).some((one) => one.report.made >= made);
}

/**
 * @typedef {{ id: string, name: string, made: Assignment[], events: LoggedEvent[], names: Learner["names"],
 *   ids: string[], reported: string | null }} Draft
 */

/**
 * @param {Map<string, Draft>} found
 * @param {string} id
 * @param {string} name  Used where the person is new: what the trainer wrote goes before what a report says.
 */
function draft(found, id, name) {
  const known = found.get(id) ?? { id, name, made: [], events: [], names: [], ids: [], reported: null };
  found.set(id, known);
  return known;
}

/**
 * @param {Draft} draft
 * @returns {Learner}
 */
function finished({ id, name, made, events, names, ids, reported }) {
  const state = stateOf(events);
  const given = new Set(made.map((assignment) => assignment.id));
  const accepted = [...state.assignments.values()].map(({ assignment }) => assignment).filter((one) => !given.has(one.id));
  const distinct = new Map(names.map((one) => [`${one.id} ${one.name}`, one]));
  return { id, name, names: [...distinct.values()], ids, state, assignments: [...made, ...accepted], reported };
}

/**
 * Learners who had a name of their own before, or have several trainers, report under an id that this desk did not give.
 *
 * @param {LoggedEvent[]} told
 * @param {State} desk
 * @returns {string | undefined}  The person for whom this desk made what was accepted last.
 */
function keyOf(told, desk) {
  const accepted = [...stateOf(told).assignments.values()].sort((one, other) => (one.at < other.at ? 1 : -1));
  const ours = accepted.find(({ assignment: { id, person } }) => person.id && desk.made.has(`${id}|${person.id}`));
  return ours?.assignment.person.id;
}

/** @param {readonly LoggedEvent[]} events */
function removals(events) {
  /** @type {Map<string, string>} */
  const removed = new Map();
  for (const { type, at, data } of merged(events, [])) {
    if (type === "report.removed" && typeof data.person === "string") removed.set(data.person, at);
  }
  return removed;
}
