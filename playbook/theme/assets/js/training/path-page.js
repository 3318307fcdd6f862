/**
 * A learning path's page: how far the reader is, week by week, and the final assessment.
 *
 * @import { PathProgress } from "./progress.js"
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 */

import { startAssessment } from "./assessment.js";
import { assignmentHere } from "./assignment-address.js";
import { element } from "./elements.js";
import { follow } from "./kept.js";
import { placesForMarks, setMarks } from "./link-marks.js";
import { training } from "./portal-data.js";
import { checklistProgress, moduleProgress, pathProgress } from "./progress.js";
import { progressShape } from "./progress-shape.js";

/**
 * @param {HTMLElement} article
 * @param {string} id
 */
async function start(article, id) {
  const portal = await training();
  const path = portal.data.paths[id];
  if (!path) return;
  const assignment = await assignmentHere();
  const places = placesForMarks(article, portal, assignment);
  const weeks = new Map(path.weeks.map((week) => [week, markIn(article.querySelector(`#week-${CSS.escape(week.id)}`))]));
  const progress = progressShape();
  article.querySelector(".glance")?.after(element("div", { class: "training-bar" }, progress.shape));
  await follow((state) => {
    const found = pathProgress(portal.data, state, id, assignment);
    if (!found) return;
    const { modules, checklists, assessment } = found;
    progress.show(modules.done + checklists.done + Number(assessment.passed), modules.of + checklists.of + 1, wordsOf(found, portal));
    for (const [week, heading] of weeks) {
      const marks = [
        ...week.modules.map((one) => moduleMark(one, state, portal, assignment)),
        ...week.checklists.map((one) => checklistMark(one, state, portal, assignment)),
      ];
      for (const { name, done, words } of marks) setMarks(places.get(name), done, words);
      const all = marks.every(({ done }) => done);
      setMarks([heading], all, all ? portal.t("common.done") : "");
    }
  });
  const place = article.querySelector("[data-assessment]");
  if (place instanceof HTMLElement) await startAssessment(place, id, portal, assignment);
}

/** @param {Element | null} heading */
function markIn(heading) {
  const mark = element("span", { class: "training-mark" });
  heading?.append(" ", mark);
  return mark;
}

/**
 * @param {string} id
 * @param {State} state
 * @param {Portal} portal
 * @param {string} assignment
 */
function moduleMark(id, state, portal, assignment) {
  const status = moduleProgress(portal.data, state, id, assignment)?.status ?? "new";
  const words = { new: "", started: portal.t("common.started"), done: portal.t("common.done") };
  return { name: `module/${id}`, done: status === "done", words: words[status] };
}

/**
 * @param {string} id
 * @param {State} state
 * @param {Portal} portal
 * @param {string} assignment
 */
function checklistMark(id, state, portal, assignment) {
  const { done, of } = checklistProgress(portal.data, state, id, assignment) ?? { done: 0, of: 0 };
  const words = portal.t("common.of", { done, of });
  return { name: `checklist/${id}`, done: of > 0 && done === of, words };
}

/**
 * @param {PathProgress} progress
 * @param {Portal} portal
 */
function wordsOf({ finishedAt, modules, checklists, assessment }, portal) {
  if (finishedAt) return portal.t("marks.finished", { date: portal.date(finishedAt) });
  /** @param {{ done: number, of: number }} part */
  const counted = ({ done, of }) => portal.t("common.of", { done, of });
  const words = [portal.t("marks.modules", { result: counted(modules) })];
  if (checklists.of > 0) words.push(portal.t("marks.checklists", { result: counted(checklists) }));
  if (assessment.best !== null) words.push(portal.t("marks.assessment", { result: portal.percent(assessment.best) }));
  return words.join(" · ");
}

const article = document.querySelector("article[data-kind=path]");
if (article instanceof HTMLElement && article.dataset.entry) await start(article, article.dataset.entry);
