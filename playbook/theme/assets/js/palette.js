/** The button for light and dark, over the radio buttons with which Material's script keeps the choice. */

/** Makes the button choose, and give way to the one that leads back. */
export function startPalette() {
  const form = document.querySelector("[data-md-component=palette]");
  form?.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const choice = document.getElementById(button?.dataset.palette ?? "");
    const back = choice?.nextElementSibling;
    if (!button || !choice || !(back instanceof HTMLButtonElement)) return;
    choice.click();
    // Material's script does this a moment later, when the focus would be lost.
    button.hidden = true;
    back.hidden = false;
    back.focus();
  });
  // Material's script would choose too, and take the focus to a radio button that nobody sees.
  form?.addEventListener(
    "keydown",
    (event) => {
      if (event instanceof KeyboardEvent && event.key === "Enter") event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
