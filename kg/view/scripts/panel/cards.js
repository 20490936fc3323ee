// A measure as a card: its words with the trigger, and as chips its sectors, who answers, when it is due, its targets.
import { ends, things } from "../base/catalogue.js";
import { shorten, titleOf } from "../base/labels.js";
import { linkName, nameOf, pick, timeWords, valueName, word, words } from "../base/language.js";
import { make, nameElement, symbol } from "../base/symbols.js";
import { choose } from "../drawing/explore.js";
import { citation } from "../text/quotes.js";

function chip(thing, role) {
  return make("button", { type: "button", class: "chip", title: titleOf(thing), onclick: () => choose(thing.number) },
    symbol(thing.cls), make("bdi", {}, shorten(nameOf(thing), 60)), role ? make("span", { class: "role" }, valueName(role)) : "");
}

export function statementChips(measure) {
  const sectors = ends(measure, "sector", true).map((thing) => chip(thing));
  const bodies = measure.links.filter((link) => link.predicate === "responsibility" && link.tail === measure.number)
    .map((link) => chip(things[link.head], link.role));
  const targets = ends(measure, "hasTarget", true).map((thing) => chip(thing));
  const due = measure.facts.due ? [make("span", { class: "chip plain" }, `${pick(words.facts.due)}: ${timeWords(measure.facts.due)}`)] : [];
  const priority = measure.facts.priority ? [make("span", { class: "chip plain" }, valueName(measure.facts.priority))] : [];
  return [...bodies, ...due, ...targets, ...sectors, ...priority];
}

export function card(thing, sentence) {
  const title = sentence.statement && sentence.statement !== thing
    ? make("button", { type: "button", class: "more open", onclick: () => choose(sentence.statement.number) }, word("openMeasure"))
    : "";
  const chips = sentence.statement && !sentence.again ? statementChips(sentence.statement) : [];
  const element = citation(thing, sentence, false);
  if (title) element.querySelector(".quiet").append(title);
  return make("article", { class: "card" }, element, chips.length ? make("div", { class: "chips" }, ...chips) : "");
}

// The properties of a thing that is linked to others, as sentences: "From … to …. Located in …."
const SAID = ["locatedIn", "partOf", "connects", "along", "dueBy", "develops", "issuedBy", "memberOf"];

export function inWords(thing) {
  const from = ends(thing, "routeFrom", true);
  const to = ends(thing, "routeTo", true);
  const lines = [];
  if (from.length && to.length) lines.push([word("from"), ...inline(from), word("to"), ...inline(to)]);
  else if (from.length || to.length) lines.push([linkName(from.length ? "routeFrom" : "routeTo", true), ...inline([...from, ...to])]);
  for (const predicate of SAID) {
    const others = ends(thing, predicate, true);
    if (others.length) lines.push([linkName(predicate, true), ...inline(others)]);
  }
  if (lines.length === 0) return [];
  return [make("ul", { class: "words" }, ...lines.map((line) => make("li", {}, ...line.flatMap((part, index) => (index ? [" ", part] : [part])))))];
}

function inline(others) {
  return others.map((thing) => make("button", { type: "button", class: "inline", onclick: () => choose(thing.number) },
    thing.facts.normal ? timeWords(thing.facts.normal) : nameElement(thing)));
}
