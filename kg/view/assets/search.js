// Search as people type: any words of a name, without accents, by arrows and Enter.
const MOST_RESULTS = 30;
const box = document.getElementById("search");
const results = document.getElementById("results");
let entries = null;
let found = [];
let current = -1;

function searchable(thing) {
  const own = [thing.label, thing.facts.aliases || "", thing.facts.en || ""];
  if (thing.cls === "Measure" && thing.spans.length > 0) {
    const [doc, start, end] = thing.spans[0];
    own.push(documents[doc].text === null ? thing.facts.quote || "" : cut(doc, start, end));
  }
  return own.join(" ");
}

function index() {
  const frame = { Measure: 30, Target: 20, Section: 10, Time: 10 };
  return things.map((thing) => ({
    thing, name: fold(thing.label), words: ` ${fold(searchable(thing))} `, rank: frame[thing.cls] || 0,
  }));
}

function find(query) {
  const tokens = fold(query).split(" ").filter(Boolean);
  if (tokens.length === 0) return [];
  entries = entries || index();
  const phrase = tokens.join(" ");
  const score = (entry) => (entry.name === phrase ? 100 : 0) + (entry.name.startsWith(phrase) ? 40 : 0)
    + (entry.words.includes(` ${phrase}`) ? 25 : 0) - entry.rank + Math.min(9, entry.thing.links.length / 4);
  return entries.filter((entry) => tokens.every((token) => entry.words.includes(` ${token}`)))
    .map((entry) => ({ thing: entry.thing, score: score(entry) }))
    .sort((one, other) => other.score - one.score || one.thing.number - other.thing.number)
    .slice(0, MOST_RESULTS).map((entry) => entry.thing);
}

function showResults() {
  found = find(box.value);
  current = found.length ? 0 : -1;
  const rows = found.map((thing, number) => {
    const row = make("li", { role: "option", id: `result-${number}`, "aria-selected": String(number === 0) },
      symbol(thing.cls), make("span", {}, nameElement(thing), make("span", { class: "also" }, ` ${className(thing.cls)}`)));
    row.addEventListener("pointerdown", (event) => { event.preventDefault(); accept(number); });
    return row;
  });
  results.replaceChildren(...(rows.length ? rows : [make("li", { class: "also" }, word("nothing"))]));
  openResults(box.value.trim() !== "");
}

function openResults(open) {
  results.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  if (open && current >= 0) box.setAttribute("aria-activedescendant", `result-${current}`);
  else box.removeAttribute("aria-activedescendant");
}

function step(by) {
  if (found.length === 0) return;
  results.children[current].setAttribute("aria-selected", "false");
  current = (current + by + found.length) % found.length;
  results.children[current].setAttribute("aria-selected", "true");
  results.children[current].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", `result-${current}`);
}

function accept(number) {
  if (number < 0 || number >= found.length) return;
  openResults(false);
  choose(found[number].number);
}

box.addEventListener("input", showResults);
box.addEventListener("focus", () => { if (box.value.trim()) showResults(); });
box.addEventListener("blur", () => openResults(false));
box.addEventListener("keydown", (event) => {
  const acts = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => accept(current), Escape: () => openResults(false) };
  if (event.isComposing || !Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
});
