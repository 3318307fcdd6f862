/**
 * My learning: what is assigned and due, where to go on, how far it is. All of it follows from the log.
 *
 * @import { Portal } from "./portal-data.js"
 */

import { eventLog } from "../event-log.js";
import { practice } from "./due-cards.js";
import { element, focusOn } from "./elements.js";
import { eventId } from "./events.js";
import { listed, listedPaths } from "./learning-list.js";
import { LearningView } from "./learning-view.js";
import { startMyData } from "./my-data.js";
import { Offer } from "./offer.js";
import { portalOrNotice } from "./portal-or-notice.js";
import { localDay } from "./progress.js";
import { startReport } from "./send-report.js";
import { stateOf } from "./state.js";

class LearningPage {
  #portal;
  #list = element("div", { class: "learning-list" });
  #status = element("p", { role: "status", class: "learning-status" });

  /**
   * @param {Portal} portal
   * @param {HTMLElement} place
   */
  constructor(portal, place) {
    this.#portal = portal;
    const offer = new Offer(portal, async (words) => {
      await this.refresh();
      this.#say(words, "#learning-assigned");
    });
    const report = element("div", { class: "learning-report" });
    place.replaceChildren(offer.element, this.#status, this.#list, offer.opener, report);
    startReport(portal, report);
    offer.openAddress();
    addEventListener("hashchange", () => offer.openAddress());
    eventLog.onChange(() => this.refresh());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.refresh();
    });
  }

  async refresh() {
    const state = stateOf(await eventLog.all());
    const { agenda } = await practice(this.#portal, state);
    const portal = this.#portal;
    const { data } = portal;
    const view = new LearningView(this.#portal, state, {
      choose: (path) => this.#choose(path),
      leave: (assignment) => this.#leave(assignment),
    });
    const opened = new Set([...this.#list.querySelectorAll("[data-assignment]:has(details[open])")].map(assignmentOf));
    this.#list.replaceChildren(
      view.assigned(listed(data, state, localDay(new Date().toISOString()))),
      ...view.goOn(),
      view.cards(agenda),
      view.paths(listedPaths(data, state)),
      ...view.certificates(),
      ...view.checklists(),
    );
    for (const one of this.#list.querySelectorAll("[data-assignment]")) {
      const steps = one.querySelector("details");
      if (steps && opened.has(assignmentOf(one))) steps.open = true;
    }
  }

  /** @param {string} path  What learners choose themselves is an assignment without a trainer. */
  async #choose(path) {
    const assignment = {
      ...{ form: "open-sales-playbook/assignment", version: 1, id: eventId(), made: new Date().toISOString() },
      ...{ trainer: "", person: { id: "", name: "" }, title: "", note: "", language: "", modules: [], path, due: null },
    };
    await eventLog.append("assignment.accepted", { assignment });
    await this.refresh();
    this.#say(this.#portal.t("learning.accepted"), `[data-assignment="${assignment.id}"] h3`);
  }

  /** @param {string} assignment */
  async #leave(assignment) {
    await eventLog.append("assignment.removed", { assignment });
    await this.refresh();
    this.#say("", "#learning-assigned");
  }

  /**
   * @param {string} words
   * @param {string} place  Where the reader goes on: what was pressed is gone.
   */
  #say(words, place) {
    this.#status.textContent = words;
    const found = this.#list.querySelector(place);
    if (found instanceof HTMLElement) focusOn(found);
  }
}

/** @param {Element} card */
function assignmentOf(card) {
  return card instanceof HTMLElement ? (card.dataset.assignment ?? "") : "";
}

const place = document.querySelector(".learning");
const data = document.querySelector(".my-data");
if (place instanceof HTMLElement && data instanceof HTMLElement) {
  const portal = await portalOrNotice();
  startMyData(portal, data);
  await new LearningPage(portal, place).refresh();
}
