addEventListener("message", async (event) => {
  const { pyodide, calculators, request } = event.data;
  const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
  const [python, archive] = await Promise.all([
    loadPyodide({ indexURL: pyodide }),
    fetch(calculators).then((response) => response.arrayBuffer()),
  ]);
  python.FS.writeFile("/calculators.zip", new Uint8Array(archive));
  python.pyimport("sys").path.insert(0, "/calculators.zip");
  postMessage(JSON.parse(python.pyimport("calculators.page").respond(request)).state === "ready");
});
