/**
 * What a quiz shows, without what it does: progress, a question with its explanation, the result.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Question } from "./quiz-source.js"
 * @import { Attempt } from "./state.js"
 */

import { element, newElementId } from "./elements.js";
import { explanationOf } from "./quiz-answer.js";
import { copyOf } from "./quiz-source.js";

/**
 * @param {number} place  Of the question, counted from 1.
 * @param {number} of
 * @param {number} done
 * @param {Portal} portal
 * @returns {[HTMLElement, HTMLElement]}
 */
export function progressView(place, of, done, portal) {
  const bar = element("progress", { max: String(of), value: String(done), "aria-hidden": "true" });
  return [element("h2", { class: "quiz-progress" }, portal.t("quiz.progress", { n: place, all: of })), bar];
}

/**
 * @param {Question} question
 * @param {Attempt} attempt
 * @param {Portal} portal
 * @returns {HTMLElement}  Whether it was answered rightly, and why.
 */
export function toldView(question, attempt, portal) {
  const right = attempt.answers.get(question.name)?.right === true;
  const title = element("h3", { class: `quiz-verdict quiz-verdict--${right ? "right" : "wrong"}` }, portal.t(right ? "quiz.all-right" : "quiz.not-right"));
  const words = element("p", { class: "quiz-words" }, copyOf(question.words, question.address));
  return group(title, [words, title, ...explained(question, attempt, portal)]);
}

/**
 * @param {Question[]} questions
 * @param {Attempt} attempt
 * @param {Portal} portal
 * @returns {HTMLElement[]}  What went wrong, each with its explanation and the way to its page.
 */
export function wrongView(questions, attempt, portal) {
  if (questions.length === 0) return [];
  const told = questions.map((question) => {
    const title = element("h4", { class: "quiz-words" }, copyOf(question.words, question.address));
    return element("li", {}, group(title, [title, ...explained(question, attempt, portal)]));
  });
  return [element("h3", {}, portal.t("quiz.read-again")), element("ol", { class: "quiz-wrong" }, ...told)];
}

/**
 * @param {number} score
 * @param {number | null} passMark
 * @param {number | null} best
 * @param {Portal} portal
 * @returns {{ passed: boolean, heading: HTMLElement, facts: HTMLElement }}
 */
export function resultView(score, passMark, best, portal) {
  const passed = passMark === null || score >= passMark;
  const verdict = portal.t(passMark === null ? "quiz.finished" : passed ? "common.passed" : "common.failed");
  const facts = [];
  if (passMark !== null) facts.push(portal.t("quiz.passes-from", { percent: portal.percent(passMark) }));
  if (best !== null && best !== score) facts.push(portal.t("quiz.best", { percent: portal.percent(best) }));
  return {
    passed,
    heading: element("h2", { class: `quiz-verdict quiz-verdict--${passed ? "right" : "wrong"}` }, verdict),
    facts: element("p", { class: "page-facts" }, facts.join(" ")),
  };
}

/**
 * @param {Question} question
 * @param {Attempt} attempt
 * @param {Portal} portal
 */
function explained(question, attempt, portal) {
  return explanationOf(question, attempt.answers.get(question.name)?.answer, String(attempt.seed), portal);
}

/**
 * @param {HTMLElement} title
 * @param {HTMLElement[]} parts
 */
function group(title, parts) {
  title.id = newElementId();
  return element("div", { class: "quiz-explained", role: "group", "aria-labelledby": title.id }, ...parts);
}
