/**
 * Files and links that come from somebody else: measured before they are read, read without trust, checked before anything
 * is kept. And how they are packed.
 *
 * @import { FileForm } from "./schema.js"
 */

import { isEvent, isObject } from "./events.js";
import { valid } from "./schema.js";

/**
 * @typedef {"too-large" | "not-json" | "too-deep" | "wrong-form" | "newer-version" | "wrong-content"} FileProblem
 *   What is said about it is the interface text `common.file-<problem>`.
 * @typedef {{ value: any, problem?: undefined } | { problem: FileProblem, value?: undefined }} Read
 */

/** The largest file of each form, in bytes. A browser's own data may hold many reports. */
export const LARGEST_FILE = { assignment: 100_000, report: 2_000_000, data: 20_000_000 };
/** The longest packed value in a link, in letters, and the most that may come out of it, in bytes. */
export const LONGEST_LINK = 16_000;
export const LARGEST_IN_LINK = 200_000;

const VERSION = 1;
const DEEPEST = 12;
const NOT_KEYS = new Set(["__proto__", "constructor", "prototype"]);
const HALF_A_LETTER = /\p{Surrogate}/u;

/**
 * @param {FileForm} form
 * @param {Blob} file
 * @returns {Promise<Read>}  A value of this form, safe to keep, or what is wrong with the file.
 */
export async function fromFile(form, file) {
  const largest = LARGEST_FILE[form];
  if (file.size > largest) return { problem: "too-large" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return checked(form, readLimited(text, largest));
  } catch {
    return { problem: "not-json" };
  }
}

/**
 * @param {FileForm} form
 * @param {string} text  The packed value from a link.
 * @returns {Promise<Read>}
 */
export async function fromLink(form, text) {
  return checked(form, await unpacked(text));
}

/**
 * @param {FileForm} form
 * @param {string} text  JSON.
 * @returns {Promise<Read>}
 */
export async function fromText(form, text) {
  return checked(form, readLimited(text, LARGEST_FILE[form]));
}

/**
 * @param {string} text
 * @param {number} maxBytes
 * @returns {Read}  What JSON holds, of whatever form, but small, flat and harmless.
 */
export function readLimited(text, maxBytes) {
  if (text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes) return { problem: "too-large" };
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "not-json" };
  }
  const problem = problemIn(value, DEEPEST);
  return problem ? { problem } : { value };
}

/**
 * @param {unknown} value  What JSON can hold.
 * @returns {Promise<string>}  base64url of its JSON, deflated.
 */
export async function packed(value) {
  const json = new Blob([JSON.stringify(value)]).stream();
  const bytes = new Uint8Array(await new Response(json.pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/**
 * @param {string} text
 * @returns {Promise<Read>}  What was packed, or what is wrong with it. It unpacks no more than `LARGEST_IN_LINK`.
 */
export async function unpacked(text) {
  if (text.length > LONGEST_LINK) return { problem: "too-large" };
  try {
    const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const inflated = await limited(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
    if (!inflated) return { problem: "too-large" };
    return readLimited(new TextDecoder("utf-8", { fatal: true }).decode(inflated), LARGEST_IN_LINK);
  } catch {
    return { problem: "not-json" };
  }
}

/**
 * @param {FileForm} form
 * @param {Read} read
 * @returns {Promise<Read>}
 */
async function checked(form, read) {
  if (read.problem) return read;
  const { value } = read;
  if (!isObject(value) || value.form !== `open-sales-playbook/${form}`) return { problem: "wrong-form" };
  if (Number.isSafeInteger(value.version) && value.version > VERSION) return { problem: "newer-version" };
  if ((await valid(form, value)).length > 0) return { problem: "wrong-content" };
  // JSON Schema does not know that February has no 30th day.
  if (form !== "assignment" && !value.events.every(isEvent)) return { problem: "wrong-content" };
  return { value };
}

/**
 * @param {unknown} value
 * @param {number} levels  How many it may have.
 * @returns {FileProblem | undefined}
 */
function problemIn(value, levels) {
  if (typeof value === "string") return HALF_A_LETTER.test(value) ? "wrong-content" : undefined;
  // JSON knows numbers that are too large to be one.
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "wrong-content";
  if (typeof value !== "object" || value === null) return undefined;
  if (levels === 0) return "too-deep";
  for (const [key, part] of Object.entries(value)) {
    if (NOT_KEYS.has(key) || HALF_A_LETTER.test(key)) return "wrong-content";
    const problem = problemIn(part, levels - 1);
    if (problem) return problem;
  }
  return undefined;
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<Uint8Array<ArrayBuffer> | undefined>}  Nothing when it holds more than `LARGEST_IN_LINK`.
 */
async function limited(stream) {
  const all = new Uint8Array(LARGEST_IN_LINK);
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return all.subarray(0, size);
    if (size + value.length > LARGEST_IN_LINK) {
      await reader.cancel();
      return undefined;
    }
    all.set(value, size);
    size += value.length;
  }
}
