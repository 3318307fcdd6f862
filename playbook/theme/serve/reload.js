// Only while the site is served for writing: shows the page anew after each build.

/**
 * Wait for the next build.
 * @param {number} known the number of the build this page was made by, 0 when it is not known yet
 * @returns {Promise<number>} the number of the current build
 */
async function build(known) {
  const answer = await fetch(`/_reload?${known}`);
  return Number(await answer.json());
}

/** Reload the page once there is another build; a server that has ended is asked again every second. */
async function watch() {
  const shown = await build(0);
  for (;;) {
    try {
      if ((await build(shown)) !== shown) {
        location.reload();
        return;
      }
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, 1000);
      });
    }
  }
}

watch().catch(() => {});
