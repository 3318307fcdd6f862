/**
 * What the learner sends to the trainer: a link when it is small, a file, the text of an e-mail. Only the learner sends it.
 *
 * @import { Portal } from "./portal-data.js"
 */

import { eventLog } from "../event-log.js";
import { copied, download } from "../hand-out.js";
import { fileName, mailLink } from "./assignment.js";
import { packed } from "./data-file.js";
import { button, element, focusOn, labelled } from "./elements.js";
import { nameForm } from "./own-name.js";
import { reportOf } from "./report.js";
import { stateOf } from "./state.js";

/** What goes into a message without being cut. */
const LONGEST_LINK = 4_000;

/**
 * @param {Portal} portal
 * @param {HTMLElement} place
 */
export function startReport(portal, place) {
  const heading = element("h2", { id: "report" }, portal.t("learning.report"));
  const stage = element("div");
  const make = async () => {
    const events = await eventLog.all();
    const state = stateOf(events);
    if (!state.person?.name) {
      const form = nameForm(portal, state, portal.t("learning.offer-name"), make);
      stage.replaceChildren(form);
      form.querySelector("input")?.focus();
      return;
    }
    const circumstances = { made: new Date().toISOString(), language: portal.data.language };
    await show(portal, stage, reportOf(events, state, circumstances));
  };
  stage.append(button(portal.t("learning.report-make"), make));
  place.replaceChildren(heading, element("p", {}, portal.t("learning.report-text")), stage);
}

/**
 * @param {Portal} portal
 * @param {HTMLElement} stage
 * @param {import("./report.js").Report} report
 */
async function show(portal, stage, report) {
  const { name } = report.person;
  const file = fileName("report", name, "json");
  const address = `${portal.url("desk/")}#report=${await packed(report)}`;
  const short = address.length <= LONGEST_LINK;
  const ready = element("p", {}, portal.t("learning.report-ready"));
  const status = element("p", { role: "status" });
  /** @type {HTMLElement[]} */
  const parts = [ready];
  if (short) {
    const field = element("input", { type: "url", readonly: true, dir: "ltr" });
    field.value = address;
    const row = labelled(portal.t("learning.report-link"), field);
    row.append(button(portal.t("common.copy-link"), () => copy(portal, field, status)));
    parts.push(row);
  } else parts.push(element("p", {}, portal.t("learning.report-long")));
  parts.push(element("p", {}, button(portal.t("learning.report-file"), () => download(file, JSON.stringify(report)))));
  const subject = portal.t("learning.report-subject", { name });
  const way = short ? portal.t("learning.report-open", { link: address }) : portal.t("learning.report-attached");
  const text = [portal.t("learning.report-greeting", { date: portal.date(report.made) }), way, name].join("\n\n");
  const body = element("textarea", { rows: "6", readonly: true, dir: "auto" });
  body.value = text;
  const row = labelled(portal.t("learning.report-mail"), body);
  row.append(button(portal.t("common.copy"), () => copy(portal, body, status)));
  const mail = mailLink("", subject, text);
  if (mail) row.append(element("a", { class: "md-button", href: mail }, portal.t("learning.report-write")));
  parts.push(element("p", { class: "learning-facts" }, portal.t("learning.report-subject", { name })), row, status);
  stage.replaceChildren(...parts);
  focusOn(ready);
}

/**
 * @param {Portal} portal
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {HTMLElement} status
 */
async function copy(portal, field, status) {
  const done = await copied(field.value);
  status.textContent = portal.t(done ? "common.copied" : "common.not-copied");
  if (!done) field.select();
}
