// Hold every node and edge of the network by number, and the texts they cite.
import { readData } from "./data.js";

export const packed = await readData("catalogue");
export const looks = await readData("classes");
const FRAME = ["Document", "Section", "KeyTask", "Breakthrough"];
export const PARTS = ["Section", "KeyTask", "Breakthrough"];
export const STATEMENTS = ["Measure", "Target"];
export const START = packed.start;

// A thing; its links, and its spans, which stand flat in the data, are made when they are first asked for.
class Thing {
  constructor(number, [cls, label, flat, facts, iri]) {
    this.number = number;
    this.cls = packed.classes[cls];
    this.label = label;
    this.flat = flat;
    this.facts = facts;
    this.iri = packed.base + iri;
  }

  get spans() {
    const spans = [];
    for (let at = 0; at < this.flat.length; at += 3) spans.push(this.flat.slice(at, at + 3));
    Object.defineProperty(this, "spans", { value: spans, configurable: true });
    return spans;
  }

  get degree() {
    return linked.begins[this.number + 1] - linked.begins[this.number];
  }

  get links() {
    const links = Array.from(linked.numbers.subarray(linked.begins[this.number], linked.begins[this.number + 1]), linkAt);
    Object.defineProperty(this, "links", { value: links });
    return links;
  }

  extend(flat) {
    this.flat = this.flat.concat(flat);
    delete this.spans;
  }
}

// Links stay columns, and become objects when they are first asked for: most of a large graph's never are.
export const { tails, heads } = packed.edges;
const { predicates, extras } = packed.edges;
export const linkCount = tails.length;
const madeLinks = new Map();

export function linkAt(number) {
  let link = madeLinks.get(number);
  if (link === undefined) {
    const { role, at, inherited } = extras[number] || {};
    link = { number, tail: tails[number], head: heads[number], predicate: packed.predicates[predicates[number]], role, at, inherited };
    madeLinks.set(number, link);
  }
  return link;
}

// The links of one predicate, in the order of their numbers.
export function linksBy(predicate) {
  const wanted = packed.predicates.indexOf(predicate);
  const found = [];
  for (let number = 0; number < linkCount; number += 1) if (predicates[number] === wanted) found.push(linkAt(number));
  return found;
}

// The numbers of each thing's links as one flat list, and where those of each thing begin.
function groupLinks(count) {
  const begins = new Uint32Array(count + 1);
  for (let number = 0; number < linkCount; number += 1) {
    begins[tails[number] + 1] += 1;
    if (heads[number] !== tails[number]) begins[heads[number] + 1] += 1;
  }
  for (let at = 0; at < count; at += 1) begins[at + 1] += begins[at];
  const numbers = new Uint32Array(begins[count]);
  const next = begins.slice();
  for (let number = 0; number < linkCount; number += 1) {
    numbers[next[tails[number]]++] = number;
    if (heads[number] !== tails[number]) numbers[next[heads[number]]++] = number;
  }
  return { begins, numbers };
}

const linked = groupLinks(packed.nodes.length);
export const things = packed.nodes.map((node, number) => new Thing(number, node));
packed.nodes = null;
packed.edges = null;

export const documents = packed.documents.map(([node, text, repairs, pages, signs, bold]) => (
  { node, text, repairs, pages: pages || [], signs: signs || [], bold: bold || [], points: null, sections: [] }
));
export const documentOf = new Map(documents.map((source, number) => [source.node, number]));
export const byIri = (iri) => things.find((thing) => thing.iri === iri);
for (const thing of things) {
  if (PARTS.includes(thing.cls)) {
    for (const [doc, start, end] of thing.spans) documents[doc].sections.push({ start, end, number: thing.number });
  }
}

export function isFrame(thing) {
  return FRAME.includes(thing.cls);
}

export function otherEnd(link, number) {
  return things[link.tail === number ? link.head : link.tail];
}

// The other ends of a thing's links of one predicate, outward (`true`) or inward.
export function ends(thing, predicate, outward) {
  return thing.links.filter((link) => link.predicate === predicate && (outward ? link.tail : link.head) === thing.number)
    .map((link) => things[outward ? link.head : link.tail]);
}

// Offsets count code points; a text with characters beyond the basic plane is cut as an array of them.
export function points(doc) {
  const source = documents[doc];
  if (source.points === null) source.points = /[\ud800-\udfff]/.test(source.text) ? Array.from(source.text) : source.text;
  return source.points;
}

export function cut(doc, start, end) {
  const piece = points(doc).slice(Math.max(0, start), end);
  return typeof piece === "string" ? piece : piece.join("");
}

export function sectionAt(doc, offset) {
  let found = null;
  for (const section of documents[doc].sections) {
    if (section.start <= offset && offset < section.end && (!found || section.start >= found.start)) found = section;
  }
  return found ? things[found.number] : null;
}

// The page that an offset lies on, as the file has pages or the text keeps form feeds; null where nothing is known of
// pages, and for text around the pictures that are a file's only pages. A printed number that is another than the page's place in the file is followed by that: "84 (3)".
export function pageAt(doc, offset) {
  const source = documents[doc];
  if (source.pages.length > 0) {
    const [, number, label] = source.pages.findLast(([start]) => start <= offset) || source.pages[0];
    if (number === 0) return null;
    return label && label !== String(number) ? `${label} (${number})` : number;
  }
  if (source.text === null || !source.text.includes("\f")) return null;
  return cut(doc, 0, offset).split("\f").length;
}

// The words that a thing was first read from.
export function quoteOf(thing) {
  if (thing.facts.quote) return thing.facts.quote;
  const [doc, start, end] = thing.flat;
  return doc === undefined || documents[doc].text === null ? "" : cut(doc, start, end);
}

// The verb phrase of a measure, from the text where it is there.
export function triggerOf(thing) {
  if (thing.facts.trigger || !thing.facts.at) return thing.facts.trigger || "";
  if (documents[thing.flat[0]].text === null) return "";
  return cut(thing.flat[0], ...thing.facts.at);
}

export function commonMeasures(part, sector) {
  const inside = new Set([part]);
  for (const number of inside) {
    for (const link of things[number].links) {
      if (link.predicate === "inSection" && link.head === number) inside.add(link.tail);
    }
  }
  const measures = new Set();
  for (const link of things[sector].links) {
    if (link.predicate !== "sector") continue;
    if (things[link.tail].links.some((other) => inside.has(other.head) && other.tail === link.tail)) measures.add(link.tail);
  }
  return [...measures].map((number) => things[number]);
}
