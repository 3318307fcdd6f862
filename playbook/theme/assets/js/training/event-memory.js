/**
 * Events that the browser would not keep. They are in memory and, where the browser allows that much, in the tab's own
 * storage, so that they outlive the page and can still be kept when there is room again.
 */

import { isEvent, merged } from "./events.js";

/** @import { LoggedEvent } from "./events.js" */

export class EventMemory {
  #name;
  /** @type {LoggedEvent[]} */
  #events;

  /** @param {string} name  Of the log. */
  constructor(name) {
    this.#name = name;
    this.#events = stored(name);
  }

  get events() {
    return this.#events;
  }

  /**
   * @param {readonly LoggedEvent[]} events
   * @returns {number}  How many were not there yet.
   */
  add(events) {
    const before = this.#events.length;
    this.#events = merged(this.#events, events);
    this.#store(JSON.stringify(this.#events));
    return this.#events.length - before;
  }

  clear() {
    this.#events = [];
    this.#store("");
  }

  /** @param {string} text */
  #store(text) {
    try {
      if (text) sessionStorage.setItem(this.#name, text);
      else sessionStorage.removeItem(this.#name);
    } catch {
      // The browser refuses this, too. They stay in memory.
    }
  }
}

/**
 * @param {string} name
 * @returns {LoggedEvent[]}
 */
function stored(name) {
  try {
    const found = JSON.parse(sessionStorage.getItem(name) ?? "[]");
    return Array.isArray(found) ? merged(found.filter(isEvent), []) : [];
  } catch {
    return [];
  }
}
