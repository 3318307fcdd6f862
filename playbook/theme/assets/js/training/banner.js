/** Says at the top of a page that what the reader does is not kept, why, and how to take it along. */

import { eventLog } from "../event-log.js";
import { button, element } from "./elements.js";
import { downloadAllData } from "./export.js";
import { training } from "./portal-data.js";

/** @import { Trouble } from "../event-log.js" */

const banner = element("div", { class: "training-trouble", role: "status" });

/** @param {Trouble} trouble */
async function show(trouble) {
  // Without its words it says nothing; then the connection is the greater trouble.
  const portal = trouble ? await training().catch(() => undefined) : undefined;
  // It may have changed while the words were fetched.
  if (trouble !== eventLog.trouble) return;
  banner.replaceChildren();
  if (!portal) return;
  banner.append(element(
    "div", { class: "admonition warning" },
    element("p", { class: "admonition-title" }, portal.t("common.trouble-title")),
    element("p", {}, portal.t(`common.trouble-${trouble}`)),
    element("p", {}, button(portal.t("common.trouble-download"), downloadAllData)),
  ));
}

document.querySelector("article")?.prepend(banner);
eventLog.onTrouble(show);
show(await eventLog.start());
