/** Sliders beside the entries of a calculator: Python turns their values into entries and says where they stand. */

/**
 * Returns what the reader has set a slider to, nothing for any other element.
 *
 * @param {EventTarget | null} target
 * @returns {{ path: string, value: string } | undefined}
 */
export function slidTo(target) {
  if (!(target instanceof HTMLInputElement) || target.dataset.sliderFor === undefined) return undefined;
  return { path: target.dataset.sliderFor, value: target.value };
}

/**
 * Moves sliders to where their entries are; the one that the reader holds stays.
 *
 * @param {HTMLElement} calculator
 * @param {Record<string, { value: string, text: string }>} places
 */
export function placeSliders(calculator, places) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const sliders = calculator.querySelectorAll("[data-slider-for]");
  for (const slider of sliders) {
    const place = places[slider.dataset.sliderFor ?? ""];
    if (!place) continue;
    if (slider !== document.activeElement) slider.value = place.value;
    slider.ariaValueText = place.text;
  }
}
