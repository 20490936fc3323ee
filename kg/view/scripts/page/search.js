// Search as people type: any words of a name, without accents, by arrows and Enter; what is found is grouped by class.
// Names are folded all at once as lines of one text; sentences, of which there may be many, when the page is idle.
import { STATEMENTS, documents, isFrame, looks, packed, quoteOf, things } from "../base/catalogue.js";
import { box, holder, panel, popup } from "../base/elements.js";
import { fold, foldLines } from "../base/fold.js";
import { isDrawing } from "../base/front.js";
import { shorten } from "../base/labels.js";
import { className, word, words } from "../base/language.js";
import { announce, live } from "../base/live.js";
import { make, nameElement, symbol } from "../base/symbols.js";
import { waiting } from "../base/texts.js";
import { choose, chooseWithNeighbours } from "../drawing/explore.js";
import { drawPath, endPath, pathFrom } from "../drawing/paths.js";
import { numberWords } from "../model/answers.js";
import { openView } from "./link.js";

const MOST_RESULTS = 30;
const MOST_HITS = 4000;
const results = document.getElementById("results");
const facets = document.getElementById("facets");
let found = [];
let current = -1;
export const nameIndex = lineIndex(things, (thing) => [thing.label, thing.facts.aliases || "", thing.facts.en || "", thing.cls === "Document" ? thing.facts.number || "" : ""].join(" "));
let sentenceIndex = null;

// One folded text with a line for each thing, built when it is first wanted.
function lineIndex(members, wordsOf) {
  let folded = null;
  return () => {
    folded = folded || { ...foldLines(members.map(wordsOf)), members };
    return folded;
  };
}

function lineAt(starts, at) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The things whose line has every token at the beginning of a word, with that line.
function linesWith({ text, starts, members }, tokens) {
  const rarest = [...tokens].sort((one, other) => other.length - one.length)[0];
  const hits = new Map();
  for (let at = text.indexOf(` ${rarest}`); at >= 0 && hits.size < MOST_HITS; at = text.indexOf(` ${rarest}`, at + 1)) {
    const number = lineAt(starts, at);
    if (hits.has(number)) continue;
    const line = text.slice(starts[number], number + 1 < starts.length ? starts[number + 1] : text.length);
    if (tokens.every((token) => line.includes(` ${token}`))) hits.set(number, line);
  }
  return [...hits].map(([number, line]) => ({ thing: members[number], line }));
}

const LATE = { Measure: 30, Target: 20, Section: 20, KeyTask: 20, Breakthrough: 20, Time: 10 };

function score({ thing, line }, phrase) {
  const name = fold(thing.label);
  return (name === phrase ? 100 : 0) + (name.startsWith(phrase) ? 40 : 0) + (line.includes(` ${phrase}`) ? 25 : 0)
    - (LATE[thing.cls] || 0) + Math.min(9, thing.degree / 4);
}

export function readSentences() {
  const measures = things.filter((thing) => thing.cls === "Measure");
  sentenceIndex = sentenceIndex || lineIndex(measures, (thing) => quoteOf(thing));
  return sentenceIndex();
}

// What may be meant besides the words that were typed: abbreviations written out, and words of one meaning, each in turn.
let sameWords = null;
const MOST_VARIANTS = 6;

function variantsOf(phrase) {
  sameWords = sameWords || words.same.flatMap(([term, meaning]) => [[fold(term), fold(meaning)], [fold(meaning), fold(term)]]);
  const padded = ` ${phrase} `;
  const found_ = sameWords.filter(([term]) => padded.includes(` ${term} `)).map(([term, meaning]) => padded.replace(` ${term} `, ` ${meaning} `).trim());
  return [...new Set(found_)].filter((variant) => variant !== phrase).slice(0, MOST_VARIANTS);
}

// Things of a class that is called so, in either language: "port", "khu cong nghiep".
function ofClassCalled(phrase) {
  const classes = packed.classes.filter((cls) => !STATEMENTS.includes(cls) && !isFrame({ cls }) && [looks[cls].vi, looks[cls].en].some((name) => ` ${fold(name)} `.includes(` ${phrase} `)));
  return classes.length ? things.filter((thing) => classes.includes(thing.cls)) : [];
}

// Everything that has the words, the best first: { thing, score }.
function findAll(query) {
  const phrase = fold(query);
  if (phrase === "") return [];
  const hits = new Map();
  const add = (some, minus, asked_) => {
    for (const hit of some) if (!hits.has(hit.thing.number)) hits.set(hit.thing.number, { thing: hit.thing, score: score(hit, asked_) - minus });
  };
  const meant = [phrase, ...variantsOf(phrase)];
  meant.forEach((one, at) => add(linesWith(nameIndex(), one.split(" ")), at ? 15 : 0, one));
  add(ofClassCalled(phrase).map((thing) => ({ thing, line: "" })), 20, phrase);
  if ((hits.size < MOST_RESULTS || sentenceIndex !== null) && !waiting) meant.forEach((one, at) => add(linesWith(readSentences(), one.split(" ")), at ? 15 : 0, one));
  return [...hits.values()].sort((one, other) => other.score - one.score || one.thing.number - other.thing.number);
}

// Group what was found by class, the class with the best hit first.
function byClass(list) {
  const groups = new Map();
  for (const thing of list) {
    if (!groups.has(thing.cls)) groups.set(thing.cls, []);
    groups.get(thing.cls).push(thing);
  }
  return [...groups];
}

function resultRow(thing, number) {
  const doc = documents.length > 1 && thing.flat.length > 0 && STATEMENTS.includes(thing.cls)
    ? make("span", { class: "also" }, ` ${shorten(things[documents[thing.flat[0]].node].label, 40)}`) : "";
  const row = make("div", { role: "option", id: `result-${number}`, "aria-selected": String(number === 0) },
    symbol(thing.cls), make("span", {}, nameElement(thing), doc));
  row.addEventListener("pointerdown", (event) => { event.preventDefault(); accept(number); });
  return row;
}

let facet = "";

export function showResults() {
  const all = findAll(box.value).map((hit) => hit.thing);
  const classes = byClass(all);
  if (!classes.some(([cls]) => cls === facet)) facet = "";
  showFacets(classes, all.length);
  const groups = byClass(all.filter((thing) => facet === "" || thing.cls === facet).slice(0, MOST_RESULTS));
  found = groups.flatMap(([, members]) => members);
  current = found.length ? 0 : -1;
  let number = 0;
  const rows = groups.map(([cls, members]) => make("div", { role: "group", "aria-label": className(cls) },
    make("div", { class: "head", "aria-hidden": "true" }, className(cls)), ...members.map((thing) => resultRow(thing, number++))));
  const note = waiting && found.length < MOST_RESULTS ? word("sentencesWait") : rows.length === 0 && word("nothing");
  results.replaceChildren(...rows, ...(note ? [make("div", { role: "option", "aria-disabled": "true", class: "also" }, note)] : []));
  openResults(box.value.trim() !== "");
  if (box.value.trim()) announce(`${numberWords(all.length)} ${word("found")}`);
}

// How many were found of each class; one of them leaves only its own.
function showFacets(classes, count) {
  const chip_ = (cls, label, number) => {
    const button = make("button", { type: "button", class: "chip", "aria-pressed": String(facet === cls) }, cls ? symbol(cls) : "", `${label} `, make("span", { class: "also" }, numberWords(number)));
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => { facet = cls; box.focus(); showResults(); });
    return button;
  };
  const chips = classes.length > 1 ? [chip_("", word("all"), count), ...classes.map(([cls, members]) => chip_(cls, className(cls), members.length))] : [];
  facets.replaceChildren(...chips);
  facets.hidden = chips.length === 0;
}

function openResults(open) {
  popup.hidden = !open;
  if (!open) facet = "";
  box.setAttribute("aria-expanded", String(open));
  if (open && current >= 0) box.setAttribute("aria-activedescendant", `result-${current}`);
  else box.removeAttribute("aria-activedescendant");
}

function step(by) {
  if (found.length === 0) return;
  const rows = results.querySelectorAll("[role=option]");
  rows[current].setAttribute("aria-selected", "false");
  current = (current + by + found.length) % found.length;
  rows[current].setAttribute("aria-selected", "true");
  rows[current].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", `result-${current}`);
}

function accept(number) {
  if (openView(box.value)) return;
  if (number < 0 || number >= found.length) return;
  const asked = pathFrom;
  openResults(false);
  live.classList.remove("shown");
  leaveSearch();
  if (asked !== null) drawPath(asked, found[number].number);
  else if (isDrawing()) chooseWithNeighbours(found[number].number);
  else choose(found[number].number);
}

// What was found has the keyboard next: on the drawing letters act, in the text n and p go from sentence to sentence.
function leaveSearch() {
  if (document.activeElement === box) (holder.offsetParent === null ? panel : holder).focus({ preventScroll: true });
}

box.addEventListener("input", showResults);
box.addEventListener("focus", () => { if (box.value.trim()) showResults(); });
box.parentElement.addEventListener("focusout", (event) => { if (!box.parentElement.contains(event.relatedTarget)) openResults(false); });
box.addEventListener("keydown", (event) => {
  const escape = () => { openResults(false); endPath(); };
  const acts = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => accept(current), Escape: escape };
  if (event.isComposing || !Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
});
