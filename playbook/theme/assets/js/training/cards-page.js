/**
 * Practice cards, one at a time: question, answer, how well it was known. The cards are those of the page's own list.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 * @import { Practice } from "./due-cards.js"
 */

import { eventLog } from "../event-log.js";
import { CardView } from "./card-view.js";
import { practice, scheduler } from "./due-cards.js";
import { portalOrNotice } from "./portal-or-notice.js";
import { intervals, topicOf } from "./schedule.js";
import { stateOf } from "./state.js";

class CardsPage {
  #portal;
  #view;
  /** @type {State} */
  #state;
  /** @type {Practice} */
  #practice;
  #topic = "";
  /** The card that is on the screen, "" for none, and whether its answer is. */
  #card = "";
  #open = false;
  #busy = false;

  /**
   * @param {Portal} portal
   * @param {HTMLElement} place
   * @param {State} state
   * @param {Practice} first
   */
  constructor(portal, place, state, first) {
    this.#portal = portal;
    this.#state = state;
    this.#practice = first;
    this.#view = new CardView(portal, place, {
      show: () => this.#reveal(),
      rate: (rating) => this.#rate(rating),
      undo: () => this.#undo(),
      setTopic: (topic) => {
        this.#topic = topic;
        this.refresh();
      },
      setLimit: (limit) => eventLog.append("cards.settings", { per_day: limit }),
    });
    eventLog.onChange(() => this.refresh());
    // Tomorrow's cards are due when the learner comes back to a page left open.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.refresh();
    });
  }

  /** @param {{ focus?: boolean }} [options]  `focus`: the reader has just done something with the card. */
  async refresh({ focus = false } = {}) {
    this.#state = stateOf(await eventLog.all());
    const wanted = (/** @type {string} */ id) => !this.#topic || topicOf(id) === this.#topic;
    this.#practice = await practice(this.#portal, this.#state, wanted);
    const { queue } = this.#practice.agenda;
    // What is on the screen stays there until it has been rated, here or in another tab.
    const card = queue.includes(this.#card) ? this.#card : (queue[0] ?? "");
    this.#turnTo(card, card === this.#card && this.#open && !focus, focus);
  }

  /**
   * @param {string} card
   * @param {boolean} open
   * @param {boolean} focus
   */
  async #turnTo(card, open, focus) {
    this.#card = card;
    this.#open = open;
    const { agenda, cards, day } = this.#practice;
    this.#view.counts(agenda);
    this.#view.settings(this.#state.perDay, this.#lastReview() !== undefined);
    if (!card) {
      const known = this.#portal.data.cards.flatMap((id) => cards.get(id)?.due ?? []);
      const coming = Math.min(...known.filter((due) => due >= day.end));
      this.#view.finished(agenda, Number.isFinite(coming) ? new Date(coming) : undefined, focus);
    } else {
      const away = intervals(await scheduler(), cards.get(card), Date.now());
      this.#view.card(card, away, open, focus);
    }
  }

  #reveal() {
    if (this.#card && !this.#open) this.#turnTo(this.#card, true, true);
  }

  /** @param {number} rating */
  async #rate(rating) {
    if (!this.#card || !this.#open) return;
    await this.#alone(async () => {
      const card = this.#card;
      this.#card = "";
      await eventLog.append("card.reviewed", { card, rating });
      await this.refresh({ focus: true });
    });
  }

  async #undo() {
    const last = this.#lastReview();
    if (!last) return;
    await this.#alone(async () => {
      await eventLog.append("card.undone", { review: last.id });
      this.#card = last.card;
      this.#open = false;
      await this.refresh({ focus: true });
      this.#view.say(this.#portal.t("cards.undone"));
    });
  }

  /** The last answer of today, which may be taken back. */
  #lastReview() {
    const { start } = this.#practice.day;
    return this.#state.reviews.findLast(({ at }) => Date.parse(at) >= start);
  }

  /** @param {() => Promise<void>} act  Not done while another is: a key that is held down rates one card. */
  async #alone(act) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await act();
    } finally {
      this.#busy = false;
    }
  }
}

const place = document.querySelector(".card-session");
if (place instanceof HTMLElement) {
  const [portal, events] = await Promise.all([portalOrNotice(), eventLog.all()]);
  const state = stateOf(events);
  const page = new CardsPage(portal, place, state, await practice(portal, state));
  await page.refresh();
}
