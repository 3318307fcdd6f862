/** Keeping what somebody types without keeping every letter. */

const QUIET_MS = 700;

/**
 * @param {() => void} keep
 * @returns {{ typed: () => void, now: () => void }}  `typed` has it kept once nothing has been typed for a moment, and in any
 *   case before the page is left; `now` at once, if there is something to keep.
 */
export function whenQuiet(keep) {
  let timer = 0;
  const now = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    keep();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") now();
  });
  window.addEventListener("pagehide", now);
  return {
    typed: () => {
      clearTimeout(timer);
      timer = window.setTimeout(now, QUIET_MS);
    },
    now,
  };
}
