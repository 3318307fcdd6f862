/**
 * The certificate of a learning path, to be printed: `#path=<id>` says which.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { checkCode } from "./check-code.js";
import { button, element, focusOn } from "./elements.js";
import { modulesOf, passedPaths } from "./learning-list.js";
import { nameForm } from "./own-name.js";
import { portalOrNotice } from "./portal-or-notice.js";
import { moduleProgress, own } from "./progress.js";
import { stateOf } from "./state.js";

class CertificatePage {
  #portal;
  #place;

  /**
   * @param {Portal} portal
   * @param {HTMLElement} place
   */
  constructor(portal, place) {
    this.#portal = portal;
    this.#place = place;
    addEventListener("hashchange", () => this.refresh(true));
    eventLog.onChange(() => this.refresh());
  }

  /** @param {boolean} [focus]  The reader has just done something. */
  async refresh(focus = false) {
    const portal = this.#portal;
    const { data } = portal;
    const state = stateOf(await eventLog.all());
    const passed = passedPaths(data, state);
    const wanted = new URLSearchParams(location.hash.slice(1)).get("path");
    const path = passed.find(({ id }) => id === wanted) ?? (passed.length === 1 ? passed[0] : undefined);
    if (!path) {
      const told = element("p", {}, passed.length > 0 ? portal.t("certificate.choose") : portal.t("certificate.none"));
      const links = passed.length > 0
        ? passed.map(({ id, title }) => element("li", {}, element("a", { href: `#path=${id}` }, title)))
        : [element("li", {}, element("a", { href: portal.url("learning/") }, portal.t("learning.title")))];
      this.#show(focus, told, element("ul", {}, ...links));
    } else if (!state.person?.name) {
      this.#show(focus, nameForm(this.#portal, state, portal.t("certificate.whose"), () => this.refresh(true)));
    } else {
      const sheet = await this.#sheet(state, state.person, path);
      const printing = button(portal.t("common.print"), () => print());
      this.#show(focus, element("p", { class: "certificate-actions" }, printing), sheet);
    }
  }

  /**
   * @param {State} state
   * @param {{ id: string, name: string }} person
   * @param {{ id: string, title: string, score: number, at: string }} path
   */
  async #sheet(state, person, path) {
    const portal = this.#portal;
    const { data } = portal;
    const { id, at: finished, score } = path;
    const code = await checkCode({ person: person.id, name: person.name, path: id, finished, score });
    const modules = modulesOf(data, { ...NOTHING, path: path.id })
      .filter((id) => moduleProgress(data, state, id)?.status === "done")
      .map((id) => element("li", {}, own(data.modules, id)?.title ?? id));
    const sheet = element(
      "section",
      { class: "certificate-sheet" },
      element("h2", { id: "sheet" }, portal.t("certificate.title")),
      element("p", { class: "certificate-name", dir: "auto" }, person.name),
      element("p", {}, portal.t("certificate.says")),
      element("p", { class: "certificate-path" }, path.title),
      element("p", {}, portal.t("certificate.result", { score: portal.percent(path.score), date: portal.date(path.at) })),
    );
    if (modules.length > 0) {
      const list = element("ul", { class: "certificate-modules" }, ...modules);
      sheet.append(element("p", {}, portal.t("certificate.modules")), list);
    }
    const told = code ? portal.t("certificate.code", { code }) : portal.t("certificate.no-code");
    sheet.append(
      element("p", { class: "certificate-code", "data-code": code }, told),
      element("p", { class: "certificate-small" }, `${portal.t("certificate.self")} ${portal.t("certificate.check")}`),
    );
    return sheet;
  }

  /**
   * @param {boolean} focus
   * @param {...HTMLElement} parts
   */
  #show(focus, ...parts) {
    this.#place.replaceChildren(...parts);
    const [first] = parts;
    if (focus && first) focusOn(parts.find((part) => part.matches("section"))?.querySelector("h2") ?? first);
  }
}

const NOTHING = Object.freeze({
  ...{ id: "", made: "", trainer: "", person: { id: "", name: "" }, title: "", note: "", language: "" },
  ...{ modules: [], path: "", due: null },
});

const place = document.querySelector(".certificate");
if (place instanceof HTMLElement) {
  await new CertificatePage(await portalOrNotice(), place).refresh();
}
