/** QR codes, dark on light in every colour scheme: many cameras read nothing else. */

import { siteData } from "../site-data.js";

const SVG = "http://www.w3.org/2000/svg";
/** Modules of light around the code: what readers need to find it. */
const QUIET = 4;
/** Beyond it the modules get too small for the camera of a telephone. */
export const LONGEST_QR = 1_200;

/**
 * @param {string} text
 * @param {string} title  What the picture is, for those who do not see it.
 * @returns {Promise<SVGSVGElement | undefined>}  Nothing where the text is too long.
 */
export async function qrCode(text, title) {
  if (new TextEncoder().encode(text).length > LONGEST_QR) return undefined;
  const site = siteData();
  /** @type {typeof import("uqr")} */
  const { encode } = await import(new URL(site.libraries.uqr, new URL(site.root, document.baseURI)).href);
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("class", "qr");
  picture.setAttribute("role", "img");
  const name = document.createElementNS(SVG, "title");
  name.textContent = title;
  const dark = document.createElementNS(SVG, "path");
  dark.setAttribute("d", outline(data));
  dark.setAttribute("fill", "currentColor");
  picture.append(name, dark);
  return picture;
}

/**
 * @param {boolean[][]} rows  True is dark.
 * @returns {string}  A path of bars, one for each run of dark modules in a row.
 */
export function outline(rows) {
  return rows.map((row, y) => bars(row, y)).join("");
}

/**
 * @param {boolean[]} row
 * @param {number} y
 */
function bars(row, y) {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    let end = x;
    while (row[end]) end += 1;
    path += `M${x} ${y}h${end - x}v1h${x - end}z`;
    x = end;
  }
  return path;
}
