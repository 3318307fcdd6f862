/**
 * Reports that are dropped, chosen or come in a link: checked one by one, the good ones kept, the others named.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Read } from "./data-file.js"
 */

import { eventLog } from "../event-log.js";
import { fromFile, fromLink } from "./data-file.js";
import { isOld, newsIn } from "./desk-people.js";
import { element } from "./elements.js";
import { folded, tidy } from "./people.js";

/** Browsers give up when thousands of files are read at once. */
const MOST_FILES = 500;

/**
 * @param {Portal} portal
 * @param {readonly File[]} files
 * @returns {Promise<HTMLElement[]>}  What to say about it.
 */
export async function takeFiles(portal, files) {
  /** @type {[name: string, read: Read][]} */
  const read = [];
  for (const file of files.slice(0, MOST_FILES)) read.push([file.name, await fromFile("report", file)]);
  return take(portal, read);
}

/**
 * @param {Portal} portal
 * @param {string} packed  From the fragment of a link.
 */
export async function takeLink(portal, packed) {
  return take(portal, [[portal.t("desk.link-name"), await fromLink("report", packed)]]);
}

/**
 * @param {Portal} portal
 * @param {[name: string, read: Read][]} all
 */
async function take(portal, all) {
  const events = await eventLog.all();
  /** @type {string[]} */
  const taken = [];
  /** @type {string[]} */
  const known = [];
  /** @type {HTMLElement[]} */
  const told = [];
  for (const [name, { value, problem }] of all) {
    if (problem) {
      told.push(refusal(portal, name, portal.t(`common.file-${problem}`)));
      continue;
    }
    const report = newsIn(events, value);
    const old = report.events.length === 0 && isOld(events, value);
    if (!old) events.push(await eventLog.append("report.taken", { report }));
    (report.events.length > 0 ? taken : known).push(report.person.name);
  }
  if (known.length) told.unshift(element("p", {}, portal.t("desk.nothing-new", { names: portal.list(distinct(known)) })));
  if (taken.length) told.unshift(element("p", {}, portal.n("desk.taken", taken.length, { names: portal.list(distinct(taken)) })));
  return told;
}

/**
 * @param {Portal} portal
 * @param {string} name
 * @param {string} reason
 */
function refusal(portal, name, reason) {
  return element("p", { class: "desk-refused" }, portal.t("desk.refused", { name: tidy(name), reason }));
}

/** @param {string[]} names */
function distinct(names) {
  return [...new Map(names.map((name) => [folded(name), name])).values()];
}
