// Who does what: bodies against roles, sectors or documents, by level; a name typed into the box leads to its sheet.
import { on, tell } from "../base/bus.js";
import { documents, linksBy, things } from "../base/catalogue.js";
import { NARROW } from "../base/elements.js";
import { fold } from "../base/fold.js";
import { addView, nameView } from "../base/front.js";
import { shorten } from "../base/labels.js";
import { columnName, nameOf, timeWords, valueName, word } from "../base/language.js";
import { chooser, field, make, nameElement, press } from "../base/symbols.js";
import { toPaper } from "../drawing/picture.js";
import {
  DOERS, GAP_TESTS, answers, dueOf, fieldOf, levelOf, numberWords, said, sectorWords, sheetOf, taskRow, tasksWhere,
} from "../model/answers.js";
import { MOST_OF_ANSWER } from "./questions.js";
import { grow, rowOf, tableOf } from "./rows.js";
import { backButton, badge, countButton, dueCell, taskTable, tasksCsv } from "./tasks.js";
import { drawThese, goTo, openRow } from "./views.js";

const whoView = document.getElementById("view-who");
const BODIES_AT_ONCE = 25;
let who = { text: "", role: "", by: "role", sort: "number", body: null };

function fillWho() {
  const box_ = make("input", { id: "who-filter", type: "search", autocomplete: "off", placeholder: word("bodyName") });
  box_.value = who.text;
  box_.addEventListener("input", () => {
    who.text = box_.value;
    who.body = null;
    fillWhoRows();
    nameView();
  });
  const set = (name) => (value) => { who[name] = value; fillWhoRows(); };
  const roles = [["", word("all")], ...[...DOERS, "beneficiary"].map((role) => [role, valueName(role)])];
  const by = [["role", word("byRole")], ["sector", word("bySector")], ...(documents.length > 1 ? [["document", word("byDocument")]] : [])];
  const sorts = [["number", word("sortNumber")], ["name", word("sortName")], ["due", word("sortDue")]];
  const controls = [field(word("bodyFilter"), box_), field(columnName("role"), chooser("who-role", roles, who.role, set("role"))),
    field(word("columns"), chooser("who-by", by, who.by, set("by"))), field(word("sortBy"), chooser("who-sort", sorts, who.sort, set("sort")))];
  whoView.replaceChildren(make("div", { class: "controls" }, ...controls), make("div", { id: "who-rows" }));
  fillWhoRows();
}

// Bodies whose name has every word that was typed, those called so exactly first.
function matchingBodies() {
  const phrase = fold(who.text);
  const tokens = phrase.split(" ").filter(Boolean);
  const rows = answers.bodies.filter(([number]) => !who.role || things[number].links.some((link) => link.role === who.role && link.head === number));
  if (tokens.length === 0) return { rows, exact: [] };
  const names = (number) => ` ${bodyNames(number).map(fold).join(" \n ")} `;
  const found = rows.filter(([number]) => tokens.every((token) => names(number).includes(` ${token}`)));
  const exact = found.filter(([number]) => bodyNames(number).some((name) => fold(name) === phrase));
  return { rows: [...exact, ...found.filter((row) => !exact.includes(row))], exact };
}

function bodyNames(number) {
  const { label, facts } = things[number];
  return [label, facts.en || "", ...(facts.aliases || "").split(" | ")].filter(Boolean);
}

function fillWhoRows() {
  const holder_ = document.getElementById("who-rows");
  const { rows, exact } = matchingBodies();
  const one = who.body ?? exact[0]?.[0] ?? (who.text && rows.length === 1 ? rows[0][0] : null);
  tell("sheet", one);
  const none = tasksWhere(GAP_TESTS.owner);
  const nobody = make("p", {}, press("finding", () => goTo("overview", "gap:owner"), `${said("gaps", "owner")}: ${numberWords(none.length)}`));
  const others = one === null ? rows : rows.filter(([number]) => number !== one);
  const more = one !== null && others.length ? [make("h3", {}, who.text && who.body === null ? word("otherMatches") : word("otherBodies"))] : [];
  holder_.replaceChildren(...(one === null ? (who.text ? [] : [nobody]) : bodySheet(one)), ...(rows.length === 0 ? [make("p", { class: "also" }, word("nothing"))] : []),
    ...(one !== null && who.body !== null ? [] : [...more, ...matrixTables(others)]));
}

export function openBody(number, role = "") {
  who = { ...who, text: nameOf(things[number]), body: number, role };
  goTo("who");
}

function takeWho(settings) {
  const named = answers.bodies.find(([number]) => things[number].label === settings);
  who = { ...who, text: settings, body: named ? named[0] : null, role: "" };
}

// The columns of the matrix: each a key with its name; and the key of one duty's column.
function matrixColumns() {
  if (who.by === "role") {
    const used = new Set(linksBy("responsibility").map((link) => link.role));
    return { columns: [...DOERS, "beneficiary"].filter((role) => used.has(role)).map((role) => [role, valueName(role)]), keyOf: (link) => link.role };
  }
  const keyOf = who.by === "document" ? (link) => things[link.tail].flat[0]
    : (link) => { const row = taskRow.get(link.tail); return row === undefined ? null : fieldOf(answers.tasks.sector[row]); };
  const counts_ = new Map();
  for (const link of linksBy("responsibility")) if (link.role !== "beneficiary") counts_.set(keyOf(link), (counts_.get(keyOf(link)) || 0) + 1);
  counts_.delete(null);
  const room = NARROW.matches ? 8 : Math.max(3, Math.floor((whoView.clientWidth - 340) / 96));
  const keys = [...counts_].sort(([, one], [, other]) => other - one).slice(0, room).map(([key]) => key);
  const name = (key) => (who.by === "document" ? things[documents[key].node].facts.number || shorten(things[documents[key].node].label, 24) : sectorWords(key));
  return { columns: keys.map((key) => [key, name(key)]), keyOf };
}

function firstDue(numbers) {
  const dated = numbers.map(dueOf).filter(Boolean).sort((one, other) => one.last.localeCompare(other.last) || one.inherited - other.inherited);
  return dated[0] || null;
}

function dutiesByColumn(body, keyOf) {
  const cells = new Map();
  for (const link of things[body].links) {
    if (link.predicate !== "responsibility" || link.head !== body || (who.by !== "role" && link.role === "beneficiary")) continue;
    const key = keyOf(link);
    if (!cells.has(key)) cells.set(key, new Set());
    cells.get(key).add(link.tail);
  }
  return cells;
}

function matrixRow(heads, columns, keyOf, number) {
  const cells = dutiesByColumn(number, keyOf);
  const doing = [...cells].filter(([key]) => key !== "beneficiary").flatMap(([, numbers]) => [...numbers]);
  const due = firstDue(doing);
  const open = make("button", { type: "button", class: "inline plain", onclick: () => openBody(number) }, nameElement(things[number]));
  const cell_ = ([key, name]) => {
    const numbers = [...(cells.get(key) || [])];
    if (numbers.length === 0) return "";
    const early = who.by === "role" ? null : firstDue(numbers);
    return [countButton(numbers.length, `${nameOf(things[number])}, ${name}: ${numbers.length}`, () => openBody(number, who.by === "role" ? key : "")),
      ...(early ? [make("span", { class: "also" }, ` ${timeWords(early.written)}${early.inherited ? "*" : ""}`)] : [])];
  };
  return rowOf(heads, [open, ...columns.map(cell_), due ? dueCell(null, { due, again: [] }) : ""]);
}

function matrixTables(rows) {
  const { columns, keyOf } = matrixColumns();
  const heads = [columnName("agent"), ...columns.map(([, name]) => name), word("firstDue")];
  const early = (number) => firstDue(sheetOf(number).duties.map((duty) => duty.number))?.last ?? "9999";
  const sorted = { number: (list) => list, name: (list) => list.slice().sort(([one], [other]) => nameOf(things[one]).localeCompare(nameOf(things[other]), "vi")),
    due: (list) => list.map((row) => [early(row[0]), row]).sort(([one], [other]) => one.localeCompare(other)).map(([, row]) => row) };
  return answers.levels.flatMap((level, at) => {
    const members = sorted[who.sort](rows.filter((row) => row[1] === at));
    if (members.length === 0) return [];
    const { table, body } = tableOf(heads, `${said("levels", level)} (${numberWords(members.length)})`);
    table.classList.add("matrix");
    grow(body, members.map(([number]) => () => matrixRow(heads, columns, keyOf, number)), BODIES_AT_ONCE);
    return [table];
  });
}

// One body's sheet: what it has to do, due first, and apart what is done for it. It can be printed and drawn.
function bodySheet(number) {
  const { duties, benefits } = sheetOf(number);
  const doing = who.role && who.role !== "beneficiary";
  const kept = doing ? duties.filter((duty) => duty.roles.some(({ role }) => role === who.role)) : duties;
  const lead = roleColumn([...duties, ...benefits]);
  const table = (some, name) => taskTable(some.map((duty) => duty.number), { lead, body: number, caption: `${word(name)}: ${numberWords(some.length)}` });
  const facts = [said("levels", levelOf.get(number) || "other"), ...bodyNames(number).slice(1), ...(doing ? [valueName(who.role)] : [])];
  const all = () => { who = { ...who, body: null, text: "", role: "" }; goTo("who"); };
  return [...(who.body === null ? [] : [backButton(word("otherBodies"), all)]), make("h2", {}, nameElement(things[number])),
    make("p", { class: "also" }, facts.join(" · ")), sheetTools(number, [...kept, ...benefits]),
    kept.length ? table(kept, "hasToDo") : make("p", { class: "also" }, word("nothingToDo")), ...(benefits.length ? [table(benefits, "doneFor")] : [])];
}

function roleColumn(duties) {
  const roles = new Map(duties.map((duty) => [duty.number, duty.roles]));
  const cell_ = ({ role, inherited }) => [make("span", {}, valueName(role)), inherited ? badge("inherited", said("bases", "inherited")) : "", " "];
  return { head: columnName("role"), cell: (task) => roles.get(task).flatMap(cell_) };
}

function sheetTools(number, duties) {
  const first = duties.slice(0, MOST_OF_ANSWER).map((duty) => duty.number);
  return make("div", { class: "actions" }, press("", () => toPaper(), word("printSheet")),
    press("", () => drawThese([number, ...first], nameOf(things[number])), word("drawAnswer")), press("", () => openRow(number), word("aboutBody")));
}

function whoCsv() {
  const { exact } = matchingBodies();
  const one = who.body ?? exact[0]?.[0] ?? null;
  if (one !== null) return tasksCsv(sheetOf(one).duties.map((duty) => duty.number));
  const { columns, keyOf } = matrixColumns();
  return [[word("level"), columnName("agent"), ...columns.map(([, name]) => name)], ...matchingBodies().rows.map(([number, level]) => {
    const cells = dutiesByColumn(number, keyOf);
    return [said("levels", answers.levels[level]), nameOf(things[number]), ...columns.map(([key]) => cells.get(key)?.size ?? 0)];
  })];
}

on("body", openBody);
addView("who", { fill: fillWho, take: takeWho, give: () => who.text, csv: whoCsv, first: "who-filter" });
