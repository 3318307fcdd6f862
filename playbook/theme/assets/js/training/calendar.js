/** A due day for a calendar, as iCalendar (RFC 5545). */

const LONGEST_LINE = 75;
const DAY = 86_400_000;

/**
 * @param {{ id: string, made: string, day: string, title: string, description: string, url: string }} entry
 *   `id`: the same for the same thing, so that a second file replaces the first; `made`: ISO 8601 in UTC;
 *   `day`: `YYYY-MM-DD`, a whole day without a time zone.
 * @returns {string}  The text of an .ics file.
 */
export function calendarFile({ id, made, day, title, description, url }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Open Sales Playbook//Assignments//EN",
    "BEGIN:VEVENT",
    `UID:${escaped(id)}@open-sales-playbook`,
    `DTSTAMP:${made.slice(0, 19).replace(/[-:]/gu, "")}Z`,
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
    `DTEND;VALUE=DATE:${nextDay(day).replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    // An address is no text: nothing in it is escaped, and a link of ours holds no line ends.
    `URL:${new URL(url).href}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${wrapped(line)}\r\n`).join("");
}

/** @param {string} day */
function nextDay(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** @param {string} text */
function escaped(text) {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[\\;,]/gu, "\\$&")
    .replaceAll("\n", "\\n");
}

/**
 * @param {string} line
 * @returns {string}  In lines of at most 75 octets, cut between characters.
 */
function wrapped(line) {
  const encoder = new TextEncoder();
  let done = "";
  let room = LONGEST_LINE;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (octets > room) {
      done += "\r\n ";
      room = LONGEST_LINE - 1;
    }
    done += character;
    room -= octets;
  }
  return done;
}
