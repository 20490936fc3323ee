// Show a citation: the quoted characters marked in what stands around them, and where that is.
const AROUND = 140;
const QUOTES_AT_ONCE = 4;

function before(doc, start) {
  const text = cut(doc, start - AROUND, start);
  return start > AROUND ? `… ${text.replace(/^\S*\s+/, "")}` : text;
}

function after(doc, end) {
  const text = cut(doc, end, end + AROUND);
  return text.length >= AROUND ? `${text.replace(/\s+\S*$/, "")} …` : text;
}

function markTrigger(quote, start, at) {
  if (!at || at[0] < start) return [quote];
  const points = Array.from(quote);
  const [from, to] = [at[0] - start, at[1] - start];
  if (to > points.length) return [quote];
  const trigger = make("b", { class: "trigger" }, points.slice(from, to).join(""));
  return [points.slice(0, from).join(""), trigger, points.slice(to).join("")];
}

function citation(thing, [doc, start, end], again) {
  const source = documents[doc];
  const known = source.text !== null;
  const quote = known ? cut(doc, start, end) : thing.facts.quote;
  const mark = make("mark", {}, ...(quote ? markTrigger(quote, start, again ? null : thing.facts.at) : []));
  const words = known ? [before(doc, start), mark, after(doc, end)] : [mark];
  const section = sectionAt(doc, start);
  const place = section && section.number !== thing.number
    ? make("button", { type: "button", onclick: () => choose(section.number) }, make("bdi", {}, shorten(section.label, 60)))
    : "";
  const offsets = make("span", { class: "offsets" }, `${word("characters")} ${start}–${end}`);
  const note = again ? ` · ${word("again")}` : "";
  const footer = make("footer", {}, place, place ? " · " : "", offsets, note);
  return make("blockquote", { dir: "auto" }, ...(quote ? words : []), footer);
}

function citations(thing) {
  const quoted = thing.cls === "Document" ? [] : thing.spans;
  const long = ["Section", "KeyTask", "Breakthrough"].includes(thing.cls);
  const spans = long ? quoted.map(([doc, start, end]) => [doc, start, Math.min(end, start + 400)]) : quoted;
  const repeated = thing.cls === "Measure" || thing.cls === "Target";
  return spans.map((span, number) => () => citation(thing, span, repeated && number > 0));
}
