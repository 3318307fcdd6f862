// Answers calculators' questions with Pyodide, as the browser does.
// Arguments: the archive with the calculators, a file with questions: [[function's path, argument, …], …].
// Prints the answers as a JSON list.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const [archive, questions] = process.argv.slice(2);
const python = await loadPyodide({ indexURL: fileURLToPath(new URL(".", import.meta.resolve("pyodide"))) });
python.FS.writeFile("/calculators.zip", new Uint8Array(await readFile(archive)));
python.pyimport("sys").path.insert(0, "/calculators.zip");
const answers = JSON.parse(await readFile(questions, "utf8")).map(([path, ...args]) => {
  const [module, name] = path.split(":");
  return python.pyimport(module)[name](...args);
});
process.stdout.write(JSON.stringify(answers));
