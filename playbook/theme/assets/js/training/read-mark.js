/**
 * Pages that a module reads: to which module they belong, "mark as read", and the next page. What was opened last is kept,
 * so that the reader can go on there.
 *
 * @import { Portal } from "./portal-data.js"
 */

import { eventLog } from "../event-log.js";
import { assignmentHere, hashFor } from "./assignment-address.js";
import { button, element } from "./elements.js";
import { follow, kept } from "./kept.js";
import { training } from "./portal-data.js";

/**
 * @param {HTMLElement} article
 * @param {string} name  `kind/id`
 */
async function start(article, name) {
  const portal = await training();
  const modules = Object.values(portal.data.modules);
  const readers = modules.filter(({ read }) => read.includes(name));
  const trains = modules.some(({ quiz, checklist }) => name === `quiz/${quiz}` || name === `checklist/${checklist}`);
  if (readers.length === 0 && !trains && !/^(module|path)\//.test(name)) return;
  const { opened } = await kept();
  if (opened[0]?.page !== name) await eventLog.append("page.opened", { page: name });
  if (readers.length > 0) await offer(article, name, readers, portal);
}

/**
 * @param {HTMLElement} article
 * @param {string} name
 * @param {Portal["data"]["modules"][string][]} readers
 * @param {Portal} portal
 */
async function offer(article, name, readers, portal) {
  let read = false;
  const hash = hashFor(await assignmentHere());
  const toggle = button("", () => eventLog.append("page.read", { page: name, done: !read }));
  const status = element("p", { role: "status" });
  const places = element("ul", {}, ...readers.map((module) => placeIn(module, name, portal, hash)));
  const box = element("aside", { class: "read-mark", "aria-label": portal.t("marks.part-of") }, places, element("p", { class: "training-actions" }, toggle), status);
  const next = article.querySelector("#next");
  await follow((state) => {
    const at = state.read.get(name);
    read = at !== undefined;
    toggle.textContent = portal.t(read ? "marks.not-read" : "marks.mark-read");
    toggle.classList.toggle("md-button--primary", !read);
    status.textContent = at ? portal.t("marks.read-on", { date: portal.date(at) }) : "";
    if (box.isConnected) return;
    if (next) next.before(box);
    else article.append(box);
  });
}

/**
 * @param {Portal["data"]["modules"][string]} module
 * @param {string} name
 * @param {Portal} portal
 * @param {string} hash  Of the assignment that the page is opened for.
 * @returns {HTMLElement}  A link to the module and one to what follows in it.
 */
function placeIn(module, name, portal, hash) {
  const following = module.read[module.read.indexOf(name) + 1] ?? `quiz/${module.quiz}`;
  const next = portal.data.pages[following];
  const item = element("li", {}, `${portal.t("common.named", { name: portal.t("marks.part-of"), value: "" }).trim()} `, element("a", { href: portal.url(module.url) + hash }, module.title));
  if (next) item.append(" · ", element("a", { href: portal.url(next.url) + hash }, portal.t("marks.next", { page: next.title })));
  return item;
}

const article = document.querySelector("article[data-entry]");
if (article instanceof HTMLElement) await start(article, `${article.dataset.kind}/${article.dataset.entry}`);
