// When: what is due, by year, month and day, as histogram and list; stated, inherited and recurring told apart; a day may be asked about.
import { on } from "../base/bus.js";
import { addView, nameView } from "../base/front.js";
import { timeWords, word } from "../base/language.js";
import { announce } from "../base/live.js";
import { chooser, field, make, press } from "../base/symbols.js";
import { numberWords, said, setToday, today, undatedNumbers } from "../model/answers.js";
import { entryPart, entryState, entryYear, fitsTimes, setWhen, when, whenEntries } from "../model/times.js";
import { histogram } from "./histogram.js";
import { badge, cantKnow, taskTable, tasksCsv } from "./tasks.js";
import { goTo } from "./views.js";

const whenView = document.getElementById("view-when");

function yearChoice(key, years) {
  const rows = [["", word(key === "from" ? "fromStart" : "toEnd")], ...years.map((year) => [year, year])];
  return chooser(`when-${key}`, rows, when[key], (value) => setWhen({ [key]: value }));
}

function dayChoice() {
  const day = make("input", { type: "date", id: "when-today" });
  day.value = today;
  day.addEventListener("change", () => {
    setToday(day.value);
    setWhen({ state: "" });
  });
  return day;
}

function basisBox(basis, count) {
  const tick = make("input", { type: "checkbox", id: `when-${basis}` });
  tick.checked = !when.off.has(basis);
  tick.addEventListener("change", () => {
    if (tick.checked) when.off.delete(basis);
    else when.off.add(basis);
    setWhen({});
  });
  return make("label", { class: "tick" }, tick, badge(basis, said("bases", basis)), make("span", { class: "count" }, numberWords(count)));
}

function fillWhen() {
  const focused = document.activeElement?.id;
  const entries = whenEntries();
  const years = [...new Set(entries.map(entryYear).filter(Boolean))];
  const bases = ["stated", "inherited", "recurring"].map((basis) => basisBox(basis, entries.filter((entry) => entry.basis === basis).length));
  const controls = [field(word("dueFrom"), yearChoice("from", years)), field(word("dueUntil"), yearChoice("until", years)), field(word("todayIs"), dayChoice())];
  const shown_ = entries.filter((entry) => fitsTimes(entry));
  whenView.replaceChildren(make("div", { class: "controls" }, ...controls, make("div", { class: "ticks" }, ...bases)), ...histogram(entries, years),
    ...stateParts(entries), make("p", { class: "also", id: "when-count" }, `${numberWords(shown_.length)} ${word("rows")}`), ...whenTables(shown_), ...undatedPart());
  if (focused && focused.startsWith("when-")) document.getElementById(focused)?.focus();
}

// How many are past and how many near on the day that was asked about; each opens its list.
function stateParts(entries) {
  if (!today) return [];
  const shown_ = entries.filter((entry) => !when.off.has(entry.basis));
  const chip_ = (state_, count) => {
    const chosen = when.state === state_;
    const open = () => setWhen({ state: chosen ? "" : state_ });
    return make("button", { type: "button", class: `chip b-${state_}`, id: `when-${state_}`, "aria-pressed": String(chosen), onclick: open },
      `${said("states", state_)}: ${numberWords(count)}`);
  };
  const counted = ["overdue", "soon", "earlier"].map((state_) => [state_, shown_.filter((entry) => entryState(entry) === state_).length]);
  return [make("p", { class: "chips" }, ...counted.filter(([state_, count]) => count > 0 || state_ !== "earlier").map((one) => chip_(...one)))];
}

// A list for each year; of one year for each month, of one month for each day. What states less comes as what it states.
function whenTables(entries) {
  const fine = when.part.length >= 2 ? 2 : when.from && when.from === when.until ? 1 : 0;
  const groups = new Map();
  for (const entry of entries) {
    const key = entry.due ? [entryYear(entry), ...entryPart(entry).split("-").slice(0, fine).filter((part) => part !== "00")].join("-") : "";
    groups.set(key, [...(groups.get(key) || []), entry]);
  }
  return [...groups].map(([key, members]) => taskTable(members, { caption: `${key ? timeWords(key) : said("bases", "recurring")} (${numberWords(members.length)})` }));
}

function undatedPart() {
  const numbers = undatedNumbers();
  if (numbers.length === 0) return [];
  return [make("p", {}, press("finding", () => goTo("overview", "undated:"), `${word("undated")}: ${numberWords(numbers.length)}`)), cantKnow("timeline")];
}

// "2025-2026@2026-06-30": years (or a year, its month, its day: "2026-06-30"), and the day that is asked about.
function takeWhen(settings) {
  const found = /^(\d{4})?(?:-(\d{2}(?:-\d{2})?)(?!\d)|(-)(\d{4})?)?(?:@(\d{4}-\d{2}-\d{2}))?$/.exec(settings);
  if (!found) return;
  const [, from = "", part = "", range, until = "", day = ""] = found;
  Object.assign(when, { from, until: range ? until : from, part: from ? part : "", state: "" });
  setToday(day);
}

function giveWhen() {
  const years = when.from || when.until ? (when.from === when.until ? [when.from, when.part].filter(Boolean).join("-") : `${when.from}-${when.until}`) : "";
  return `${years}${today ? `@${today}` : ""}`;
}

function whenCsv() {
  return tasksCsv(whenEntries().filter((entry) => fitsTimes(entry)).map((entry) => entry.number));
}

on("when", () => {
  fillWhen();
  nameView();
  announce(`${whenEntries().filter((entry) => fitsTimes(entry)).length} ${word("rows")}`);
});
addView("when", { fill: fillWhen, take: takeWhen, give: giveWhen, csv: whenCsv });
