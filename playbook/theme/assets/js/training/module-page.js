/**
 * A module's page: how far the reader is, what comes next, and a mark at everything that is done.
 *
 * @import { ModuleProgress } from "./progress.js"
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 */

import { assignmentHere, hashFor } from "./assignment-address.js";
import { element } from "./elements.js";
import { follow } from "./kept.js";
import { placesForMarks, setMarks } from "./link-marks.js";
import { training } from "./portal-data.js";
import { moduleProgress } from "./progress.js";
import { progressShape } from "./progress-shape.js";

/**
 * @param {HTMLElement} article
 * @param {string} id
 */
async function start(article, id) {
  const portal = await training();
  const module = portal.data.modules[id];
  if (!module) return;
  const assignment = await assignmentHere();
  const marks = placesForMarks(article, portal, assignment);
  const progress = progressShape();
  const next = element("p", { class: "training-actions" });
  const bar = element("div", { class: "training-bar" }, progress.shape, next);
  article.querySelector(".glance")?.after(bar);
  await follow((state) => {
    const found = moduleProgress(portal.data, state, id, assignment);
    if (!found) return;
    const { pages, quiz, checklist } = found;
    const of = pages.of + 1 + (checklist ? 1 : 0);
    const done = pages.done + Number(quiz.passed) + Number(Boolean(checklist) && checklist?.done === checklist?.of);
    progress.show(done, of, wordsOf(found, portal));
    showNext(next, found, portal, assignment);
    for (const name of module.read) setMarks(marks.get(name), state.read.has(name), state.read.has(name) ? portal.t("marks.read") : "");
    setMarks(marks.get(`quiz/${module.quiz}`), quiz.passed, quizWords(found, portal));
    if (checklist) setMarks(marks.get(`checklist/${module.checklist}`), checklist.done === checklist.of, counted(checklist, portal));
    markRequired(module.requires, marks, state, portal);
  });
}

/**
 * @param {string[]} modules
 * @param {Map<string, HTMLElement[]>} marks
 * @param {State} state
 * @param {Portal} portal
 */
function markRequired(modules, marks, state, portal) {
  for (const one of modules) {
    const done = moduleProgress(portal.data, state, one)?.status === "done";
    setMarks(marks.get(`module/${one}`), done, portal.t(done ? "common.done" : "marks.not-done"));
  }
}

/**
 * @param {ModuleProgress} progress
 * @param {Portal} portal
 */
function wordsOf(progress, portal) {
  if (progress.finishedAt) return portal.t("marks.finished", { date: portal.date(progress.finishedAt) });
  const { pages, checklist } = progress;
  const words = [portal.t("marks.pages-read", { done: pages.done, of: pages.of })];
  words.push(portal.t("marks.quiz", { result: quizWords(progress, portal) || portal.t("common.not-started") }));
  if (checklist) words.push(portal.t("marks.checklist", { result: counted(checklist, portal) }));
  return words.join(" · ");
}

/**
 * @param {ModuleProgress} progress
 * @param {Portal} portal
 */
function quizWords({ quiz }, portal) {
  if (quiz.best === null) return "";
  return portal.t("marks.best", { percent: portal.percent(quiz.best), verdict: portal.t(quiz.passed ? "common.passed" : "common.failed") });
}

/**
 * @param {{ done: number, of: number }} part
 * @param {Portal} portal
 */
function counted({ done, of }, portal) {
  return portal.t("common.of", { done, of });
}

/**
 * @param {HTMLElement} place
 * @param {ModuleProgress} progress
 * @param {Portal} portal
 * @param {string} assignment
 */
function showNext(place, { next }, portal, assignment) {
  place.hidden = !next;
  if (!next) return;
  const href = portal.url(next.url) + hashFor(assignment);
  place.replaceChildren(element("a", { class: "md-button md-button--primary", href }, portal.t("marks.next", { page: next.title })));
}

const article = document.querySelector("article[data-kind=module]");
if (article instanceof HTMLElement && article.dataset.entry) await start(article, article.dataset.entry);
