/**
 * What readers do and keep, as events that are only ever added to. They stay on this device: in IndexedDB or, where the
 * browser gives no room, in memory until the page is left.
 *
 * @import { DBSchema, IDBPDatabase } from "idb"
 */

import { siteData } from "./site-data.js";

/**
 * @typedef {{ seq?: number, type: string, at: string, version: number, data: any }} LoggedEvent
 *   `seq`: place in the log; `at`: time in ISO 8601; `version`: of the form of events.
 * @typedef {DBSchema & { events: { key: number, value: LoggedEvent, indexes: { type: string } } }} Schema
 */

const SCHEMA = 1;
const EVENT_VERSION = 1;

class EventLog {
  /** @type {Promise<IDBPDatabase<Schema> | undefined> | undefined} */
  #opened;
  /** @type {LoggedEvent[]} */
  #memory = [];
  #persistent = true;
  /** @type {BroadcastChannel | undefined} */
  #channel;
  #name = "";

  /** Whether events outlive the page. */
  get persistent() {
    return this.#persistent;
  }

  /**
   * @param {string} type  Such as `scenario.saved`.
   * @param {object} data  What JSON can hold.
   */
  async append(type, data) {
    /** @type {LoggedEvent} */
    const event = { type, at: new Date().toISOString(), version: EVENT_VERSION, data };
    try {
      const database = await this.#database();
      if (!database) throw new Error("no room");
      // One tab at a time, so that what reads before it writes can rely on what it read.
      await alone(this.#name, () => database.add("events", event));
      this.#channel?.postMessage(type);
    } catch (error) {
      this.#forget(error);
      this.#memory.push(event);
    }
  }

  /**
   * @param {string} type
   * @returns {Promise<LoggedEvent[]>}  All events of a type, the oldest first.
   */
  async all(type) {
    const here = this.#memory.filter((event) => event.type === type);
    try {
      const database = await this.#database();
      const kept = await database?.getAllFromIndex("events", "type", type);
      return [...(kept ?? []), ...here];
    } catch (error) {
      this.#forget(error);
      return here;
    }
  }

  /** @param {(type: string) => void} listener  Called when another tab has added an event of a type. */
  onOthers(listener) {
    this.#channel?.addEventListener("message", (event) => listener(event.data));
  }

  #database() {
    this.#opened ??= this.#open().catch((error) => {
      this.#forget(error);
      return undefined;
    });
    return this.#opened;
  }

  /** @returns {Promise<IDBPDatabase<Schema>>} */
  async #open() {
    const site = siteData();
    const root = new URL(site.root, document.baseURI);
    // Several playbooks may share an origin.
    this.#name = `open-sales-playbook ${root.pathname}`;
    /** @type {typeof import("idb")} */
    const { openDB } = await import(new URL(site.libraries.idb, root).href);
    const again = () => {
      this.#opened = undefined;
    };
    const database = await openDB(/** @type {string} */ (this.#name), SCHEMA, {
      upgrade(/** @type {IDBPDatabase<Schema>} */ old) {
        old.createObjectStore("events", { keyPath: "seq", autoIncrement: true }).createIndex("type", "type");
      },
      // A tab with a newer schema waits for this one.
      blocking(_current, _blocked, event) {
        /** @type {IDBDatabase} */ (event.target).close();
        again();
      },
      terminated: again,
    });
    this.#channel ??= new BroadcastChannel(this.#name);
    return /** @type {any} */ (database);
  }

  /** @param {unknown} error */
  #forget(error) {
    if (this.#persistent) console.info("nothing can be saved on this device:", error);
    this.#persistent = false;
  }
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function alone(name, act) {
  // Locks are missing on pages that came over plain http.
  return navigator.locks ? navigator.locks.request(name, act) : act();
}

export const eventLog = new EventLog();
