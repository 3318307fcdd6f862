/**
 * What a trainer hands to each person: link, QR code, file, calendar entry, e-mail.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Assignment } from "./state.js"
 */

import { copied, download } from "../hand-out.js";
import { fileName, mailLink } from "./assignment.js";
import { calendarFile } from "./calendar.js";
import { csv } from "./csv.js";
import { button, element, focusOn, labelled } from "./elements.js";
import { titleOf } from "./learning-view.js";
import { linkWith } from "./link.js";
import { portalIn } from "./portal-data.js";
import { tidy } from "./people.js";
import { qrCode } from "./qr.js";

/** Browsers lose files that are saved at the same moment. */
const BETWEEN_FILES = 300;

/** @typedef {{ assignment: Assignment, link: string, email: string, theirs: Portal }} Parcel  `theirs`: in the learner's language. */

/**
 * @param {Portal} portal
 * @param {HTMLElement} place
 * @param {Assignment[]} assignments  Of one go.
 * @param {ReadonlyMap<string, string>} emails  By the id of the assignment; they are known only while the page is open.
 */
export async function showResult(portal, place, assignments, emails) {
  const [first] = assignments;
  if (!first) return;
  const theirs = await portalIn(first.language || portal.data.language);
  const parcels = await Promise.all(assignments.map(async (assignment) => ({
    ...{ assignment, theirs, email: emails.get(assignment.id) ?? "" },
    link: await linkWith(portal, "assignment", assignment, assignment.language),
  })));
  const heading = element("h2", {}, portal.t("assign.hand-over"));
  const status = element("p", { role: "status" });
  place.replaceChildren(
    heading,
    element("p", {}, element("strong", {}, titleOf(portal, first)), ...dueWords(portal, first)),
    element("p", {}, portal.t("assign.hand-over-help")),
    actionsFor(portal, parcels),
    status,
    element("ul", { class: "assign-parcels" }, ...parcels.map((parcel) => card(portal, parcel, status))),
  );
  place.hidden = false;
  focusOn(heading);
}

/**
 * @param {Portal} portal
 * @param {Assignment} assignment
 * @returns {string[]}
 */
function dueWords(portal, assignment) {
  const due = dueLine(portal, assignment);
  return due ? [" · ", due] : [];
}

/**
 * @param {Portal} portal
 * @param {Assignment} assignment
 */
export function dueLine(portal, { due }) {
  if (!due) return "";
  return "on" in due
    ? portal.t("assignment.due-on", { date: portal.date(due.on) })
    : portal.n("assignment.due-after", due.days_after_start);
}

/**
 * @param {Portal} portal
 * @param {Parcel[]} parcels
 */
function actionsFor(portal, parcels) {
  const all = button(portal.t("assign.all-files"), async () => {
    all.disabled = true;
    for (const { assignment } of parcels) {
      saveAssignment(assignment);
      await new Promise((go) => setTimeout(go, BETWEEN_FILES));
    }
    all.disabled = false;
  });
  const list = button(portal.t("assign.all-links"), () => {
    const heads = ["common.name", "assign.email", "assign.heading", "assign.link"].map((key) => portal.t(key));
    const rows = parcels.map(({ assignment, link, email }) => [assignment.person.name, email, tidy(titleOf(portal, assignment)), link]);
    download("links.csv", csv([heads, ...rows]), "text/csv;charset=utf-8");
  });
  return element("p", { class: "training-actions" }, all, list);
}

/**
 * @param {Portal} portal
 * @param {Parcel} parcel
 * @param {HTMLElement} status
 */
function card(portal, parcel, status) {
  const { assignment, link } = parcel;
  const { name } = assignment.person;
  const address = element("input", { readonly: true, value: link, dir: "ltr", "aria-label": portal.t("assign.link-for", { name }) });
  const actions = element(
    "p",
    { class: "training-actions" },
    copyButton(portal, portal.t("common.copy-link"), () => address, status),
    button(portal.t("assign.file"), () => saveAssignment(assignment)),
  );
  if (assignment.due && "on" in assignment.due) {
    const { on } = assignment.due;
    actions.append(button(portal.t("assign.calendar"), () => saveCalendar(parcel, on)));
  }
  return element(
    "li",
    {},
    element("h3", {}, element("bdi", {}, name)),
    element("div", { class: "training-field" }, address),
    actions,
    qrPart(portal, parcel),
    mailPart(portal, parcel, status),
  );
}

/**
 * @param {Portal} portal
 * @param {Parcel} parcel
 */
function qrPart(portal, { assignment, link }) {
  const part = element("details", {}, element("summary", {}, portal.t("assign.qr")));
  part.addEventListener("toggle", async () => {
    if (!part.open || part.childElementCount > 1) return;
    const code = await qrCode(link, portal.t("assign.qr-for", { name: assignment.person.name }));
    part.append(code ?? element("p", {}, portal.t("assign.qr-long")));
  });
  return part;
}

/**
 * @param {Portal} portal
 * @param {Parcel} parcel
 * @param {HTMLElement} status
 */
function mailPart(portal, parcel, status) {
  const { theirs, email } = parcel;
  const { language, dir } = theirs.data;
  const subject = theirs.t("assign.mail-subject", { title: titleOf(theirs, parcel.assignment) });
  const body = mailText(parcel);
  const [head, text] = [
    element("input", { readonly: true, value: subject, lang: language, dir }),
    element("textarea", { readonly: true, rows: "8", lang: language, dir }),
  ];
  text.value = body;
  const actions = element("p", { class: "training-actions" }, copyButton(portal, portal.t("common.copy"), () => text, status));
  const link = mailLink(email, subject, body);
  if (link) actions.append(element("a", { class: "md-button", href: link }, portal.t("assign.mail-open")));
  const part = element("details", {}, element("summary", {}, portal.t("assign.email")));
  part.append(labelled(portal.t("assign.subject"), head), labelled(portal.t("assign.text"), text), actions);
  if (!link) part.append(element("p", {}, portal.t("assign.mail-long")));
  return part;
}

/** @param {Parcel} parcel */
function mailText({ assignment, link, theirs }) {
  const { person, title, modules, path, note, trainer } = assignment;
  const { data } = theirs;
  // A title of the trainer's own does not say what the modules are.
  const names = title ? [...modules.map((id) => data.modules[id]?.title ?? id), data.paths[path]?.title ?? ""] : [];
  const work = names.filter(Boolean).map((name) => `- ${name}`).join("\n");
  const parts = [
    theirs.t("assign.mail-hello", { name: person.name }),
    [theirs.t("assign.mail-what", { title: titleOf(theirs, assignment) }), work, dueLine(theirs, assignment)].filter(Boolean).join("\n"),
    note,
    // By itself in its line, so that mail programs make a link of it.
    `${theirs.t("assign.mail-how")}\n${link}`,
    theirs.t("assign.mail-report"),
    trainer,
  ];
  return parts.filter(Boolean).join("\n\n");
}

/** @param {Assignment} assignment */
function saveAssignment(assignment) {
  download(fileName("assignment", assignment.person.name, "json"), JSON.stringify(assignment), "application/json");
}

/**
 * @param {Parcel} parcel
 * @param {string} day
 */
function saveCalendar({ assignment, link, theirs }, day) {
  const { id, made, note, person } = assignment;
  const entry = calendarFile({
    ...{ id: `${id}-${person.id}`, made, day, url: link },
    title: theirs.t("assign.mail-subject", { title: titleOf(theirs, assignment) }),
    description: [note, `${theirs.t("assign.mail-how")}\n${link}`].filter(Boolean).join("\n\n"),
  });
  download(fileName("due", person.name, "ics"), entry, "text/calendar;charset=utf-8");
}

/**
 * @param {Portal} portal
 * @param {string} words
 * @param {() => HTMLInputElement | HTMLTextAreaElement} field
 * @param {HTMLElement} status
 */
function copyButton(portal, words, field, status) {
  return button(words, async () => {
    const done = await copied(field().value);
    status.textContent = portal.t(done ? "common.copied" : "common.not-copied");
    if (!done) field().select();
  });
}
