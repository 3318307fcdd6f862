/**
 * The trainer's desk: takes reports and shows what they add up to. Everything stays on this device.
 *
 * @import { Portal } from "./portal-data.js"
 * @import { Learner } from "./desk-people.js"
 * @import { Matrix, Row } from "./desk-sums.js"
 */

import { eventLog } from "../event-log.js";
import { download } from "../hand-out.js";
import { batches } from "./assignment.js";
import { csv } from "./csv.js";
import { proofOf } from "./desk-certificate.js";
import { learnersOf } from "./desk-people.js";
import { personView } from "./desk-person.js";
import { questionTexts } from "./desk-questions.js";
import { columnSums, matrixOf, narrowed, questionSums } from "./desk-sums.js";
import { takeFiles, takeLink } from "./desk-take.js";
import { STATUS, columnHead, modulesTable, peopleTable, questionsTable } from "./desk-views.js";
import { element, focusOn } from "./elements.js";
import { titleOf } from "./learning-view.js";
import { clearFragment, packedIn } from "./link.js";
import { tidy } from "./people.js";
import { portalOrNotice } from "./portal-or-notice.js";
import { localDay } from "./progress.js";

class Desk {
  #portal;
  #place;
  /** @type {Learner[]} */
  #learners = [];
  /** @type {Matrix} */
  #matrix = { columns: [], rows: [] };
  #opened = "";
  #drawn = 0;

  /**
   * @param {Portal} portal
   * @param {HTMLElement} place
   */
  constructor(portal, place) {
    this.#portal = portal;
    this.#place = place;
  }

  async start() {
    const files = /** @type {HTMLInputElement} */ (this.#find("#desk-files"));
    files.addEventListener("change", async () => {
      await this.#say(takeFiles(this.#portal, [...files.files ?? []]));
      // So that the same file can be chosen again.
      files.value = "";
    });
    this.#watchDrops(this.#find(".desk-drop"));
    const filters = this.#find(".desk-filters");
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("input", () => this.#draw());
    this.#find("[data-csv]").addEventListener("click", () => this.#saveTable());
    this.#find("[data-print]").addEventListener("click", () => print());
    this.#find(".desk-code").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#checkCode();
    });
    eventLog.onChange(() => this.#refresh());
    addEventListener("hashchange", () => this.#openLink());
    await this.#refresh();
    this.#place.hidden = false;
    await this.#openLink();
  }

  async #openLink() {
    const packed = packedIn("report", location.hash);
    if (packed === undefined) return;
    clearFragment();
    await this.#say(takeLink(this.#portal, packed));
  }

  /** @param {HTMLElement} place */
  #watchDrops(place) {
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("desk-drop--over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("desk-drop--over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("desk-drop--over");
      this.#say(takeFiles(this.#portal, [...event.dataTransfer?.files ?? []]));
    });
  }

  /** @param {Promise<HTMLElement[]>} told */
  async #say(told) {
    const place = this.#find(".desk-taken");
    place.setAttribute("aria-busy", "true");
    place.replaceChildren(...await told);
    place.removeAttribute("aria-busy");
  }

  async #refresh() {
    this.#learners = learnersOf(await eventLog.all());
    const { data } = this.#portal;
    this.#matrix = matrixOf(data, this.#learners, localDay(new Date().toISOString()), data.language);
    this.#find(".desk-board").hidden = this.#learners.length === 0;
    this.#find(".desk-empty").hidden = this.#learners.length > 0;
    this.#offerChoices();
    await this.#draw();
  }

  #offerChoices() {
    const portal = this.#portal;
    const all = ["", portal.t("desk.all")];
    const given = batches(this.#learners.flatMap(({ assignments }) => assignments));
    this.#options("batch", [all, ...given.map(({ key, first, made }) => [key, `${titleOf(portal, first)} · ${portal.date(made)}`])]);
    this.#options("column", [all, ...this.#matrix.columns.map((column) => [column, columnHead(portal, column).title])]);
    const statuses = [["late", "common.late"], ...Object.entries(STATUS), ["silent", "desk.silent"]];
    this.#options("status", [all, ...statuses.map(([value = "", key = ""]) => [value, portal.t(key)])]);
  }

  /** The part of the desk that the filters leave. */
  #shown() {
    const value = (/** @type {string} */ name) => this.#field(name).value;
    return narrowed(this.#matrix, { name: value("name"), batch: value("batch"), column: value("column"), status: value("status") });
  }

  async #draw() {
    const portal = this.#portal;
    const matrix = this.#shown();
    const late = matrix.rows.filter((row) => row.late > 0).length;
    const counted = [portal.n("desk.count", matrix.rows.length), portal.n("desk.count-late", late)];
    this.#find(".desk-count").textContent = matrix.rows.length ? counted.join(" · ") : portal.t("desk.nobody");
    const drawing = ++this.#drawn;
    const view = await this.#view(matrix);
    // Another choice may have been made while texts were fetched.
    if (drawing !== this.#drawn) return;
    this.#find(".desk-view").replaceChildren(...view);
    this.#showPerson();
  }

  /**
   * @param {Matrix} matrix
   * @returns {Promise<HTMLElement[]>}
   */
  async #view(matrix) {
    const portal = this.#portal;
    const show = this.#field("show").value;
    if (matrix.rows.length === 0) return [];
    if (show === "people") return [peopleTable(portal, matrix, (row) => this.#openPerson(row))];
    if (show === "modules") return [modulesTable(portal, columnSums(matrix))];
    const quizzes = this.#quizzes();
    const all = questionSums(matrix.rows.map(({ learner }) => learner));
    const sums = quizzes ? all.filter(({ question }) => quizzes.has(question.split("/", 1)[0])) : all;
    return [questionsTable(portal, sums, await questionTexts(portal, sums.map(({ question }) => question)))];
  }

  /** The quizzes of the chosen module or path; nothing where none is chosen. */
  #quizzes() {
    const [kind, id = ""] = this.#field("column").value.split("/");
    const { modules, paths } = this.#portal.data;
    if (kind === "module") return new Set([modules[id]?.quiz]);
    return kind === "path" ? new Set(paths[id]?.assessment.quizzes) : undefined;
  }

  /** @param {Row} row */
  #openPerson(row) {
    this.#opened = row.learner.id;
    this.#showPerson();
    focusOn(/** @type {HTMLElement} */ (this.#find(".desk-person").firstElementChild));
  }

  #showPerson() {
    const place = this.#find(".desk-person");
    const row = this.#matrix.rows.find(({ learner }) => learner.id === this.#opened);
    const acts = { close: () => this.#closePerson(), remove: (/** @type {Learner} */ learner) => this.#remove(learner) };
    place.replaceChildren(...(row ? personView(this.#portal, row, acts) : []));
    place.hidden = !row;
  }

  #closePerson() {
    const place = [...this.#matrix.rows].findIndex(({ learner }) => learner.id === this.#opened);
    this.#opened = "";
    this.#showPerson();
    const names = this.#find(".desk-view").querySelectorAll("button");
    (names[place] ?? this.#find("#desk-name")).focus();
  }

  /** @param {Learner} learner */
  async #remove({ id, ids, name }) {
    if (!confirm(this.#portal.t("desk.remove-ask", { name }))) return;
    this.#opened = "";
    for (const person of new Set([id, ...ids])) await eventLog.append("report.removed", { person });
    const told = element("p", {}, this.#portal.t("desk.removed", { name }));
    this.#find(".desk-taken").replaceChildren(told);
    focusOn(told);
  }

  #saveTable() {
    const portal = this.#portal;
    const keys = [
      ...["desk.person", "desk.module", "desk.status", "common.score", "desk.tries-head", "common.late", "desk.due-day"],
      ...["desk.finished", "desk.reported-head", "desk.batch"],
    ];
    const rows = this.#shown().rows.flatMap(({ learner, cells }) =>
      [...cells].map(([column, cell]) => [
        ...[learner.name, columnHead(portal, column).title, portal.t(STATUS[cell.status]), cell.score ?? "", cell.tries],
        ...[cell.late ? portal.t("common.late") : "", cell.due ?? "", cell.finishedAt?.slice(0, 10) ?? ""],
        ...[learner.reported?.slice(0, 10) ?? "", learner.assignments.map((one) => tidy(titleOf(portal, one))).join("; ")],
      ]));
    download("desk.csv", csv([keys.map((key) => portal.t(key)), ...rows]), "text/csv;charset=utf-8");
  }

  async #checkCode() {
    const portal = this.#portal;
    const place = this.#find(".desk-code-result");
    if (!globalThis.crypto.subtle) {
      place.textContent = portal.t("desk.code-plain");
      return;
    }
    const typed = /** @type {HTMLInputElement} */ (this.#find("#desk-code")).value;
    const proof = await proofOf(portal.data, this.#learners, typed);
    place.textContent = proof
      ? portal.t("desk.code-right", { ...proof, score: portal.percent(proof.score), date: portal.date(proof.at) })
      : portal.t("desk.code-wrong");
  }

  /**
   * @param {string} name
   * @param {string[][]} options  Values with their words.
   */
  #options(name, options) {
    const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (this.#field(name)));
    const { value } = select;
    select.replaceChildren(...options.map(([one = "", words = ""]) => new Option(words, one)));
    // What was chosen stays chosen when something new has come.
    if (options.some(([one]) => one === value)) select.value = value;
  }

  /** @param {string} name */
  #field(name) {
    const form = /** @type {HTMLFormElement} */ (this.#find(".desk-filters"));
    return /** @type {HTMLInputElement | RadioNodeList & { value: string }} */ (form.elements.namedItem(name));
  }

  /** @param {string} selector */
  #find(selector) {
    const found = this.#place.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`the page lacks ${selector}`);
    return found;
  }
}

const place = document.querySelector(".desk");
if (place instanceof HTMLElement) await new Desk(await portalOrNotice(), place).start();
