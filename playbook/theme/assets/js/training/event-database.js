/**
 * The log's place in IndexedDB: its schema, how earlier schemas become today's, and what is done in one transaction.
 *
 * Schema 2: store `events` of LoggedEvent, by `id`, with the index `type`; store `meta` with the one record `clock`.
 * Schema 1: store `events` of { seq, type, at, version, data }, numbered by the browser.
 *
 * @import { DBSchema, IDBPDatabase, IDBPTransaction } from "idb"
 * @import { LoggedEvent } from "./events.js"
 */

import { compare, eventId, isEvent } from "./events.js";

/**
 * @typedef {{ device: string, last: string }} Clock  This device's id, and the time of its latest event.
 * @typedef {DBSchema & { events: { key: string, value: LoggedEvent, indexes: { type: string } },
 *   meta: { key: string, value: Clock } }} Schema
 * @typedef {IDBPDatabase<Schema>} Database
 * @typedef {typeof import("idb")} Idb
 */

export const SCHEMA = 2;
const DAY = 24 * 60 * 60 * 1000;
const STORES = /** @type {const} */ (["events", "meta"]);

/**
 * @param {Idb} idb
 * @param {string} name
 * @param {{ moved: (newer: boolean) => void }} tell  Called when the connection has ended; `newer`: because a page with a
 *   newer schema wants the database.
 * @returns {Promise<Database>}
 */
export async function openDatabase(idb, name, tell) {
  /** @type {unknown} */
  let cause;
  const note = (/** @type {any} */ error) => {
    // That everything was undone is only what follows.
    if (cause === undefined || nameOf(cause) === "AbortError") cause = error;
  };
  const database = await idb.openDB(name, SCHEMA, {
    upgrade(opened, from, _to, transaction) {
      transaction.done.catch(note);
      upgrade(/** @type {any} */ (opened), from, /** @type {any} */ (transaction)).catch((error) => {
        note(error);
        // All of it or nothing: half of a new schema would have cost what was in the old one.
        undo(transaction);
      });
    },
    blocking(_current, wanted, event) {
      /** @type {IDBDatabase} */ (event.target).close();
      // No version is wanted by who deletes it.
      tell.moved(wanted !== null);
    },
    terminated: () => tell.moved(false),
  }).catch((error) => {
    // It only says that the new schema was given up; the transaction knows why.
    throw cause ?? error;
  });
  return /** @type {any} */ (database);
}

/** @param {{ abort: () => void }} transaction */
function undo(transaction) {
  try {
    transaction.abort();
  } catch {
    // It is undone already.
  }
}

/** @param {unknown} error */
export function nameOf(error) {
  return error instanceof DOMException ? error.name : "";
}

/**
 * @param {Database} database
 * @param {number} from
 * @param {IDBPTransaction<Schema, ("events" | "meta")[], "versionchange">} transaction
 */
async function upgrade(database, from, transaction) {
  const clock = newClock();
  /** @type {any[]} */
  const old = from === 1 ? await transaction.objectStore("events").getAll() : [];
  if (from === 1) database.deleteObjectStore("events");
  const events = database.createObjectStore("events", { keyPath: "id" });
  events.createIndex("type", "type");
  const meta = database.createObjectStore("meta");
  const adding = old.map(({ seq, type, at, version, data }) => {
    clock.last = later(clock.last, Date.parse(at) || 0);
    return events.add({ id: `${clock.device}${seq}`, device: clock.device, at: clock.last, type, version, data });
  });
  await Promise.all([...adding, meta.add(clock, "clock")]);
}

/**
 * @param {Database} database
 * @param {readonly LoggedEvent[]} waiting  Events that could not be kept before.
 * @param {{ type: string, version: number, data: any }} [fresh]
 * @returns {Promise<{ added: number, event: LoggedEvent | undefined }>}  When all of it is on the disk: how many of
 *   `waiting` were not there yet, and what became of `fresh`.
 */
export async function write(database, waiting, fresh) {
  const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
  const done = transaction.done.then(() => undefined, (error) => error);
  const events = transaction.objectStore("events");
  const meta = transaction.objectStore("meta");
  try {
    // In the same transaction as the event: no other tab can give the same moment.
    const clock = (await meta.get("clock")) ?? newClock();
    const known = await Promise.all(waiting.map(({ id }) => events.getKey(id)));
    const missing = waiting.filter((_event, place) => known[place] === undefined);
    advance(clock, missing);
    const event = fresh && stamped(clock, fresh);
    const adding = [...missing, ...(event ? [event] : [])].map((one) => events.add(one));
    // What failed first says why; the other requests only say that it was ended.
    for (const request of [...adding, meta.put(clock, "clock")]) request.catch(() => undefined);
    const error = await done;
    if (error) throw error;
    return { added: missing.length, event };
  } catch (error) {
    undo(transaction);
    throw error;
  }
}

/**
 * @param {Clock} clock  Set to the latest of its device's own events among `events`.
 * @param {readonly LoggedEvent[]} events  From elsewhere.
 */
function advance(clock, events) {
  // A file that claims to come from the future does not take the clock there.
  const soon = new Date(Date.now() + DAY).toISOString();
  for (const { device, at } of events) {
    if (device === clock.device && at > clock.last && at < soon) clock.last = at;
  }
}

/**
 * @param {Clock} clock  Set to the event's time.
 * @param {{ type: string, version: number, data: any }} fresh
 * @returns {LoggedEvent}
 */
export function stamped(clock, { type, version, data }) {
  clock.last = later(clock.last, Date.now());
  return { id: eventId(), device: clock.device, at: clock.last, type, version, data };
}

/** @returns {Clock} */
export function newClock() {
  return { device: eventId(), last: "" };
}

/**
 * @param {Idb} idb
 * @param {string} name
 * @param {string | undefined} type
 * @returns {Promise<LoggedEvent[]>}  What a page with a newer schema has written, as far as it looks like events.
 */
export async function readNewer(idb, name, type) {
  const database = await idb.openDB(name, undefined, {
    // Without a version, what is not there would be made.
    upgrade: (_opened, _from, _to, transaction) => transaction.abort(),
    blocking: (_current, _wanted, event) => /** @type {IDBDatabase} */ (event.target).close(),
  });
  try {
    if (!database.objectStoreNames.contains("events")) return [];
    /** @type {unknown[]} */
    const found = await database.getAll("events");
    return found.filter(isEvent).filter((event) => type === undefined || event.type === type).sort(compare);
  } finally {
    database.close();
  }
}

/**
 * @param {string} last  A moment, or "".
 * @param {number} now  In ms.
 * @returns {string}  `now`, or where the clock was put back, the moment after `last`.
 */
function later(last, now) {
  const earliest = last ? Date.parse(last) + 1 : 0;
  return new Date(Math.max(now, earliest)).toISOString();
}
