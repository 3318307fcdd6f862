/**
 * What a reader is told about an answer: which were right, which were chosen, and why; in words and signs, not by colour alone.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Child } from "./elements.js"
 * @import { Choice, Question } from "./quiz-source.js"
 */

import { element } from "./elements.js";
import { shuffled } from "./quiz-chance.js";
import { copyOf, labelOf, plainOf } from "./quiz-source.js";

/**
 * @param {Question} question
 * @param {unknown} answer  What was kept: it may be anything.
 * @param {string} seed  Of the attempt: options stand in the order in which they were asked.
 * @param {Portal} portal
 * @returns {HTMLElement[]}
 */
export function explanationOf(question, answer, seed, portal) {
  const parts = told(question, answer, seed, portal);
  if (question.because) parts.push(because(question.because, question));
  if (question.link) parts.push(element("p", { class: "quiz-link" }, copyOf(question.link, question.address)));
  return parts;
}

/**
 * @param {Question} question
 * @param {unknown} answer
 * @param {string} seed
 * @param {Portal} portal
 * @returns {HTMLElement[]}
 */
function told(question, answer, seed, portal) {
  switch (question.key.type) {
    case "single":
    case "multiple": {
      const order = shuffled(question.options, `${seed}/${question.name}`);
      const chosen = Array.isArray(answer) ? answer : [answer];
      return [list("ul", order.map((option) => optionTold(option, question, chosen.includes(option.id), portal)))];
    }
    case "order":
      return [list("ol", stepsTold(question, Array.isArray(answer) ? answer : [], portal))];
    case "match":
      return [list("ul", question.options.map((left) => pairTold(left, question, answer, portal)))];
    case "numeric":
      return [numberTold(question, answer, portal)];
  }
}

/**
 * @param {Choice} option
 * @param {Question} question
 * @param {boolean} chosen
 * @param {Portal} portal
 */
function optionTold(option, question, chosen, portal) {
  const right = question.key.right.includes(option.id);
  const marks = [mark(right, portal)];
  if (chosen) marks.push(yours(portal.t("quiz.chosen")));
  else if (right && question.key.type === "multiple") marks.push(yours(portal.t("quiz.left-out")));
  return item(right ? "right" : chosen ? "wrong" : "", [labelOf(option.words)], marks, option, question);
}

/**
 * @param {Question} question
 * @param {unknown[]} answer
 * @param {Portal} portal
 */
function stepsTold(question, answer, portal) {
  return question.key.right.map((id, place) => {
    const step = question.options.find((option) => option.id === id);
    const put = answer.indexOf(id);
    const marks = [mark(put === place, portal)];
    if (put >= 0 && put !== place) marks.push(yours(portal.t("quiz.your-place", { n: put + 1 })));
    return item(put === place ? "right" : "wrong", step ? [labelOf(step.words)] : [], marks, step, question);
  });
}

/**
 * @param {Choice} left
 * @param {Question} question
 * @param {unknown} answer
 * @param {Portal} portal
 */
function pairTold(left, question, answer, portal) {
  const chosen = Object(answer)[left.id];
  const right = question.rights.find(({ id }) => id === left.id);
  const found = chosen === left.id;
  const other = question.rights.find(({ id }) => id === chosen && !found);
  const words = [labelOf(left.words), element("span", { class: "quiz-pair" }, right ? labelOf(right.words) : "")];
  const marks = [mark(found, portal)];
  if (other) marks.push(yours(portal.t("quiz.your-pair", { text: plainOf(other.words) })));
  return item(found ? "right" : "wrong", words, marks, left, question);
}

/**
 * @param {Question} question
 * @param {unknown} answer
 * @param {Portal} portal
 */
function numberTold(question, answer, portal) {
  /** @param {number} value @returns {Child[]} */
  const written = (value) => [portal.number(value), ...(question.unit ? [" ", labelOf(question.unit)] : [])];
  return element(
    "dl",
    { class: "quiz-numbers" },
    element("dt", {}, portal.t("quiz.right-answer")),
    element("dd", {}, ...written(question.key.number)),
    element("dt", {}, portal.t("quiz.your-answer")),
    element("dd", {}, ...(typeof answer === "number" ? written(answer) : ["–"])),
  );
}

/**
 * @param {boolean} right
 * @param {Portal} portal
 */
function mark(right, portal) {
  const state = right ? "right" : "wrong";
  return element("span", { class: `quiz-mark quiz-mark--${state}` }, portal.t(`quiz.${state}`));
}

/** @param {string} words  What the reader did. */
function yours(words) {
  return element("span", { class: "quiz-mark quiz-mark--yours" }, words);
}

/**
 * @param {string} state  Right, wrong, or nothing to speak of.
 * @param {Child[]} words
 * @param {HTMLElement[]} marks
 * @param {Choice | undefined} option
 * @param {Question} question
 */
function item(state, words, marks, option, question) {
  const made = element("li", { class: state ? `quiz-told quiz-told--${state}` : "quiz-told" });
  made.append(element("p", { class: "quiz-marks" }, ...marks), element("p", { class: "quiz-words" }, ...words));
  if (option?.because) made.append(because(option.because, question));
  return made;
}

/**
 * @param {Element} words
 * @param {Question} question
 */
function because(words, question) {
  return element("p", { class: "quiz-because" }, copyOf(words, question.address));
}

/**
 * @param {"ul" | "ol"} tag
 * @param {HTMLElement[]} items
 */
function list(tag, items) {
  return element(tag, { class: "quiz-tolds" }, ...items);
}
