// Hold every node and edge of the network by number, and the texts they cite.
const packed = await readData("catalogue");
const looks = await readData("classes");
const FRAME = ["Document", "Section", "KeyTask", "Breakthrough"];
const PARTS = ["Section", "KeyTask", "Breakthrough"];
const STATEMENTS = ["Measure", "Target"];
const START = packed.start;

const things = packed.nodes.map(([cls, label, spans, facts, iri], number) => (
  { number, cls: packed.classes[cls], label, spans, facts, iri: packed.base + iri, links: [] }
));
const links = packed.edges.map(([tail, head, predicate, extra], number) => ({
  number, tail, head, predicate: packed.predicates[predicate],
  role: extra ? extra.role : undefined, rank: extra ? extra.rank : undefined, at: extra ? extra.at : undefined,
}));
for (const link of links) {
  things[link.tail].links.push(link);
  if (link.head !== link.tail) things[link.head].links.push(link);
}

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
  if (thing.spans.length === 0 || documents[thing.spans[0][0]].text === null) return "";
  return cut(...thing.spans[0]);
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
