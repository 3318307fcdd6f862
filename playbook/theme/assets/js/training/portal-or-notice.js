/**
 * The portal's data for pages that are nothing without them.
 *
 * @import { Portal } from "./portal-data.js"
 */

import { training } from "./portal-data.js";

/** @returns {Promise<Portal>}  Where they cannot be loaded, the page says so: its own words are in those data. */
export async function portalOrNotice() {
  try {
    return await training();
  } catch (error) {
    document.querySelector(".not-loaded")?.removeAttribute("hidden");
    throw error;
  }
}
