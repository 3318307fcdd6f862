/** Events of the log, as pure functions: what one is, their order, and how two sets of them become one. */

/**
 * @typedef {{ id: string, device: string, at: string, type: string, version: number, data: any }} LoggedEvent
 *   `id`: unique; `device`: of the browser profile that wrote it; `at`: ISO 8601 in UTC with milliseconds, strictly
 *   rising within a device; `version`: form of the data of this type.
 * @typedef {"text" | "flag" | "number" | "object" | "list" | "any"} Sort  What a field of an event's data holds.
 */

/**
 * The types of events, each with the form that its data have today and the fields without which it means nothing.
 *
 * @type {Readonly<Record<string, { version: number, fields: Readonly<Record<string, Sort>> }>>}
 */
export const EVENT_TYPES = {
  "person.named": { version: 1, fields: { person: "text", name: "text" } },
  "page.opened": { version: 1, fields: { page: "text" } },
  "page.read": { version: 1, fields: { page: "text", done: "flag" } },
  "quiz.started": {
    version: 1,
    fields: { attempt: "text", quiz: "text", seed: "number", questions: "list", assignment: "text" },
  },
  "quiz.answered": { version: 1, fields: { attempt: "text", question: "text", answer: "any", right: "flag" } },
  "quiz.finished": { version: 1, fields: { attempt: "text", right: "number", of: "number" } },
  "checklist.ticked": { version: 1, fields: { checklist: "text", item: "text", assignment: "text", done: "flag" } },
  "checklist.signed": { version: 1, fields: { checklist: "text", assignment: "text", by: "text" } },
  "scorecard.filled": {
    version: 1,
    fields: {
      scorecard: "text", card: "text", person: "text", by: "text", scores: "object", notes: "object", note: "text",
    },
  },
  "card.reviewed": { version: 1, fields: { card: "text", rating: "number" } },
  "card.undone": { version: 1, fields: { review: "text" } },
  "cards.settings": { version: 1, fields: { per_day: "number" } },
  "assignment.accepted": { version: 1, fields: { assignment: "object" } },
  "assignment.removed": { version: 1, fields: { assignment: "text" } },
  "assignment.made": { version: 1, fields: { assignment: "object" } },
  "template.saved": { version: 1, fields: { template: "object", id: "text" } },
  "template.removed": { version: 1, fields: { id: "text" } },
  "report.taken": { version: 1, fields: { report: "object" } },
  "report.removed": { version: 1, fields: { person: "text" } },
  "worksheet.kept": { version: 1, fields: { worksheet: "text", field: "text", text: "text" } },
  "scenario.saved": { version: 1, fields: { calculator: "text", id: "text", name: "text", package: "text" } },
  "scenario.removed": { version: 1, fields: { calculator: "text", id: "text" } },
};

const ID = /^[0-9a-z]{26,64}$/;
const TYPE = /^[a-z]+\.[a-z]+$/;
const AT = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** @returns {string}  A new id, 130 bits of chance in 26 letters. */
export function eventId() {
  // Pages that came over plain http lack randomUUID.
  return Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => LETTERS[byte & 31]).join("");
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}  Whether it is an object in the sense of JSON.
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @returns {value is LoggedEvent}  Whether it has the form of an event, of whatever type.
 */
export function isEvent(value) {
  return isObject(value)
    && matches(ID, value.id)
    && matches(ID, value.device)
    && matches(TYPE, value.type)
    && isMoment(value.at)
    && Number.isSafeInteger(value.version)
    && value.version > 0
    && isObject(value.data);
}

/**
 * @param {LoggedEvent} event
 * @returns {boolean}  Whether this page knows what it means: its type, its version, and no field is missing.
 */
export function isKnown({ type, version, data }) {
  const known = Object.hasOwn(EVENT_TYPES, type) ? EVENT_TYPES[type] : undefined;
  if (known?.version !== version) return false;
  return Object.entries(known.fields).every(([name, sort]) => Object.hasOwn(data, name) && isSort(data[name], sort));
}

/**
 * @param {LoggedEvent} one
 * @param {LoggedEvent} other
 * @returns {number}  Below zero when `one` comes first: by time, then by id.
 */
export function compare(one, other) {
  return order(one.at, other.at) || order(one.id, other.id);
}

/**
 * The union of two sets of events. It does not matter which comes first, nor how often one of them is added.
 *
 * @param {readonly LoggedEvent[]} one
 * @param {readonly LoggedEvent[]} other
 * @returns {LoggedEvent[]}  Each id once, in order.
 */
export function merged(one, other) {
  /** @type {Map<string, LoggedEvent>} */
  const found = new Map();
  for (const event of [...one, ...other]) {
    const twin = found.get(event.id);
    // Two events of one id cannot come from a log; where they do, all devices must keep the same one.
    if (!twin || (twin !== event && canonical(event) < canonical(twin))) found.set(event.id, event);
  }
  return [...found.values()].sort(compare);
}

/**
 * @param {unknown} value  What JSON can hold.
 * @returns {string}  Its JSON, in which the order of keys does not show.
 */
export function canonical(value) {
  return JSON.stringify(value, (_key, part) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => order(one, other))) : part);
}

/**
 * @param {unknown} value
 * @param {Sort} sort
 */
function isSort(value, sort) {
  if (sort === "text") return typeof value === "string";
  if (sort === "flag") return typeof value === "boolean";
  if (sort === "number") return Number.isFinite(value);
  if (sort === "list") return Array.isArray(value);
  return sort === "any" || isObject(value);
}

/**
 * @param {RegExp} pattern
 * @param {unknown} value
 */
function matches(pattern, value) {
  return typeof value === "string" && pattern.test(value);
}

/** @param {unknown} value */
function isMoment(value) {
  if (typeof value !== "string" || !AT.test(value)) return false;
  const moment = new Date(value);
  // The 30th of February would become a day of March.
  return !Number.isNaN(moment.valueOf()) && moment.toISOString() === value;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number}  Below zero when `one` comes first, in an order that is the same on every device.
 */
export function order(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
