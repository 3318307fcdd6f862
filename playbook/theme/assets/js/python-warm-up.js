/**
 * Makes Python quick before it is needed: the browser first runs WebAssembly in a form that is compiled fast and slow to
 * run, and compiles anew what has been used a while. So in the time that readers take to look at the page, their last
 * question is asked again some times, unheard.
 */

/** How much time it may take in milliseconds, one question after the other. */
const TIME = 1000;
const TIMES = 100;
/** How long readers must have asked nothing. */
const REST = 300;

export class WarmUp {
  #time = 0;
  #times = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #next;

  /**
   * Begins, or goes on after a rest.
   *
   * @param {() => unknown} ask
   */
  after(ask) {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => this.#run(ask), REST);
  }

  /** Makes way: somebody has asked something. */
  pause() {
    clearTimeout(this.#next);
  }

  /** @param {() => unknown} ask */
  #run(ask) {
    if (this.#times >= TIMES || this.#time >= TIME) return;
    const start = performance.now();
    ask();
    this.#time += performance.now() - start;
    this.#times += 1;
    this.#next = setTimeout(() => this.#run(ask));
  }
}
