/**
 * The large files of Python, kept unpacked in the browser's Cache storage: reading them from there takes half the time
 * of unpacking them again from its ordinary cache. Their addresses change with their content.
 */

// the worker's own is another while Pyodide loads
const { fetch } = globalThis;

export class KeptFiles {
  #name;
  /** @type {Promise<Cache | undefined>} */
  #cache;
  /** @type {Set<string>} The addresses that are in use. */
  #used = new Set();
  /** @type {Promise<void> | undefined} */
  #keeping;

  /** @param {string} site  Tells the sites of one origin apart. */
  constructor(site) {
    this.#name = `python ${site}`;
    this.#cache = opened(this.#name);
  }

  /**
   * @param {string} address
   * @returns {Promise<Response>}
   */
  async get(address) {
    this.#used.add(address);
    const cache = await this.#cache;
    const response = (await cache?.match(address)) ?? (await fetch(address));
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response;
  }

  /**
   * Keeps what is in use and nothing else; for when the reader has an answer, since it takes a while. Once is enough.
   *
   * @returns {Promise<void>}
   */
  keep() {
    this.#keeping ??= this.#keep();
    return this.#keeping;
  }

  async #keep() {
    const cache = await this.#cache;
    if (!cache) return;
    try {
      const kept = new Set((await cache.keys()).map((request) => request.url));
      for (const address of kept) if (!this.#used.has(address)) await cache.delete(address);
      for (const address of this.#used) {
        // it has been loaded a moment ago, so the ordinary cache has it
        if (!kept.has(address)) await cache.add(new Request(address, { cache: "force-cache" }));
      }
    } catch (error) {
      // no room, say: it is loaded from the ordinary cache then
      console.info(error);
    }
  }

  /** Forgets all: what is kept may be damaged. */
  async forget() {
    if (await this.#cache) await caches.delete(this.#name);
  }
}

/**
 * @param {string} name
 * @returns {Promise<Cache | undefined>} Nothing where the browser keeps nothing, as in private windows of some.
 */
async function opened(name) {
  try {
    return await caches.open(name);
  } catch {
    return undefined;
  }
}
