/**
 * The texts of questions and answers, from the pages of their quizzes: in the trainer's language, whatever the learner's was.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Question } from "./quiz-source.js"
 */

import { plainOf, questionsOf } from "./quiz-source.js";

/** @type {Map<string, Promise<Question[]>>} */
const pages = new Map();

/**
 * @param {Portal} portal
 * @param {readonly string[]} names  `quiz/question`.
 * @returns {Promise<Map<string, Question>>}  Those that are to be had.
 */
export async function questionTexts(portal, names) {
  const quizzes = new Set(names.map((name) => name.split("/", 1)[0] ?? ""));
  const known = [...quizzes].filter((quiz) => Object.hasOwn(portal.data.quizzes, quiz));
  const found = await Promise.all(known.map((quiz) => questionsIn(portal.url(portal.data.quizzes[quiz]?.url ?? ""))));
  return new Map(found.flat().map((question) => [question.name, question]));
}

/** @param {string} address */
function questionsIn(address) {
  const loaded = pages.get(address) ?? load(address).catch(() => {
    // Without a connection the ids have to do; next time the page may be there.
    pages.delete(address);
    return [];
  });
  pages.set(address, loaded);
  return loaded;
}

/**
 * @param {string} address
 * @returns {Promise<Question[]>}
 */
async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return questionsOf(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
}

/**
 * @param {Portal} portal
 * @param {Question | undefined} question
 * @param {any} answer  From a report: it may name what the question does not have.
 * @returns {string}
 */
export function answerWords(portal, question, answer) {
  const texts = new Map(question?.options.map(({ id, words }) => [id, plainOf(words)]));
  const rights = new Map(question?.rights.map(({ id, words }) => [id, plainOf(words)]));
  const option = (/** @type {unknown} */ id) => texts.get(String(id)) ?? String(id);
  if (typeof answer === "number") return [portal.number(answer), question?.unit && plainOf(question.unit)].filter(Boolean).join(" ");
  // Steps have an order, chosen options have none.
  if (Array.isArray(answer)) return answer.map(option).join(question?.key.type === "order" ? " → " : "; ");
  if (typeof answer === "object" && answer !== null) {
    const right = (/** @type {unknown} */ id) => rights.get(String(id)) ?? String(id);
    return Object.entries(answer).map(([left, chosen]) => `${option(left)} – ${right(chosen)}`).join("; ");
  }
  return option(answer);
}
