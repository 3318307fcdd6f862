/**
 * The home page of somebody who has begun: cards to repeat, what is due next, where to go on. Others see no change.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { practice } from "./due-cards.js";
import { element } from "./elements.js";
import { listed } from "./learning-list.js";
import { titleOf } from "./learning-view.js";
import { training } from "./portal-data.js";
import { localDay, own } from "./progress.js";
import { stateOf } from "./state.js";

/**
 * @param {Portal} portal
 * @param {State} state
 * @returns {Promise<HTMLLIElement[]>}
 */
async function items(portal, state) {
  return [assignment(portal, state), place(portal, state), await cards(portal, state)].filter((item) => item !== null);
}

/**
 * @param {Portal} portal
 * @param {State} state
 */
function assignment(portal, state) {
  const { data } = portal;
  const list = listed(data, state, localDay(new Date().toISOString()));
  const next = list.find(({ progress }) => progress.status !== "done");
  if (!next) return null;
  const { due, late } = next.progress;
  const title = titleOf(portal, next.assignment);
  const item = element("li", {}, element("a", { href: portal.url("learning/") }, title));
  if (late) item.append(" · ", element("strong", { class: "learning-late" }, portal.t("common.late")));
  if (due) item.append(" · ", portal.t("common.due", { date: portal.date(due) }));
  if (next.next) {
    const words = portal.t("learning.next", { title: next.next.title });
    item.append(element("br"), element("a", { href: portal.url(next.next.url) }, words));
  }
  return item;
}

/**
 * @param {Portal} portal
 * @param {State} state
 */
function place(portal, state) {
  const last = state.opened.flatMap(({ page }) => own(portal.data.pages, page) ?? [])[0];
  if (!last) return null;
  return element("li", {}, `${portal.t("learning.go-on")}: `, element("a", { href: portal.url(last.url) }, last.title));
}

/**
 * @param {Portal} portal
 * @param {State} state
 */
async function cards(portal, state) {
  // Who has never used the cards need not fetch what schedules them.
  if (state.reviews.length === 0) return null;
  const { agenda } = await practice(portal, state);
  const due = agenda.learning + agenda.due;
  if (due === 0) return null;
  const link = element("a", { href: portal.url("cards/") }, portal.t("cards.title"));
  return element("li", {}, link, ` · ${portal.n("cards.due", due)}`);
}

/** @param {Portal} portal */
function emptyBox(portal) {
  const title = element("a", { href: portal.url("learning/") }, portal.t("learning.title"));
  const heading = element("h2", { id: "home-learning" }, title);
  return element("section", { class: "home-learning", "aria-labelledby": heading.id }, heading, element("ul"));
}

/** @param {Element} article */
async function show(article) {
  const box = article.querySelector(".home-learning");
  const events = await eventLog.all();
  // Who has done nothing need not fetch what says how far it is.
  const found = events.length > 0 ? await items(await training(), stateOf(events)) : [];
  if (found.length === 0) {
    box?.remove();
    return;
  }
  const shown = box ?? emptyBox(await training());
  shown.querySelector("ul")?.replaceChildren(...found);
  if (!box) article.querySelector("h2")?.before(shown);
}

const article = document.querySelector("[data-home]");
if (article) {
  await show(article);
  eventLog.onChange(() => show(article));
}
