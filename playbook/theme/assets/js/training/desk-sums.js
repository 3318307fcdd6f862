/**
 * What the trainer's desk shows, as plain sums over the reports: people by modules, modules, questions. Pure.
 *
 * @import { Assignment } from "./state.js"
 * @import { Content, Status } from "./progress.js"
 * @import { Learner } from "./desk-people.js"
 *
 * @typedef {{ status: Status | "gone", score: number | null, tries: number, late: boolean, due: string | null,
 *   finishedAt: string | null, given: boolean }} Cell
 *   `gone`: the playbook no longer has it; `score` in percent; `given`: whether it was assigned.
 * @typedef {{ learner: Learner, cells: Map<string, Cell>, late: number, done: number, given: number }} Row
 * @typedef {{ columns: string[], rows: Row[] }} Matrix  `columns`: `module/<id>` and `path/<id>`.
 * @typedef {{ column: string, people: number, new: number, started: number, done: number, late: number,
 *   score: number | null, tries: number | null }} ColumnSum
 *   `score`: mean of the best scores, in percent rounded down; `tries`: mean of those who tried, in tenths.
 * @typedef {{ question: string, people: number, right: number, share: number,
 *   wrong: { answer: any, people: number }[] }} QuestionSum
 *   `question`: `quiz/question`; `share` in percent, rounded down; `wrong`: the most chosen first.
 */

import { batchKey } from "./assignment.js";
import { canonical, order } from "./events.js";
import { folded } from "./people.js";
import { dueDay, localDay, moduleProgress, pathProgress } from "./progress.js";

/**
 * @param {Content} content
 * @param {readonly Learner[]} learners
 * @param {string} today  `YYYY-MM-DD`.
 * @param {string} language  By which names are put in order.
 * @returns {Matrix}  Rows with most that is late first, then by name; columns in the playbook's order.
 */
export function matrixOf(content, learners, today, language) {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const rows = learners.map((learner) => rowOf(content, learner, today));
  rows.sort((one, other) =>
    other.late - one.late || compare(one.learner.name, other.learner.name) || order(one.learner.id, other.learner.id));
  const found = new Set(rows.flatMap((row) => [...row.cells.keys()]));
  const known = [...names("module", content.modules), ...names("path", content.paths)];
  return { columns: [...known.filter((name) => found.delete(name)), ...[...found].sort()], rows };
}

/**
 * @param {Matrix} matrix
 * @returns {ColumnSum[]}
 */
export function columnSums({ columns, rows }) {
  return columns.map((column) => {
    const cells = rows.map(({ cells }) => cells.get(column)).filter((cell) => cell !== undefined);
    const count = (/** @type {(cell: Cell) => boolean} */ test) => cells.filter(test).length;
    const scores = cells.map(({ score }) => score).filter((score) => score !== null);
    const tries = cells.map((cell) => cell.tries).filter((number) => number > 0);
    return {
      column,
      people: cells.length,
      new: count(({ status }) => status === "new"),
      started: count(({ status }) => status === "started"),
      done: count(({ status }) => status === "done"),
      late: count(({ late }) => late),
      score: scores.length ? Math.floor(sum(scores) / scores.length) : null,
      tries: tries.length ? Math.round((10 * sum(tries)) / tries.length) : null,
    };
  });
}

/**
 * Of each person only the first answer to a question counts: after it the explanation has been read.
 *
 * @param {readonly Learner[]} learners
 * @returns {QuestionSum[]}  The hardest first.
 */
export function questionSums(learners) {
  /** @type {Map<string, { right: number, people: number, wrong: Map<string, number> }>} */
  const found = new Map();
  for (const { state } of learners) {
    for (const [question, { answer, right }] of firstAnswers(state.attempts)) {
      const sums = found.get(question) ?? { right: 0, people: 0, wrong: new Map() };
      found.set(question, sums);
      sums.people += 1;
      if (right) sums.right += 1;
      else sums.wrong.set(canonical(answer), (sums.wrong.get(canonical(answer)) ?? 0) + 1);
    }
  }
  const all = [...found].map(([question, { right, people, wrong }]) => ({
    ...{ question, people, right, share: Math.floor((100 * right) / people) },
    wrong: [...wrong]
      .sort(([one, ones], [other, others]) => others - ones || order(one, other))
      .map(([answer, number]) => ({ answer: JSON.parse(answer), people: number })),
  }));
  return all.sort((one, other) =>
    one.right * other.people - other.right * one.people || other.people - one.people || order(one.question, other.question));
}

/**
 * @param {Matrix} matrix
 * @param {{ name: string, batch: string, column: string, status: string }} chosen  Each empty where anything will do;
 *   `name`: a part of it; `batch`: key of what was made in one go; `status`: of a cell, or `late` or `silent`.
 * @returns {Matrix}
 */
export function narrowed({ columns, rows }, chosen) {
  const shown = columns.filter((column) => !chosen.column || column === chosen.column);
  const fits = (/** @type {Row} */ { learner, cells }) =>
    folded(learner.name).includes(folded(chosen.name))
    && (!chosen.batch || learner.assignments.some((assignment) => batchKey(assignment) === chosen.batch))
    && (!chosen.column || cells.has(chosen.column))
    && hasStatus(learner, shown.map((column) => cells.get(column)), chosen.status);
  const left = rows.filter(fits);
  return { columns: shown.filter((column) => left.some(({ cells }) => cells.has(column))), rows: left };
}

/**
 * @param {Learner} learner
 * @param {(Cell | undefined)[]} cells
 * @param {string} status
 */
function hasStatus(learner, cells, status) {
  if (!status) return true;
  if (status === "silent") return learner.reported === null;
  return cells.some((cell) => (status === "late" ? cell?.late : cell?.status === status));
}

/**
 * @param {Content} content
 * @param {Learner} learner
 * @param {string} today
 * @returns {Row}
 */
function rowOf(content, learner, today) {
  /** @type {Map<string, Cell>} */
  const cells = new Map();
  for (const assignment of learner.assignments) {
    for (const column of columnsOf(content, assignment)) {
      cells.set(column, joined(cells.get(column), cellOf(content, learner, column, assignment, today)));
    }
  }
  for (const column of [...names("module", content.modules), ...names("path", content.paths)]) {
    if (cells.has(column)) continue;
    const cell = cellOf(content, learner, column, null, today);
    // What somebody has only read a page of shows up in many modules: a quiz says that the module is meant.
    if (cell.tries > 0 || (cell.status === "done")) cells.set(column, cell);
  }
  const all = [...cells.values()];
  return {
    ...{ learner, cells },
    late: all.filter(({ late }) => late).length,
    done: all.filter(({ status, given }) => given && status === "done").length,
    given: all.filter(({ given }) => given).length,
  };
}

/**
 * @param {Content} content
 * @param {Assignment} assignment
 */
function columnsOf(content, { modules, path }) {
  const weeks = path && Object.hasOwn(content.paths, path) ? content.paths[path]?.weeks ?? [] : [];
  const all = [...modules, ...weeks.flatMap((week) => week.modules)].map((id) => `module/${id}`);
  return new Set(path ? [...all, `path/${path}`] : all);
}

/**
 * @param {Content} content
 * @param {Learner} learner
 * @param {string} column
 * @param {Assignment | null} assignment
 * @param {string} today
 * @returns {Cell}
 */
function cellOf(content, { state }, column, assignment, today) {
  const [kind, id = ""] = column.split("/");
  const due = assignment ? dueDay(state, assignment) : null;
  const open = { due, given: assignment !== null };
  const late = (/** @type {string | null} */ end) => due !== null && (end ? localDay(end) : today) > due;
  if (kind === "path") {
    const path = pathProgress(content, state, id, assignment?.id ?? "");
    if (!path) return { ...open, status: "gone", score: null, tries: 0, late: false, finishedAt: null };
    const { status, finishedAt, assessment: { best, tries } } = path;
    return { ...open, status, score: best, tries, late: late(finishedAt), finishedAt };
  }
  const module = moduleProgress(content, state, id, assignment?.id ?? "");
  if (!module) return { ...open, status: "gone", score: null, tries: 0, late: false, finishedAt: null };
  const { status, finishedAt, quiz: { best, tries } } = module;
  return { ...open, status, score: best, tries, late: late(finishedAt), finishedAt };
}

/**
 * The same module in several assignments: it is as far as where it is least far, and late if it is late anywhere.
 *
 * @param {Cell | undefined} one
 * @param {Cell} other
 * @returns {Cell}
 */
function joined(one, other) {
  if (!one) return other;
  const ranks = ["gone", "new", "started", "done"];
  const [least, most] = ranks.indexOf(one.status) <= ranks.indexOf(other.status) ? [one, other] : [other, one];
  const due = [one.due, other.due].filter((day) => day !== null).sort()[0] ?? null;
  return { ...most, ...least, late: one.late || other.late, due };
}

/**
 * @param {Learner["state"]["attempts"]} attempts  By start.
 * @returns {Map<string, { answer: any, right: boolean }>}
 */
function firstAnswers(attempts) {
  /** @type {Map<string, { answer: any, right: boolean, at: string }>} */
  const first = new Map();
  for (const { answers } of attempts) {
    for (const [question, given] of answers) {
      const earlier = first.get(question);
      if (!earlier || given.at < earlier.at) first.set(question, given);
    }
  }
  return first;
}

/**
 * @param {string} kind
 * @param {object} entries
 */
function names(kind, entries) {
  return Object.keys(entries).map((id) => `${kind}/${id}`);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
