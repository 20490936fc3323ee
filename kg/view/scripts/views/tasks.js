// A list of measures and targets, the same in every view: due, who, the words, the sector, the document where there are many.
import { tell } from "../base/bus.js";
import { documents, things } from "../base/catalogue.js";
import { placeCells, placeHeads } from "../base/cells.js";
import { shorten } from "../base/labels.js";
import { columnName, nameOf, pick, timeWords, valueName, word, words } from "../base/language.js";
import { make, nameElement } from "../base/symbols.js";
import {
  againOf, answers, dueOf, dutiesOf, nextDay, numberWords, said, sectorWords, stateOn, taskRow, today,
} from "../model/answers.js";
import { latestVerdict, others, verdictsOn } from "../model/others.js";
import { grow, quoteButton, rowOf, tableOf } from "./rows.js";

const TASKS_AT_ONCE = 40;

export function badge(kind, text) {
  return make("span", { class: `badge b-${kind}` }, text);
}

export function dueCell(number, { due = dueOf(number), again = againOf(number) } = {}) {
  const parts = [];
  if (due) parts.push(make("span", { class: "due" }, timeWords(due.written)));
  if (due && due.inherited) parts.push(badge("inherited", said("bases", "inherited")));
  for (const one of again) {
    const next = today && nextDay(one, today);
    parts.push(badge("recurring", pick(one[2])), next ? make("span", { class: "also" }, ` ${word("next")} ${timeWords(next)}`) : "");
  }
  const state_ = number === null ? "" : stateOn(due, things[number].flat[0]);
  if (state_ && state_ !== "later") parts.push(badge(state_, said("states", state_)));
  return parts;
}

function whoCell(number, { body = null } = {}) {
  const duties = dutiesOf(number).filter((link) => link.head !== body && link.role !== "beneficiary");
  return duties.slice(0, 6).flatMap((link, index) => [...(index ? [make("br", {})] : []),
    make("button", { type: "button", class: "inline plain", onclick: () => tell("body", link.head) }, nameElement(things[link.head])),
    make("span", { class: "also" }, ` ${valueName(link.role)}`)]);
}

function sectorCell(number) {
  const row = taskRow.get(number);
  return row === undefined ? "" : sectorWords(answers.tasks.sector[row]);
}

function documentCell(number) {
  const [doc] = things[number].flat;
  if (doc === undefined) return "";
  const facts = things[documents[doc].node].facts;
  return make("span", { class: "also", title: things[documents[doc].node].label }, facts.number || shorten(things[documents[doc].node].label, 40));
}

// The latest verdict of others with its day; its words and source stand in the details.
function othersCell(number) {
  const latest = latestVerdict(number);
  if (!latest) return "";
  return [badge(`said v-${latest.replace(" ", "-")}`, said("verdicts", latest)), make("span", { class: "also" }, ` ${timeWords(verdictsOn(number)[0].day)}`)];
}

// A table of measures or of entries { number, due, again, at }; `lead` gives further cells in front of each row.
export function taskTable(numbers, { lead = null, body = null, caption = "" } = {}) {
  const many = documents.length > 1;
  const heads = [columnName("due"), ...(lead ? [lead.head] : []), word("task"), word(body === null ? "who" : "withWhom"), columnName("sector"),
    ...(many ? [word("document")] : []), ...(others ? [word("othersSay")] : [])];
  const { table, body: rows } = tableOf(heads, caption);
  table.classList.add("tasks");
  const cells = (number, entry) => [dueCell(number, entry), ...(lead ? [lead.cell(number)] : []), quoteButton(number, entry.at || null, 420),
    whoCell(number, { body }), sectorCell(number), ...(many ? [documentCell(number)] : []), ...(others ? [othersCell(number)] : [])];
  grow(rows, numbers.map((one) => () => rowOf(heads, typeof one === "number" ? cells(one, {}) : cells(one.number, one))), TASKS_AT_ONCE);
  return table;
}

function verdictWords({ verdict, day, source }) {
  return `${said("verdicts", verdict)} (${timeWords(day)}, ${source})`;
}

export function tasksCsv(numbers) {
  const head = [columnName("due"), word("dueBasis"), word("recurs"), columnName("agent"), columnName("sector"), ...placeHeads(), ...(others ? [word("othersSay")] : [])];
  const duty = (link) => `${nameOf(things[link.head])} (${valueName(link.role)}${link.inherited ? `, ${said("bases", "inherited")}` : ""})`;
  const row = (number) => {
    const due = dueOf(number);
    const basis = due ? said("bases", due.inherited ? "inherited" : "stated") : "";
    const again = againOf(number).map(([, , names]) => pick(names)).join("; ");
    return [due ? timeWords(due.written) : "", basis, again, dutiesOf(number).map(duty).join("; "), sectorCell(number), ...placeCells(number), ...(others ? [verdictsOn(number).map(verdictWords).join("; ")] : [])];
  };
  return [head, ...numbers.map(row)];
}

// A number that opens the list behind it.
export function countButton(count, label, open) {
  return make("button", { type: "button", class: "number", "aria-label": label, onclick: open }, numberWords(count));
}

export function backButton(label, go) {
  return make("button", { type: "button", class: "more back", onclick: go }, `← ${label}`);
}

// What an answer can't know, in words.
export function cantKnow(answer) {
  const rows = words.answers.unknown[answer].map((one) => make("li", {}, pick(one)));
  return make("details", { class: "fold" }, make("summary", {}, word("cantKnow")), make("ul", {}, ...rows));
}
