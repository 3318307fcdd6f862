/**
 * What stands on My learning, worked out from what the learner has done and what the playbook holds. Pure.
 *
 * @import { Assignment, State } from "./state.js"
 * @import { AssignmentProgress, ChecklistProgress, Content, PathProgress } from "./progress.js"
 */

import { assignmentProgress, checklistProgress, moduleProgress, own, pathProgress } from "./progress.js";

/**
 * @typedef {{ title: string, url: string }} Step  `url` below the language's root.
 * @typedef {{ assignment: Assignment, progress: AssignmentProgress, next: Step | null }} Listed
 * @typedef {{ id: string, title: string, url: string, progress: PathProgress }} ListedPath
 */

/**
 * @param {Content} data
 * @param {State} state
 * @param {string} today  `YYYY-MM-DD`.
 * @returns {Listed[]}  Late ones first, then by due date, then those without one; what is done comes last.
 */
export function listed(data, state, today) {
  const found = [...state.assignments.values()].map(({ assignment }) => ({
    assignment,
    progress: assignmentProgress(data, state, assignment, today),
    next: nextOfAssignment(data, state, assignment),
  }));
  return found
    .map((one, place) => ({ one, key: [one.progress.status === "done" ? 1 : 0, one.progress.due ?? "9", place] }))
    .sort((left, right) => order(left.key, right.key))
    .map(({ one }) => one);
}

/**
 * @param {Content} data
 * @param {State} state
 * @param {Assignment} assignment
 * @returns {Step | null}  Nothing when all is done.
 */
export function nextOfAssignment(data, state, assignment) {
  for (const id of assignment.modules) {
    const next = nextOfModule(data, state, id, assignment.id);
    if (next) return next;
  }
  return assignment.path ? nextOfPath(data, state, assignment.path, assignment.id) : null;
}

/**
 * @param {Content} data
 * @param {State} state
 * @param {string} id
 * @param {string} [assignment]
 * @returns {Step | null}
 */
export function nextOfPath(data, state, id, assignment = "") {
  const path = own(data.paths, id);
  if (!path) return null;
  for (const week of path.weeks) {
    for (const module of week.modules) {
      const next = nextOfModule(data, state, module, assignment);
      if (next) return next;
    }
    for (const name of week.checklists) {
      const progress = checklistProgress(data, state, name, assignment);
      if (progress && progress.done < progress.of) return stepTo(own(data.checklists, name), assignment);
    }
  }
  return pathProgress(data, state, id, assignment)?.assessment.passed ? null : { title: path.title, url: path.url };
}

/**
 * The module's page, for it says what its pages, quiz and checklist are for; in it the next of them is marked.
 *
 * @param {Content} data
 * @param {State} state
 * @param {string} id
 * @param {string} assignment
 */
function nextOfModule(data, state, id, assignment) {
  const progress = moduleProgress(data, state, id, assignment);
  return progress && progress.status !== "done" ? stepTo(own(data.modules, id), assignment) : null;
}

/**
 * @param {Step | undefined} place
 * @param {string} assignment
 * @returns {Step | null}
 */
function stepTo(place, assignment) {
  return place ? { title: place.title, url: addressFor(place.url, assignment) } : null;
}

/**
 * @param {string} url
 * @param {string} assignment  Id, or "".
 * @returns {string}  The address of a page that is opened for an assignment.
 */
export function addressFor(url, assignment) {
  return assignment ? `${url}#for=${encodeURIComponent(assignment)}` : url;
}

/**
 * @param {Content} data
 * @param {State} state
 * @returns {ListedPath[]}
 */
export function listedPaths(data, state) {
  return Object.entries(data.paths).flatMap(([id, { title, url }]) => {
    const progress = pathProgress(data, state, id);
    return progress ? [{ id, title, url, progress }] : [];
  });
}

/**
 * @param {Content} data
 * @param {State} state
 * @returns {{ id: string, title: string, score: number, at: string }[]}  Final assessments that were passed, with the best
 *   score and when it was first reached.
 */
export function passedPaths(data, state) {
  return listedPaths(data, state).flatMap(({ id, title, progress: { assessment } }) =>
    assessment.passed ? [{ id, title, score: assessment.best ?? 0, at: assessment.bestAt ?? "" }] : []);
}

/**
 * @param {Content} data
 * @param {State} state
 * @returns {{ id: string, title: string, url: string, progress: ChecklistProgress, signed: string }[]}  Checklists with a
 *   tick, one for each assignment and one for free ticks; `signed`: by whom.
 */
export function filledChecklists(data, state) {
  const keys = new Set([...state.ticks.keys()].map((key) => key.slice(0, key.lastIndexOf("|"))));
  return [...keys].flatMap((key) => {
    const [assignment = "", id = ""] = key.split("|");
    const checklist = own(data.checklists, id);
    const progress = checklistProgress(data, state, id, assignment);
    if (!checklist || !progress || progress.done === 0) return [];
    const signed = state.signed.get(key)?.by ?? "";
    return [{ id, title: checklist.title, url: addressFor(checklist.url, assignment), progress, signed }];
  });
}

/**
 * @param {Content} data
 * @param {Assignment} assignment
 * @returns {string[]}  The ids of its modules, those of its path included, as far as the playbook has them.
 */
export function modulesOf(data, assignment) {
  const path = own(data.paths, assignment.path);
  const ids = [...assignment.modules, ...(path?.weeks.flatMap((week) => week.modules) ?? [])];
  return [...new Set(ids)].filter((id) => own(data.modules, id));
}

/**
 * @param {Content} data
 * @param {Assignment} assignment
 * @returns {string[]}  The addresses, below the language's root, of every page that somebody needs for it.
 */
export function pagesFor(data, assignment) {
  const path = own(data.paths, assignment.path);
  const modules = modulesOf(data, assignment).flatMap((id) => own(data.modules, id) ?? []);
  const weekly = path?.weeks.flatMap((week) => week.checklists) ?? [];
  const checklists = [...modules.flatMap(({ checklist }) => checklist ?? []), ...weekly];
  const quizzes = [...modules.map(({ quiz }) => quiz), ...(path?.assessment.quizzes ?? [])];
  const places = [
    path,
    ...modules,
    ...modules.flatMap(({ read }) => read.map((name) => own(data.pages, name))),
    ...quizzes.map((id) => own(data.quizzes, id)),
    ...checklists.map((id) => own(data.checklists, id)),
  ];
  // Without these data no page of training does anything.
  return [...new Set(["learning/", "learning/training.json", ...places.flatMap((place) => place?.url ?? [])])];
}

/**
 * @param {readonly (string | number)[]} one
 * @param {readonly (string | number)[]} other
 */
function order(one, other) {
  const place = one.findIndex((part, index) => part !== other[index]);
  if (place < 0) return 0;
  return (one[place] ?? "") < (other[place] ?? "") ? -1 : 1;
}
