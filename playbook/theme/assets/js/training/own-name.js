/**
 * The learner's name, asked for where something cannot do without it.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { State } from "./state.js"
 */

import { eventLog } from "../event-log.js";
import { button, element, labelled } from "./elements.js";
import { eventId } from "./events.js";

const LONGEST_NAME = 100;

/**
 * @param {Portal} portal
 * @param {State} state
 * @param {string} label
 * @param {() => void} named  Called when the name has been kept.
 * @returns {HTMLFormElement}
 */
export function nameForm(portal, state, label, named) {
  const field = element("input", {
    type: "text", autocomplete: "name", maxlength: String(LONGEST_NAME), required: true,
  });
  field.value = state.person?.name ?? "";
  const save = button(portal.t("common.save"), () => undefined, { type: "submit" });
  const form = element("form", { class: "name-form" }, labelled(label, field), save);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (!name) return;
    await eventLog.append("person.named", { person: state.person?.id ?? eventId(), name });
    named();
  });
  return form;
}
