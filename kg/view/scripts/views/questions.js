// Saved questions as cards, each with its answer as a table; who does a thing and whom it is for stand apart.
import { looks, packed, things } from "../base/catalogue.js";
import { placeCells, placeHeads } from "../base/cells.js";
import { addView, nameView } from "../base/front.js";
import { className, columnName, linkName, nameOf, pick, timeWords, valueName, word } from "../base/language.js";
import { announce } from "../base/live.js";
import { make, press } from "../base/symbols.js";
import { fill } from "../model/answers.js";
import { grow, quoteButton, rowOf, tableOf } from "./rows.js";
import { drawThese } from "./views.js";

const questionList = document.getElementById("view-ask");
const ROWS_AT_ONCE = 40;
export const MOST_OF_ANSWER = 40;
let asked = null;

function fillQuestions() {
  if (asked !== null) {
    showQuestion(packed.questions[asked]);
    return;
  }
  const cards = packed.questions.map((question, number) => make("li", {}, make("button", { type: "button", class: "question", onclick: () => ask(number) },
    make("strong", {}, pick(question.title)), make("span", {}, pick(question.description)),
    make("span", { class: "also" }, `${question.total} ${word("rows")}`))));
  questionList.replaceChildren(cards.length ? make("ul", { class: "cards" }, ...cards) : make("p", { class: "also" }, word("noQuestions")));
}

function ask(number) {
  asked = number;
  fillQuestions();
  nameView();
  questionList.scrollTop = 0;
  questionList.focus({ preventScroll: true });
  if (number !== null) announce(`${pick(packed.questions[number].title)}: ${packed.questions[number].total} ${word("rows")}`);
}

function askByName(name) {
  const number = packed.questions.findIndex((question) => question.name === name);
  asked = number < 0 ? null : number;
}

// The things of the first rows; a measure that several rows cite stands once.
function answerNumbers(question) {
  const numbers = new Set();
  for (const [, , members] of question.rows) {
    if (numbers.size + members.length > MOST_OF_ANSWER) break;
    for (const number of members) numbers.add(number);
  }
  return [...numbers];
}

function cellWords(column, value) {
  if (value === null) return "";
  if (column === "class" && looks[value]) return className(value);
  if (column === "relation") return linkName(value, true);
  if (column === "sector") return sectorName(value);
  if (column === "inherited") return value === "true" ? "✓" : "";
  if (column === "due") return timeWords(value);
  return valueName(value);
}

function sectorName(code) {
  const sector = things.find((thing) => thing.cls === "Sector" && thing.iri.endsWith(`/${code}`));
  return sector ? nameOf(sector) : code;
}

function usedColumns(question) {
  return question.columns.map((_, index) => index).filter((index) => question.rows.some(([cells]) => cells[index] !== null));
}

function answerTable(question, rows, caption = "") {
  const used = usedColumns(question);
  const heads = [...used.map((index) => columnName(question.columns[index])), word("quote")];
  const { table, body } = tableOf(heads, caption);
  grow(body, rows.map(([cells, at, members]) => () => {
    const quote = at !== null && members.length > 0 ? quoteButton(members[0], at) : "";
    return rowOf(heads, [...used.map((index) => cellWords(question.columns[index], cells[index])), quote]);
  }), ROWS_AT_ONCE);
  return table;
}

// An answer's tables: doers first, then those whom the measures are for, where a column tells the role.
function answerTables(question) {
  const role = question.columns.indexOf("role");
  if (role < 0) return [answerTable(question, question.rows)];
  const isFor = ([cells]) => cells[role] === "beneficiary";
  const groups = [[question.rows.filter((row) => !isFor(row)), "doers"], [question.rows.filter(isFor), "beneficiaries"]];
  return groups.filter(([rows]) => rows.length > 0).map(([rows, name]) => answerTable(question, rows, `${word(name)}: ${rows.length} ${word("rows")}`));
}

function showQuestion(question) {
  const { rows, total: all, name } = question;
  const numbers = answerNumbers(question);
  const drawRows = () => drawThese(numbers, `${pick(question.title)}: ${numbers.length} ${word("drawnNow")}`);
  const draw_ = make("button", { type: "button", "data-draw": "", onclick: drawRows }, word("drawAnswer"));
  const note = all > rows.length ? make("p", { class: "warn" }, fill(word("cutNote"), { shown: rows.length, total: all, name })) : "";
  questionList.replaceChildren(press("more", () => ask(null), `← ${word("allQuestions")}`), make("h2", {}, pick(question.title)),
    make("p", {}, pick(question.description)), note, make("div", { class: "actions" }, draw_), ...answerTables(question));
}

function questionCsv() {
  const question = packed.questions[asked];
  const used = usedColumns(question);
  const head = [...used.map((index) => columnName(question.columns[index])), ...placeHeads()];
  const rows = question.rows.map(([cells, at, members]) => [
    ...used.map((index) => cellWords(question.columns[index], cells[index])), ...placeCells(members[0], at),
  ]);
  return [head, ...rows];
}

addView("ask", {
  fill: fillQuestions, take: askByName, give: () => (asked === null ? "" : packed.questions[asked].name), csv: () => (asked === null ? null : questionCsv()),
});
