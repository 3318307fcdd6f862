/**
 * What one person has reported, piece by piece.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Row } from "./desk-sums.js"
 * @import { Learner } from "./desk-people.js"
 */

import { dueLine } from "./assign-result.js";
import { columnHead, table } from "./desk-views.js";
import { button, element } from "./elements.js";
import { titleOf } from "./learning-view.js";
import { checklistProgress, moduleProgress, pathProgress } from "./progress.js";

/**
 * @param {Portal} portal
 * @param {Row} row
 * @param {{ close: () => void, remove: (learner: Learner) => void }} acts
 * @returns {HTMLElement[]}  The first is the heading.
 */
export function personView(portal, { learner, cells }, { close, remove }) {
  const { name, reported, assignments, state } = learner;
  const when = reported ? portal.t("desk.reported", { date: portal.date(reported) }) : portal.t("desk.silent");
  const given = assignments.map((assignment) =>
    element("li", {}, titleOf(portal, assignment), ...[dueLine(portal, assignment)].filter(Boolean).map((due) => ` · ${due}`)));
  const keys = ["desk.module", "desk.pages", "desk.quiz", "desk.checklist", "desk.due-day", "desk.finished"];
  const rows = [...cells].map(([column, cell]) => {
    const head = columnHead(portal, column);
    const days = [cell.due, cell.finishedAt].map((day) => (day ? portal.date(day) : "–"));
    const texts = [...pieces(portal, learner, column), ...days];
    return element("tr", {}, element("th", { scope: "row" }, head.title), ...texts.map((text) => element("td", {}, text)));
  });
  const cards = [...state.scorecards.values()].map(({ scorecard, by, person, at }) => {
    const known = Object.hasOwn(portal.data.scorecards, scorecard) ? portal.data.scorecards[scorecard]?.title : scorecard;
    return element("li", {}, [known, portal.isolate(person), portal.isolate(by), portal.date(at)].filter(Boolean).join(" · "));
  });
  /** @type {HTMLElement[]} */
  const parts = [element("h2", {}, portal.t("desk.details", { name })), element("p", {}, when)];
  if (given.length) parts.push(element("h3", {}, portal.t("desk.assigned")), element("ul", {}, ...given));
  if (rows.length) parts.push(table(portal.t("desk.details", { name }), "", keys.map((key) => portal.t(key)), rows));
  if (cards.length) parts.push(element("h3", {}, portal.t("desk.scorecards")), element("ul", {}, ...cards));
  const actions = [button(portal.t("common.close"), close), button(portal.t("desk.remove"), () => remove(learner))];
  return [...parts, element("p", { class: "training-actions" }, ...actions)];
}

/**
 * @param {Portal} portal
 * @param {Learner} learner
 * @param {string} column
 * @returns {string[]}  Pages, quiz and checklist.
 */
function pieces(portal, { state, assignments }, column) {
  const { data } = portal;
  const [kind, id = ""] = column.split("/");
  const of = (/** @type {{ done: number, of: number } | null} */ part) =>
    part && part.of > 0 ? portal.t("common.of", { done: part.done, of: part.of }) : "–";
  const quiz = (/** @type {{ best: number | null, tries: number }} */ { best, tries }) =>
    tries > 0 ? `${portal.percent(best ?? 0)} · ${portal.n("desk.tries", tries)}` : "–";
  if (kind === "path") {
    const assignment = assignments.find(({ path }) => path === id)?.id ?? "";
    const progress = pathProgress(data, state, id, assignment);
    if (!progress) return ["–", "–", "–"];
    return ["–", quiz(progress.assessment), of(progress.checklists)];
  }
  const assignment = assignments.find(({ modules, path }) => modules.includes(id) || isIn(portal, path, id))?.id ?? "";
  const progress = moduleProgress(data, state, id, assignment);
  if (!progress) return ["–", "–", "–"];
  const checklist = data.modules[id]?.checklist ?? "";
  const signed = state.signed.get(`${assignment}|${checklist}`) ?? state.signed.get(`|${checklist}`);
  const ticked = of(checklist ? checklistProgress(data, state, checklist, assignment) : null);
  const by = signed ? ` · ${portal.t("desk.signed", { name: signed.by })}` : "";
  return [of(progress.pages), quiz(progress.quiz), ticked + by];
}

/**
 * @param {Portal} portal
 * @param {string} path
 * @param {string} module
 */
function isIn({ data }, path, module) {
  const weeks = path && Object.hasOwn(data.paths, path) ? data.paths[path]?.weeks ?? [] : [];
  return weeks.some((week) => week.modules.includes(module));
}
