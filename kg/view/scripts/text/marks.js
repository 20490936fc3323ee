// Turn a document into lines of runs: every cited span marked in its class's colour, repairs shown for what they are.
import { STATEMENTS, cut, documents, isFrame, packed, points, things } from "../base/catalogue.js";
import { word } from "../base/language.js";
import { make } from "../base/symbols.js";
import { silentPlaces } from "../model/answers.js";
import { headingEnd } from "../model/sentences.js";

const MARKED = packed.classes.filter((cls) => !isFrame({ cls }) && cls !== "Sector");

function spansIn(doc) {
  const spans = [];
  for (const thing of things) {
    if (!MARKED.includes(thing.cls)) continue;
    for (let at = 0; at < thing.flat.length; at += 3) {
      if (thing.flat[at] === doc) spans.push({ start: thing.flat[at + 1], end: thing.flat[at + 2], number: thing.number });
    }
  }
  return spans.sort((one, other) => one.start - other.start || other.end - one.end);
}

function lineStarts(doc) {
  const text = points(doc);
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) if (text[at] === "\n" && at + 1 < text.length) starts.push(at + 1);
  return starts;
}

function cutsOf(doc, spans, starts) {
  const cuts = new Set(starts).add(points(doc).length);
  for (const { start, end } of spans) cuts.add(start).add(end);
  for (const [, start, end] of documents[doc].repairs) cuts.add(start).add(end);
  for (const at of [...documents[doc].signs, ...documents[doc].bold]) cuts.add(at);
  for (const [of, start, end] of silentPlaces()) if (of === doc) cuts.add(start).add(end);
  for (const section of documents[doc].sections) cuts.add(section.start).add(headingEnd(doc, section.start, section.end));
  return [...cuts].filter((at) => at <= points(doc).length).sort((one, other) => one - other);
}

function innermost(active) {
  return active.reduce((best, one) => (best && best.end - best.start <= one.end - one.start ? best : one), null);
}

function repairAt(doc, start, end) {
  if (documents[doc].repairs.length === 0) return null;
  return documents[doc].repairs.find((repair) => repair[1] <= start && end <= repair[2]) || null;
}

function markRun(doc, start, end, active) {
  const inner = innermost(active);
  const repair = repairAt(doc, start, end);
  const run = make(inner ? "mark" : "span", {}, cut(doc, start, end));
  if (inner) {
    const cls = things[inner.number].cls;
    run.className = `${STATEMENTS.includes(cls) ? "s" : "e"} c-${cls}`;
    run.dataset.thing = inner.number;
    if (active.some((one) => STATEMENTS.includes(things[one.number].cls))) run.classList.add("in");
  }
  if (repair) {
    run.classList.add("repair", `r-${repair[0]}`);
    run.dataset.repair = repair[0];
    run.title = word(`repair-${repair[0]}`);
    if (repair[1] === start) run.dataset.note = word(`note-${repair[0]}`);
    if (repair[3] >= 0) run.dataset.first = repair[3];
  }
  return run;
}

// Walk along flat runs (start, end, start, end, …): whether one of them holds a piece; pieces come in order.
function runHolder(flat) {
  let at = 0;
  return (start, end) => {
    while (at < flat.length && flat[at + 1] <= start) at += 2;
    return at < flat.length && flat[at] <= start && end <= flat[at + 1];
  };
}

// Where the bold of a heading ends: of a line that is no heading but a long clause, its number alone is bold.
const LONG_HEADING = 160;

function headTail(start, end) {
  return end - start > LONG_HEADING ? start + 1 : end;
}

// The lines of a document and its runs { start, end, element }, in order, some lines at a time.
const LINES_AT_ONCE = 600;

export function* renderText(doc) {
  const spans = spansIn(doc);
  const starts = new Set(lineStarts(doc));
  const cuts = cutsOf(doc, spans, starts);
  const heads = new Map(documents[doc].sections.map(({ start, end }) => [start, headTail(start, headingEnd(doc, start, end))]));
  const [isSign, isBold] = [runHolder(documents[doc].signs), runHolder(documents[doc].bold)];
  let piece = { lines: [], runs: [] };
  let active = [];
  let headTo = 0;
  let next = 0;
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    while (next < spans.length && spans[next].start <= start) active.push(spans[next++]);
    if (active.length > 0) active = active.filter((one) => one.end > start);
    if (starts.has(start)) {
      if (piece.lines.length >= LINES_AT_ONCE) {
        yield piece;
        piece = { lines: [], runs: [] };
      }
      piece.lines.push(make("div", { class: "line", dir: "auto" }));
    }
    const element = markRun(doc, start, end, active);
    headTo = Math.max(headTo, heads.get(start) ?? 0);
    if (start < headTo || isBold(start, end)) element.classList.add("head");
    if (isSign(start, end)) element.classList.add("sign");
    piece.lines[piece.lines.length - 1].append(element);
    piece.runs.push({ start, end, element });
  }
  yield piece;
}
