// The panel: what the graph knows of a thing or a link, in words, with its citations.
const ITEMS_AT_ONCE = 7;
const FRAME = ["Document", "Section", "KeyTask", "Breakthrough"];
const panel = document.getElementById("panel");
let shown = { kind: "welcome" };

// Append the first `most` of `makers` to a list, the rest behind a button.
function unfold(list, makers, most) {
  list.append(...makers.slice(0, most).map((maker) => maker()));
  const rest = makers.slice(most);
  if (rest.length === 0) return list;
  const more = make("button", { type: "button", class: "more", onclick: () => {
    more.remove();
    unfold(list, rest, most * 4);
  } }, `${word("more")} (${rest.length})`);
  list.append(more);
  return list;
}

function item(thing, role) {
  const chip = role ? make("span", { class: "role" }, valueName(role)) : "";
  return make("li", {}, make("button", { type: "button", class: "item", onclick: () => choose(thing.number) },
    symbol(thing.cls), make("span", {}, nameElement(thing)), chip));
}

function heading(thing) {
  const close = make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: showWelcome }, "×");
  const kind = make("div", { class: "kind" }, symbol(thing.cls), make("span", {}, className(thing.cls)),
    make("span", { class: "also" }, alsoClassName(thing.cls)), close);
  const other = thing.facts.en ? make("div", { class: "also" }, language === "en" ? thing.label : thing.facts.en) : "";
  return [kind, make("h2", { dir: "auto" }, shorten(nameOf(thing), 400)), other];
}

function actions(thing) {
  const button = (key, act) => make("button", { type: "button", onclick: act }, word(key));
  const buttons = [button("centre", () => { selectDrawn(thing.number, true); })];
  if (undrawn(thing.number).length > 0) buttons.push(button("expand", () => { expand(thing.number); choose(thing.number, false); }));
  if (isExpanded(thing.number)) buttons.push(button("collapse", () => { collapse(thing.number); choose(thing.number, false); }));
  return make("div", { class: "actions" }, ...buttons);
}

function factList(thing) {
  const rows = Object.entries(words.facts).filter(([name]) => name in thing.facts).flatMap(([name, names]) => (
    [make("dt", {}, pick(names)), make("dd", { dir: "auto" }, valueName(String(thing.facts[name])))]
  ));
  return rows.length ? [make("dl", {}, ...rows)] : [];
}

// Group links by relation and direction, in the order of words.json, documents last in each group.
function linkGroups(thing) {
  const groups = new Map();
  for (const link of thing.links) {
    const outward = link.tail === thing.number;
    const other = otherEnd(link, thing.number);
    if (!outward && link.predicate === "mentions" && other.cls === "Document" && documents.length < 2) continue;
    const key = `${outward ? 0 : 1} ${link.predicate}`;
    if (!groups.has(key)) groups.set(key, { predicate: link.predicate, outward, ends: [] });
    groups.get(key).ends.push({ other, role: link.role });
  }
  const order = Object.keys(words.links);
  const late = (end) => (end.other.cls === "Document" ? 1 : 0);
  for (const group of groups.values()) group.ends.sort((one, next) => late(one) - late(next));
  return [...groups.values()].sort((one, next) => next.outward - one.outward
    || order.indexOf(one.predicate) - order.indexOf(next.predicate));
}

function linkList(thing) {
  const groups = linkGroups(thing).flatMap((group) => [
    make("h4", {}, linkName(group.predicate, group.outward), make("span", { class: "count" }, String(group.ends.length))),
    unfold(make("ul", { class: "items" }), group.ends.map((end) => () => item(end.other, end.role)), ITEMS_AT_ONCE),
  ]);
  return groups.length ? [make("h3", {}, word("links")), ...groups, ...tiedList(thing)] : [];
}

// What else the measures that speak of a thing speak of, the most frequent first.
function tiedThings(thing) {
  const counts = new Map();
  const measures = new Set(thing.links.filter((link) => link.head === thing.number && things[link.tail].cls === "Measure")
    .map((link) => link.tail));
  for (const measure of measures) {
    for (const other of new Set(things[measure].links.map((link) => otherEnd(link, measure)))) {
      if (other !== thing && !FRAME.includes(other.cls)) counts.set(other, (counts.get(other) || 0) + 1);
    }
  }
  return [...counts].sort(([one, many], [other, more]) => more - many || one.number - other.number);
}

function tiedList(thing) {
  const tied = tiedThings(thing);
  if (tied.length === 0) return [];
  const makers = tied.map(([other, count]) => () => item(other, count > 1 ? `×${count}` : ""));
  return [make("h4", {}, word("tied"), make("span", { class: "count" }, String(tied.length))),
    unfold(make("ul", { class: "items" }), makers, ITEMS_AT_ONCE)];
}

function quoteList(thing) {
  const makers = citations(thing);
  if (makers.length === 0) return [];
  const title = make("h3", {}, word("cited"), make("span", { class: "count" }, String(makers.length)));
  return [title, unfold(make("div", { class: "quotes" }), makers, QUOTES_AT_ONCE)];
}

function fillPanel(...parts) {
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}

function showThing(thing) {
  shown = { kind: "thing", number: thing.number };
  fillPanel(...heading(thing), actions(thing), ...factList(thing), ...quoteList(thing), ...linkList(thing));
}

function showEdge(edge) {
  shown = { kind: "edge", id: edge.id };
  const [tail, head] = [things[edge.from], things[edge.to]];
  const close = make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: showWelcome }, "×");
  const title = make("div", { class: "kind" }, make("strong", {}, edgeTitle(edge)), close);
  const ends = make("ul", { class: "items" }, item(tail), item(head));
  const measures = edge.bundle ? commonMeasures(edge.from, edge.to) : [];
  fillPanel(title, ends, unfold(make("ul", { class: "items" }), measures.map((thing) => () => item(thing)), 30));
}

function showWelcome() {
  shown = { kind: "welcome" };
  drawing.unselectAll();
  bringOut([]);
  const starts = unfold(make("ul", { class: "items" }), START.map((number) => () => item(things[number])), ITEMS_AT_ONCE);
  fillPanel(make("p", {}, word("welcome")), make("p", { class: "also" }, word("drawn")),
    make("h3", {}, word("start")), starts, make("h3", {}, word("holds")), make("ul", { class: "legend" }, ...legendRows()));
}

function showAgain() {
  if (shown.kind === "thing") showThing(things[shown.number]);
  else if (shown.kind === "edge" && drawnEdges.get(shown.id)) showEdge(drawnEdges.get(shown.id));
  else showWelcome();
}

function choose(number, move = true) {
  selectDrawn(number, move);
  showThing(things[number]);
}
