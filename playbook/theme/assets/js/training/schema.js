/** What files and links may hold, by the JSON Schemas that lie beside the scripts. */

import { siteData } from "../site-data.js";

/**
 * @import { Validator } from "@cfworker/json-schema"
 *
 * @typedef {"assignment" | "report" | "data"} FileForm  What comes from outside: `open-sales-playbook/<form>`.
 */

const SCHEMAS = ["assignment", "report", "data", "event"];

/** @type {Promise<Map<string, Validator>> | undefined} */
let loaded;

/**
 * @param {FileForm} form
 * @param {unknown} value  What JSON can hold, not nested too deeply.
 * @returns {Promise<string[]>}  The first thing that is wrong with it, in the terms of JSON Schema, the exact place last.
 */
export async function valid(form, value) {
  loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  });
  const { errors } = (await loaded).get(form)?.validate(value) ?? { errors: [] };
  return errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}

async function load() {
  const site = siteData();
  const library = new URL(site.libraries.schema, new URL(site.root, document.baseURI));
  /** @type {[typeof import("@cfworker/json-schema"), ...any[]]} */
  const [{ Validator }, ...schemas] = await Promise.all([import(library.href), ...SCHEMAS.map(fetched)]);
  return new Map(schemas.map((schema, place) => {
    const validator = new Validator(schema, "2020-12");
    for (const other of schemas) if (other !== schema) validator.addSchema(other);
    return [SCHEMAS[place] ?? "", validator];
  }));
}

/** @param {string} name */
async function fetched(name) {
  const answer = await fetch(new URL(`../../schemas/${name}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`${name}.json: ${answer.status}`);
  return answer.json();
}
