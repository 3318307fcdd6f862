// Calls functions of the theme's modules for tests. Each line of standard input is a call {module, function, arguments},
// each line of standard output its {value} or {error}. An argument {"$call": call} is the result of that call, which
// keeps what JSON has no form for; {"$file": base64} is a file. Maps come out as {"$map": [[key, value], …]}, sets as
// {"$set": […]}. A function ".name" is a method of the first argument, "new Name" makes an object; what is no
// function is its own value.
// Arguments: the folder of the modules, and the file of what a page would hold in #site-data.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, siteData] = process.argv.slice(2);
const modules = pathToFileURL(`${folder}/`);
const block = { textContent: await readFile(siteData, "utf8") };
// The little of a page that modules without a view of their own ask for.
globalThis.document = { baseURI: modules.href, getElementById: (id) => (id === "site-data" ? block : null) };
globalThis.fetch = async (url) => new Response(await readFile(new URL(url)));

async function argument(given) {
  if (given?.$file !== undefined) return new Blob([Buffer.from(given.$file, "base64")]);
  return given?.$call ? answer(given.$call) : given;
}

async function answer({ module, function: name, arguments: given }) {
  const found = await import(new URL(module, modules).href);
  const values = [];
  for (const one of given) values.push(await argument(one));
  if (name.startsWith("new ")) return new found[name.slice(4)](...values);
  if (name.startsWith(".")) return values[0][name.slice(1)](...values.slice(1));
  return typeof found[name] === "function" ? found[name](...values) : found[name];
}

function plain(_key, value) {
  if (value instanceof Map) return { $map: [...value] };
  if (value instanceof Set) return { $set: [...value] };
  return value;
}

for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    said = { value: (await answer(JSON.parse(line))) ?? null };
    // No test may get what a stranger's file has spoilt for all.
    for (const name in {}) throw new Error(`every object has got a property ${name}`);
  } catch (error) {
    said = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(said, plain)}\n`);
}
