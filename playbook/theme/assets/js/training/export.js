/** All that the browser has kept, as a file. */

import { eventLog } from "../event-log.js";
import { download } from "../hand-out.js";

const FORM = "open-sales-playbook/data";
const VERSION = 1;

/** @returns {Promise<{ form: string, version: number, made: string, device: string, events: object[] }>} */
export async function allData() {
  const [device, events] = await Promise.all([eventLog.device(), eventLog.all()]);
  return { form: FORM, version: VERSION, made: new Date().toISOString(), device, events };
}

/** Hands the reader a file with all that was kept. */
export async function downloadAllData() {
  const data = await allData();
  download(`open-sales-playbook-${data.made.slice(0, 10)}.json`, JSON.stringify(data));
}
