/**
 * The quiz of a page: its questions one at a time, each explained at once.
 *
 * @import { Portal } from "./portal-data.js"
 */

import { assignmentHere } from "./assignment-address.js";
import { element } from "./elements.js";
import { training } from "./portal-data.js";
import { shuffled } from "./quiz-chance.js";
import { QuizRun } from "./quiz-run.js";
import { questionsOf } from "./quiz-source.js";

/** @param {HTMLElement} quiz */
async function start(quiz) {
  const portal = await training();
  const id = quiz.dataset.quiz ?? "";
  const place = element("div", { class: "quiz-run" });
  const module = Object.values(portal.data.modules).find((one) => one.quiz === id);
  const passMark = module?.pass_mark ?? null;
  const run = new QuizRun(place, portal, {
    quiz: id,
    assignment: await assignmentHere(),
    passMark,
    explained: "at once",
    load: async () => questionsOf(document, location.href),
    order: shuffled,
    about: (count) => about(count, passMark, portal),
    after: () => (module ? [element("p", {}, element("a", { href: portal.url(module.url) }, portal.t("quiz.back-to", { page: module.title })))] : []),
  });
  await run.start("by itself");
  quiz.prepend(place);
  quiz.classList.add("quiz--live");
}

/**
 * @param {number} count
 * @param {number | null} passMark
 * @param {Portal} portal
 */
function about(count, passMark, portal) {
  const words = [portal.n("quiz.about", count)];
  if (passMark !== null) words.push(portal.t("quiz.passes-from", { percent: portal.percent(passMark) }));
  return [element("p", {}, words.join(" "))];
}

for (const quiz of document.querySelectorAll("[data-quiz]")) {
  if (quiz instanceof HTMLElement) start(quiz);
}
