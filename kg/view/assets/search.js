// Search as people type: any words of a name, without accents, by arrows and Enter; what is found is grouped by class.
// Names are folded all at once as lines of one text; sentences, of which there may be many, when the page is idle.
const MOST_RESULTS = 30;
const MOST_HITS = 4000;
const box = document.getElementById("search");
const results = document.getElementById("results");
let found = [];
let current = -1;
const nameIndex = lineIndex(things, (thing) => [thing.label, thing.facts.aliases || "", thing.facts.en || ""].join(" "));
let sentenceIndex = null;

// One folded text with a line for each thing, built when it is first wanted.
function lineIndex(members, wordsOf) {
  let folded = null;
  return () => {
    folded = folded || { ...foldLines(members.map(wordsOf)), members };
    return folded;
  };
}

function lineAt(starts, at) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The things whose line has every token at the beginning of a word, with that line.
function linesWith({ text, starts, members }, tokens) {
  const rarest = [...tokens].sort((one, other) => other.length - one.length)[0];
  const hits = new Map();
  for (let at = text.indexOf(` ${rarest}`); at >= 0 && hits.size < MOST_HITS; at = text.indexOf(` ${rarest}`, at + 1)) {
    const number = lineAt(starts, at);
    if (hits.has(number)) continue;
    const line = text.slice(starts[number], number + 1 < starts.length ? starts[number + 1] : text.length);
    if (tokens.every((token) => line.includes(` ${token}`))) hits.set(number, line);
  }
  return [...hits].map(([number, line]) => ({ thing: members[number], line }));
}

const LATE = { Measure: 30, Target: 20, Section: 20, KeyTask: 20, Breakthrough: 20, Time: 10 };

function score({ thing, line }, phrase) {
  const name = fold(thing.label);
  return (name === phrase ? 100 : 0) + (name.startsWith(phrase) ? 40 : 0) + (line.includes(` ${phrase}`) ? 25 : 0)
    - (LATE[thing.cls] || 0) + Math.min(9, thing.degree / 4);
}

function readSentences() {
  const measures = things.filter((thing) => thing.cls === "Measure");
  sentenceIndex = sentenceIndex || lineIndex(measures, (thing) => quoteOf(thing));
  return sentenceIndex();
}

function find(query) {
  const tokens = fold(query).split(" ").filter(Boolean);
  if (tokens.length === 0) return [];
  const phrase = tokens.join(" ");
  const hits = new Map(linesWith(nameIndex(), tokens).map((hit) => [hit.thing.number, hit]));
  if (hits.size < MOST_RESULTS && !waiting) {
    for (const hit of linesWith(readSentences(), tokens)) if (!hits.has(hit.thing.number)) hits.set(hit.thing.number, hit);
  }
  return [...hits.values()].map((hit) => ({ thing: hit.thing, score: score(hit, phrase) }))
    .sort((one, other) => other.score - one.score || one.thing.number - other.thing.number)
    .slice(0, MOST_RESULTS).map((hit) => hit.thing);
}

// Group what was found by class, the class with the best hit first.
function byClass(list) {
  const groups = new Map();
  for (const thing of list) groups.set(thing.cls, [...(groups.get(thing.cls) || []), thing]);
  return [...groups];
}

function resultRow(thing, number) {
  const doc = documents.length > 1 && thing.flat.length > 0 && STATEMENTS.includes(thing.cls)
    ? make("span", { class: "also" }, ` ${shorten(things[documents[thing.flat[0]].node].label, 40)}`) : "";
  const row = make("div", { role: "option", id: `result-${number}`, "aria-selected": String(number === 0) },
    symbol(thing.cls), make("span", {}, nameElement(thing), doc));
  row.addEventListener("pointerdown", (event) => { event.preventDefault(); accept(number); });
  return row;
}

function showResults() {
  const groups = byClass(find(box.value));
  found = groups.flatMap(([, members]) => members);
  current = found.length ? 0 : -1;
  let number = 0;
  const rows = groups.map(([cls, members]) => make("div", { role: "group", "aria-label": className(cls) },
    make("div", { class: "head", "aria-hidden": "true" }, className(cls)), ...members.map((thing) => resultRow(thing, number++))));
  const note = waiting && found.length < MOST_RESULTS ? word("sentencesWait") : rows.length === 0 && word("nothing");
  results.replaceChildren(...rows, ...(note ? [make("div", { role: "option", "aria-disabled": "true", class: "also" }, note)] : []));
  openResults(box.value.trim() !== "");
  if (box.value.trim()) announce(`${found.length} ${word("found")}`);
}

function openResults(open) {
  results.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  if (open && current >= 0) box.setAttribute("aria-activedescendant", `result-${current}`);
  else box.removeAttribute("aria-activedescendant");
}

function step(by) {
  if (found.length === 0) return;
  const rows = results.querySelectorAll("[role=option]");
  rows[current].setAttribute("aria-selected", "false");
  current = (current + by + found.length) % found.length;
  rows[current].setAttribute("aria-selected", "true");
  rows[current].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", `result-${current}`);
}

function accept(number) {
  if (openView(box.value)) return;
  if (number < 0 || number >= found.length) return;
  const asked = pathFrom;
  openResults(false);
  live.classList.remove("shown");
  leaveSearch();
  if (asked !== null) drawPath(asked, found[number].number);
  else if (isDrawing()) chooseWithNeighbours(found[number].number);
  else choose(found[number].number);
}

// What was found has the keyboard next: on the drawing letters act, in the text n and p go from sentence to sentence.
function leaveSearch() {
  if (document.activeElement === box) (holder.offsetParent === null ? panel : holder).focus({ preventScroll: true });
}

box.addEventListener("input", showResults);
box.addEventListener("focus", () => { if (box.value.trim()) showResults(); });
box.addEventListener("blur", () => openResults(false));
box.addEventListener("keydown", (event) => {
  const escape = () => { openResults(false); endPath(); };
  const acts = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => accept(current), Escape: escape };
  if (event.isComposing || !Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
});
