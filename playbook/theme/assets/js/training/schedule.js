/**
 * When a practice card is due: what the reviews of it, in their order, come to by FSRS. Pure; the library `ts-fsrs` is
 * handed in, since the page knows where it is.
 *
 * @import { Card, FSRS, Grade } from "ts-fsrs"
 */

/**
 * @typedef {{ id: string, card: string, rating: number, at: string }} Review
 *   `rating`: 1 again, 2 hard, 3 good, 4 easy; `at`: ISO 8601.
 * @typedef {{ due: number, first: number, last: number, days: number, fsrs: Card }} Remembered
 *   What is known of one card. Times in milliseconds; `days`: the interval in days, 0 while it is being learnt.
 * @typedef {{ now: number, start: number, end: number }} Day  The moment, and the bounds of the learner's day.
 * @typedef {{ queue: string[], learning: number, due: number, fresh: number, left: number, done: number }} Agenda
 *   `queue`: what can be shown, in order; the counts say how many of each; `left`: fresh cards beyond today's limit;
 *   `done`: reviews of today.
 */

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** How long before its time a card that is being learnt may come when there is nothing else to do. */
const AHEAD = 20 * MINUTE;

/**
 * The default parameters of FSRS 6, written out so that no new version of the library moves anybody's cards. One
 * learning step of ten minutes: with several, `ts-fsrs` and the reference in Python disagree about “hard”.
 */
export const PARAMETERS = Object.freeze({
  w: [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ],
  request_retention: 0.9,
  maximum_interval: 36500,
  enable_fuzz: false,
  enable_short_term: true,
  learning_steps: /** @type {const} */ (["10m"]),
  relearning_steps: /** @type {const} */ (["10m"]),
});

/** @typedef {{ scheduler: FSRS, empty: () => Card }} Library */

/**
 * @param {typeof import("ts-fsrs")} library
 * @returns {Library}
 */
export function library({ fsrs, createEmptyCard }) {
  return { scheduler: fsrs(PARAMETERS), empty: () => createEmptyCard(new Date(0)) };
}

/**
 * @param {Library} fsrs
 * @param {Remembered | undefined} before  Nothing for a card that has not been seen.
 * @param {number} at
 * @param {number} rating
 * @returns {Remembered}
 */
export function reviewed(fsrs, before, at, rating) {
  // The library counts midnights in UTC. A day has passed here when half of one has: evening to morning is a day wherever
  // the learner lives, and the same for every device. So it gets times that start at a midnight and are whole days apart.
  const passed = before ? Math.max(0, Math.floor((at - before.last + DAY / 2) / DAY)) : 0;
  const now = new Date(passed * DAY);
  const card = before ? { ...before.fsrs, last_review: new Date(0) } : fsrs.empty();
  const next = fsrs.scheduler.next(card, now, /** @type {Grade} */ (rating)).card;
  const due = at + next.due.getTime() - now.getTime();
  return { due, first: before?.first ?? at, last: at, days: next.scheduled_days, fsrs: next };
}

/**
 * @param {Library} fsrs
 * @param {readonly Review[]} reviews  In the order of time, without those that were taken back.
 * @returns {Map<string, Remembered>}
 */
export function remembered(fsrs, reviews) {
  /** @type {Map<string, Remembered>} */
  const cards = new Map();
  for (const { card, rating, at } of reviews) {
    // Files from elsewhere may hold ratings that there are not.
    if ([1, 2, 3, 4].includes(rating)) cards.set(card, reviewed(fsrs, cards.get(card), Date.parse(at), rating));
  }
  return cards;
}

/**
 * @param {Library} fsrs
 * @param {Remembered | undefined} before
 * @param {number} at
 * @returns {number[]}  How long the card would be away after each of the four ratings, in milliseconds.
 */
export function intervals(fsrs, before, at) {
  return [1, 2, 3, 4].map((rating) => reviewed(fsrs, before, at, rating).due - at);
}

/**
 * @param {readonly string[]} ids  The cards there are, new ones in this order.
 * @param {ReadonlyMap<string, Remembered>} cards
 * @param {readonly Review[]} reviews
 * @param {Day} day
 * @param {number} perDay  How many new cards a day.
 * @returns {Agenda}
 */
export function agenda(ids, cards, reviews, day, perDay) {
  const known = ids.flatMap((id) => {
    const card = cards.get(id);
    return card ? [{ id, learning: card.days === 0, due: card.due }] : [];
  });
  known.sort((one, other) => one.due - other.due);
  const learning = known.filter((card) => card.learning && card.due <= day.now);
  const due = known.filter((card) => !card.learning && card.due < day.end);
  const soon = known.filter((card) => card.learning && card.due > day.now && card.due <= day.now + AHEAD);
  const met = [...cards.values()].filter((card) => within(card.first, day)).length;
  const unseen = ids.filter((id) => !cards.has(id));
  const fresh = unseen.slice(0, Math.max(0, perDay - met));
  const queue = [...learning.map(({ id }) => id), ...due.map(({ id }) => id), ...fresh];
  return {
    queue: queue.length ? queue : soon.map(({ id }) => id),
    learning: learning.length + soon.length,
    due: due.length,
    fresh: fresh.length,
    left: unseen.length - fresh.length,
    done: reviews.filter(({ at }) => within(Date.parse(at), day)).length,
  };
}

/**
 * @param {number} time
 * @param {Day} day
 */
function within(time, day) {
  return time >= day.start && time < day.end;
}

/**
 * @param {Date} now
 * @returns {Day}  By the clock of the device.
 */
export function dayOf(now) {
  const midnight = (/** @type {number} */ more) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + more).getTime();
  return { now: now.getTime(), start: midnight(0), end: midnight(1) };
}

/**
 * The topics mixed, each spread evenly, so that new cards are not all of one kind.
 *
 * @param {readonly string[]} ids
 * @returns {string[]}
 */
export function mixed(ids) {
  /** @type {Map<string, string[]>} */
  const topics = new Map();
  for (const id of ids) {
    const found = topics.get(topicOf(id));
    if (found) found.push(id);
    else topics.set(topicOf(id), [id]);
  }
  return [...topics.values()]
    .flatMap((found) => found.map((id, place) => ({ id, at: (place + 0.5) / found.length })))
    .sort((one, other) => one.at - other.at)
    .map(({ id }) => id);
}

/** @param {string} id  Of a card, such as `term.lead`. */
export function topicOf(id) {
  return id.slice(0, id.indexOf("."));
}
