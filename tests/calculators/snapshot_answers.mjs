// Answers calculators' questions with a Python that goes on from the snapshot, as the browser's does.
// Arguments: Pyodide's folder, the folder of what the build made, the folder of the portal's scripts, questions.
// A question is [code that defines the function `asked`, argument, …]; prints the answers as a JSON list.
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, made, scripts, questions] = process.argv.slice(2);
const imported = (...path) => import(pathToFileURL(join(...path)).href);
const { Interpreter } = await imported(scripts, "python-interpreter.js");
const { goingOnFrom, NO_LIBRARY, read, showing } = await imported(scripts, "python-snapshot.js");
const { loadPyodide } = await imported(pyodide, "pyodide.mjs");
const { default: create } = await imported(made, "pyodide.asm.mjs");
const stdLibURL = join(tmpdir(), `no-library-${process.pid}.zip`);
await writeFile(stdLibURL, NO_LIBRARY);

try {
  const file = await readFile(join(made, "snapshot.bin"));
  const snapshot = read(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
  const { exports } = JSON.parse(await readFile(join(made, "conditions.json"), "utf8"));
  const { instantiate } = WebAssembly;
  let functions;
  WebAssembly.instantiate = async (source, imports) => {
    const { module, instance } = await instantiate(source, imports);
    functions = instance.exports;
    return { module, instance: showing(instance, exports) };
  };
  const never = new Promise(() => {});
  const module = await new Promise((resolve, reject) => {
    const createPyodideModule = async (settings) => {
      resolve(await goingOnFrom(Promise.resolve(snapshot), create)(settings));
      return never;
    };
    const settings = { indexURL: pyodide, packageBaseUrl: pyodide, stdLibURL, lockFileContents: never };
    loadPyodide({ ...settings, createPyodideModule }).catch(reject);
  });
  const python = new Interpreter(functions, module);
  const modules = new Map();
  const answers = JSON.parse(await readFile(questions, "utf8")).map(([code, ...args]) => {
    if (!modules.has(code)) {
      modules.set(code, `asked_${modules.size}`);
      python.define(modules.get(code), code);
    }
    return python.call(modules.get(code), "asked", ...args);
  });
  process.stdout.write(JSON.stringify(answers));
} catch (error) {
  // an uncaught error would show the line it comes from, which in Pyodide is a million characters long
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
