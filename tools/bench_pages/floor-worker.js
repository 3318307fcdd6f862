addEventListener("message", async (event) => {
  await WebAssembly.compileStreaming(fetch(event.data.wasm));
  postMessage(true);
});
