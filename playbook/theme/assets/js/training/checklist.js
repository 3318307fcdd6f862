/**
 * Checklists: boxes that stay ticked, freely or for an assignment, how many are done, and who has signed it off.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { assignmentIn } from "./assignment-address.js";
import { button, element, labelled } from "./elements.js";
import { follow, kept } from "./kept.js";
import { training } from "./portal-data.js";
import { progressShape } from "./progress-shape.js";
import { tickedAt } from "./state.js";

class Checklist {
  /** Events under way: what they change is not yet in the state. */
  #writing = 0;
  /** @type {string} */
  #assignment = "";
  #progress = progressShape();
  #about = element("p", { class: "training-for" });
  #undo = element("p", { role: "status", class: "training-actions" });
  #signed = element("p", { role: "status" });
  #name = element("input", { type: "text", autocomplete: "name", maxlength: "200" });
  #signing = element("form", { class: "sign-off__form" });
  #takeBack;

  /**
   * @param {string} id
   * @param {HTMLLIElement[]} items
   * @param {Portal} portal
   */
  constructor(id, items, portal) {
    this.id = id;
    this.portal = portal;
    /** @type {Map<string, HTMLInputElement>} */
    this.boxes = new Map(items.map((item) => [item.dataset.item ?? "", this.#box(item)]));
    this.#takeBack = button(portal.t("marks.take-back"), () => this.#sign(""));
  }

  /**
   * @param {HTMLElement} before  Where the groups begin.
   * @param {HTMLElement} after  Where they end.
   */
  async start(before, after) {
    const { portal } = this;
    const actions = element("p", { class: "training-actions" });
    actions.append(
      button(portal.t("common.print"), () => window.print()),
      button(portal.t("marks.clear"), () => this.#clear()),
    );
    before.before(element("div", { class: "training-bar" }, this.#about, this.#progress.shape, actions, this.#undo));
    const submit = element("button", { type: "submit", class: "md-button" }, portal.t("marks.sign"));
    this.#signing.append(labelled(portal.t("marks.signed-by"), this.#name), submit);
    this.#signing.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = this.#name.value.trim();
      if (name) this.#sign(name);
      else this.#name.focus();
    });
    after.after(element("div", { class: "sign-off" }, this.#signed, this.#takeBack, this.#signing));
    window.addEventListener("hashchange", async () => this.#show(await kept()));
    await follow((state) => this.#show(state));
  }

  /** @param {HTMLLIElement} item */
  #box(item) {
    const box = element("input", { type: "checkbox" });
    const words = item.querySelector("p");
    const label = element("label", {}, box, element("span", {}, ...(words?.childNodes ?? [])));
    if (words) words.replaceChildren(label);
    else item.prepend(label);
    box.addEventListener("change", () => {
      const ticked = { item: item.dataset.item ?? "", done: box.checked };
      this.#write([ticked]);
    });
    return box;
  }

  /** @param {{ item: string, done: boolean }[]} ticks */
  async #write(ticks) {
    const { id: checklist } = this;
    const assignment = this.#assignment;
    this.#writing += 1;
    for (const { item, done } of ticks) await eventLog.append("checklist.ticked", { checklist, item, assignment, done });
    this.#writing -= 1;
    this.#show(await kept());
  }

  /** @param {State} state */
  #show(state) {
    const { portal } = this;
    this.#assignment = assignmentIn(state);
    const found = state.assignments.get(this.#assignment)?.assignment;
    this.#about.replaceChildren(found ? portal.t("marks.for", { title: found.title || portal.t("marks.untitled") }) : "");
    this.#about.hidden = !found;
    if (this.#writing === 0) {
      for (const [item, box] of this.boxes) box.checked = tickedAt(state, this.#assignment, this.id, item) !== null;
    }
    const done = [...this.boxes.values()].filter((box) => box.checked).length;
    this.#progress.show(done, this.boxes.size, portal.t("marks.ticked", { done, of: this.boxes.size }));
    const signed = state.signed.get(`${this.#assignment}|${this.id}`);
    this.#signed.textContent = signed ? portal.t("marks.signed", { name: signed.by, date: portal.date(signed.at) }) : "";
    this.#takeBack.hidden = !signed;
    this.#signing.hidden = Boolean(signed);
  }

  async #clear() {
    const ticked = [...this.boxes].flatMap(([item, box]) => (box.checked ? [item] : []));
    const state = await kept();
    const by = state.signed.get(`${this.#assignment}|${this.id}`)?.by ?? "";
    if (by) await this.#sign("");
    await this.#write(ticked.map((item) => ({ item, done: false })));
    const undo = button(this.portal.t("common.undo"), async () => {
      this.#undo.replaceChildren();
      await this.#write(ticked.map((item) => ({ item, done: true })));
      if (by) await this.#sign(by);
    });
    this.#undo.replaceChildren(this.portal.n("marks.cleared", ticked.length), " ", undo);
    undo.focus();
  }

  /** @param {string} by  Nobody, where it is empty: that takes it back. */
  async #sign(by) {
    await eventLog.append("checklist.signed", { checklist: this.id, assignment: this.#assignment, by });
    this.#show(await kept());
    if (by) this.#takeBack.focus();
    else this.#name.focus();
  }
}

const lists = [...document.querySelectorAll("[data-checklist]")].filter((list) => list instanceof HTMLElement);
const first = lists[0];
const last = lists.at(-1);
if (first && last) {
  const items = lists.flatMap((list) => [...list.querySelectorAll("li")].filter((item) => item.dataset.item));
  const heading = first.previousElementSibling;
  const checklist = new Checklist(first.dataset.checklist ?? "", items, await training());
  await checklist.start(heading instanceof HTMLHeadingElement ? heading : first, last);
  for (const list of lists) list.classList.add("checklist--live");
}
