/**
 * What a reader answers a question with: radio buttons, boxes, a list to sort, choices side by side, a number.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Answer } from "./marking.js"
 * @import { Choice, Question } from "./quiz-source.js"
 */

import { button, element, labelled, newElementId } from "./elements.js";
import { disordered, shuffled } from "./quiz-chance.js";
import { readNumber } from "./quiz-number.js";
import { labelOf, plainOf } from "./quiz-source.js";

/**
 * @typedef {{ parts: HTMLElement[], first: HTMLElement, hint: string, answer: () => Answer | null, problem: () => string }} Entry
 *   `first`: where the focus goes when something is missing; `answer`: `null` as long as there is none; `problem`: what to say then.
 */

/**
 * @param {Question} question
 * @param {string} seed  Of the attempt.
 * @param {Portal} portal
 * @returns {Entry}
 */
export function entryOf(question, seed, portal) {
  const own = `${seed}/${question.name}`;
  switch (question.key.type) {
    case "single":
      return choice(shuffled(question.options, own), portal, false);
    case "multiple":
      return choice(shuffled(question.options, own), portal, true);
    case "order":
      return sorting(question, own, portal);
    case "match":
      return matching(question, own, portal);
    case "numeric":
      return number(question, portal);
  }
}

/**
 * @param {Choice[]} options
 * @param {Portal} portal
 * @param {boolean} several
 * @returns {Entry}
 */
function choice(options, portal, several) {
  const name = newElementId();
  const inputs = options.map(({ id }) => element("input", { type: several ? "checkbox" : "radio", name, value: id }));
  const parts = inputs.map((input, place) => {
    const words = options[place]?.words;
    return element("label", { class: "training-option" }, input, element("span", {}, words ? labelOf(words) : ""));
  });
  return {
    parts,
    first: inputs[0] ?? document.body,
    hint: portal.t(several ? "quiz.choose-all" : "quiz.choose-one"),
    answer: () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      if (chosen.length === 0) return null;
      return several ? chosen.sort() : (chosen[0] ?? null);
    },
    problem: () => portal.t("quiz.unanswered"),
  };
}

/**
 * @param {Question} question
 * @param {string} seed
 * @param {Portal} portal
 * @returns {Entry}
 */
function sorting(question, seed, portal) {
  const list = element("ol", { class: "quiz-steps" });
  const status = element("p", { role: "status", class: "unseen" });
  /** @param {HTMLLIElement} step @param {number} by */
  const move = (step, by) => {
    const steps = [...list.children];
    const other = steps[steps.indexOf(step) + by];
    if (!other) return;
    // The neighbour goes round it, so that the step keeps the focus.
    if (by < 0) step.after(other);
    else step.before(other);
    const place = [...list.children].indexOf(step) + 1;
    status.textContent = portal.t("quiz.moved", { item: plainOf(step.children[0] ?? step), n: place, all: steps.length });
    mark();
  };
  const mark = () => {
    for (const step of list.children) {
      const [up, down] = step.querySelectorAll("button");
      up?.setAttribute("aria-disabled", String(step === list.firstElementChild));
      down?.setAttribute("aria-disabled", String(step === list.lastElementChild));
    }
  };
  const found = new Map(question.options.map((option) => [option.id, option]));
  for (const id of disordered(question.key.right, seed)) {
    const option = found.get(id);
    if (!option) continue;
    const words = element("span", { id: newElementId(), class: "quiz-step-words" }, labelOf(option.words));
    const step = element("li", { "data-option": id }, words);
    const name = { item: plainOf(option.words) };
    step.append(
      button("", () => move(step, -1), { class: "quiz-move quiz-move--up", "aria-label": portal.t("quiz.up", name) }),
      button("", () => move(step, 1), { class: "quiz-move quiz-move--down", "aria-label": portal.t("quiz.down", name) }),
    );
    list.append(step);
  }
  mark();
  return {
    parts: [list, status],
    first: list.querySelector("button") ?? list,
    hint: portal.t("quiz.put-in-order"),
    answer: () => [...list.children].map((step) => step.getAttribute("data-option") ?? ""),
    problem: () => "",
  };
}

/**
 * @param {Question} question
 * @param {string} seed
 * @param {Portal} portal
 * @returns {Entry}
 */
function matching(question, seed, portal) {
  const found = new Map(question.rights.map((right) => [right.id, right]));
  const rights = disordered([...found.keys()], seed).flatMap((id) => found.get(id) ?? []);
  const list = element("ol", { class: "quiz-rights" }, ...rights.map(({ words }) => element("li", {}, labelOf(words))));
  const selects = question.options.map(({ id }) => {
    const select = element("select", { "data-option": id });
    select.append(new Option(portal.t("quiz.choose"), ""));
    rights.forEach((right, place) => select.append(new Option(`${place + 1}. ${plainOf(right.words)}`, right.id)));
    return select;
  });
  const fields = selects.map((select, place) => {
    const words = question.options[place]?.words;
    return labelled(words ? labelOf(words) : "", select);
  });
  return {
    parts: [list, ...fields],
    first: selects[0] ?? list,
    hint: portal.t("quiz.find-partners"),
    answer: () => {
      const chosen = selects.map((select) => [select.dataset.option ?? "", select.value]);
      return chosen.every(([, right]) => right) ? Object.fromEntries(chosen) : null;
    },
    problem: () => portal.t("quiz.unanswered"),
  };
}

/**
 * @param {Question} question
 * @param {Portal} portal
 * @returns {Entry}
 */
function number(question, portal) {
  const input = element("input", { type: "text", inputmode: "decimal", autocomplete: "off", dir: "ltr" });
  const field = labelled(portal.t("quiz.your-answer"), input);
  if (question.unit) {
    const unit = element("span", { id: newElementId(), class: "quiz-unit" }, labelOf(question.unit));
    input.setAttribute("aria-describedby", unit.id);
    field.append(unit);
  }
  const read = () => readNumber(input.value, portal.data.locale.decimal);
  return {
    parts: [field],
    first: input,
    hint: portal.t("quiz.write-number"),
    answer: read,
    problem: () => portal.t(input.value.trim() ? "quiz.no-number" : "quiz.unanswered"),
  };
}
