/**
 * What the learner sees of a session with practice cards.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Agenda } from "./schedule.js"
 */

import { button, element, focusOn, labelled } from "./elements.js";
import { DAY, MINUTE } from "./schedule.js";

/**
 * @typedef {{ show: () => void, rate: (rating: number) => void, undo: () => void, setTopic: (topic: string) => void,
 *   setLimit: (limit: number) => void }} Acts
 */

const RATINGS = /** @type {const} */ (["again", "hard", "good", "easy"]);
const MOST_A_DAY = 200;
const MONTH = 30;
const YEAR = 365;

export class CardView {
  #portal;
  #acts;
  #counts = element("p", { class: "card-counts" });
  #stage = element("div", { class: "card-stage" });
  #status = element("p", { role: "status", class: "unseen" });
  #undo;
  #limit;

  /**
   * @param {Portal} portal
   * @param {HTMLElement} place
   * @param {Acts} acts
   */
  constructor(portal, place, acts) {
    this.#portal = portal;
    this.#acts = acts;
    this.#undo = button(portal.t("common.undo"), acts.undo, { "aria-keyshortcuts": "U" });
    this.#limit = element("input", { type: "number", min: "0", max: String(MOST_A_DAY), step: "1", inputmode: "numeric" });
    this.#limit.addEventListener("change", () => this.#setLimit());
    const settings = element(
      "details",
      { class: "card-settings" },
      element("summary", {}, portal.t("cards.settings")),
      this.#topics(),
      labelled(portal.t("cards.per-day"), this.#limit),
      element("p", { class: "card-keys" }, portal.t("cards.keys")),
    );
    const bar = element("div", { class: "card-bar" }, this.#counts, this.#undo);
    place.replaceChildren(bar, this.#stage, settings, this.#status);
    place.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {string} words  For those who do not see the page. */
  say(words) {
    this.#status.textContent = words;
  }

  /** @param {Agenda} agenda */
  counts({ learning, due, fresh, done }) {
    const portal = this.#portal;
    this.#counts.replaceChildren(
      element("span", {}, portal.n("cards.due", learning + due)),
      element("span", {}, portal.n("cards.fresh", fresh)),
      element("span", {}, portal.n("cards.done", done)),
    );
  }

  /**
   * @param {number} perDay
   * @param {boolean} canUndo
   */
  settings(perDay, canUndo) {
    this.#undo.disabled = !canUndo;
    this.#limit.defaultValue = String(perDay);
    if (document.activeElement !== this.#limit) this.#limit.value = this.#limit.defaultValue;
  }

  /**
   * @param {string} id
   * @param {number[]} away  How long it would be away after each rating, in milliseconds.
   * @param {boolean} open
   * @param {boolean} focus
   */
  card(id, away, open, focus) {
    const source = document.querySelector(`[data-card="${CSS.escape(id)}"]`);
    if (!source) return;
    const question = element("div", { class: "card-front", role: "group" }, ...copies(source, "[data-front]"));
    const answer = element("div", { class: "card-back" }, ...copies(source, "[data-back]"));
    const portal = this.#portal;
    const face = element("div", { class: "card-face", "data-shown": id }, question);
    if (open) {
      const ratings = RATINGS.map((name, place) => this.#rating(name, place + 1, away[place] ?? 0));
      const legend = element("legend", {}, portal.t("cards.rate"));
      const asked = element("fieldset", { class: "card-ratings" }, legend, ...ratings);
      face.append(answer);
      this.#stage.replaceChildren(face, asked);
    } else {
      const show = button(portal.t("cards.show"), this.#acts.show, { class: "md-button md-button--primary" });
      this.#stage.replaceChildren(face, element("div", { class: "card-actions" }, show));
    }
    this.say("");
    if (focus) focusOn(open ? answer : question);
  }

  /**
   * @param {Agenda} agenda
   * @param {Date | undefined} next
   * @param {boolean} focus
   */
  finished({ left }, next, focus) {
    const portal = this.#portal;
    const told = element("p", { class: "card-finished" }, portal.t("cards.finished"));
    const more = element("p", {}, element("a", { href: portal.url("learning/") }, portal.t("learning.title")));
    this.#stage.replaceChildren(element("div", { class: "card-face" }, told, more));
    if (next) more.before(element("p", {}, portal.t("cards.next", { date: portal.date(localDay(next)) })));
    if (left > 0) more.before(element("p", {}, portal.n("cards.left", left)));
    this.say("");
    if (focus) focusOn(told);
  }

  /**
   * @param {typeof RATINGS[number]} name
   * @param {number} rating
   * @param {number} away
   */
  #rating(name, rating, away) {
    const portal = this.#portal;
    const names = {
      again: portal.t("cards.again"),
      hard: portal.t("cards.hard"),
      good: portal.t("cards.good"),
      easy: portal.t("cards.easy"),
    };
    const made = button(names[name], () => this.#acts.rate(rating), {
      class: `md-button card-rating card-rating--${name}`,
      "aria-keyshortcuts": String(rating),
    });
    // The blank keeps the two apart where they are read as one name.
    made.append(" ", element("span", { class: "card-away" }, this.#away(away)));
    return made;
  }

  /** @param {number} time  In milliseconds. */
  #away(time) {
    const portal = this.#portal;
    const days = Math.round(time / DAY);
    if (days < 1) return portal.n("cards.minutes", Math.max(1, Math.round(time / MINUTE)));
    if (days < 2 * MONTH) return portal.n("cards.days", days);
    if (days < 2 * YEAR) return portal.n("cards.months", Math.round(days / MONTH));
    return portal.n("cards.years", Math.round(days / YEAR));
  }

  #topics() {
    const portal = this.#portal;
    const select = element("select", {}, element("option", { value: "" }, portal.t("cards.all-topics")));
    for (const heading of document.querySelectorAll(".card-list h3[id]")) {
      const words = [...heading.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      select.append(element("option", { value: heading.id }, words.map((node) => node.textContent).join("")));
    }
    select.addEventListener("change", () => this.#acts.setTopic(select.value));
    return labelled(portal.t("cards.topic"), select);
  }

  #setLimit() {
    const limit = Math.round(this.#limit.valueAsNumber);
    if (limit >= 0 && limit <= MOST_A_DAY) this.#acts.setLimit(limit);
    else this.#limit.value = this.#limit.defaultValue;
  }

  /** @param {KeyboardEvent} event  Keys work within the session alone, so that they disturb nothing else. */
  #key(event) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !(target instanceof HTMLElement)) return;
    if (target.closest("input, select, summary, a")) return;
    const pressed = target.closest("button") !== null && (key === " " || key === "Enter");
    if (pressed) return;
    if (key === " " || key === "Enter") this.#acts.show();
    else if (/^[1-4]$/.test(key)) this.#acts.rate(Number(key));
    else if (key.toLowerCase() === "u") this.#acts.undo();
    else return;
    event.preventDefault();
  }
}

/**
 * @param {Element} source
 * @param {string} part
 * @returns {Node[]}  What the page's own list says, copied.
 */
function copies(source, part) {
  return [...(source.querySelector(part)?.childNodes ?? [])].map((node) => node.cloneNode(true));
}

/** @param {Date} date */
function localDay(date) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
