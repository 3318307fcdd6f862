/** The menu of narrow screens: a button over the checkbox that shows and hides Material's sidebar. */

const BESIDE = ".md-content, .md-sidebar--secondary, .md-footer";
const WIDE = "(min-width: 76.25em)";

/** Makes the button work, and keeps what lies under the open menu out of reach of keys and screen readers. */
export function startMenu() {
  const toggle = document.querySelector("input#__drawer");
  const button = document.querySelector("button.menu-button");
  const menu = document.querySelector("#sidebar");
  if (!(toggle instanceof HTMLInputElement) || !(button instanceof HTMLButtonElement) || !menu) return;

  button.addEventListener("click", () => toggle.click());
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(toggle.checked));
    /** @type {NodeListOf<HTMLElement>} */
    const beside = document.querySelectorAll(BESIDE);
    for (const part of beside) part.inert = toggle.checked;
    /** @type {HTMLElement | null} */
    const link = menu.querySelector(".md-nav__list a[aria-current]") ?? menu.querySelector(".md-nav__list a");
    if (toggle.checked) link?.focus();
    else if (menu.contains(document.activeElement)) button.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) toggle.click();
  });
  matchMedia(WIDE).addEventListener("change", (event) => {
    if (event.matches && toggle.checked) toggle.click();
  });
}
