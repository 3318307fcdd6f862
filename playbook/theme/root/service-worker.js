/**
 * Lets the portal be read without a network. Served as `/sw.js`, since it can keep only what lies below its own address.
 *
 * Pages come from the network while there is one, so that nobody reads an old one; without it as they were last seen.
 * Assets never change under their addresses and come from here once they have been here. What Python keeps of its own
 * files (`python-files.js`) is left alone.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/**
 * @typedef {{ type: "visited", page: string, fallback: string, loaded: string[] }} Visited
 *   A page has been read: `fallback` is the language's page of errors, `loaded` are the assets and data that the page has loaded.
 * @typedef {{ type: "keep", urls: string[] }} Keep  Pages to keep with what they need, visited or not.
 */

const SITE = worker.registration.scope;
const PAGES = `pages ${new URL(SITE).pathname}`;
const ASSETS = `assets ${new URL(SITE).pathname}`;
const MOST_PAGES = 400;
/** Of each folder of assets: pages of some time ago, which are kept too, were made with an earlier one. */
const MOST_VERSIONS = 3;
const DATA = "/learning/training.json";

/** Where files name others: pages in attributes and data, styles, modules. */
const NAMES = {
  html: /"([^"\s]*\bassets\/[^"\s]+\.(?:js|mjs|css|svg))"/g,
  css: /url\(\s*["']?([^"')\s]+\.svg)["']?\s*\)/g,
  js: /(?:\b(?:from|import)\s*\(?\s*|new URL\(\s*)["'](\.[^"'\s]+)["']/g,
};

/** What 404.html says, and behind it what it says where there is no network. */
const NOT_FOUND = /<div data-online>[^]*<template data-offline>([^]*?)<\/template>/;

/** The folders of assets that are known to be kept. @type {Set<string>} */
const folders = new Set();
/** The pages of errors that this worker has fetched. @type {Set<string>} */
const refreshed = new Set();

worker.addEventListener("install", () => {
  worker.skipWaiting();
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SITE)) return;
  if (isAsset(request.url)) event.respondWith(answerAsset(event));
  else if (request.mode === "navigate" || isPage(request.url)) event.respondWith(answerPage(event));
});

worker.addEventListener("message", (event) => {
  /** @type {Visited | Keep} */
  const message = event.data;
  if (message.type === "visited") event.waitUntil(visited(message));
  if (message.type === "keep") event.waitUntil(keep(message.urls, event.ports[0]));
});

/** @param {string} url  Whether what is there never changes; Python's own files are not meant. */
function isAsset(url) {
  const start = `${SITE}assets/`;
  return url.startsWith(start) && !url.startsWith(`${start}images/`) && !/\.(wasm|bin)$/.test(url);
}

/** @param {string} url */
function isPage(url) {
  const { pathname } = new URL(url);
  return url.startsWith(SITE) && (/(\/|\.html)$/.test(pathname) || pathname.endsWith(DATA));
}

/**
 * The page from the network, else as it was last seen, else the page of errors, which says that there is no network.
 *
 * @param {FetchEvent} event
 */
async function answerPage(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (mayBeKept(response)) event.waitUntil(keepPage(request.url, response.clone()));
    return response;
  } catch {
    const kept = await found(PAGES, request.url);
    return kept ?? (request.mode === "navigate" ? await withoutNetwork(request.url) : Response.error());
  }
}

/** @param {FetchEvent} event */
async function answerAsset(event) {
  const kept = await found(ASSETS, event.request.url);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (mayBeKept(response)) event.waitUntil(keepAsset(event.request.url, response.clone()));
  return response;
}

/** @param {Response} response */
function mayBeKept(response) {
  return response.status === 200 && !response.redirected && response.type === "basic";
}

/** @param {string} url  What a page is kept under: its fragment and query are its own business. */
function bare(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/**
 * @param {string} cache
 * @param {string} url
 */
async function found(cache, url) {
  try {
    return await caches.match(bare(url), { cacheName: cache, ignoreVary: true });
  } catch {
    return undefined;
  }
}

/**
 * The page of errors of the language that an address belongs to, with its words for a missing network.
 *
 * @param {string} url
 */
async function withoutNetwork(url) {
  const [folder] = url.slice(SITE.length).split("/");
  const page = (await found(PAGES, `${SITE}${folder}/404.html`)) ?? (await found(PAGES, `${SITE}404.html`));
  if (!page) return Response.error();
  const html = (await page.text()).replace(NOT_FOUND, "$1");
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** @param {Visited} message */
async function visited({ page, fallback, loaded }) {
  if (!refreshed.has(fallback)) {
    refreshed.add(fallback);
    if (!(await fetchPage(fallback))) refreshed.delete(fallback);
  }
  for (const one of [page, ...loaded.filter(isPage)]) if (!(await found(PAGES, one))) await fetchPage(one);
  await Promise.all(loaded.map(fetchAsset));
}

/**
 * Keeps pages with all that they need, and tells how many there are.
 *
 * @param {string[]} urls
 * @param {MessagePort | undefined} port  Gets the number of pages that are kept in the end.
 */
async function keep(urls, port) {
  let kept = 0;
  /** @type {Set<string>} */
  const seen = new Set();
  for (const url of urls.filter(isPage).slice(0, MOST_PAGES)) {
    const text = await fetchPage(url);
    if (text !== undefined) kept += 1;
    await keepNamed(NAMES.html, text ?? "", url, seen);
  }
  port?.postMessage(kept);
}

/**
 * Keeps the assets that a text names, and those that they name themselves.
 *
 * @param {RegExp} names
 * @param {string} text
 * @param {string} url  Of the text.
 * @param {Set<string>} seen
 */
async function keepNamed(names, text, url, seen) {
  for (const [, name = ""] of text.matchAll(names)) {
    const asset = new URL(name, name.startsWith("assets/") ? SITE : url).href;
    if (seen.has(asset)) continue;
    seen.add(asset);
    const inside = asset.endsWith(".css") ? NAMES.css : /\.m?js$/.test(asset) ? NAMES.js : undefined;
    const response = await fetchAsset(asset);
    if (response && inside) await keepNamed(inside, await response.text(), asset, seen);
  }
}

/**
 * @param {string} url
 * @returns {Promise<string | undefined>}  The page, where there is one.
 */
async function fetchPage(url) {
  try {
    const response = await fetch(bare(url));
    if (!mayBeKept(response)) return undefined;
    const copy = response.clone();
    await keepPage(url, response);
    return await copy.text();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} url
 * @returns {Promise<Response | undefined>}  The asset, kept by now.
 */
async function fetchAsset(url) {
  if (!isAsset(url)) return undefined;
  try {
    const kept = await found(ASSETS, url);
    if (kept) return kept;
    const response = await fetch(url);
    if (!mayBeKept(response)) return undefined;
    await keepAsset(url, response.clone());
    return response;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} url
 * @param {Response} response
 */
async function keepPage(url, response) {
  await asRoomAllows(async () => {
    const pages = await caches.open(PAGES);
    await pages.delete(bare(url), { ignoreVary: true }); // so that it comes last, as the newest
    await pages.put(bare(url), response);
    const kept = await pages.keys();
    for (const oldest of kept.slice(0, Math.max(0, kept.length - MOST_PAGES))) await pages.delete(oldest);
  });
}

/**
 * @param {string} url
 * @param {Response} response
 */
async function keepAsset(url, response) {
  await asRoomAllows(async () => {
    const assets = await caches.open(ASSETS);
    await assets.put(bare(url), response);
    const folder = folderOf(url);
    if (folders.has(folder)) return;
    folders.add(folder);
    const kept = await assets.keys();
    const same = new Set(kept.map((request) => folderOf(request.url)).filter((one) => stem(one) === stem(folder)));
    const old = new Set([...same].slice(0, -MOST_VERSIONS));
    for (const request of kept) if (old.has(folderOf(request.url))) await assets.delete(request);
  });
}

/** @param {string} url  `playbook-3c4d` of `…/assets/playbook-3c4d/js/main.js`. */
function folderOf(url) {
  return url.slice(`${SITE}assets/`.length).split("/")[0] ?? "";
}

/** @param {string} folder  `playbook` of `playbook-3c4d`. */
function stem(folder) {
  return folder.replace(/-[^-]*$/, "");
}

/** @param {() => Promise<void>} write  What cannot be kept is loaded again. */
async function asRoomAllows(write) {
  try {
    await write();
  } catch (error) {
    console.info(error);
  }
}
