/**
 * What readers do and keep, as events that are only ever added to. They stay on this device: in IndexedDB or, where the
 * browser gives no room, with the tab.
 *
 * @import { Clock, Database, Idb } from "./training/event-database.js"
 * @import { LoggedEvent } from "./training/events.js"
 */

import { siteData } from "./site-data.js";
import { nameOf, newClock, openDatabase, readNewer, stamped, write } from "./training/event-database.js";
import { EventMemory } from "./training/event-memory.js";
import { EVENT_TYPES, isEvent, merged } from "./training/events.js";

/**
 * @typedef {"" | "blocked" | "full" | "newer"} Trouble  Why events are not kept: the browser refuses, the disk is full, or
 *   a newer page has given the data a form that this one must not touch.
 * @typedef {{ types: string[], here: boolean, erased: boolean }} Change
 *   The types of events that came; whether it was in this tab; whether everything was deleted.
 */

class EventLog {
  /** @type {Promise<Database> | undefined} */
  #opened;
  /** @type {Idb | undefined} */
  #idb;
  /** @type {EventMemory | undefined} */
  #kept;
  /** @type {Clock} */
  #clock = newClock();
  /** @type {Trouble} */
  #trouble = "";
  /** @type {Set<(change: Change) => void>} */
  #onChange = new Set();
  /** @type {Set<(trouble: Trouble) => void>} */
  #onTrouble = new Set();
  /** @type {BroadcastChannel | undefined} */
  #others;
  #known = "";

  /** Whether events outlive the tab. */
  get persistent() {
    return this.#trouble === "";
  }

  /** What keeps them from it. It may be found out, or be over, with any call. */
  get trouble() {
    return this.#trouble;
  }

  /**
   * Tries whether the log can be written, and keeps what could not be kept before.
   *
   * @returns {Promise<Trouble>}
   */
  async start() {
    if (this.#memory.events.length > 0) await this.#write([], undefined);
    else await this.#try((database) => database.count("events"));
    return this.#trouble;
  }

  /** @returns {Promise<string>}  The id of this browser profile. */
  async device() {
    const clock = await this.#try((database) => database.get("meta", "clock"));
    return (clock ?? this.#clock).device;
  }

  /**
   * @param {string} type  Such as `page.read`.
   * @param {object} data  What JSON can hold.
   * @returns {Promise<LoggedEvent>}  When it is on the disk or, in trouble, with the tab.
   */
  async append(type, data) {
    const version = EVENT_TYPES[type]?.version;
    if (version === undefined) throw new Error(`no such type of events: ${type}`);
    // A copy, as it will come back from a file. Fields that cut off after so many characters may cut one in half.
    const whole = (/** @type {string} */ _key, /** @type {unknown} */ value) =>
      (typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value);
    const event = await this.#write([], { type, version, data: JSON.parse(JSON.stringify(data, whole)) });
    return /** @type {LoggedEvent} */ (event.event);
  }

  /**
   * @param {string} [type]
   * @returns {Promise<LoggedEvent[]>}  All events, or those of a type, in order.
   */
  async all(type) {
    const found = await this.#try((database) =>
      type === undefined ? database.getAll("events") : database.getAllFromIndex("events", "type", type));
    const here = this.#memory.events.filter((event) => type === undefined || event.type === type);
    return merged(found ?? (await this.#readNewer(type)), here);
  }

  /**
   * @param {readonly LoggedEvent[]} events  From a file that was checked.
   * @returns {Promise<number>}  How many were not there yet. All of them are kept, or none.
   */
  async take(events) {
    if (!events.every(isEvent)) throw new Error("these are no events");
    return (await this.#write(merged(events, []), undefined)).added;
  }

  /**
   * Deletes everything, in all tabs.
   *
   * @returns {Promise<boolean>}  Whether the browser let it be deleted.
   */
  async erase() {
    this.#memory.clear();
    this.#clock = newClock();
    let done = await this.#try(async (database) => {
      const transaction = database.transaction(["events", "meta"], "readwrite", { durability: "strict" });
      const emptied = [transaction.objectStore("events").clear(), transaction.objectStore("meta").clear()];
      await Promise.all([...emptied, transaction.done]);
      return true;
    });
    if (!done && this.#trouble === "newer" && this.#idb) {
      await this.#idb.deleteDB(this.#name);
      this.#set("");
      done = true;
    }
    this.#tell({ types: [], here: true, erased: true });
    return done === true;
  }

  /**
   * @param {(change: Change) => void} listener  Called after any change, here or in another tab.
   * @returns {() => void}  Ends it.
   */
  onChange(listener) {
    this.#listen();
    this.#onChange.add(listener);
    return () => this.#onChange.delete(listener);
  }

  /**
   * @param {(trouble: Trouble) => void} listener  Called when `trouble` has changed.
   * @returns {() => void}  Ends it.
   */
  onTrouble(listener) {
    this.#onTrouble.add(listener);
    return () => this.#onTrouble.delete(listener);
  }

  /**
   * @param {LoggedEvent[]} taken
   * @param {{ type: string, version: number, data: any } | undefined} fresh
   * @returns {Promise<{ added: number, event: LoggedEvent | undefined }>}
   */
  async #write(taken, fresh) {
    const done = await alone(this.#name, async () => {
      const waiting = this.#memory.events;
      const written = await this.#try((database) => write(database, merged(waiting, taken), fresh));
      if (written) {
        if (waiting.length > 0) this.#memory.clear();
        this.#set("");
        return written;
      }
      const event = fresh && stamped(this.#clock, fresh);
      return { added: this.#memory.add(event ? [...taken, event] : taken), event };
    });
    const types = new Set(taken.map((event) => event.type));
    if (fresh) types.add(fresh.type);
    if (types.size > 0) this.#tell({ types: [...types], here: true, erased: false });
    return done;
  }

  /**
   * @template Result
   * @param {(database: Database) => Promise<Result>} act
   * @returns {Promise<Result | undefined>}  Nothing when the browser refuses; then `trouble` says why.
   */
  async #try(act) {
    let error;
    // A second time, for the connection may have ended since it was made.
    for (let left = 2; left > 0; left -= 1) {
      try {
        const done = await act(await this.#database());
        // What waits in memory was refused; that something can be read does not end the trouble.
        if (this.#memory.events.length === 0) this.#set("");
        return done;
      } catch (thrown) {
        error = thrown;
        if (nameOf(error) !== "InvalidStateError") break;
        this.#opened = undefined;
      }
    }
    this.#set(troubleOf(error));
    return undefined;
  }

  #database() {
    this.#opened ??= this.#open().catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #open() {
    this.#listen();
    this.#idb ??= /** @type {Idb} */ (await import(at(siteData().libraries.idb).href));
    return openDatabase(this.#idb, this.#name, {
      moved: (newer) => {
        this.#opened = undefined;
        if (newer) this.#set("newer");
      },
    });
  }

  /** @param {string | undefined} type */
  async #readNewer(type) {
    if (this.#trouble !== "newer" || !this.#idb) return [];
    return readNewer(this.#idb, this.#name, type).catch(() => []);
  }

  get #name() {
    // Several playbooks may share an origin.
    this.#known ||= `open-sales-playbook ${at("").pathname}`;
    return this.#known;
  }

  get #memory() {
    this.#kept ??= new EventMemory(this.#name);
    return this.#kept;
  }

  #listen() {
    if (this.#others) return;
    this.#others = new BroadcastChannel(this.#name);
    this.#others.addEventListener("message", ({ data }) => {
      if (data.erased) {
        this.#memory.clear();
        this.#clock = newClock();
      }
      for (const listener of this.#onChange) listener({ ...data, here: false });
    });
  }

  /** @param {Change} change */
  #tell(change) {
    this.#listen();
    this.#others?.postMessage(change);
    for (const listener of this.#onChange) listener(change);
  }

  /** @param {Trouble} trouble */
  #set(trouble) {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    for (const listener of this.#onTrouble) listener(trouble);
  }
}

/**
 * @param {unknown} error
 * @returns {Trouble}
 */
function troubleOf(error) {
  const name = nameOf(error);
  if (name === "VersionError") return "newer";
  if (name === "QuotaExceededError") return "full";
  console.info("nothing can be kept on this device:", error);
  return "blocked";
}

/** @param {string} path  Below the site's root. */
function at(path) {
  return new URL(path, new URL(siteData().root, document.baseURI));
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function alone(name, act) {
  // Locks are missing on pages that came over plain http; then the transactions alone keep tabs apart.
  if (!navigator.locks) return act();
  let begun = false;
  try {
    return await navigator.locks.request(name, () => {
      begun = true;
      return act();
    });
  } catch (error) {
    // Who blocks storage blocks locks.
    if (begun) throw error;
    return act();
  }
}

export const eventLog = new EventLog();
