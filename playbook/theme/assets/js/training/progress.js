/** How far somebody is: modules, paths and assignments, worked out from the state and from what the playbook holds. */

import { tickedAt } from "./state.js";

/**
 * @import { Assignment, State } from "./state.js"
 *
 * @typedef {{ title: string, url: string }} Place  `url` below the language's root.
 * @typedef {Place & { minutes: number, roles: string[], read: string[], quiz: string, checklist: string | null,
 *   pass_mark: number, requires: string[] }} Module
 * @typedef {Place & { role: string, weeks: { id: string, week: number, title: string, modules: string[],
 *   checklists: string[] }[], assessment: { draw: number, quizzes: string[], pass_mark: number } }} Path
 * @typedef {{
 *   pages: Record<string, Place & { minutes?: number }>,
 *   modules: Record<string, Module>,
 *   paths: Record<string, Path>,
 *   quizzes: Record<string, Place & { questions: string[] }>,
 *   checklists: Record<string, Place & { items: string[] }>,
 * }} Content  The part of training.json that says what there is to learn.
 * @typedef {"new" | "started" | "done"} Status
 * @typedef {{ best: number | null, tries: number, passed: boolean, passedAt: string | null, bestAt: string | null }}
 *   QuizProgress  `best` in percent; `passedAt`, `bestAt`: when the pass mark and the best score were first reached.
 * @typedef {{ done: number, of: number, finishedAt: string | null }} ChecklistProgress
 * @typedef {{ kind: "page" | "quiz" | "checklist", name: string, title: string, url: string }} Next
 * @typedef {{ pages: { done: number, of: number, missing: string[] }, quiz: QuizProgress,
 *   checklist: ChecklistProgress | null, status: Status, finishedAt: string | null, next: Next | null }} ModuleProgress
 * @typedef {{ modules: { done: number, of: number }, checklists: { done: number, of: number },
 *   assessment: QuizProgress, status: Status, finishedAt: string | null }} PathProgress
 * @typedef {{ modules: (ModuleProgress & { id: string })[], path: PathProgress | null, gone: string[],
 *   due: string | null, status: Status, late: boolean, finishedAt: string | null }} AssignmentProgress
 *   `modules`: those that the assignment names itself; `gone`: ids of modules and paths that the playbook no longer has.
 */

const NO_QUIZ = { best: null, tries: 0, passed: false, passedAt: null, bestAt: null };

/**
 * @param {State} state
 * @param {string} quiz  Id, or `path/<id>` for a final assessment.
 * @param {number} passMark  Percent.
 * @returns {QuizProgress}  Over all attempts that were finished, whatever assignment they were made for.
 */
export function quizProgress(state, quiz, passMark) {
  /** @type {QuizProgress} */
  const progress = { ...NO_QUIZ };
  const finished = state.attempts.filter((one) => one.quiz === quiz && one.finished !== null);
  finished.sort((one, other) => ((one.finished ?? "") < (other.finished ?? "") ? -1 : 1));
  for (const { score, finished: at } of finished) {
    if (score === null) continue;
    progress.tries += 1;
    if (progress.best === null || score > progress.best) {
      progress.best = score;
      progress.bestAt = at;
    }
    if (score >= passMark) {
      progress.passed = true;
      progress.passedAt ??= at;
    }
  }
  return progress;
}

/**
 * @param {Content} data
 * @param {State} state
 * @param {string} id
 * @param {string} [assignment]  Whose ticks count before free ones.
 * @returns {ChecklistProgress | null}  Nothing where the playbook no longer has it.
 */
export function checklistProgress(data, state, id, assignment = "") {
  const checklist = own(data.checklists, id);
  if (!checklist) return null;
  const ticks = checklist.items.map((item) => tickedAt(state, assignment, id, item)).filter((at) => at !== null);
  const done = ticks.length;
  const of = checklist.items.length;
  return { done, of, finishedAt: done === of ? latest(ticks) : null };
}

/**
 * @param {Content} data
 * @param {State} state
 * @param {string} id
 * @param {string} [assignment]
 * @returns {ModuleProgress | null}  Nothing where the playbook no longer has it.
 */
export function moduleProgress(data, state, id, assignment = "") {
  const module = own(data.modules, id);
  if (!module) return null;
  const read = module.read.filter((name) => state.read.has(name));
  const missing = module.read.filter((name) => !state.read.has(name));
  const quiz = quizProgress(state, module.quiz, module.pass_mark);
  const checklist = module.checklist ? checklistProgress(data, state, module.checklist, assignment) : null;
  const ticked = !checklist || checklist.done === checklist.of;
  const started = read.length > 0
    || state.attempts.some((one) => one.quiz === module.quiz)
    || (checklist?.done ?? 0) > 0;
  const status = statusOf(missing.length === 0 && quiz.passed && ticked, started);
  const moments = [...read.map((name) => state.read.get(name) ?? ""), quiz.passedAt, checklist?.finishedAt];
  return {
    pages: { done: read.length, of: module.read.length, missing },
    quiz,
    checklist,
    status,
    finishedAt: status === "done" ? latest(moments) : null,
    next: nextOf(data, module, missing, quiz.passed, ticked),
  };
}

/**
 * @param {Content} data
 * @param {State} state
 * @param {string} id
 * @param {string} [assignment]
 * @returns {PathProgress | null}  Nothing where the playbook no longer has it.
 */
export function pathProgress(data, state, id, assignment = "") {
  const path = own(data.paths, id);
  if (!path) return null;
  const modules = distinct(path.weeks.flatMap((week) => week.modules))
    .map((one) => moduleProgress(data, state, one, assignment)).filter((one) => one !== null);
  const checklists = distinct(path.weeks.flatMap((week) => week.checklists))
    .map((one) => checklistProgress(data, state, one, assignment)).filter((one) => one !== null);
  const finishedModules = modules.filter((one) => one.status === "done");
  const finishedChecklists = checklists.filter((one) => one.done === one.of);
  const assessment = quizProgress(state, `path/${id}`, path.assessment.pass_mark);
  const done = finishedModules.length === modules.length
    && finishedChecklists.length === checklists.length
    && assessment.passed;
  const started = modules.some((one) => one.status !== "new")
    || checklists.some((one) => one.done > 0)
    || state.attempts.some((one) => one.quiz === `path/${id}`);
  const moments = [...modules, ...checklists].map((one) => one.finishedAt);
  return {
    modules: { done: finishedModules.length, of: modules.length },
    checklists: { done: finishedChecklists.length, of: checklists.length },
    assessment,
    status: statusOf(done, started),
    finishedAt: done ? latest([...moments, assessment.passedAt]) : null,
  };
}

/**
 * @param {Content} data
 * @param {State} state
 * @param {Assignment} assignment
 * @param {string} today  `YYYY-MM-DD`, where the reader is.
 * @returns {AssignmentProgress}
 */
export function assignmentProgress(data, state, assignment, today) {
  /** @type {(ModuleProgress & { id: string })[]} */
  const modules = [];
  /** @type {string[]} */
  const gone = [];
  for (const id of distinct(assignment.modules)) {
    const progress = moduleProgress(data, state, id, assignment.id);
    if (progress) modules.push({ id, ...progress });
    else gone.push(id);
  }
  const path = assignment.path ? pathProgress(data, state, assignment.path, assignment.id) : null;
  if (assignment.path && !path) gone.push(assignment.path);
  const parts = path ? [...modules, path] : modules;
  // Nobody can finish what the playbook no longer has, so it does not keep the rest from being done.
  const done = parts.length > 0 && parts.every((one) => one.status === "done");
  const finishedAt = done ? latest(parts.map((one) => one.finishedAt)) : null;
  const due = dueDay(state, assignment);
  return {
    modules, path, gone, due, finishedAt,
    status: statusOf(done, parts.some((one) => one.status !== "new")),
    late: due !== null && (finishedAt ? localDay(finishedAt) : today) > due,
  };
}

/**
 * @param {State} state
 * @param {Assignment} assignment
 * @returns {string | null}  The last day as `YYYY-MM-DD`, or nothing: then there is none, or it was not accepted yet.
 */
export function dueDay(state, assignment) {
  if (!assignment.due) return null;
  if ("on" in assignment.due) return assignment.due.on;
  const accepted = state.assignments.get(assignment.id);
  return accepted ? localDay(accepted.at, assignment.due.days_after_start) : null;
}

/**
 * @param {string} at  ISO 8601.
 * @param {number} [later]  Days to add.
 * @returns {string}  Its day where the reader is, `YYYY-MM-DD`.
 */
export function localDay(at, later = 0) {
  const moment = new Date(at);
  const day = new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate() + later));
  return day.toISOString().slice(0, 10);
}

/**
 * @param {Content} data
 * @param {Module} module
 * @param {string[]} missing
 * @param {boolean} passed
 * @param {boolean} ticked
 * @returns {Next | null}
 */
function nextOf(data, module, missing, passed, ticked) {
  const [page] = missing;
  if (page !== undefined) return { kind: "page", name: page, ...place(own(data.pages, page)) };
  if (!passed) return { kind: "quiz", name: module.quiz, ...place(own(data.quizzes, module.quiz)) };
  if (ticked || !module.checklist) return null;
  return { kind: "checklist", name: module.checklist, ...place(own(data.checklists, module.checklist)) };
}

/** @param {Place | undefined} found */
function place(found) {
  return { title: found?.title ?? "", url: found?.url ?? "" };
}

/**
 * @template Entry
 * @param {Record<string, Entry>} entries
 * @param {string} id  May come from a stranger's file.
 * @returns {Entry | undefined}
 */
export function own(entries, id) {
  return Object.hasOwn(entries, id) ? entries[id] : undefined;
}

/**
 * @param {boolean} done
 * @param {boolean} started
 * @returns {Status}
 */
function statusOf(done, started) {
  if (done) return "done";
  return started ? "started" : "new";
}

/**
 * @param {readonly (string | null | undefined)[]} moments
 * @returns {string | null}
 */
function latest(moments) {
  return moments.reduce((/** @type {string | null} */ last, at) => (at && at > (last ?? "") ? at : last), null);
}

/** @param {string[]} ids */
function distinct(ids) {
  return [...new Set(ids)];
}
