/**
 * The parts of My learning as elements.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 * @import { Listed, ListedPath, Step } from "./learning-list.js"
 * @import { Agenda } from "./schedule.js"
 */

import { button, element } from "./elements.js";
import { addressFor, filledChecklists, modulesOf, nextOfPath, passedPaths } from "./learning-list.js";
import { moduleProgress, own } from "./progress.js";

/** @typedef {{ choose: (path: string) => void, leave: (assignment: string) => void }} Acts */

export class LearningView {
  #portal;
  #state;
  #acts;

  /**
   * @param {Portal} portal
   * @param {State} state
   * @param {Acts} acts
   */
  constructor(portal, state, acts) {
    this.#portal = portal;
    this.#state = state;
    this.#acts = acts;
  }

  /** @param {Listed[]} list */
  assigned(list) {
    const portal = this.#portal;
    const none = element("p", {}, portal.t("learning.nothing"));
    const parts = list.length > 0 ? list.map((one) => this.#assignment(one)) : [none];
    return this.#section("assigned", portal.t("learning.assigned"), ...parts);
  }

  /** The pages that were open last; nothing before the first. */
  goOn() {
    const portal = this.#portal;
    const { data } = portal;
    const places = this.#state.opened.flatMap(({ page }) => own(data.pages, page) ?? []).slice(0, 3);
    if (places.length === 0) return [];
    const links = places.map((place) => element("li", {}, element("a", { href: portal.url(place.url) }, place.title)));
    return [this.#section("go-on", portal.t("learning.go-on"), element("ul", {}, ...links))];
  }

  /** @param {Agenda} agenda */
  cards({ learning, due, fresh }) {
    const portal = this.#portal;
    const told = [portal.n("cards.due", learning + due), portal.n("cards.fresh", fresh)].join(" · ");
    const start = element("a", { href: portal.url("cards/"), class: "md-button" }, portal.t("cards.title"));
    return this.#section("cards", portal.t("cards.title"), element("p", {}, told), element("p", {}, start));
  }

  /** @param {ListedPath[]} paths */
  paths(paths) {
    return this.#section("paths", this.#portal.t("learning.paths"), ...paths.map((path) => this.#path(path)));
  }

  certificates() {
    const portal = this.#portal;
    const { data } = portal;
    const passed = passedPaths(data, this.#state);
    if (passed.length === 0) return [];
    const items = passed.map(({ id, title, score, at }) => {
      const link = element("a", { href: portal.url(`certificate/#path=${id}`) }, title);
      const told = portal.t("learning.passed", { date: portal.date(at), score: portal.percent(score) });
      return element("li", {}, link, element("br"), told);
    });
    return [this.#section("certificates", portal.t("learning.certificates"), element("ul", {}, ...items))];
  }

  checklists() {
    const portal = this.#portal;
    const { data } = portal;
    const filled = filledChecklists(data, this.#state);
    if (filled.length === 0) return [];
    const items = filled.map(({ title, url: place, progress, signed }) => {
      const told = [portal.n("learning.ticked", progress.of, { done: progress.done })];
      if (signed) told.push(portal.t("learning.signed", { name: signed }));
      return element("li", {}, element("a", { href: portal.url(place) }, title), element("br"), told.join(" · "));
    });
    return [this.#section("checklists", portal.t("learning.checklists"), element("ul", {}, ...items))];
  }

  /** @param {Listed} listed */
  #assignment({ assignment, progress, next }) {
    const portal = this.#portal;
    const { data } = portal;
    const { late, status, due } = progress;
    const facts = element("p", { class: "learning-facts" });
    if (late && status !== "done") facts.append(element("strong", { class: "learning-late" }, portal.t("common.late")), " ");
    const told = [due ? portal.t("common.due", { date: portal.date(due) }) : portal.t("learning.no-day")];
    const { trainer } = assignment;
    told.push(trainer ? portal.t("learning.from", { trainer }) : portal.t("learning.chosen"), this.#status(status));
    facts.append(told.join(" · "));
    const ids = modulesOf(data, assignment);
    const done = ids.filter((id) => moduleProgress(data, this.#state, id, assignment.id)?.status === "done").length;
    /** @type {HTMLElement[]} */
    const parts = [element("h3", {}, titleOf(this.#portal, assignment)), facts];
    if (assignment.note) parts.push(element("p", { class: "learning-note", dir: "auto" }, assignment.note));
    parts.push(...this.#meter(done, ids.length), this.#steps(ids, assignment.id, progress.gone));
    const actions = element("p", { class: "learning-actions" });
    if (next) actions.append(this.#next(next, "md-button md-button--primary"));
    actions.append(this.#leave(assignment.id));
    return element("section", { class: "learning-card", "data-assignment": assignment.id }, ...parts, actions);
  }

  /**
   * Taking off is asked once more where the button stands.
   *
   * @param {string} assignment
   */
  #leave(assignment) {
    const portal = this.#portal;
    const first = button(portal.t("learning.leave"), () => {
      const cancel = button(portal.t("common.cancel"), () => {
        asked.replaceWith(first);
        first.focus();
      });
      const sure = button(portal.t("common.remove"), () => this.#acts.leave(assignment));
      const question = portal.t("learning.leave-question");
      const asked = element("span", { class: "learning-sure", role: "group" }, question, " ", sure, cancel);
      first.replaceWith(asked);
      sure.focus();
    });
    return first;
  }

  /** @param {ListedPath} path */
  #path({ id, title, url: place, progress }) {
    const portal = this.#portal;
    const { done, of } = progress.modules;
    const head = element("h3", {}, element("a", { href: portal.url(place) }, title));
    const taken = [...this.#state.assignments.values()].some(({ assignment }) => assignment.path === id);
    const card = element("section", { class: "learning-card", "data-path": id }, head, ...this.#meter(done, of));
    if (progress.status !== "new") head.after(element("p", { class: "learning-facts" }, this.#status(progress.status)));
    const next = progress.status === "started" && nextOfPath(portal.data, this.#state, id);
    if (next) card.append(element("p", {}, this.#next(next)));
    if (!taken && progress.status !== "done") {
      const choose = button(portal.t("learning.choose"), () => this.#acts.choose(id));
      choose.setAttribute("aria-label", `${portal.t("learning.choose")}: ${title}`);
      card.append(element("p", { class: "learning-actions" }, choose));
    }
    return card;
  }

  /**
   * @param {Step} step
   * @param {string} [className]
   */
  #next({ title, url }, className = "") {
    const portal = this.#portal;
    return element("a", { href: portal.url(url), class: className || false }, portal.t("learning.next", { title }));
  }

  /**
   * @param {number} done
   * @param {number} of
   */
  #meter(done, of) {
    if (of === 0) return [];
    const told = this.#portal.n("learning.modules", of, { done });
    const bar = element("progress", { max: String(of), value: String(done), "aria-label": told });
    return [element("p", { class: "learning-meter" }, bar, " ", told)];
  }

  /**
   * @param {string[]} ids
   * @param {string} assignment
   * @param {string[]} gone
   */
  #steps(ids, assignment, gone) {
    const portal = this.#portal;
    const { data } = portal;
    const items = ids.map((id) => {
      const module = own(data.modules, id);
      const progress = moduleProgress(data, this.#state, id, assignment);
      const told = [this.#status(progress?.status ?? "new")];
      const best = progress?.quiz.best ?? null;
      if (best !== null) told.push(portal.t("common.named", { name: portal.t("common.score"), value: portal.percent(best) }));
      const link = element("a", { href: portal.url(addressFor(module?.url ?? "", assignment)) }, module?.title ?? id);
      return element("li", {}, link, ` · ${told.join(" · ")}`);
    });
    const missing = gone.map((id) => element("li", {}, `${portal.isolate(id)} · ${portal.t("common.gone")}`));
    const list = element("ul", {}, ...items, ...missing);
    return element("details", { class: "learning-steps" }, element("summary", {}, portal.t("learning.steps")), list);
  }

  /** @param {"new" | "started" | "done"} status */
  #status(status) {
    const portal = this.#portal;
    if (status === "done") return portal.t("common.done");
    return status === "started" ? portal.t("common.started") : portal.t("common.not-started");
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {...Node} parts
   */
  #section(name, title, ...parts) {
    const heading = element("h2", { id: `learning-${name}` }, title);
    return element("section", { "aria-labelledby": heading.id }, heading, ...parts);
  }
}

/**
 * @param {Portal} portal
 * @param {{ title: string, path: string, modules: string[] }} assignment
 * @returns {string}  Its title, else what it is made of.
 */
export function titleOf(portal, { title, path, modules }) {
  const { data } = portal;
  if (title) return portal.isolate(title);
  const names = modules.map((id) => own(data.modules, id)?.title ?? id);
  if (path) names.unshift(own(data.paths, path)?.title ?? path);
  return portal.list(names);
}
