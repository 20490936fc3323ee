// Read the embedded data: every node and edge of the network, by number, and the texts they cite.
function readData(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const packed = readData("catalogue");
const looks = readData("classes");
const START = packed.start;

const things = packed.nodes.map(([cls, label, spans, facts], number) => (
  { number, cls: packed.classes[cls], label, spans, facts, links: [] }
));
const links = packed.edges.map(([tail, head, predicate, extra], number) => (
  { number, tail, head, predicate: packed.predicates[predicate], role: extra ? extra.role : undefined }
));
for (const link of links) {
  things[link.tail].links.push(link);
  if (link.head !== link.tail) things[link.head].links.push(link);
}

const documents = packed.documents.map(([node, text]) => ({ node, text, points: null, sections: [] }));
for (const thing of things) {
  if (["Section", "KeyTask", "Breakthrough"].includes(thing.cls)) {
    for (const [doc, start, end] of thing.spans) documents[doc].sections.push({ start, end, number: thing.number });
  }
}

function otherEnd(link, number) {
  return things[link.tail === number ? link.head : link.tail];
}

// Offsets count code points; a text with characters beyond the basic plane is cut as an array of them.
function cut(doc, start, end) {
  const source = documents[doc];
  if (source.points === null) source.points = /[\ud800-\udfff]/.test(source.text) ? Array.from(source.text) : source.text;
  const piece = source.points.slice(Math.max(0, start), end);
  return typeof piece === "string" ? piece : piece.join("");
}

function sectionAt(doc, offset) {
  let found = null;
  for (const section of documents[doc].sections) {
    if (section.start <= offset && offset < section.end && (!found || section.start >= found.start)) found = section;
  }
  return found ? things[found.number] : null;
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
