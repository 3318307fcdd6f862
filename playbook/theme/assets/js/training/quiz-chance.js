/** Chance that can be repeated: the same seed gives the same order, in every browser and in every language. */

/**
 * @param {string} seed
 * @returns {() => number}  Numbers from 0 up to but not 1: Tommy Ettinger's mulberry32, begun with the FNV-1a hash of the seed.
 */
export function numbersFrom(seed) {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @template T
 * @param {T[]} items
 * @param {string} seed
 * @returns {T[]}  The same items in an order of the seed's: Fisher and Yates.
 */
export function shuffled(items, seed) {
  const next = numbersFrom(seed);
  const left = [...items];
  /** @type {T[]} */
  const order = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(next() * left.length), 1));
  return order;
}

/**
 * @param {string[]} items  At least two, all different.
 * @param {string} seed
 * @returns {string[]}  The same items, never in the order in which they came: that would be the answer.
 */
export function disordered(items, seed) {
  const [first = "", ...others] = shuffled(items, seed);
  const same = first === items[0] && others.every((item, place) => item === items[place + 1]);
  return same ? [...others, first] : [first, ...others];
}

/**
 * @param {string[][]} banks  The questions of each quiz.
 * @param {number} count
 * @param {string} seed
 * @returns {string[]}  So many of them, or all; from every quiz as many as from the others, or one more, while it has them.
 */
export function drawn(banks, count, seed) {
  const order = shuffled(banks.map((bank, number) => shuffled(bank, `${seed}/${number}`)), seed);
  /** @type {string[]} */
  const taken = [];
  for (let round = 0; order.some((bank) => round < bank.length); round += 1) {
    for (const bank of order) taken.push(...bank.slice(round, round + 1));
  }
  return shuffled(taken.slice(0, count), `${seed}/order`);
}

/**
 * @param {string} text
 * @returns {number}  32 bits: FNV-1a over the letters' codes.
 */
function hash(text) {
  let found = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) found = Math.imul(found ^ text.charCodeAt(place), 0x01000193);
  return found;
}
