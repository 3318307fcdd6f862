/** schedule.js with the library that the pages load, for tests that compare it with the reference in Python. */

import * as library from "ts-fsrs";

import * as schedule from "../../playbook/theme/assets/js/training/schedule.js";

const fsrs = schedule.library(library);

/** What each review of each history leads to, and what the four ratings offered before it. */
export function told(histories) {
  return histories.map((reviews) => {
    let card;
    return reviews.map(({ at, rating }) => {
      const time = Date.parse(at);
      const offered = schedule.intervals(fsrs, card, time);
      card = schedule.reviewed(fsrs, card, time, rating);
      const { stability, difficulty } = card.fsrs;
      return { away: card.due - time, offered, days: card.days, stability, difficulty };
    });
  });
}

export function remembered(reviews) {
  return schedule.remembered(fsrs, reviews);
}

export function agenda(ids, reviews, day, perDay) {
  return schedule.agenda(ids, schedule.remembered(fsrs, reviews), reviews, day, perDay);
}

/** What the library would take by itself, beside what the schedule tells it. */
export function parameters() {
  return { told: schedule.PARAMETERS, defaults: library.default_w };
}

/** The day of a moment given in local time. */
export function today(moment) {
  return schedule.dayOf(new Date(moment));
}
