/**
 * Keeping what somebody types without keeping every letter, and without losing the last ones.
 *
 * IndexedDB has no time to write while a page is being left; localStorage has. What was not written yet waits there for the
 * next page.
 */

import { eventLog } from "../event-log.js";
import { siteData } from "../site-data.js";

/** @typedef {{ type: string, data: object }} Written  An event to be. */

const QUIET_MS = 700;

/**
 * @param {HTMLElement} place  Where it is typed.
 * @param {() => Written[]} collect  What was typed since it was last asked for.
 * @returns {{ typed: () => void, now: () => Promise<void>, busy: () => boolean }}
 *   `typed` has it kept once nothing was typed for a moment; `now` at once; `busy`: whether that is under way.
 */
export function whenQuiet(place, collect) {
  let timer = 0;
  /** @type {Set<Written>} */
  const writing = new Set();
  const now = async () => {
    clearTimeout(timer);
    const written = collect();
    for (const one of written) writing.add(one);
    for (const one of written) {
      await eventLog.append(one.type, one.data);
      writing.delete(one);
    }
  };
  place.addEventListener("change", now);
  window.addEventListener("pagehide", () => leave([...writing, ...collect()]));
  window.addEventListener("pageshow", takeUp);
  return {
    typed: () => {
      clearTimeout(timer);
      timer = window.setTimeout(now, QUIET_MS);
    },
    now,
    busy: () => writing.size > 0,
  };
}

/** Keeps what was typed right before another page, or this one, was left. */
export async function takeUp() {
  for (const { type, data } of left()) await eventLog.append(type, data);
}

/** @param {Written[]} written */
function leave(written) {
  if (written.length === 0) return;
  try {
    localStorage.setItem(key(), JSON.stringify([...left(), ...written]));
  } catch (error) {
    console.info("what was typed last is not kept:", error);
  }
}

/** @returns {Written[]}  What waits; it waits no longer. */
function left() {
  try {
    const text = localStorage.getItem(key());
    localStorage.removeItem(key());
    return text ? JSON.parse(text) : [];
  } catch (error) {
    console.info("nothing can be left for the next page:", error);
    return [];
  }
}

function key() {
  // Several playbooks may share an origin.
  return `open-sales-playbook ${new URL(siteData().root, document.baseURI).pathname} typed`;
}
