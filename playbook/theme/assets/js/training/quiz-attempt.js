/** What an attempt at a quiz holds still open and what came of it; pure, from what is kept on the device. */

import { shuffled } from "./quiz-chance.js";

/** @typedef {{ id: string, questions: string[], answers: Iterable<[string, { right: boolean }]>, finished: string | null }} Attempt */

/**
 * @param {Attempt[]} attempts  At one quiz, in the order in which they were begun.
 * @param {string | undefined} id  The attempt before which to look; without it, all are looked at.
 * @returns {string[]}  What went wrong in the last one that was finished.
 */
export function wrongBefore(attempts, id) {
  const place = attempts.findIndex((attempt) => attempt.id === id);
  const last = attempts.slice(0, place < 0 ? undefined : place).findLast(({ finished }) => finished !== null);
  return last ? countedUp(last.questions, last.answers).wrong : [];
}

/**
 * @param {{ questions: string[] }} attempt
 * @param {Iterable<string>} known  The questions that the playbook has today.
 * @returns {string[]}
 */
export function askedIn(attempt, known) {
  const names = new Set(known);
  return [...new Set(attempt.questions)].filter((name) => names.has(name));
}

/**
 * @param {string[]} asked
 * @param {Iterable<[string, { right: boolean }]>} answers
 * @returns {{ right: number, of: number, wrong: string[], open: string[] }}
 */
export function countedUp(asked, answers) {
  const given = new Map(answers);
  const open = asked.filter((name) => !given.has(name));
  const wrong = asked.filter((name) => given.get(name)?.right === false);
  return { right: asked.length - open.length - wrong.length, of: asked.length, wrong, open };
}

/**
 * @param {string[]} names  All questions.
 * @param {string[]} wrong  Those that went wrong last time.
 * @param {string} seed
 * @returns {string[]}  All of them, what was wrong first.
 */
export function retakeOrder(names, wrong, seed) {
  const again = names.filter((name) => wrong.includes(name));
  const others = names.filter((name) => !wrong.includes(name));
  return [...shuffled(again, seed), ...shuffled(others, seed)];
}

/**
 * @param {string[]} asked
 * @param {string[]} wrong  Those that went wrong in the attempt before.
 * @returns {number}  How many questions at the beginning are there because they went wrong.
 */
export function repeatedIn(asked, wrong) {
  const first = asked.findIndex((name) => !wrong.includes(name));
  return first < 0 ? asked.length : first;
}
