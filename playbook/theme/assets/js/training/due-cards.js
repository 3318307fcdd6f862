/**
 * What is to be practised today, for every page that says so.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 * @import { Agenda, Day, Library, Remembered } from "./schedule.js"
 */

import { siteData } from "../site-data.js";
import { agenda, dayOf, library, mixed, remembered } from "./schedule.js";

/** @type {Promise<Library> | undefined} */
let loaded;

/** @returns {Promise<Library>}  The scheduler, fetched once. */
export function scheduler() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const site = siteData();
  const address = new URL(site.libraries.fsrs, new URL(site.root, document.baseURI));
  return library(await import(address.href));
}

/**
 * @typedef {{ agenda: Agenda, cards: Map<string, Remembered>, day: Day }} Practice
 */

/**
 * @param {Portal} portal
 * @param {State} state
 * @param {(id: string) => boolean} [wanted]  Which cards; all of them without.
 * @returns {Promise<Practice>}
 */
export async function practice(portal, state, wanted = () => true) {
  const cards = remembered(await scheduler(), state.reviews);
  const day = dayOf(new Date());
  const ids = mixed(portal.data.cards).filter(wanted);
  return { agenda: agenda(ids, cards, state.reviews, day, state.perDay), cards, day };
}
