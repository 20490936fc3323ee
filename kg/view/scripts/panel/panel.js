// The panel: what the graph knows of a thing or a link, in words, with its citations.
import { on } from "../base/bus.js";
import {
  START, STATEMENTS, commonMeasures, documents, isFrame, linkAt, otherEnd, things, triggerOf,
} from "../base/catalogue.js";
import { panel } from "../base/elements.js";
import { edgeTitle, shorten } from "../base/labels.js";
import {
  alsoClassName, className, language, linkName, nameOf, pick, timeWords, valueName, word, words,
} from "../base/language.js";
import { make, nameElement, symbol } from "../base/symbols.js";
import { showTab } from "../base/tabs.js";
import {
  choose, collapse, expand, focusOn, hide, isExpanded, togglePin, unchoose, undrawn,
} from "../drawing/explore.js";
import { legendRows } from "../drawing/legend.js";
import { beginPath } from "../drawing/paths.js";
import { said } from "../model/answers.js";
import { verdictsOn } from "../model/others.js";
import { sentencesOf, statementsOf } from "../model/sentences.js";
import { QUOTES_AT_ONCE, citation } from "../text/quotes.js";
import { markSentences, readThing } from "../text/reading.js";
import { card, inWords, statementChips } from "./cards.js";

const ITEMS_AT_ONCE = 7;
export let shown = { kind: "welcome" };

// Append the first `most` of `makers` to a list, the rest behind a button.
export function unfold(list, makers, most) {
  list.append(...makers.slice(0, most).map((maker) => maker()));
  const rest = makers.slice(most);
  if (rest.length === 0) return list;
  const more = make("button", { type: "button", class: "more", onclick: () => {
    more.remove();
    unfold(list, rest, most * 4);
  } }, `${word("more")} (${rest.length})`);
  list.append(list.tagName === "UL" ? make("li", {}, more) : more);
  return list;
}

export function item(thing, role) {
  const tag = role ? make("span", { class: "role" }, valueName(role)) : "";
  return make("li", {}, make("button", { type: "button", class: "item", onclick: () => choose(thing.number) },
    symbol(thing.cls), make("span", {}, nameElement(thing)), tag));
}

function closeButton() {
  return make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: unchoose }, "×");
}

function heading(thing) {
  const kind = make("div", { class: "kind" }, symbol(thing.cls), make("span", {}, className(thing.cls)),
    make("span", { class: "also" }, alsoClassName(thing.cls)), closeButton());
  const other = thing.facts.en ? make("div", { class: "also" }, language === "en" ? thing.label : thing.facts.en) : "";
  return [kind, make("h2", { dir: "auto" }, shorten(nameOf(thing), 400)), other];
}

export function plainHeading(text) {
  return make("div", { class: "kind" }, make("h2", {}, text), closeButton());
}

function actions(thing) {
  const button = (key, act) => make("button", { type: "button", "data-act": key, onclick: act }, word(key));
  const again = (act) => () => { act(); choose(thing.number, false); };
  const buttons = [];
  if (undrawn(thing.number).length > 0) buttons.push(button("expand", again(() => expand(thing.number))));
  if (isExpanded(thing.number)) buttons.push(button("collapse", again(() => collapse(thing.number))));
  const depth = [1, 2, 3].map((steps) => make("button", { type: "button", "data-depth": steps, "aria-label": `${word("focus")} ${steps}`,
    onclick: again(() => focusOn(thing.number, steps)) }, String(steps)));
  buttons.push(make("span", { class: "group" }, make("span", {}, word("focus")), ...depth));
  buttons.push(button("pathFrom", () => beginPath(thing.number)), button("hide", () => hide(thing.number)));
  buttons.push(button("pin", again(() => togglePin(thing.number))));
  return make("div", { class: "actions" }, ...buttons);
}

const TIMES = ["due", "period", "normal", "issued"];

function factWords(name, value) {
  return TIMES.includes(name) ? timeWords(value) : valueName(String(value));
}

function factList(thing) {
  const facts = { ...thing.facts, ...(triggerOf(thing) ? { trigger: triggerOf(thing) } : {}) };
  const rows = Object.entries(words.facts).filter(([name]) => name in facts).flatMap(([name, names]) => (
    [make("dt", {}, pick(names)), make("dd", { dir: "auto" }, factWords(name, facts[name]))]
  ));
  if ("sure" in thing.facts) rows.push(make("dt", {}, word("confidence")), make("dd", {}, `${Math.round(thing.facts.sure * 100)} %`));
  return rows.length ? [make("dl", {}, ...rows)] : [];
}

// Group links by relation and direction, in the order of words.json, documents last in each group.
function linkGroups(thing) {
  const groups = new Map();
  for (const link of thing.links) {
    const outward = link.tail === thing.number;
    const other = otherEnd(link, thing.number);
    if (!outward && link.predicate === "mentions" && other.cls === "Document" && documents.length < 2) continue;
    const key = `${outward ? 0 : 1} ${link.predicate}`;
    if (!groups.has(key)) groups.set(key, { predicate: link.predicate, outward, ends: [] });
    groups.get(key).ends.push({ other, role: link.role });
  }
  const order = Object.keys(words.links);
  const late = (end) => (end.other.cls === "Document" ? 1 : 0);
  for (const group of groups.values()) group.ends.sort((one, next) => late(one) - late(next));
  return [...groups.values()].sort((one, next) => next.outward - one.outward
    || order.indexOf(one.predicate) - order.indexOf(next.predicate));
}

function linkList(thing) {
  const groups = linkGroups(thing).flatMap((group) => [
    make("h4", {}, linkName(group.predicate, group.outward), make("span", { class: "count" }, String(group.ends.length))),
    unfold(make("ul", { class: "items" }), group.ends.map((end) => () => item(end.other, end.role)), ITEMS_AT_ONCE),
  ]);
  return groups.length ? [make("h3", {}, word("links")), ...groups, ...tiedList(thing)] : [];
}

// What else the measures that speak of a thing speak of, the most frequent first.
function tiedThings(thing) {
  const counts = new Map();
  for (const measure of statementsOf(thing)) {
    for (const other of new Set(measure.links.map((link) => otherEnd(link, measure.number)))) {
      if (other !== thing && !isFrame(other)) counts.set(other, (counts.get(other) || 0) + 1);
    }
  }
  return [...counts].sort(([one, many], [other, more]) => more - many || one.number - other.number);
}

function tiedList(thing) {
  const tied = tiedThings(thing);
  if (tied.length === 0) return [];
  const makers = tied.map(([other, count]) => () => item(other, count > 1 ? `×${count}` : ""));
  return [make("h4", {}, word("tied"), make("span", { class: "count" }, String(tied.length))),
    unfold(make("ul", { class: "items" }), makers, ITEMS_AT_ONCE)];
}

function quoteList(thing) {
  const sentences = sentencesOf(thing);
  if (sentences.length === 0) return [];
  const own = STATEMENTS.includes(thing.cls);
  const makers = sentences.map((sentence) => () => (own ? citation(thing, sentence, true) : card(thing, sentence)));
  const title = make("h3", {}, word("cited"), make("span", { class: "count" }, String(makers.length)));
  return [title, unfold(make("div", { class: "quotes" }), makers, QUOTES_AT_ONCE)];
}

// Fill the panel; `told` is what it then shows: { kind, … }.
export function fillPanel(told, ...parts) {
  shown = told;
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}

// What others say of a statement, in a box of its own with whose words they are.
function othersList(thing) {
  const found = verdictsOn(thing.number);
  if (found.length === 0) return [];
  const row = ({ verdict, day, source, quote }) => make("li", {}, make("b", {}, said("verdicts", verdict)), ` · ${timeWords(day)} · `, make("bdi", {}, source),
    quote ? make("q", { dir: "auto" }, quote) : "");
  return [make("section", { class: "others" }, make("h3", {}, word("othersSay")), make("p", { class: "also" }, word("othersNote")), make("ul", {}, ...found.map(row)))];
}

export function showThing(thing) {
  const own = STATEMENTS.includes(thing.cls) ? statementChips(thing) : [];
  fillPanel({ kind: "thing", number: thing.number }, ...heading(thing), ...inWords(thing), own.length ? make("div", { class: "chips" }, ...own) : "", actions(thing),
    ...factList(thing), ...quoteList(thing), ...othersList(thing), ...linkList(thing));
  showTab("panel");
}

export function showEdge(edge) {
  const [tail, head] = [things[edge.from], things[edge.to]];
  const measures = edge.bundle ? commonMeasures(edge.from, edge.to) : [];
  const at = edge.bundle ? null : linkAt(edge.link).at;
  const sentence = at ? { doc: at[0], start: at[1], end: at[2], statement: null, inner: [] } : null;
  const quoted = sentence && documents[sentence.doc].text !== null;
  fillPanel({ kind: "edge", id: edge.id }, plainHeading(edgeTitle(edge)), make("ul", { class: "items" }, item(tail), item(head)),
    ...(quoted ? [make("h3", {}, word("cited")), citation(tail, sentence, true)] : []),
    unfold(make("ul", { class: "items" }), measures.map((thing) => () => item(thing)), 30));
  if (quoted) markSentences([sentence]);
  showTab("panel");
}

export function showWelcome() {
  const starts = unfold(make("ul", { class: "items" }), START.map((number) => () => item(things[number])), ITEMS_AT_ONCE);
  fillPanel({ kind: "welcome" }, make("p", {}, word("welcome")), make("p", { class: "also" }, word("drawn")),
    ...(START.length ? [make("h3", {}, word("start")), starts] : []), make("h3", {}, word("holds")), make("ul", { class: "legend" }, ...legendRows()));
}

on("chosen", (thing) => {
  showThing(thing);
  readThing(thing);
});
on("unchosen", () => {
  showWelcome();
  markSentences([]);
});
