/**
 * Scorecards: filled in for one person by another, kept as they are typed, listed, downloaded, printed.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Entries } from "./scorecard-form.js"
 * @import { Filling, State } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { download } from "../hand-out.js";
import { button, element, focusOn } from "./elements.js";
import { eventId } from "./events.js";
import { follow } from "./kept.js";
import { training } from "./portal-data.js";
import { criteriaOf, ScorecardForm } from "./scorecard-form.js";
import { weightedScore } from "./scorecard-sum.js";
import { whenQuiet } from "./typing.js";

class Scorecard {
  /** The filling that is open, if any. */
  #card = "";
  /** Whether something in it was not kept yet. */
  #changes = false;
  /** When it was filled in. */
  #at = "";
  /** The name of whoever uses this device, as far as it is known. */
  #scorer = "";
  #list = element("ul", { class: "scorecard-list" });
  #undo = element("p", { role: "status", class: "training-actions" });
  #heading = element("h2", { class: "scorecard-open" });
  #result = element("p", { role: "status", class: "scorecard-result" });
  #end = element("div", { class: "scorecard-end" });

  /**
   * @param {HTMLElement} place
   * @param {Portal} portal
   */
  constructor(place, portal) {
    this.place = place;
    this.portal = portal;
    this.id = place.dataset.scorecard ?? "";
    this.passMark = Number(place.dataset.passMark);
    this.criteria = criteriaOf(place);
    this.form = new ScorecardForm(this.criteria, portal, () => this.#changed());
    this.quiet = whenQuiet(place, () => this.#collect());
  }

  async start() {
    const { portal, place, form } = this;
    const fill = button(portal.t("marks.fill"), () => this.#new(), { class: "md-button md-button--primary" });
    const top = element("section", { class: "training-bar scorecard-top" }, element("p", {}, portal.t("marks.fill-text")), this.#list, this.#undo, element("p", { class: "training-actions" }, fill));
    place.prepend(top, this.#heading, form.names);
    const actions = element("p", { class: "training-actions" });
    actions.append(
      button(portal.t("common.download"), () => this.#download()),
      button(portal.t("common.print"), () => window.print()),
      button(portal.t("common.close"), () => this.#close()),
    );
    this.#end.append(this.#result, actions);
    place.append(form.remark, this.#end);
    this.#open("", "");
    await follow((state) => this.#show(state));
  }

  /** @param {State} state */
  #show(state) {
    this.#scorer = state.person?.name ?? "";
    const own = [...state.scorecards.values()].filter(({ scorecard }) => scorecard === this.id);
    own.sort((one, other) => (one.at < other.at ? 1 : -1));
    this.#list.replaceChildren(...own.map((filling) => this.#item(filling)));
    const open = state.scorecards.get(this.#card);
    // Another tab may have changed it; what is being typed here comes first.
    const typing = this.#changes || this.quiet.busy() || this.place.contains(document.activeElement);
    if (open && !typing) this.form.entries = open;
  }

  /** @param {Filling} filling */
  #item(filling) {
    const { portal } = this;
    const words = portal.t("marks.filled", {
      person: filling.person || portal.t("marks.no-name"),
      by: filling.by || portal.t("marks.no-name"),
      date: portal.date(filling.at),
    });
    const name = { "aria-label": `${portal.t("common.open")}: ${filling.person}` };
    return element(
      "li",
      {},
      element("p", {}, words, element("br"), this.#told(filling.scores)),
      element(
        "p",
        { class: "training-actions" },
        button(portal.t("common.open"), () => this.#edit(filling), name),
        button(portal.t("common.delete"), () => this.#remove(filling), { "aria-label": `${portal.t("common.delete")}: ${filling.person}` }),
      ),
    );
  }

  /**
   * @param {Record<string, number>} scores
   * @returns {string}  The weighted score in words, or how many scores there are.
   */
  #told(scores) {
    const { portal, passMark } = this;
    const { scored, of, percent } = weightedScore(this.criteria, scores);
    if (percent === null) return portal.t("marks.scored", { n: scored, all: of });
    const verdict = portal.t(percent >= passMark ? "common.passed" : "common.failed");
    return portal.t("marks.weighted", { percent: portal.percent(percent), pass_mark: portal.percent(passMark), verdict });
  }

  #new() {
    this.quiet.now();
    this.form.entries = { person: "", by: this.#scorer, scores: {}, notes: {}, note: "" };
    this.#open(eventId(), new Date().toISOString());
    this.form.focus();
  }

  /** @param {Filling} filling */
  #edit(filling) {
    this.quiet.now();
    this.form.entries = filling;
    this.#open(filling.card, filling.at);
    focusOn(this.#heading);
  }

  /**
   * @param {string} card  None, where it is empty.
   * @param {string} at  When it was filled in.
   */
  #open(card, at) {
    this.#card = card;
    this.#at = at;
    const open = card !== "";
    this.form.show(open);
    this.#heading.hidden = !open;
    this.#end.hidden = !open;
    this.place.classList.toggle("scorecard--open", open);
    this.#undo.replaceChildren();
    if (open) this.#tell();
  }

  #close() {
    this.quiet.now();
    this.#open("", "");
    this.place.querySelector("button")?.focus();
  }

  #changed() {
    this.#changes = true;
    this.#tell();
    this.quiet.typed();
  }

  #tell() {
    const { portal, form } = this;
    const { person, scores } = form.entries;
    this.#heading.textContent = portal.t("marks.card-of", { person: person || portal.t("marks.no-name"), date: portal.date(this.#at) });
    const told = this.#told(scores);
    if (this.#result.textContent !== told) this.#result.textContent = told;
  }

  #collect() {
    if (!this.#changes) return [];
    this.#changes = false;
    return [{ type: "scorecard.filled", data: this.#data(this.#card, this.form.entries) }];
  }

  /**
   * @param {string} card
   * @param {Entries} entries
   */
  #data(card, { person, by, scores, notes, note }) {
    return { scorecard: this.id, card, person, by, scores, notes, note };
  }

  /** @param {Filling} filling */
  async #remove(filling) {
    this.quiet.now();
    if (this.#card === filling.card) this.#open("", "");
    await eventLog.append("scorecard.filled", { ...this.#data(filling.card, filling), removed: true });
    const undo = button(this.portal.t("common.undo"), async () => {
      this.#undo.replaceChildren();
      await eventLog.append("scorecard.filled", this.#data(filling.card, filling));
      this.#list.querySelector("button")?.focus();
    });
    this.#undo.replaceChildren(this.portal.t("marks.deleted", { person: filling.person || this.portal.t("marks.no-name") }), " ", undo);
    undo.focus();
  }

  #download() {
    const { person, by, scores, notes, note } = this.form.entries;
    const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? this.id;
    const criteria = this.criteria.map(({ id, weight, title: name }) => ({ id, title: name, weight, score: scores[id] ?? null, note: notes[id] ?? "" }));
    const { percent } = weightedScore(this.criteria, scores);
    const file = {
      form: "open-sales-playbook/scorecard", version: 1, made: new Date().toISOString(), scorecard: this.id, title,
      person, by, criteria, note, percent, pass_mark: this.passMark,
    };
    download(`scorecard-${person.replace(/[^\p{L}\p{N}]+/gu, "-") || this.id}.json`, JSON.stringify(file, null, 2));
  }
}

for (const place of document.querySelectorAll("[data-scorecard]")) {
  if (place instanceof HTMLElement) await new Scorecard(place, await training()).start();
}
