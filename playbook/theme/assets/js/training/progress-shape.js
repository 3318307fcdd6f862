/** A bar that shows how much is done, with the same in words. */

import { element } from "./elements.js";

/**
 * @returns {{ shape: HTMLElement, show: (done: number, of: number, words: string) => void }}
 */
export function progressShape() {
  const words = element("p", { role: "status" });
  const bar = element("progress", { "aria-hidden": "true" });
  return {
    shape: element("div", { class: "training-progress" }, words, bar),
    show: (done, of, text) => {
      if (words.textContent !== text) words.textContent = text;
      bar.max = of || 1;
      bar.value = done;
    },
  };
}
