/** The language switch opens and leads on by itself; here it learns what needs a script. */

/** Closes the open list on Escape and when pointer or focus leave it; links lead to the section that is being read. */
export function startLanguageSwitch() {
  const list = document.querySelector("details.language-switch");
  if (!(list instanceof HTMLDetailsElement)) return;

  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !list.contains(event.target)) list.open = false;
  });
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !list.contains(event.relatedTarget)) list.open = false;
  });
  list.addEventListener("click", (event) => {
    // Sections have the same ids in all languages.
    if (event.target instanceof HTMLAnchorElement) event.target.hash = location.hash;
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.open) return;
    list.open = false;
    list.querySelector("summary")?.focus();
  });
}
