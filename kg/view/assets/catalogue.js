// Hold every node and edge of the network by number, and the texts they cite.
const packed = await readData("catalogue");
const looks = await readData("classes");
const FRAME = ["Document", "Section", "KeyTask", "Breakthrough"];
const PARTS = ["Section", "KeyTask", "Breakthrough"];
const STATEMENTS = ["Measure", "Target"];
const START = packed.start;

// A thing; its spans, which stand flat in the data, become [document, start, end] when they are first asked for.
class Thing {
  constructor(number, [cls, label, flat, facts, iri]) {
    this.number = number;
    this.cls = packed.classes[cls];
    this.label = label;
    this.flat = flat;
    this.facts = facts;
    this.iri = packed.base + iri;
    this.links = [];
  }

  get spans() {
    const spans = [];
    for (let at = 0; at < this.flat.length; at += 3) spans.push(this.flat.slice(at, at + 3));
    Object.defineProperty(this, "spans", { value: spans, configurable: true });
    return spans;
  }

  extend(flat) {
    this.flat = this.flat.concat(flat);
    delete this.spans;
  }
}

// Links by number; only few have a role or a citation of their own.
function makeLinks({ tails, heads, predicates, extras }) {
  const made = new Array(tails.length);
  for (let number = 0; number < tails.length; number += 1) {
    const predicate = packed.predicates[predicates[number]];
    made[number] = { number, tail: tails[number], head: heads[number], predicate, role: undefined, at: undefined };
  }
  for (const [number, extra] of Object.entries(extras)) {
    made[number].role = extra.role;
    made[number].at = extra.at;
  }
  return made;
}

function joinLinks(members, made) {
  for (const link of made) {
    members[link.tail].links.push(link);
    if (link.head !== link.tail) members[link.head].links.push(link);
  }
}

const things = packed.nodes.map((node, number) => new Thing(number, node));
const links = makeLinks(packed.edges);
packed.nodes = null;
packed.edges = null;
joinLinks(things, links);

const documents = packed.documents.map(([node, text, repairs]) => (
  { node, text, repairs, points: null, sections: [] }
));
const documentOf = new Map(documents.map((source, number) => [source.node, number]));
const byIri = (iri) => things.find((thing) => thing.iri === iri);
for (const thing of things) {
  if (PARTS.includes(thing.cls)) {
    for (const [doc, start, end] of thing.spans) documents[doc].sections.push({ start, end, number: thing.number });
  }
}

function isFrame(thing) {
  return FRAME.includes(thing.cls);
}

function otherEnd(link, number) {
  return things[link.tail === number ? link.head : link.tail];
}

// The other ends of a thing's links of one predicate, outward (`true`) or inward.
function ends(thing, predicate, outward) {
  return thing.links.filter((link) => link.predicate === predicate && (outward ? link.tail : link.head) === thing.number)
    .map((link) => things[outward ? link.head : link.tail]);
}

// Offsets count code points; a text with characters beyond the basic plane is cut as an array of them.
function points(doc) {
  const source = documents[doc];
  if (source.points === null) source.points = /[\ud800-\udfff]/.test(source.text) ? Array.from(source.text) : source.text;
  return source.points;
}

function cut(doc, start, end) {
  const piece = points(doc).slice(Math.max(0, start), end);
  return typeof piece === "string" ? piece : piece.join("");
}

function sectionAt(doc, offset) {
  let found = null;
  for (const section of documents[doc].sections) {
    if (section.start <= offset && offset < section.end && (!found || section.start >= found.start)) found = section;
  }
  return found ? things[found.number] : null;
}

// The page that an offset lies on, where the text keeps form feeds; null where nothing is known of pages.
function pageAt(doc, offset) {
  const source = documents[doc];
  if (source.text === null || !source.text.includes("\f")) return null;
  return cut(doc, 0, offset).split("\f").length;
}

// The words that a thing was first read from.
function quoteOf(thing) {
  if (thing.facts.quote) return thing.facts.quote;
  const [doc, start, end] = thing.flat;
  return doc === undefined || documents[doc].text === null ? "" : cut(doc, start, end);
}

// The verb phrase of a measure, from the text where it is there.
function triggerOf(thing) {
  if (thing.facts.trigger || !thing.facts.at) return thing.facts.trigger || "";
  if (documents[thing.flat[0]].text === null) return "";
  return cut(thing.flat[0], ...thing.facts.at);
}

function commonMeasures(part, sector) {
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
