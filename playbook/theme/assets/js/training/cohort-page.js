/**
 * The page of a fixed cohort: its links can be copied, and its people put on the trainer's desk before they report.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Assignment } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { copied } from "../hand-out.js";
import { fromLink } from "./data-file.js";
import { learnersOf } from "./desk-people.js";
import { button, element } from "./elements.js";
import { packedIn } from "./link.js";
import { training } from "./portal-data.js";

/**
 * @param {Portal} portal
 * @param {HTMLElement} place
 */
async function start(portal, place) {
  const status = element("p", { role: "status" });
  /** @type {HTMLAnchorElement[]} */
  const links = [...place.querySelectorAll("a[data-start]")].filter((link) => link instanceof HTMLAnchorElement);
  for (const link of links) {
    link.after(button(portal.t("common.copy-link"), async () => {
      status.textContent = portal.t(await copied(link.href) ? "common.copied" : "common.not-copied");
    }));
  }
  const read = await Promise.all(links.map((link) => fromLink("assignment", packedIn("assignment", link.hash) ?? "")));
  const named = read.flatMap(({ value }) => (value?.person.id ? [value] : []));
  if (named.length > 0) {
    const toDesk = button(portal.t("assignment.to-desk"), async () => {
      await put(named);
      status.textContent = portal.t("assignment.on-desk");
    });
    place.append(element("p", { class: "training-actions" }, toDesk));
  }
  place.append(status);
}

/** @param {Assignment[]} assignments */
async function put(assignments) {
  const learners = learnersOf(await eventLog.all());
  for (const assignment of assignments) {
    const { id, person } = assignment;
    const known = learners.find((learner) => learner.id === person.id);
    if (!known?.assignments.some((one) => one.id === id)) await eventLog.append("assignment.made", { assignment });
  }
}

const place = document.querySelector(".cohort");
if (place instanceof HTMLElement) await start(await training(), place);
