/** What events add up to. The same set of events gives the same state, in whatever order they come. */

import { isKnown, isObject, merged } from "./events.js";

/**
 * @import { LoggedEvent } from "./events.js"
 *
 * @typedef {{ answer: any, right: boolean, at: string }} Answer
 * @typedef {{ id: string, quiz: string, seed: number, questions: string[], assignment: string, started: string,
 *   answers: Map<string, Answer>, finished: string | null, score: number | null }} Attempt
 *   `score` in whole percent, rounded down.
 * @typedef {{ card: string, scorecard: string, person: string, by: string, scores: Record<string, number>,
 *   notes: Record<string, string>, note: string, at: string }} Filling
 * @typedef {{ id: string, card: string, rating: number, at: string }} Review
 * @typedef {{ id: string, made: string, trainer: string, person: { id: string, name: string }, title: string,
 *   note: string, language: string, modules: string[], path: string,
 *   due: { on: string } | { days_after_start: number } | null }} Assignment
 * @typedef {{
 *   person: { id: string, name: string } | null,
 *   read: Map<string, string>,
 *   opened: { page: string, at: string }[],
 *   attempts: Attempt[],
 *   ticks: Map<string, string>,
 *   unticked: Set<string>,
 *   signed: Map<string, { by: string, at: string }>,
 *   scorecards: Map<string, Filling>,
 *   assignments: Map<string, { assignment: Assignment, at: string }>,
 *   reviews: Review[],
 *   perDay: number,
 *   made: Map<string, { assignment: Assignment, at: string }>,
 *   templates: Map<string, { template: any, at: string }>,
 *   reports: Map<string, { report: any, at: string }[]>,
 *   worksheets: Map<string, string>,
 * }} State
 *   `read`: when each page was read; `opened`: the latest first; `attempts`: by start; `ticks`: when each was made, by
 *   `assignment|checklist|item`; `unticked`: taken back, by the same key; `signed`: by `assignment|checklist`;
 *   `scorecards`: by filling; `assignments`: accepted ones by id, with the moment of the first acceptance; `made`: by
 *   `assignment|person`; `reports`: by person; `worksheets`: texts by `worksheet|field`.
 */

const MOST_OPENED = 10;
const CARDS_PER_DAY = 20;

/**
 * @param {readonly LoggedEvent[]} events  In any order. What this page does not know is left out.
 * @returns {State}
 */
export function stateOf(events) {
  const state = {
    ...{ person: null, read: new Map(), opened: [], attempts: [], ticks: new Map(), unticked: new Set() },
    ...{ signed: new Map(), scorecards: new Map(), assignments: new Map(), reviews: [], perDay: CARDS_PER_DAY },
    ...{ made: new Map(), templates: new Map(), reports: new Map(), worksheets: new Map() },
  };
  for (const event of merged(events, [])) {
    if (isKnown(event)) FOLDS[event.type]?.(state, event.data, event);
  }
  return state;
}

/** @type {Record<string, (state: State, data: any, event: LoggedEvent) => void>} */
const FOLDS = {
  "person.named"(state, { person, name }) {
    state.person = { id: person, name };
  },
  "page.opened"(state, { page }, { at }) {
    const others = state.opened.filter((one) => one.page !== page);
    state.opened = [{ page, at }, ...others].slice(0, MOST_OPENED);
  },
  "page.read"(state, { page, done }, { at }) {
    if (!done) state.read.delete(page);
    else if (!state.read.has(page)) state.read.set(page, at);
  },
  "quiz.started"(state, { attempt, quiz, seed, questions, assignment }, { at }) {
    if (attemptOf(state, attempt)) return;
    const asked = questions.filter((/** @type {unknown} */ one) => typeof one === "string");
    const open = { answers: new Map(), finished: null, score: null };
    state.attempts.push({ id: attempt, quiz, seed, questions: asked, assignment, started: at, ...open });
  },
  "quiz.answered"(state, { attempt, question, answer, right }, { at }) {
    const found = attemptOf(state, attempt);
    if (!found || found.finished || !found.questions.includes(question)) return;
    // The answer shows what is right, so only the first one counts.
    if (!found.answers.has(question)) found.answers.set(question, { answer, right, at });
  },
  "quiz.finished"(state, { attempt, right, of }, { at }) {
    const found = attemptOf(state, attempt);
    if (!found || found.finished || !isScore(right, of)) return;
    found.finished = at;
    found.score = Math.floor((100 * right) / of);
  },
  "checklist.ticked"(state, { checklist, item, assignment, done }, { at }) {
    const key = `${assignment}|${checklist}|${item}`;
    if (done) {
      if (!state.ticks.has(key)) state.ticks.set(key, at);
      state.unticked.delete(key);
    } else {
      state.ticks.delete(key);
      state.unticked.add(key);
    }
  },
  "checklist.signed"(state, { checklist, assignment, by }, { at }) {
    const key = `${assignment}|${checklist}`;
    if (by) state.signed.set(key, { by, at });
    else state.signed.delete(key);
  },
  "scorecard.filled"(state, data, { at }) {
    const { scorecard, card, person, by, scores, notes, note, removed } = data;
    if (removed) state.scorecards.delete(card);
    else state.scorecards.set(card, { card, scorecard, person, by, scores, notes, note, at });
  },
  "card.reviewed"(state, { card, rating }, { id, at }) {
    state.reviews.push({ id, card, rating, at });
  },
  "card.undone"(state, { review }) {
    state.reviews = state.reviews.filter((one) => one.id !== review);
  },
  "cards.settings"(state, { per_day }) {
    if (Number.isSafeInteger(per_day) && per_day >= 0) state.perDay = per_day;
  },
  "assignment.accepted"(state, { assignment }, { at }) {
    if (!isAssignment(assignment)) return;
    const earlier = state.assignments.get(assignment.id);
    state.assignments.set(assignment.id, { assignment, at: earlier?.at ?? at });
    // The trainer's desk knows the learner by the id that came with the assignment.
    if (assignment.person.id) state.person = { id: assignment.person.id, name: assignment.person.name };
  },
  "assignment.removed"(state, { assignment }) {
    state.assignments.delete(assignment);
  },
  "assignment.made"(state, { assignment }, { at }) {
    if (isAssignment(assignment)) state.made.set(`${assignment.id}|${assignment.person.id}`, { assignment, at });
  },
  "template.saved"(state, { template, id }, { at }) {
    state.templates.set(id, { template, at });
  },
  "template.removed"(state, { id }) {
    state.templates.delete(id);
  },
  "report.taken"(state, { report }, { at }) {
    const person = isObject(report.person) ? report.person.id : undefined;
    if (typeof person !== "string" || !Array.isArray(report.events)) return;
    state.reports.set(person, [...(state.reports.get(person) ?? []), { report, at }]);
  },
  "report.removed"(state, { person }) {
    state.reports.delete(person);
  },
  "worksheet.kept"(state, { worksheet, field, text }) {
    if (text) state.worksheets.set(`${worksheet}|${field}`, text);
    else state.worksheets.delete(`${worksheet}|${field}`);
  },
};

/**
 * @param {State} state
 * @param {string} assignment  Id, or "" for what is ticked freely.
 * @param {string} checklist
 * @param {string} item
 * @returns {string | null}  When it was ticked. A free tick counts for an assignment that has none of its own.
 */
export function tickedAt(state, assignment, checklist, item) {
  const own = `${assignment}|${checklist}|${item}`;
  if (state.unticked.has(own)) return null;
  return state.ticks.get(own) ?? state.ticks.get(`|${checklist}|${item}`) ?? null;
}

/**
 * @param {State} state
 * @param {string} id
 */
function attemptOf(state, id) {
  return state.attempts.find((one) => one.id === id);
}

/**
 * @param {number} right
 * @param {number} of
 */
function isScore(right, of) {
  return Number.isSafeInteger(right) && Number.isSafeInteger(of) && right >= 0 && of > 0 && right <= of;
}

/**
 * @param {any} value
 * @returns {value is Assignment}
 */
function isAssignment(value) {
  return typeof value.id === "string"
    && typeof value.path === "string"
    && Array.isArray(value.modules)
    && isObject(value.person)
    && typeof value.person.id === "string"
    && typeof value.person.name === "string";
}
