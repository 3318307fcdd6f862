/**
 * The ways to start Python that the benchmark compares. Each function answers with milliseconds, counted from when a
 * worker is asked for.
 *
 * @typedef {{ pyodide: string, calculators: string, theme: string }} Places
 */

/** @returns {Promise<any>} What tools/bench_site.py wrote beside this file. */
async function plan() {
  return (await fetch("plan.json")).json();
}

/**
 * @param {string} script
 * @param {object} message
 * @returns {Promise<number>}
 */
async function inWorker(script, message) {
  const start = performance.now();
  const worker = new Worker(script, { type: "module" });
  return new Promise((resolve, reject) => {
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
    worker.addEventListener("message", (event) => {
      if (event.data) resolve(performance.now() - start);
      else reject(new Error("no result"));
    });
    worker.postMessage(message);
  });
}

/** Only what nobody can do without: loading and compiling the WebAssembly file. */
async function floor() {
  const { places } = await plan();
  return inWorker("floor-worker.js", { wasm: `${places.pyodide}pyodide.asm.wasm` });
}

/** Pyodide as it comes. */
async function plain() {
  const { places, requests } = await plan();
  return inWorker("plain-worker.js", { ...places, request: JSON.stringify(requests[0]) });
}

/** The portal's own way. */
async function ours() {
  const { places, requests } = await plan();
  const { engine } = await import(`${places.theme}js/calculator-engine.js`);
  const start = performance.now();
  const answer = await engine.ask(requests[0]);
  if (answer.state !== "ready") throw new Error("no result");
  return performance.now() - start;
}

/**
 * Waits until the browser has written away what it keeps for the next visit.
 *
 * @param {number} files  How many files are to be in Cache storage.
 */
async function kept(files) {
  for (let tries = 0; tries < 200; tries++) {
    let found = 0;
    for (const name of await caches.keys()) found += (await (await caches.open(name)).keys()).length;
    if (found >= files) break;
    await pause(100);
  }
  await pause(1500);
}

/**
 * Shows the first calculator to somebody who looks at it for a while.
 *
 * @param {number} time
 */
async function looked_at(time) {
  await ours();
  await pause(time);
}

/**
 * Recalculates each calculator with one entry changed a step up and down, its charts put into the page. As with readers,
 * the next change comes when the result of the last one is to be seen.
 *
 * @param {number} times
 * @returns {Promise<Record<string, number[]>>}
 */
async function recalculations(times) {
  const { places, requests } = await plan();
  const { engine } = await import(`${places.theme}js/calculator-engine.js`);
  const place = document.body.appendChild(document.createElement("div"));
  /** @type {Record<string, number[]>} */
  const found = {};
  for (const request of requests) {
    const path = await steppable(engine, request);
    const taken = (found[request.calculator] = /** @type {number[]} */ ([]));
    for (let time = 0; time < times; time++) {
      const start = performance.now();
      const answer = await engine.ask({ ...request, step: { path, direction: time % 2 ? 1 : -1 } });
      place.innerHTML = answer.result_html;
      taken.push(performance.now() - start);
      await painted();
    }
  }
  return found;
}

/**
 * @param {any} engine
 * @param {any} request
 * @returns {Promise<string>} An entry that can be stepped, the first if there is none.
 */
async function steppable(engine, request) {
  const paths = Object.keys(request.entries);
  for (const path of paths) {
    const answer = await engine.ask({ ...request, step: { path, direction: 1 } });
    if (answer.state === "ready" && path in answer.entries && answer.entries[path] !== request.entries[path]) return path;
  }
  return paths[0] ?? "";
}

async function painted() {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await pause(0);
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

Object.assign(globalThis, { bench: { floor, plain, ours, kept, looked_at, recalculations } });
