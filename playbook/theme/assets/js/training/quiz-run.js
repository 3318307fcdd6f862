/**
 * Asks the questions of a quiz or of a final assessment, one at a time. Every answer is kept at once: whoever leaves, reloads
 * or changes the language goes on where the attempt stood.
 *
 * @import { Child } from "./elements.js"
 * @import { Portal } from "./portal-data.js"
 * @import { Question } from "./quiz-source.js"
 * @import { Attempt } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { button, element, focusOn, newElementId } from "./elements.js";
import { eventId } from "./events.js";
import { isRight } from "./marking.js";
import { askedIn, countedUp, repeatedIn, retakeOrder, wrongBefore } from "./quiz-attempt.js";
import { entryOf } from "./quiz-entry.js";
import { copyOf } from "./quiz-source.js";
import { quizProgress } from "./progress.js";
import { progressView, resultView, toldView, wrongView } from "./quiz-views.js";
import { stateOf } from "./state.js";

/**
 * @typedef {{ quiz: string, assignment: string, passMark: number | null, explained: "at once" | "at the end",
 *   load: () => Promise<Question[]>, order: (names: string[], seed: string) => string[],
 *   about: (count: number) => Child[], after: (passed: boolean) => Child[] }} Plan
 *   `load`: all questions it may ask; `order`: those of a first attempt; `about`: what is said before it begins; `after`:
 *   what stands below a result.
 */

export class QuizRun {
  /** @type {Map<string, Question>} */
  #questions = new Map();
  /** What is shown, so that a change in another tab is told from one that is seen already. */
  #shown = "";
  /** Whether the reader has agreed to go on after the repeated questions. */
  #onward = false;
  /** Whether this tab is about to change what it shows: then it need not look at what it has written itself. */
  #busy = false;
  #view = element("div", { class: "quiz-view" });
  #status = element("p", { role: "status", class: "quiz-status" });

  /**
   * @param {HTMLElement} place
   * @param {Portal} portal
   * @param {Plan} plan
   */
  constructor(place, portal, plan) {
    this.place = place;
    this.portal = portal;
    this.plan = plan;
    place.append(this.#status, this.#view);
    eventLog.onChange(() => this.#look());
  }

  /**
   * Shows where the reader stands.
   *
   * @param {"by itself" | "on request" | "anew"} how  Where the reader has asked for it, the focus goes there.
   */
  async start(how) {
    for (const question of await this.plan.load()) this.#questions.set(question.name, question);
    await this.#act(() => (how === "anew" ? this.#begin() : this.#show(how === "on request")));
  }

  /** Another tab may have gone on, or everything may have been deleted. */
  async #look() {
    const attempt = await this.#attempt();
    if (this.#busy) return;
    const shown = this.#shown;
    const gone = attempt ? !shown.startsWith(`${attempt.id} `) : shown !== "";
    const answered = attempt?.answers.has(shown.split(" ")[1] ?? "") && shown.endsWith(" asked");
    if (gone || answered) await this.#show(false);
  }

  /** @param {() => Promise<void>} act  What the reader has asked for. */
  async #act(act) {
    this.#busy = true;
    try {
      await act();
    } finally {
      this.#busy = false;
    }
  }

  async #state() {
    return stateOf(await eventLog.all());
  }

  /** All attempts at this quiz, in the order in which they were begun. */
  async #attempts() {
    const { attempts } = await this.#state();
    return attempts.filter(({ quiz }) => quiz === this.plan.quiz);
  }

  async #attempt() {
    return (await this.#attempts()).at(-1);
  }

  /** @param {boolean} moved  Whether the reader has asked for it, so that the focus goes there. */
  async #show(moved) {
    const attempt = await this.#attempt();
    const asked = attempt ? askedIn(attempt, this.#questions.keys()) : [];
    if (!attempt || asked.length === 0) return this.#before();
    const { open, right } = countedUp(asked, attempt.answers);
    const next = this.#questions.get(open[0] ?? "");
    if (!next && !attempt.finished) {
      // The page was left between the last answer and the end, or the playbook has lost the questions that were open.
      await eventLog.append("quiz.finished", { attempt: attempt.id, right, of: asked.length });
      return this.#result((await this.#attempt()) ?? attempt, asked, moved);
    }
    if (!next || attempt.finished) return this.#result(attempt, asked, moved);
    const repeated = repeatedIn(asked, wrongBefore(await this.#attempts(), attempt.id));
    const between = this.plan.explained === "at once" && repeated > 0 && asked.length - open.length === repeated;
    if (between && !this.#onward) return this.#between(attempt, repeated, right, open.length);
    return this.#ask(attempt, asked, next, moved);
  }

  /**
   * @param {Child[]} parts
   * @param {string} shown
   * @param {HTMLElement | undefined} target  What takes the focus.
   */
  #put(parts, shown, target) {
    this.#shown = shown;
    this.#view.dataset.shown = shown.slice(shown.indexOf(" ") + 1);
    this.#view.replaceChildren(...parts);
    this.#status.textContent = "";
    if (!target) return;
    focusOn(target);
    this.place.scrollIntoView();
  }

  #before() {
    const { portal, plan } = this;
    const start = this.#button(portal.t("common.start"), () => this.#begin());
    this.#put([...plan.about(this.#questions.size), element("p", { class: "quiz-actions" }, start)], "", undefined);
  }

  /**
   * @param {string} words
   * @param {() => Promise<void>} act
   */
  #button(words, act) {
    return button(words, () => this.#act(act), { class: "md-button md-button--primary" });
  }

  /** Begins an attempt. What went wrong last time comes first, but in an assessment, which is drawn anew. */
  async #begin() {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const { quiz, assignment, order, explained } = this.plan;
    const names = order([...this.#questions.keys()], String(seed));
    const wrong = explained === "at once" ? wrongBefore(await this.#attempts(), undefined) : [];
    const questions = wrong.length > 0 ? retakeOrder(names, wrong, String(seed)) : names;
    this.#onward = false;
    await eventLog.append("quiz.started", { attempt: eventId(), quiz, seed, questions, assignment });
    await this.#show(true);
  }

  /**
   * @param {Attempt} attempt
   * @param {string[]} asked
   * @param {Question} question
   * @param {boolean} moved
   */
  #ask(attempt, asked, question, moved) {
    const { portal } = this;
    const entry = entryOf(question, String(attempt.seed), portal);
    const place = asked.indexOf(question.name);
    const heading = progressView(place + 1, asked.length, place, portal);
    const problem = element("p", { class: "quiz-problem", id: newElementId(), role: "alert" });
    const hint = element("p", { class: "quiz-hint", id: newElementId() }, entry.hint);
    const legend = element("legend", { class: "quiz-words" }, copyOf(question.words, question.address));
    const fields = element("fieldset", { "aria-describedby": `${hint.id} ${problem.id}` }, legend, hint, ...entry.parts);
    const each = this.plan.explained === "at once";
    const check = element("button", { type: "submit", class: "md-button md-button--primary" }, portal.t(each ? "quiz.check" : "common.next"));
    const actions = element("p", { class: "quiz-actions" }, check);
    if (place > 0) actions.append(button(portal.t("quiz.restart"), () => this.#act(() => this.#begin()), { class: "md-button quiz-quiet" }));
    const form = element("form", { class: "quiz-form", novalidate: true }, fields, problem, actions);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = entry.answer();
      problem.textContent = answer === null ? entry.problem() : "";
      if (answer === null) return entry.first.focus();
      check.disabled = true;
      await this.#act(() => this.#answer(attempt.id, question, answer));
    });
    this.#put([...heading, form], `${attempt.id} ${question.name} asked`, moved ? heading[0] : undefined);
  }

  /**
   * @param {string} id
   * @param {Question} question
   * @param {import("./marking.js").Answer} answer
   */
  async #answer(id, question, answer) {
    const before = await this.#attempt();
    // Another tab may have been quicker.
    if (before?.id !== id || before.answers.has(question.name)) return this.#show(true);
    const right = isRight(question.key, answer);
    this.#shown = `${id} ${question.name} told`;
    await eventLog.append("quiz.answered", { attempt: id, question: question.name, answer, right });
    const attempt = (await this.#attempt()) ?? before;
    const asked = askedIn(attempt, this.#questions.keys());
    const counted = countedUp(asked, attempt.answers);
    if (counted.open.length === 0) {
      await eventLog.append("quiz.finished", { attempt: id, right: counted.right, of: counted.of });
    }
    if (this.plan.explained === "at once") this.#tell(attempt, asked, question, counted.open.length === 0);
    else await this.#show(true);
  }

  /**
   * @param {Attempt} attempt
   * @param {string[]} asked
   * @param {Question} question
   * @param {boolean} last
   */
  #tell(attempt, asked, question, last) {
    const { portal } = this;
    const told = toldView(question, attempt, portal);
    const next = this.#button(portal.t(last ? "quiz.show-result" : "common.next"), () => this.#show(true));
    const place = asked.indexOf(question.name) + 1;
    this.#put([...progressView(place, asked.length, place, portal), told, element("p", { class: "quiz-actions" }, next)], `${attempt.id} ${question.name} told`, told);
  }

  /**
   * @param {Attempt} attempt
   * @param {number} repeated
   * @param {number} right
   * @param {number} open
   */
  #between(attempt, repeated, right, open) {
    const { portal } = this;
    const heading = element("h2", { class: "quiz-progress" }, portal.t("quiz.repeated", { right, all: repeated }));
    const go = this.#button(portal.n("quiz.onward", open), () => {
      this.#onward = true;
      return this.#show(true);
    });
    this.#put([heading, element("p", {}, portal.t("quiz.repeated-text")), element("p", { class: "quiz-actions" }, go)], `${attempt.id} between`, heading);
  }

  /**
   * @param {Attempt} attempt
   * @param {string[]} asked
   * @param {boolean} moved
   */
  async #result(attempt, asked, moved) {
    const { portal, plan } = this;
    const { right, of, wrong } = countedUp(asked, attempt.answers);
    const score = attempt.score ?? 0;
    const { best } = quizProgress(await this.#state(), plan.quiz, 0);
    const { passed, heading, facts } = resultView(score, plan.passMark, best, portal);
    const first = wrong.length > 0 && plan.explained === "at once";
    const again = this.#button(portal.t(first ? "quiz.again-wrong-first" : "quiz.again"), () => this.#begin());
    const actions = element("p", { class: "quiz-actions" }, again);
    const after = plan.after(passed);
    const told = wrongView(wrong.flatMap((name) => this.#questions.get(name) ?? []), attempt, portal);
    this.#put([heading, facts, ...(passed ? [...after, actions] : [actions, ...after]), ...told], `${attempt.id} result`, moved ? heading : undefined);
    this.#status.textContent = portal.t("quiz.score", { right, all: of, percent: portal.percent(score) });
  }
}
