// Show a citation: the quoted characters marked in what stands around them, and where that is.
import { cut, documents, pageAt, sectionAt, things } from "../base/catalogue.js";
import { shorten } from "../base/labels.js";
import { word } from "../base/language.js";
import { make } from "../base/symbols.js";
import { noTextWord, waiting } from "../base/texts.js";
import { choose } from "../drawing/explore.js";
import { copyCitation } from "./cite.js";
import { readAt } from "./reading.js";
import { sheetButton } from "./sheets.js";

const AROUND = 140;
export const QUOTES_AT_ONCE = 5;

function before(doc, start) {
  const text = cut(doc, start - AROUND, start);
  return start > AROUND ? `… ${text.replace(/^\S*\s+/, "")}` : text;
}

function after(doc, end) {
  const text = cut(doc, end, end + AROUND);
  return text.length >= AROUND ? `${text.replace(/\s+\S*$/, "")} …` : text;
}

// Cut a quote that begins at `start` into pieces, those of `inner` (spans with a class) as elements.
function markInner(quote, start, inner) {
  const points = Array.from(quote);
  const pieces = [];
  let at = 0;
  for (const [from, to, cls] of [...inner].sort((one, other) => one[0] - other[0])) {
    if (from - start < at || to - start > points.length) continue;
    pieces.push(points.slice(at, from - start).join(""), make("b", { class: cls }, points.slice(from - start, to - start).join("")));
    at = to - start;
  }
  return [...pieces, points.slice(at).join("")];
}

function innerSpans(sentence) {
  const at = sentence.statement && !sentence.again ? sentence.statement.facts.at : null;
  const own = at && sentence.inner.some(([start, end]) => start === at[0] && end === at[1]);
  return [...(at ? [[...at, "trigger"]] : []), ...(own ? [] : sentence.inner.map(([start, end]) => [start, end, "hit"]))];
}

function placeWords(sentence, own) {
  const section = sectionAt(sentence.doc, sentence.start);
  const page = pageAt(sentence.doc, sentence.start);
  const parts = [];
  if (documents.length > 1) parts.push(make("bdi", {}, shorten(things[documents[sentence.doc].node].label, 60)));
  if (section && section.number !== own) {
    parts.push(make("button", { type: "button", onclick: () => choose(section.number) }, make("bdi", {}, shorten(section.label, 60))));
  }
  if (page !== null) parts.push(`${word("page")} ${page}`);
  parts.push(make("span", { class: "offsets" }, `${word("characters")} ${sentence.start}–${sentence.end}`));
  if (sentence.again) parts.push(word("again"));
  return parts.flatMap((part, index) => (index > 0 ? [" · ", part] : [part]));
}

function quoteActions(thing, sentence) {
  const read = make("button", { type: "button", class: "read", onclick: () => readAt(thing, sentence) }, word("readThere"));
  const cite = make("button", { type: "button", class: "cite", onclick: () => copyCitation(sentence, thing) }, word("cite"));
  return [...(documents[sentence.doc].text === null ? [] : [read]), cite, ...sheetButton(sentence)];
}

// A citation of a thing; `around` shows the words before and behind it too.
export function citation(thing, sentence, around) {
  const known = documents[sentence.doc].text !== null;
  const quote = known ? cut(sentence.doc, sentence.start, sentence.end) : (sentence.statement || thing).facts.quote;
  const mark = make("mark", {}, ...(quote ? markInner(quote, sentence.start, innerSpans(sentence)) : []));
  const words = known && around ? [before(sentence.doc, sentence.start), mark, after(sentence.doc, sentence.end)] : [mark];
  const footer = make("footer", {}, make("div", {}, ...placeWords(sentence, thing.number)), make("div", { class: "quiet" }, ...quoteActions(thing, sentence)));
  const none = waiting ? [make("span", { class: "also" }, noTextWord())] : [];
  return make("blockquote", { dir: "auto" }, ...(quote ? words : none), footer);
}
