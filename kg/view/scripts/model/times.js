// Which times are shown: from and to which year, of one year which month or day, on what they rest, in which state on
// the day that is asked about.
import { tell } from "../base/bus.js";
import { things } from "../base/catalogue.js";
import { againOf, answers, dueAt, dueOf, nextDay, stateOn, today } from "./answers.js";

// `part` is the month ("06") or day ("06-30") of the one year that is shown; "00" is what states none.
export const when = { from: "", until: "", part: "", off: new Set(), state: "" };
let dated = null;

// Everything with a time: { number, due, again, at, basis }, due first.
export function whenEntries() {
  if (dated) return dated;
  const entries = [];
  for (const number of [...answers.tasks.numbers, ...answers.aims.numbers]) {
    const due = dueOf(number);
    if (due) entries.push({ number, due, again: againOf(number), at: null, basis: due.inherited ? "inherited" : "stated" });
  }
  for (const [number, row, ...at] of answers.works) {
    entries.push({ number, due: { ...dueAt(row), inherited: false }, again: [], at, basis: "stated" });
  }
  const order = (one, other) => one.localeCompare(other);
  entries.sort((one, other) => order(one.due.last, other.due.last) || order(one.due.first, other.due.first) || one.number - other.number);
  for (const row of Object.keys(answers.tasks.again)) {
    const number = answers.tasks.numbers[Number(row)];
    entries.push({ number, due: null, again: againOf(number), at: null, basis: "recurring" });
  }
  dated = entries;
  return entries;
}

export function entryYear(entry) {
  return entry.due ? entry.due.last.slice(0, 4) : "";
}

// Month and day of an entry as its time states them, "06-30"; "00" for what it doesn't state.
export function entryPart(entry) {
  const [, month = "00", day = "00"] = entry.due.written.split("/").pop().split("-");
  return `${month}-${day}`;
}

export function entryState(entry) {
  if (entry.due) return stateOn(entry.due, entry.at ? entry.at[0] : things[entry.number].flat[0]);
  const next = today && entry.again.map((one) => nextDay(one, today)).filter(Boolean).sort()[0];
  return next ? stateOn({ last: next }) : "";
}

export function fitsTimes(entry, { years = true } = {}) {
  const year = entryYear(entry);
  if (when.off.has(entry.basis)) return false;
  if (when.state && entryState(entry) !== when.state) return false;
  if (!years || (!when.from && !when.until)) return true;
  return year !== "" && (!when.from || year >= when.from) && (!when.until || year <= when.until) && (!when.part || entryPart(entry).startsWith(when.part));
}

export function setWhen(change) {
  Object.assign(when, "from" in change || "until" in change ? { part: "" } : {}, change);
  if (when.from && when.until && when.from > when.until) [when.from, when.until] = [when.until, when.from];
  tell("when");
}
