/**
 * What is kept on the device, as the pages of training follow it.
 *
 * @import { State } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { stateOf } from "./state.js";
import { takeUp } from "./typing.js";

/** @type {Promise<void> | undefined} */
let takenUp;

/** @returns {Promise<State>} */
export async function kept() {
  await (takenUp ??= takeUp());
  return stateOf(await eventLog.all());
}

/**
 * Shows what is kept, now and after every change, one after the other.
 *
 * @param {(state: State) => void | Promise<void>} show
 */
export async function follow(show) {
  let showing = false;
  let changed = false;
  const look = async () => {
    changed = true;
    if (showing) return;
    showing = true;
    while (changed) {
      changed = false;
      await show(await kept());
    }
    showing = false;
  };
  eventLog.onChange(look);
  await look();
}
