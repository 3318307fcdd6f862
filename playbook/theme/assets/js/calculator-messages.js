/**
 * What the page and the calculators' worker say to each other. Types only.
 *
 * @typedef {{ type: "start", pyodide: string, calculators: string }} Start
 *   First message to the worker: the addresses of Pyodide's folder and of the archive with the calculators.
 * @typedef {{ type: "request", id: number, body: string }} Request
 *   `body`: the JSON that `calculators.page.respond` takes.
 * @typedef {Start | Request} ToWorker
 *
 * @typedef {{ type: "ready" }} Ready
 * @typedef {{ type: "failed", reason: string }} Failed  Python could not be started.
 * @typedef {{ type: "response", id: number, body: string }} Response  `body`: the JSON that `respond` returns.
 * @typedef {{ type: "refused", id: number, reason: string }} Refused  `respond` raised an error.
 * @typedef {Ready | Failed | Response | Refused} FromWorker
 *
 * @typedef {{ path: string, code: string, html: string }} Problem
 * @typedef {{
 *   state: "ready" | "error",
 *   result_html: string,
 *   errors: Problem[],
 *   inputs: string | null,
 *   entries: Record<string, string>,
 * }} Answer  What `body` of a response holds.
 */

export {};
