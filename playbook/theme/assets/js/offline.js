/** Lets the portal be read without a network: by `theme/root/service-worker.js`, which keeps what is told it here. */

import { siteData } from "./site-data.js";

const DATA = "/learning/training.json";
const container = navigator.serviceWorker; // missing on pages that came over plain http

/** Starts once the page has loaded, which it must not slow down. */
export function startOffline() {
  if (!container) return;
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}

/**
 * Keeps pages for later, with all that they need.
 *
 * @param {string[]} addresses  Whole or relative to this page.
 * @returns {Promise<number>}  How many of them there are now; none where the browser keeps nothing.
 */
export async function keepForOffline(addresses) {
  const worker = await started();
  if (!worker) return 0;
  const urls = addresses.map((address) => new URL(address, document.baseURI).href);
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener("message", ({ data }) => resolve(data));
    port1.start();
    worker.postMessage({ type: "keep", urls }, [port2]);
  });
}

async function start() {
  const site = siteData();
  const root = new URL(site.root, document.baseURI).href;
  const worker = await started();
  const fallback = new URL(`${site.language_root}404.html`, document.baseURI).href;
  /** @param {PerformanceEntryList} entries  What the page has loaded, some of it long after it was shown. */
  const tell = (entries) => {
    const loaded = entries.map(({ name }) => name).filter((name) => name.startsWith(`${root}assets/`) || name.endsWith(DATA));
    worker?.postMessage({ type: "visited", page: document.URL, fallback, loaded });
  };
  tell(performance.getEntriesByType("resource"));
  new PerformanceObserver((list) => tell(list.getEntries())).observe({ type: "resource" });
}

/** @returns {Promise<ServiceWorker | null>}  The worker, which may be older than this page until the next one. */
async function started() {
  if (!container) return null;
  try {
    const address = new URL("sw.js", new URL(siteData().root, document.baseURI));
    await container.register(address);
    return (await container.ready).active;
  } catch (error) {
    console.info("nothing can be read without a network:", error);
    return null;
  }
}
