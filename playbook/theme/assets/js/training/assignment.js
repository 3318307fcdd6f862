/**
 * What a trainer gives to people: from the form's entries to one assignment a person. Pure but for ids.
 *
 * @import { Assignment } from "./state.js"
 * @import { Named } from "./people.js"
 *
 * @typedef {{ on: string } | { days_after_start: number } | null} Due  `on`: `YYYY-MM-DD`.
 * @typedef {{ trainer: string, title: string, modules: string[], path: string, due: Due, note: string, language: string }} Plan
 *   An assignment without its person: what a template keeps. `language` is empty where learners keep their own.
 * @typedef {{ id: string, name: string, email: string }} Person
 * @typedef {"people" | "work" | "due" | "trainer"} Missing
 * @typedef {{ key: string, made: string, first: Assignment, assignments: Assignment[] }} Batch  What was made in one go.
 */

import { eventId, order } from "./events.js";
import { folded } from "./people.js";

export const ASSIGNMENT_FORM = "open-sales-playbook/assignment";
const VERSION = 1;
export const MOST_DAYS = 365;
/** A note travels within a link. */
export const LONGEST_NOTE = 1_000;
export const LONGEST_TITLE = 100;
/** What mail programs take from a link. */
const LONGEST_MAILTO = 1_900;

/**
 * @param {Plan} plan
 * @param {readonly Named[]} people
 * @returns {Missing[]}  What is still needed.
 */
export function missingIn(plan, people) {
  /** @type {[Missing, boolean][]} */
  const parts = [
    ["people", people.length > 0],
    ["work", plan.modules.length > 0 || plan.path !== ""],
    ["due", isDue(plan.due)],
    ["trainer", plan.trainer !== ""],
  ];
  return parts.filter(([, there]) => !there).map(([name]) => name);
}

/** @param {Due} due */
function isDue(due) {
  if (due === null) return true;
  if ("on" in due) return /^\d{4}-\d\d-\d\d$/u.test(due.on) && !Number.isNaN(Date.parse(due.on));
  return Number.isInteger(due.days_after_start) && due.days_after_start >= 1 && due.days_after_start <= MOST_DAYS;
}

/**
 * Who was given something before keeps the id, so that the desk shows one line a person. Of several people of one name
 * the first takes the id that was made first, and so on.
 *
 * @param {readonly Named[]} people
 * @param {readonly Assignment[]} made
 * @returns {(string | undefined)[]}  The id of each person; nothing for those who are new.
 */
export function knownIds(people, made) {
  /** @type {Map<string, string[]>} */
  const known = new Map();
  for (const { person } of [...made].sort((one, other) => order(one.made, other.made))) {
    const ids = known.get(folded(person.name)) ?? [];
    if (person.id && !ids.includes(person.id)) known.set(folded(person.name), [...ids, person.id]);
  }
  return people.map(({ name }) => {
    const [id, ...rest] = known.get(folded(name)) ?? [];
    known.set(folded(name), rest);
    return id;
  });
}

/**
 * @param {Plan} plan
 * @param {readonly { id: string, name: string }[]} people
 * @param {string} made  ISO 8601 in UTC.
 * @returns {Assignment[]}  One a person, in their order.
 */
export function assignmentsFor(plan, people, made) {
  const { trainer, title, modules, path, due, note, language } = plan;
  return people.map(({ id, name }) => ({
    ...{ form: ASSIGNMENT_FORM, version: VERSION, id: eventId(), made, trainer, person: { id, name } },
    ...{ title, note, language, modules: [...modules], path, due },
  }));
}

/**
 * @param {Assignment} assignment
 * @returns {Plan}
 */
export function planOf({ trainer, title, modules, path, due, note, language }) {
  return { trainer, title, modules: [...modules], path, due, note, language };
}

/**
 * @param {readonly Assignment[]} made
 * @returns {Batch[]}  The latest first.
 */
export function batches(made) {
  /** @type {Map<string, Batch>} */
  const found = new Map();
  for (const assignment of made) {
    const key = batchKey(assignment);
    const batch = found.get(key) ?? { key, made: assignment.made, first: assignment, assignments: [] };
    batch.assignments.push(assignment);
    found.set(key, batch);
  }
  return [...found.values()].sort((one, other) => order(other.made, one.made) || order(one.key, other.key));
}

/** @param {Assignment} assignment */
export function batchKey({ made, title }) {
  return `${made} ${title}`;
}

/**
 * @param {string} stem
 * @param {string} name  Of a person.
 * @param {string} ending
 * @returns {string}  A name that every file system takes.
 */
export function fileName(stem, name, ending) {
  const words = name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-+|-+$/gu, "");
  return `${[stem, [...words].slice(0, 60).join("")].filter(Boolean).join("-")}.${ending}`;
}

/**
 * @param {string} address
 * @param {string} subject
 * @param {string} body
 * @returns {string | undefined}  A link that opens the mail program; nothing where the text is too long for one.
 */
export function mailLink(address, subject, body) {
  const to = encodeURIComponent(address).replaceAll("%40", "@");
  // Mail programs want the line ends of mail: RFC 6068.
  const text = body.replace(/\r?\n/gu, "\r\n");
  const link = `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return link.length <= LONGEST_MAILTO ? link : undefined;
}
