/**
 * The page on which a trainer makes assignments, keeps templates and finds again what was made.
 *
 * @import { Plan } from "./assignment.js"
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { AssignForm } from "./assign-form.js";
import { showResult } from "./assign-result.js";
import { assignmentsFor, batches, missingIn, planOf } from "./assignment.js";
import { button, element, focusOn } from "./elements.js";
import { eventId } from "./events.js";
import { follow } from "./kept.js";
import { titleOf } from "./learning-view.js";
import { tidy } from "./people.js";
import { portalOrNotice } from "./portal-or-notice.js";

const MADE = "assignment.made";

class AssignPage {
  #portal;
  #form;
  #fields;
  /** @type {Map<string, string>} */
  #emails = new Map();

  /**
   * @param {Portal} portal
   * @param {HTMLFormElement} form
   */
  constructor(portal, form) {
    this.#portal = portal;
    this.#form = form;
    this.#fields = new AssignForm(form, portal);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#make();
    });
    this.#find("[data-keep]").addEventListener("click", () => this.#keepTemplate());
  }

  async start() {
    await follow((state) => this.#show(state));
    this.#form.hidden = false;
  }

  /** @param {State} state */
  #show(state) {
    const made = [...state.made.values()].sort((one, other) => (one.at < other.at ? -1 : 1)).map(({ assignment }) => assignment);
    this.#fields.know(made);
    this.#showTemplates(state);
    this.#showPast(made);
  }

  async #make() {
    const plan = this.#fields.plan();
    const wanted = this.#fields.people();
    const missing = missingIn(plan, wanted);
    this.#complain(missing.map((name) => this.#portal.t(`assign.missing-${name}`)));
    if (missing.length > 0) return;
    const people = wanted.map(({ id, name }) => ({ id: id ?? eventId(), name }));
    const made = assignmentsFor(plan, people, new Date().toISOString());
    made.forEach(({ id }, place) => this.#emails.set(id, wanted[place]?.email ?? ""));
    for (const assignment of made) await eventLog.append(MADE, { assignment });
    const names = /** @type {HTMLTextAreaElement} */ (this.#form.elements.namedItem("people"));
    // Nobody shall get the same twice by a second press.
    names.value = "";
    names.dispatchEvent(new Event("input", { bubbles: true }));
    await this.#open(made);
  }

  /** @param {import("./state.js").Assignment[]} assignments */
  async #open(assignments) {
    await showResult(this.#portal, this.#find(".assign-result"), assignments, this.#emails);
  }

  /** @param {string[]} problems */
  #complain(problems) {
    const place = this.#find(".training-problems");
    place.replaceChildren(...problems.map((problem) => element("li", {}, problem)));
    place.hidden = problems.length === 0;
  }

  async #keepTemplate() {
    const field = /** @type {HTMLInputElement} */ (this.#form.elements.namedItem("template"));
    const name = tidy(field.value);
    const status = this.#find("[data-kept]");
    if (!name) {
      status.textContent = this.#portal.t("assign.template-unnamed");
      field.focus();
      return;
    }
    await eventLog.append("template.saved", { id: eventId(), template: { name, plan: this.#fields.plan() } });
    status.textContent = this.#portal.t("assign.template-kept", { name });
    field.value = "";
  }

  /** @param {State} state */
  #showTemplates({ templates }) {
    const place = this.#find(".assign-templates");
    const heading = element("h2", {}, this.#portal.t("assign.templates"));
    const items = [...templates].map(([id, { template }]) =>
      this.#item(template.name, "", [
        ["assign.use", () => this.#use(template.plan)],
        ["common.delete", async () => {
          await eventLog.append("template.removed", { id });
          focusOn(place.hidden ? this.#form : /** @type {HTMLElement} */ (place.querySelector("h2")));
        }],
      ]));
    place.replaceChildren(heading, element("p", {}, this.#portal.t("assign.templates-help")), element("ul", { class: "assign-list" }, ...items));
    place.hidden = items.length === 0;
  }

  /** @param {import("./state.js").Assignment[]} made */
  #showPast(made) {
    const place = this.#find(".assign-past");
    const items = batches(made).map(({ first, made: at, assignments }) =>
      this.#item(titleOf(this.#portal, first), [this.#portal.date(at), this.#portal.n("assign.found", assignments.length)].join(" · "), [
        ["common.open", () => this.#open(assignments)],
        ["assign.use-again", () => this.#use(planOf(first))],
      ]));
    place.replaceChildren(element("h2", {}, this.#portal.t("assign.past-title")), element("ul", { class: "assign-list" }, ...items));
    place.hidden = items.length === 0;
  }

  /**
   * @param {string} name
   * @param {string} facts
   * @param {[key: string, act: () => void][]} actions
   */
  #item(name, facts, actions) {
    const words = element("p", {}, element("strong", {}, element("bdi", {}, name)));
    if (facts) words.append(element("span", { class: "training-help" }, facts));
    const buttons = actions.map(([key, act]) =>
      button(this.#portal.t(key), act, { "aria-label": `${this.#portal.t(key)}: ${name}` }));
    return element("li", {}, words, element("p", { class: "training-actions" }, ...buttons));
  }

  /** @param {Plan} plan */
  #use(plan) {
    this.#complain([]);
    this.#fields.fill(plan);
    this.#find("[data-kept]").textContent = this.#portal.t("assign.used");
  }

  /** @param {string} selector */
  #find(selector) {
    const found = document.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`the page lacks ${selector}`);
    return found;
  }
}

const form = document.querySelector("form.assign");
if (form instanceof HTMLFormElement) await new AssignPage(await portalOrNotice(), form).start();
