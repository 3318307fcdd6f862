/** schedule.js with the library that the pages load, for tests that compare it with the reference in Python. */

import * as library from "ts-fsrs";

import * as schedule from "../../playbook/theme/assets/js/training/schedule.js";

const fsrs = schedule.library(library);

/** @param {readonly (readonly import("../../playbook/theme/assets/js/training/schedule.js").Review[])[]} histories */
export function told(histories) {
  return histories.map((reviews) => {
    /** @type {import("../../playbook/theme/assets/js/training/schedule.js").Remembered | undefined} */
    let card;
    return reviews.map(({ at, rating }) => {
      const time = Date.parse(at);
      const offered = schedule.intervals(fsrs, card, time);
      card = schedule.reviewed(fsrs, card, time, rating);
      const { stability, difficulty } = card.fsrs;
      return { due: card.due, days: card.days, stability, difficulty, offered };
    });
  });
}

/** What the fold of all reviews comes to, as pairs of card and state. */
export function folded(/** @type {import("../../playbook/theme/assets/js/training/schedule.js").Review[]} */ reviews) {
  return [...schedule.remembered(fsrs, reviews)];
}

/** What is to be done of `ids` after `reviews`. */
export function agenda(ids, reviews, day, perDay) {
  return schedule.agenda(ids, schedule.remembered(fsrs, reviews), reviews, day, perDay);
}

export const { mixed } = schedule;
export const parameters = () => ({ ...schedule.PARAMETERS, defaults: library.default_w });
