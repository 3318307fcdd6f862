/** All that the browser has kept, as a file. */

import { eventLog } from "../event-log.js";

const FORM = "open-sales-playbook/data";
const VERSION = 1;

/** @returns {Promise<{ form: string, version: number, made: string, device: string, events: object[] }>} */
export async function allData() {
  const [device, events] = await Promise.all([eventLog.device(), eventLog.all()]);
  return { form: FORM, version: VERSION, made: new Date().toISOString(), device, events };
}

/**
 * @param {string} name  Of the file, with its ending.
 * @param {BlobPart} content
 * @param {string} [type]
 */
export function download(name, content, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin the download only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Hands the reader a file with all that was kept. */
export async function downloadAllData() {
  const data = await allData();
  download(`open-sales-playbook-${data.made.slice(0, 10)}.json`, JSON.stringify(data));
}
