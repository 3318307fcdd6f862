/** The check code of a certificate: what makes it hard to change a name or a score on paper without being noticed. */

// Crockford's letters: none that is taken for another. https://www.crockford.com/base32.html
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;
const BITS = 5;

/**
 * The first 50 bits of the SHA-256 of what the certificate says, as `XXXXX-XXXXX`.
 *
 * The day is that of UTC, since the trainer's device, which works the code out again, may be in another time zone.
 *
 * @param {{ person: string, name: string, path: string, finished: string, score: number }} certificate
 *   `person`: id of the learner; `path`: id; `finished`: when the assessment was, ISO 8601 in UTC; `score`: percent.
 * @returns {Promise<string>}  Empty where the browser does not work out hashes: on pages that came over plain http.
 */
export async function checkCode({ person, name, path, finished, score }) {
  if (!globalThis.crypto?.subtle) return "";
  const text = ["open-sales-playbook/certificate/1", person, name, path, finished.slice(0, 10), String(score)].join("\n");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  let letters = "";
  for (let place = 0; place < LENGTH; place += 1) {
    const bit = place * BITS;
    const pair = (at(hash, bit >> 3) << 8) | at(hash, (bit >> 3) + 1);
    letters += LETTERS[(pair >> (16 - BITS - (bit & 7))) & 31];
  }
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/**
 * A code as somebody types it, as it is printed: letters that are taken for others put right, anything else left out.
 *
 * @param {string} typed
 */
export function tidyCode(typed) {
  const letters = typed.toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1").replaceAll(/[^0-9A-Z]/g, "");
  return letters.length > LENGTH / 2 ? `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}` : letters;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} place
 */
function at(bytes, place) {
  return bytes[place] ?? 0;
}
