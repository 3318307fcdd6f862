/** Tables that are wider than the screen scroll; whoever has no pointer must be able to reach and move them. */

const SCROLLING = ".md-typeset__scrollwrap";

/** Keeps the tables' frames reachable as long as there is something to scroll. */
export function watchTables() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) mark(target);
  });
  for (const frame of document.querySelectorAll(SCROLLING)) observer.observe(frame);
}

/** @param {Element} frame */
function mark(frame) {
  const name = frame.scrollWidth > frame.clientWidth ? headingBefore(frame) : "";
  if (name) {
    frame.setAttribute("tabindex", "0");
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", name);
  } else {
    for (const attribute of ["tabindex", "role", "aria-label"]) frame.removeAttribute(attribute);
  }
}

/**
 * @param {Element} element
 * @returns {string} The words of the heading above, without the link to it.
 */
function headingBefore(element) {
  let before = element.previousElementSibling;
  while (before && !/^H[1-6]$/.test(before.tagName)) before = before.previousElementSibling;
  const words = [...(before?.childNodes ?? [])].filter((node) => !(node instanceof HTMLAnchorElement));
  return words.map((node) => node.textContent).join("").trim();
}
