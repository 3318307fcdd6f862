/** The weighted score of a scorecard; pure. */

const BEST = 5;

/**
 * @param {{ id: string, weight: number }[]} criteria
 * @param {Record<string, unknown>} scores  From 1 to 5, by criterion; what was kept on the device may be anything.
 * @returns {{ scored: number, of: number, percent: number | null }}
 *   `percent`: of what is possible, rounded down; nothing until every criterion is scored.
 */
export function weightedScore(criteria, scores) {
  const given = criteria.filter(({ id }) => isScore(Object.hasOwn(scores, id) ? scores[id] : undefined));
  const reached = given.reduce((sum, { id, weight }) => sum + weight * Number(scores[id]), 0);
  const possible = criteria.reduce((sum, { weight }) => sum + weight * BEST, 0);
  const complete = criteria.length > 0 && given.length === criteria.length;
  return { scored: given.length, of: criteria.length, percent: complete ? Math.floor((100 * reached) / possible) : null };
}

/** @param {unknown} value */
function isScore(value) {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= BEST;
}
