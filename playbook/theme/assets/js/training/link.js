/**
 * Assignments and reports in links. They stand behind the `#`, which browsers send to no server.
 *
 * @import { Portal } from "./portal-data.js"
 */

import { packed } from "./data-file.js";

const PAGES = { assignment: "learning/", report: "desk/" };

/**
 * @param {Portal} portal
 * @param {"assignment" | "report"} name
 * @param {object} value
 * @param {string} language  Empty for that of this page.
 * @returns {Promise<string>}
 */
export async function linkWith(portal, name, value, language) {
  return `${portal.siteUrl(language || portal.data.language, PAGES[name])}#${name}=${await packed(value)}`;
}

/**
 * @param {string} name
 * @param {string} fragment  Such as `location.hash`.
 * @returns {string | undefined}  What is packed in it under this name.
 */
export function packedIn(name, fragment) {
  const start = `#${name}=`;
  return fragment.startsWith(start) ? fragment.slice(start.length) : undefined;
}

/** Takes what came in the link out of the address, so that it is neither asked for again nor handed on by a bookmark. */
export function clearFragment() {
  history.replaceState(history.state, "", location.pathname + location.search);
}
