/** The language switch opens and closes by itself; here it learns to close when the reader turns elsewhere. */

/** Closes the open list on Escape, and when pointer or focus leave it. */
export function startLanguageSwitch() {
  const list = document.querySelector("details.language-switch");
  if (!(list instanceof HTMLDetailsElement)) return;

  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !list.contains(event.target)) list.open = false;
  });
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !list.contains(event.relatedTarget)) list.open = false;
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.open) return;
    list.open = false;
    list.querySelector("summary")?.focus();
  });
}
