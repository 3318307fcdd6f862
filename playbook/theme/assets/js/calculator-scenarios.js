/**
 * Scenarios that the reader keeps: events in the device's log, folded here, compared and drawn by Python.
 *
 * @import { Host } from "./calculator-tools.js"
 */

import { showNote } from "./calculator-share.js";
import { eventLog } from "./event-log.js";

const SAVED = "scenario.saved";
const REMOVED = "scenario.removed";

/** @typedef {{ calculator: string, id: string, name: string, package: string }} Scenario */

export class CalculatorScenarios {
  /** @type {Host} */
  #host;
  /** @type {HTMLElement} */
  #tool;
  /** @type {Map<string, Scenario>} */
  #kept = new Map();

  /**
   * @param {Host} host
   * @param {HTMLElement} tool
   */
  constructor(host, tool) {
    this.#host = host;
    this.#tool = tool;
  }

  async start() {
    await this.#show();
    if (this.#kept.size > 0 && this.#tool instanceof HTMLDetailsElement) this.#tool.open = true;
    eventLog.onChange(({ types, here, erased }) => {
      if (!here && (erased || types.includes(SAVED) || types.includes(REMOVED))) this.#show();
    });
  }

  /** @param {string} name */
  async save(name) {
    const { exported } = await this.#host.ask("export");
    if (!exported?.package) return;
    await this.#add({ id: newId(), name, package: exported.package });
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  async rename(id, name) {
    const scenario = this.#kept.get(id);
    if (scenario && name.trim()) await this.#add({ ...scenario, name });
    else await this.#show();
  }

  /** @param {string} id */
  async remove(id) {
    await eventLog.append(REMOVED, { calculator: this.#host.id, id });
    await this.#show();
    this.#tool.querySelector("summary")?.focus();
  }

  /** @param {string} id */
  async load(id) {
    const scenario = this.#kept.get(id);
    if (scenario) await this.#host.open({ package: scenario.package });
  }

  /** @param {Omit<Scenario, "calculator">} scenario */
  async #add(scenario) {
    await eventLog.append(SAVED, { ...scenario, calculator: this.#host.id });
    await this.#show();
  }

  async #show() {
    this.#kept = await this.#fold();
    await this.#host.ask("compare", { scenarios: [...this.#kept.values()] });
    showNote(this.#tool, eventLog.persistent ? "" : "memory");
  }

  /** @returns {Promise<Map<string, Scenario>>}  In the order in which they were first kept. */
  async #fold() {
    const [saved, removed] = await Promise.all([eventLog.all(SAVED), eventLog.all(REMOVED)]);
    const gone = new Set(removed.map((event) => event.data.id));
    /** @type {Map<string, Scenario>} */
    const kept = new Map();
    for (const { data } of saved) {
      if (data.calculator === this.#host.id && !gone.has(data.id)) kept.set(data.id, data);
    }
    return kept;
  }
}

/** @returns {string}  An id that no other scenario has. */
function newId() {
  // Pages that came over plain http lack randomUUID.
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return `${high?.toString(36)}-${low?.toString(36)}`;
}
