// Where the text speaks of a thing: whole sentences, with the words that name the thing inside them.
import { PARTS, STATEMENTS, cut, documents, otherEnd } from "../base/catalogue.js";

const MOST_OF_SECTOR = 200;

export function statementsOf(thing) {
  const about = new Map();
  for (const link of thing.links) {
    const other = otherEnd(link, thing.number);
    if (link.head === thing.number && STATEMENTS.includes(other.cls)) about.set(other.number, other);
  }
  return [...about.values()].sort((one, other) => one.flat[0] - other.flat[0] || one.flat[1] - other.flat[1]);
}

// The end of the first line of a part of a document.
export function headingEnd(doc, start, end) {
  if (documents[doc].text === null) return end;
  const line = cut(doc, start, Math.min(end, start + 400));
  const stop = line.search(/[\r\n]/);
  return stop < 0 ? Math.min(end, start + Array.from(line).length) : start + Array.from(line.slice(0, stop)).length;
}

// The line of the text around a span, white space at its edges left out.
function lineAround(doc, start, end) {
  if (documents[doc].text === null) return [start, end];
  const before = cut(doc, start - 2000, start).split(/[\r\n]/).pop().trimStart();
  const after = cut(doc, end, end + 2000).split(/[\r\n]/)[0].trimEnd();
  return [start - Array.from(before).length, end + Array.from(after).length];
}

function sentenceAround(thing, statementSpans, [doc, start, end]) {
  let best = null;
  for (const span of statementSpans) {
    const holds = span.doc === doc && span.start <= start && end <= span.end;
    if (holds && (best === null || span.end - span.start < best.end - best.start)) best = span;
  }
  if (best) return best;
  const [from, to] = lineAround(doc, start, end);
  return { doc, start: from, end: to, statement: null };
}

function spanList(statement) {
  return statement.spans.map(([doc, start, end], index) => ({ doc, start, end, statement, again: index > 0 }));
}

function ofEntity(thing) {
  const spans = statementsOf(thing).filter((one) => one.cls === "Measure").flatMap(spanList);
  const merged = new Map();
  for (const span of thing.spans) {
    const sentence = sentenceAround(thing, spans, span);
    const key = `${sentence.doc}:${sentence.start}:${sentence.end}`;
    if (!merged.has(key)) merged.set(key, { ...sentence, inner: [] });
    merged.get(key).inner.push([span[1], span[2]]);
  }
  return [...merged.values()];
}

// Every sentence that speaks of a thing: { doc, start, end, statement, inner: spans that name it, again }.
export function sentencesOf(thing) {
  if (thing.cls === "Document") return [];
  if (PARTS.includes(thing.cls)) {
    return thing.spans.map(([doc, start, end]) => ({ doc, start, end: headingEnd(doc, start, end), statement: null, inner: [] }));
  }
  if (thing.cls === "Sector") {
    return statementsOf(thing).flatMap((one) => spanList(one).slice(0, 1)).map((one) => ({ ...one, inner: [] })).slice(0, MOST_OF_SECTOR);
  }
  if (STATEMENTS.includes(thing.cls)) {
    return spanList(thing).map((one) => ({ ...one, inner: thing.facts.at && !one.again ? [thing.facts.at] : [] }));
  }
  return ofEntity(thing);
}
