/**
 * The final assessment of a path: questions drawn from its quizzes, explained at the end.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Question } from "./quiz-source.js"
 */

import { button, element } from "./elements.js";
import { kept } from "./kept.js";
import { pathProgress, quizProgress } from "./progress.js";
import { drawn } from "./quiz-chance.js";
import { QuizRun } from "./quiz-run.js";
import { questionsOf } from "./quiz-source.js";

/**
 * @param {HTMLElement} place
 * @param {string} path
 * @param {Portal} portal
 * @param {string} assignment
 */
export async function startAssessment(place, path, portal, assignment) {
  const found = portal.data.paths[path];
  if (!found) return;
  const { draw, quizzes, pass_mark: passMark } = found.assessment;
  const quiz = `path/${path}`;
  const certificate = element("a", { class: "md-button", href: `${portal.url("certificate/")}#path=${path}` }, portal.t("quiz.certificate"));
  const state = await kept();
  const last = state.attempts.findLast((attempt) => attempt.quiz === quiz);
  const { best, passed } = quizProgress(state, quiz, passMark);
  const intro = element("div", { class: "quiz-view" });
  const problem = element("p", { role: "alert", class: "quiz-problem" });
  const words = [portal.t("quiz.about-assessment")];
  if (best !== null) words.push(portal.t("quiz.best", { percent: portal.percent(best) }));
  const modules = pathProgress(portal.data, state, path)?.modules;
  if (modules && modules.done < modules.of) {
    words.push(portal.t("quiz.open-first", { done: modules.done, of: modules.of }));
  }

  /** @param {boolean} anew */
  const begin = async (anew) => {
    try {
      const questions = await fetched(quizzes, portal);
      intro.remove();
      place.classList.add("quiz-run");
      const run = new QuizRun(place, portal, {
        quiz,
        assignment,
        passMark,
        explained: "at the end",
        load: async () => questions,
        order: (names, seed) => drawn(banksOf(names), draw, seed),
        about: () => [],
        after: (reached) => (reached ? [element("p", {}, certificate)] : []),
      });
      await run.start(anew ? "anew" : "on request");
    } catch (error) {
      console.info("the final assessment cannot begin:", error);
      problem.textContent = portal.t("quiz.not-loaded");
    }
  };
  const actions = element("p", { class: "quiz-actions" });
  /** @param {string} name @param {boolean} anew */
  const offer = (name, anew) => actions.append(button(portal.t(name), () => begin(anew), { class: "md-button" }));
  if (!last) offer("common.start", true);
  else if (!last.finished) offer("common.go-on", false);
  else {
    offer("quiz.again", true);
    offer("quiz.show-result", false);
  }
  actions.querySelector("button")?.classList.add("md-button--primary");
  if (passed) actions.append(certificate);
  intro.append(element("p", {}, words.join(" ")), problem, actions);
  place.append(intro);
}

/**
 * @param {string[]} names  `quiz/question`.
 * @returns {string[][]}  By quiz.
 */
function banksOf(names) {
  const quizzes = [...new Set(names.map((name) => name.split("/")[0]))];
  return quizzes.map((quiz) => names.filter((name) => name.startsWith(`${quiz}/`)));
}

/**
 * @param {string[]} quizzes
 * @param {Portal} portal
 * @returns {Promise<Question[]>}  Read from the quizzes' own pages.
 */
async function fetched(quizzes, portal) {
  const pages = quizzes.map(async (quiz) => {
    const address = portal.url(portal.data.quizzes[quiz]?.url ?? `quizzes/${quiz}/`);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return questionsOf(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
  });
  return (await Promise.all(pages)).flat();
}
