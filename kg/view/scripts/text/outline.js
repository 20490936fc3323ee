// What stands above the text: which document, its outline of sections, what was repaired in it, and the sentence shown.
import { on } from "../base/bus.js";
import { cut, documents, things } from "../base/catalogue.js";
import { shorten } from "../base/labels.js";
import { word } from "../base/language.js";
import { make, symbol } from "../base/symbols.js";
import { showTab } from "../base/tabs.js";
import { choose } from "../drawing/explore.js";
import { markSentences, openDocument, reading, stepSentence } from "./reading.js";

const outline = document.getElementById("outline");
const repairList = document.getElementById("repairs");
const picker = document.getElementById("document");
const MOST_REPAIRS = 60;

export function fillOutline(doc) {
  if (documents.length === 0) return;
  picker.value = String(doc);
  const sections = [...documents[doc].sections].sort((one, other) => one.start - other.start || other.end - one.end);
  const open = [];
  const rows = sections.map((section) => {
    while (open.length > 0 && open[open.length - 1].end <= section.start) open.pop();
    const row = make("li", { class: `level-${Math.min(4, open.length)}` }, make("button", { type: "button", class: "item", onclick: () => choose(section.number) },
      symbol(things[section.number].cls), make("bdi", {}, shorten(things[section.number].label, 90))));
    open.push(section);
    return row;
  });
  outline.querySelector("ul").replaceChildren(...rows);
  outline.hidden = rows.length === 0;
  fillRepairs(doc);
}

function fillRepairs(doc) {
  const rows = documents[doc].repairs.slice(0, MOST_REPAIRS).map((repair) => make("li", {}, make("button", {
    type: "button", class: "item", onclick: () => showRepair(repair),
  }, make("span", { class: `chip r-${repair[0]}` }, word(`repair-${repair[0]}`)), make("bdi", {}, repairWords(doc, repair)))));
  repairList.querySelector("ul").replaceChildren(...rows);
  repairList.querySelector(".count").textContent = String(documents[doc].repairs.length);
  repairList.hidden = rows.length === 0;
}

function repairWords(doc, [kind, start, end]) {
  if (documents[doc].text === null) return "";
  if (kind === "page-break") return `${cut(doc, start - 24, start)} ⏎ ${cut(doc, end, end + 24)}`.replace(/\s+/g, " ");
  return shorten(cut(doc, start, end).replace(/\s+/g, " "), 50);
}

function showRepair([, start, end]) {
  markSentences([{ doc: reading.doc, start, end, statement: null, inner: [] }]);
  showTab("text");
}

export function fillPicker() {
  picker.replaceChildren(...documents.map((source, number) => (
    make("option", { value: String(number) }, shorten(things[source.node].label, 90)))));
  picker.hidden = documents.length < 2;
}

picker.addEventListener("change", () => {
  openDocument(Number(picker.value));
  choose(documents[Number(picker.value)].node);
});
document.getElementById("sentence-next").addEventListener("click", () => stepSentence(1));
document.getElementById("sentence-last").addEventListener("click", () => stepSentence(-1));

on("opened", fillOutline);
