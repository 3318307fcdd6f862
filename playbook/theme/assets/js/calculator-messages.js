/**
 * What the page and the calculators' worker say to each other. Types only.
 *
 * @typedef {{ pyodide: string, python: string, calculators: string }} Addresses
 *   Where Pyodide's folder is, the folder of what the build made for it, and the archive of the calculators' sources.
 * @typedef {{ type: "start" } & Addresses} Start  First message to the worker.
 * @typedef {{ type: "request", id: number, body: string }} Request
 *   `body`: the JSON that `calculators.page.respond` takes.
 * @typedef {{ type: "import", id: number, body: string, file: Blob }} Import
 *   A file to be read in steps; `body`: the JSON that `calculators.crm_job.read_file` takes.
 * @typedef {{ type: "stop", id: number }} Stop  Leaves a file half read.
 * @typedef {Start | Request | Import | Stop} ToWorker
 *
 * @typedef {{ type: "ready" }} Ready
 * @typedef {{ type: "failed", reason: string }} Failed  Python could not be started.
 * @typedef {{ type: "response", id: number, body: string }} Response  `body`: the JSON that `respond` returns.
 * @typedef {{ type: "refused", id: number, reason: string }} Refused  `respond` raised an error.
 * @typedef {{ type: "progress", id: number, done: number }} Progress  `done`: the share of a file that is read.
 * @typedef {Ready | Failed | Response | Refused | Progress} FromWorker
 *
 * @typedef {{ path: string, code: string, html: string }} Problem
 * @typedef {{
 *   state: "ready" | "error",
 *   result_html: string,
 *   errors: Problem[],
 *   inputs: string | null,
 *   entries: Record<string, string>,
 *   sliders: Record<string, { value: string, text: string }>,
 *   form_html?: string,
 *   exported?: { csv: string, json: string, package?: string, fragment?: string | null },
 * }} Answer  What `body` of a response holds.
 */

export {};
