/**
 * What is kept on this device: taking a copy, putting a copy together with it, deleting it.
 *
 * @import { LoggedEvent } from "./events.js"
 * @import { Portal } from "./portal-data.js"
 */

import { eventLog } from "../event-log.js";
import { fromFile } from "./data-file.js";
import { button, element, focusOn, labelled } from "./elements.js";
import { downloadAllData } from "./export.js";

/**
 * @param {Portal} portal
 * @param {HTMLElement} place
 */
export function startMyData(portal, place) {
  const kept = element("p", { class: "my-data-kept" });
  const status = element("p", { role: "status" });
  const field = element("input", { type: "file", accept: ".json,application/json" });
  const found = element("div");
  const sure = element("div");
  const remove = button(portal.t("data.delete"), () => ask());
  const count = async () => {
    kept.textContent = portal.n("data.kept", (await eventLog.all()).length);
  };
  /** @param {string} words */
  const done = async (words) => {
    found.replaceChildren();
    sure.replaceChildren();
    await count();
    status.textContent = words;
    focusOn(kept);
  };

  field.addEventListener("change", async () => {
    const [file] = field.files ?? [];
    if (!file) return;
    status.textContent = "";
    found.replaceChildren();
    const { value, problem } = await fromFile("data", file);
    // So that the same file can be chosen again.
    field.value = "";
    if (problem) {
      status.textContent = portal.t(`common.file-${problem}`);
      return;
    }
    /** @type {LoggedEvent[]} */
    const events = value.events;
    const here = new Set((await eventLog.all()).map(({ id }) => id));
    const fresh = new Set(events.map(({ id }) => id).filter((id) => !here.has(id))).size;
    if (fresh === 0) {
      status.textContent = portal.t("data.none");
      return;
    }
    const told = element("p", {}, portal.n("data.new", fresh));
    const add = button(portal.t("data.add"), async () => done(portal.n("data.added", await eventLog.take(events))));
    const cancel = button(portal.t("common.cancel"), () => {
      found.replaceChildren();
      field.focus();
    });
    found.replaceChildren(told, element("p", { class: "learning-actions" }, add, cancel));
    focusOn(told);
  });

  const ask = () => {
    const told = element("p", {}, element("strong", {}, portal.t("data.sure")));
    const yes = button(portal.t("data.sure-yes"), async () => {
      await eventLog.erase();
      await done(portal.t("data.deleted"));
    }, { class: "md-button my-data-delete" });
    const first = button(portal.t("data.download"), downloadAllData);
    const cancel = button(portal.t("common.cancel"), () => {
      sure.replaceChildren();
      remove.focus();
    });
    const actions = element("p", { class: "learning-actions" }, first, cancel, yes);
    const explained = element("p", {}, portal.t("data.sure-text"));
    sure.replaceChildren(element("div", { class: "my-data-sure", role: "group" }, told, explained, actions));
    focusOn(told);
  };

  place.replaceChildren(
    kept,
    element("p", {}, button(portal.t("data.download"), downloadAllData)),
    labelled(portal.t("data.open"), field),
    found,
    element("p", {}, remove),
    sure,
    status,
  );
  eventLog.onChange(count);
  count();
}
