// The table view: what is drawn, as rows that a screen reader can read and a keyboard can walk through.
import { on } from "../base/bus.js";
import { ends, things } from "../base/catalogue.js";
import { holder } from "../base/elements.js";
import { className, columnName, nameOf, timeWords, valueName, word } from "../base/language.js";
import { announce } from "../base/live.js";
import { state } from "../base/state.js";
import { make, nameElement, symbol } from "../base/symbols.js";
import { drawing, visibleNumbers } from "./canvas.js";
import { byRank, choose } from "./explore.js";

const tableView = document.getElementById("table");
const MOST_ROWS = 200;
export let tableShown = false;

export function tableColumns() {
  return [
    ["name", (thing) => nameOf(thing)],
    ["class", (thing) => className(thing.cls)],
    ["due", (thing) => (thing.facts.due ? timeWords(thing.facts.due) : ends(thing, "dueBy", true).map(nameOf).join(", "))],
    ["sector", (thing) => ends(thing, "sector", true).map(nameOf).join(", ")],
    ["agent", (thing) => thing.links.filter((link) => link.predicate === "responsibility" && link.tail === thing.number)
      .map((link) => `${nameOf(things[link.head])} (${valueName(link.role)})`).join("; ")],
    ["links", (thing) => String(thing.degree)],
  ];
}

export function tableRows() {
  return visibleNumbers().map((number) => things[number]).sort((one, other) => byRank(one, other));
}

function fillTable() {
  if (!tableShown) return;
  const columns = tableColumns();
  const rows = tableRows();
  const head = make("tr", {}, ...columns.map(([name]) => make("th", { scope: "col" }, columnName(name))));
  const body = make("tbody", {});
  unfoldRows(body, rows, columns);
  const caption = make("caption", {}, `${rows.length} ${word("inTable")}`);
  tableView.replaceChildren(make("table", {}, caption, make("thead", {}, head), body));
}

function unfoldRows(body, rows, columns) {
  for (const thing of rows.slice(0, MOST_ROWS)) {
    const [, ...others] = columns;
    const open = make("button", { type: "button", class: "item", onclick: () => choose(thing.number) }, symbol(thing.cls), nameElement(thing));
    body.append(make("tr", thing.number === state.chosen ? { "aria-current": "true" } : {}, make("th", { scope: "row" }, open),
      ...others.map(([, value]) => make("td", { dir: "auto" }, value(thing)))));
  }
}

export function showTable(open) {
  tableShown = open;
  tableView.hidden = !open;
  holder.hidden = open;
  document.getElementById("as-table").setAttribute("aria-pressed", String(open));
  fillTable();
  announce(word(open ? "tableShown" : "drawingShown"));
  if (open) tableView.focus({ preventScroll: true });
  else drawing.redraw();
}

document.getElementById("as-table").addEventListener("click", () => showTable(!tableShown));

on("changed", fillTable);
