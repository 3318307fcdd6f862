/**
 * The tables of the trainer's desk. Names come from other people's files: they go in as text.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Cell, ColumnSum, Matrix, QuestionSum, Row } from "./desk-sums.js"
 */

import { answerWords } from "./desk-questions.js";
import { element } from "./elements.js";

/** @import { Question } from "./quiz-source.js" */

/** @type {Record<Cell["status"], string>} */
export const STATUS = { new: "common.not-started", started: "common.started", done: "common.done", gone: "common.gone" };

/**
 * @param {Portal} portal
 * @param {string} column  `module/<id>` or `path/<id>`.
 * @returns {{ title: string, url: string }}  Without an address where the playbook no longer has it.
 */
export function columnHead(portal, column) {
  const [kind, id = ""] = column.split("/");
  const entries = kind === "path" ? portal.data.paths : portal.data.modules;
  const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
  if (!entry) return { title: id, url: "" };
  const title = kind === "path" ? portal.t("desk.assessment", { path: entry.title }) : entry.title;
  return { title, url: portal.url(entry.url) };
}

/**
 * @param {Portal} portal
 * @param {Matrix} matrix
 * @param {(row: Row) => void} open
 */
export function peopleTable(portal, { columns, rows }, open) {
  const heads = [portal.t("desk.person"), ...columns.map((column) => linked(columnHead(portal, column)))];
  const body = rows.map((row) => element("tr", {}, personHead(portal, row, open), ...columns.map((column) => cellOf(portal, row.cells.get(column)))));
  return table(portal.t("desk.people"), "desk-table--people", heads, body);
}

/**
 * @param {Portal} portal
 * @param {Row} row
 * @param {(row: Row) => void} open
 */
function personHead(portal, row, open) {
  const { learner, late } = row;
  const name = element("button", { type: "button", class: "desk-name" }, element("bdi", {}, learner.name));
  name.addEventListener("click", () => open(row));
  const facts = [learner.reported ? portal.t("desk.reported", { date: portal.date(learner.reported) }) : portal.t("desk.silent")];
  const head = element("th", { scope: "row" }, name, element("span", { class: "training-help" }, ...facts));
  if (late > 0) head.append(lateMark(portal, row));
  return head;
}

/**
 * @param {Portal} portal
 * @param {Row} row
 */
function lateMark(portal, { late, given }) {
  const shown = portal.t("common.of", { done: late, of: given });
  const words = portal.t("common.named", { name: portal.t("common.late"), value: shown });
  return element("span", { class: "desk-late" }, words);
}

/**
 * @param {Portal} portal
 * @param {Cell | undefined} cell
 */
function cellOf(portal, cell) {
  if (!cell) return element("td", { class: "desk-nothing" });
  const facts = [
    cell.score === null ? "" : portal.percent(cell.score),
    cell.tries ? portal.n("desk.tries", cell.tries) : "",
  ].filter(Boolean);
  const place = element("td", {}, element("span", { class: `desk-status desk-status--${cell.status}` }, portal.t(STATUS[cell.status])));
  if (facts.length) place.append(element("span", { class: "desk-facts" }, facts.join(" · ")));
  if (cell.late) place.append(element("span", { class: "desk-late" }, portal.t("common.late")));
  return place;
}

/**
 * @param {Portal} portal
 * @param {ColumnSum[]} sums
 */
export function modulesTable(portal, sums) {
  const keys = ["desk.module", "common.not-started", "common.started", "common.done", "common.late", "desk.average-score", "desk.average-tries"];
  const rows = sums.map((sum) => {
    const cells = [
      ...[sum.new, sum.started, sum.done, sum.late].map((number) => portal.number(number)),
      sum.score === null ? "–" : portal.percent(sum.score),
      sum.tries === null ? "–" : portal.number(sum.tries / 10),
    ];
    const head = element("th", { scope: "row" }, linked(columnHead(portal, sum.column)));
    return element("tr", {}, head, ...cells.map((cell) => element("td", { class: "desk-number" }, cell)));
  });
  return table(portal.t("desk.modules"), "", keys.map((key) => portal.t(key)), rows);
}

/**
 * @param {Portal} portal
 * @param {QuestionSum[]} sums
 * @param {ReadonlyMap<string, Question>} questions  Those whose texts are there.
 */
export function questionsTable(portal, sums, questions) {
  if (sums.length === 0) return element("p", {}, portal.t("desk.no-questions"));
  const keys = ["desk.question", "desk.right-first", "desk.wrong-most"];
  const rows = sums.map((sum) => {
    const question = questions.get(sum.question);
    const [quiz = ""] = sum.question.split("/");
    const known = Object.hasOwn(portal.data.quizzes, quiz) ? portal.data.quizzes[quiz] : undefined;
    const words = question ? (question.words.textContent ?? "").trim() : `${sum.question} · ${portal.t("common.gone")}`;
    const head = element("th", { scope: "row" }, element("span", { class: "desk-question" }, words));
    if (known) head.append(linked({ title: known.title, url: portal.url(known.url) }));
    const share = element("td", {}, element("strong", {}, portal.percent(sum.share)), " ");
    share.append(element("span", { class: "desk-facts" }, portal.n("desk.answered", sum.people, { right: sum.right })));
    const [wrong] = sum.wrong;
    const answer = wrong ? portal.n("desk.times", wrong.people, { answer: answerWords(portal, question, wrong.answer) }) : "–";
    return element("tr", {}, head, share, element("td", {}, answer));
  });
  return table(portal.t("desk.questions"), "desk-table--questions", keys.map((key) => portal.t(key)), rows);
}

/**
 * @param {string} name
 * @param {string} look
 * @param {(Node | string)[]} heads
 * @param {HTMLElement[]} rows
 */
export function table(name, look, heads, rows) {
  const cells = heads.map((head) => element("th", { scope: "col" }, head));
  const made = element("table", { class: `desk-table ${look}` }, element("thead", {}, element("tr", {}, ...cells)), element("tbody", {}, ...rows));
  // It may be wider than the page: whoever has no pointer must be able to move it.
  return element("div", { class: "desk-scroll", role: "region", "aria-label": name, tabindex: "0" }, made);
}

/** @param {{ title: string, url: string }} head */
function linked({ title, url }) {
  return url ? element("a", { href: url }, title) : element("bdi", {}, title);
}
