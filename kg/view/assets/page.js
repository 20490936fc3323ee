// Made by tools/page of kg/view/scripts, sha256 6dcac9d8b53a4e429a60f5aca2ec08634369d66400c78af6aa9c50a1966dabf8
"use strict";
(async () => {

// base/bus.js
var listeners = /* @__PURE__ */ new Map();
function on(name, listener) {
  listeners.set(name, [...listeners.get(name) || [], listener]);
}
function tell(name, ...about) {
  for (const listener of listeners.get(name) || []) listener(...about);
}

// base/data.js
async function readData(id) {
  const element = document.getElementById(id);
  const text = element.textContent;
  const packed2 = element.type === "application/gzip";
  element.remove();
  return packed2 ? unpack(text) : JSON.parse(text);
}
async function unpack(text) {
  const stream = new Blob([toBytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}
function toBytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}

// base/catalogue.js
var packed = await readData("catalogue");
var looks = await readData("classes");
var FRAME = ["Document", "Section", "KeyTask", "Breakthrough"];
var PARTS = ["Section", "KeyTask", "Breakthrough"];
var STATEMENTS = ["Measure", "Target"];
var START = packed.start;
var Thing = class {
  constructor(number, [cls, label, flat, facts, iri]) {
    this.number = number;
    this.cls = packed.classes[cls];
    this.label = label;
    this.flat = flat;
    this.facts = facts;
    this.iri = packed.base + iri;
  }
  get spans() {
    const spans = [];
    for (let at = 0; at < this.flat.length; at += 3) spans.push(this.flat.slice(at, at + 3));
    Object.defineProperty(this, "spans", { value: spans, configurable: true });
    return spans;
  }
  get degree() {
    return linked.begins[this.number + 1] - linked.begins[this.number];
  }
  get links() {
    const links = Array.from(linked.numbers.subarray(linked.begins[this.number], linked.begins[this.number + 1]), linkAt);
    Object.defineProperty(this, "links", { value: links });
    return links;
  }
  extend(flat) {
    this.flat = this.flat.concat(flat);
    delete this.spans;
  }
};
var { tails, heads } = packed.edges;
var { predicates, extras } = packed.edges;
var linkCount = tails.length;
var madeLinks = /* @__PURE__ */ new Map();
function linkAt(number) {
  let link = madeLinks.get(number);
  if (link === void 0) {
    const { role, at, inherited } = extras[number] || {};
    link = { number, tail: tails[number], head: heads[number], predicate: packed.predicates[predicates[number]], role, at, inherited };
    madeLinks.set(number, link);
  }
  return link;
}
function linksBy(predicate) {
  const wanted = packed.predicates.indexOf(predicate);
  const found2 = [];
  for (let number = 0; number < linkCount; number += 1) if (predicates[number] === wanted) found2.push(linkAt(number));
  return found2;
}
function groupLinks(count) {
  const begins = new Uint32Array(count + 1);
  for (let number = 0; number < linkCount; number += 1) {
    begins[tails[number] + 1] += 1;
    if (heads[number] !== tails[number]) begins[heads[number] + 1] += 1;
  }
  for (let at = 0; at < count; at += 1) begins[at + 1] += begins[at];
  const numbers = new Uint32Array(begins[count]);
  const next = begins.slice();
  for (let number = 0; number < linkCount; number += 1) {
    numbers[next[tails[number]]++] = number;
    if (heads[number] !== tails[number]) numbers[next[heads[number]]++] = number;
  }
  return { begins, numbers };
}
var linked = groupLinks(packed.nodes.length);
var things = packed.nodes.map((node, number) => new Thing(number, node));
packed.nodes = null;
packed.edges = null;
var documents = packed.documents.map(([node, text, repairs, pages, signs, bold]) => ({ node, text, repairs, pages: pages || [], signs: signs || [], bold: bold || [], points: null, sections: [] }));
var documentOf = new Map(documents.map((source, number) => [source.node, number]));
var byIri = (iri) => things.find((thing) => thing.iri === iri);
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
function ends(thing, predicate, outward) {
  return thing.links.filter((link) => link.predicate === predicate && (outward ? link.tail : link.head) === thing.number).map((link) => things[outward ? link.head : link.tail]);
}
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
  let found2 = null;
  for (const section of documents[doc].sections) {
    if (section.start <= offset && offset < section.end && (!found2 || section.start >= found2.start)) found2 = section;
  }
  return found2 ? things[found2.number] : null;
}
function pageAt(doc, offset) {
  const source = documents[doc];
  if (source.pages.length > 0) {
    const [, number, label] = source.pages.findLast(([start]) => start <= offset) || source.pages[0];
    if (number === 0) return null;
    return label && label !== String(number) ? `${label} (${number})` : number;
  }
  if (source.text === null || !source.text.includes("\f")) return null;
  return cut(doc, 0, offset).split("\f").length;
}
function quoteOf(thing) {
  if (thing.facts.quote) return thing.facts.quote;
  const [doc, start, end] = thing.flat;
  return doc === void 0 || documents[doc].text === null ? "" : cut(doc, start, end);
}
function triggerOf(thing) {
  if (thing.facts.trigger || !thing.facts.at) return thing.facts.trigger || "";
  if (documents[thing.flat[0]].text === null) return "";
  return cut(thing.flat[0], ...thing.facts.at);
}
function commonMeasures(part, sector) {
  const inside = /* @__PURE__ */ new Set([part]);
  for (const number of inside) {
    for (const link of things[number].links) {
      if (link.predicate === "inSection" && link.head === number) inside.add(link.tail);
    }
  }
  const measures = /* @__PURE__ */ new Set();
  for (const link of things[sector].links) {
    if (link.predicate !== "sector") continue;
    if (things[link.tail].links.some((other) => inside.has(other.head) && other.tail === link.tail)) measures.add(link.tail);
  }
  return [...measures].map((number) => things[number]);
}

// base/elements.js
var holder = document.getElementById("canvas");
var panel = document.getElementById("panel");
var box = document.getElementById("search");
var popup = document.getElementById("popup");
var textBody = document.getElementById("text-body");
var filterForm = document.getElementById("filters");
var NARROW = window.matchMedia("(max-width: 700px)");

// base/front.js
var viewTabs = [...document.querySelectorAll("[data-view-tab]")];
var VIEWS = {};
var front = { view: "", tab: "panel" };
function addView(name, does) {
  VIEWS[name] = does;
}
function viewElement(name) {
  return document.getElementById(`view-${name}`);
}
function hasView(name) {
  return viewTabs.some((tab) => tab.dataset.viewTab === name && !tab.hidden);
}
function isDrawing() {
  return front.view === "drawing";
}
function fillView() {
  VIEWS[front.view]?.fill?.();
}
function nameView() {
  const settings = VIEWS[front.view].give ? VIEWS[front.view].give() : "";
  try {
    history.replaceState(null, "", `#${front.view}${settings ? `=${encodeURIComponent(settings)}` : ""}`);
  } catch {
  }
}

// base/language.js
var words = await readData("words");
var language = "vi";
function pick(names) {
  return names ? names[language] || names.vi || names.en : "";
}
function word(key) {
  return pick(words.ui[key]);
}
function className(cls) {
  return pick(looks[cls]);
}
function alsoClassName(cls) {
  return looks[cls][language === "vi" ? "en" : "vi"];
}
function nameOf(thing) {
  return language === "en" && thing.facts.en ? thing.facts.en : thing.label;
}
function valueName(value) {
  const [kind, number] = value.split(":");
  if (!Object.hasOwn(words.values, kind)) return value;
  return number ? `${pick(words.values[kind])} ${number}` : pick(words.values[kind]);
}
function linkName(predicate, outward) {
  const names = words.links[predicate];
  if (!names) return predicate;
  return pick(outward ? names : names.back);
}
function applyLanguage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = word(element.dataset.label);
    if (element.dataset.key) element.title += ` (${element.dataset.key})`;
  }
  for (const element of document.querySelectorAll("[data-repair]")) {
    element.title = word(`repair-${element.dataset.repair}`);
    if (element.dataset.note) element.dataset.note = word(`note-${element.dataset.repair}`);
  }
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = word(element.dataset.hint);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}
function columnName(column2) {
  return words.columns[column2] ? pick(words.columns[column2]) : column2;
}
function timeWords(value) {
  return String(value).split("/").map((part) => {
    const [year, month, day] = part.split("-").map(Number);
    return [day, month, year].filter(Boolean).join("/");
  }).join(" – ");
}
function setLanguageTo(chosen) {
  language = chosen;
}

// base/symbols.js
var SVG = "http://www.w3.org/2000/svg";
var SIDES = { square: [4, 0.25], diamond: [4, 0], hexagon: [6, 0], triangle: [3, -0.5], triangleDown: [3, 0.5] };
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}
function press(cls, onclick, ...children) {
  return make("button", { type: "button", class: cls, onclick }, ...children);
}
function corners(shape) {
  const points2 = [];
  const count = shape === "star" ? 10 : SIDES[shape][0];
  for (let number = 0; number < count; number += 1) {
    const length = shape === "star" && number % 2 ? 2.6 : 6.5;
    const turn = shape === "star" ? number / 10 - 0.25 : number / count + SIDES[shape][1] / 2;
    points2.push(`${(7 + length * Math.cos(2 * Math.PI * turn)).toFixed(1)},${(7 + length * Math.sin(2 * Math.PI * turn)).toFixed(1)}`);
  }
  return points2.join(" ");
}
function symbol(cls) {
  const look = looks[cls];
  const picture2 = document.createElementNS(SVG, "svg");
  const frame = [["width", 14], ["height", 14], ["viewBox", "0 0 14 14"], ["aria-hidden", "true"], ["class", `c-${cls}`]];
  for (const [name, value] of frame) {
    picture2.setAttribute(name, value);
  }
  const shape = document.createElementNS(SVG, look.shape === "dot" ? "circle" : "polygon");
  const form = look.shape === "dot" ? [["cx", 7], ["cy", 7], ["r", 5.5]] : [["points", corners(look.shape)]];
  for (const [name, value] of form) shape.setAttribute(name, value);
  picture2.append(shape);
  return picture2;
}
function nameElement(thing) {
  return make("bdi", {}, nameOf(thing));
}
function field(label, control) {
  return make("label", { class: "field inline-field" }, make("span", {}, label), control);
}
function chooser(id, rows, value, change) {
  const list = make("select", { id }, ...rows.map(([key, text]) => make("option", { value: key }, text)));
  list.value = value;
  list.addEventListener("change", () => change(list.value));
  return list;
}
function growWhole(view) {
  for (let more = view.querySelector("tbody .more"); more; more = view.querySelector("tbody .more")) more.click();
}

// base/live.js
var live = document.getElementById("live");
var quiet = 0;
function announce(text) {
  if (!text) return;
  live.textContent = text;
  live.classList.add("shown");
  clearTimeout(quiet);
  quiet = setTimeout(() => live.classList.remove("shown"), 4e3);
}
var dialogue = document.getElementById("dialogue");
function openDialogue(title, ...content) {
  const close = make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => dialogue.close() }, "×");
  dialogue.replaceChildren(make("div", { class: "kind" }, make("h2", { id: "dialogue-title" }, title), close), ...content);
  if (!dialogue.open) dialogue.showModal();
}
dialogue.addEventListener("click", (event) => {
  if (event.target === dialogue) dialogue.close();
});
function copy(text, title, done) {
  const area = make("textarea", { readonly: "", rows: "6", "aria-label": title });
  area.value = text;
  openDialogue(title, area);
  area.select();
  announce(document.execCommand("copy") ? done : word("copyByHand"));
}

// base/state.js
var MOST_STEPS = 200;
var past = [];
var future = [];
var state = freshState();
function freshFilter() {
  return { sector: null, body: null, doc: null, priority: null, from: null, to: null, sure: 0 };
}
function freshState() {
  return {
    drawn: /* @__PURE__ */ new Map(),
    // number -> { x, y, owner }
    hidden: /* @__PURE__ */ new Set(),
    pinned: /* @__PURE__ */ new Set(),
    classes: /* @__PURE__ */ new Set(),
    relations: /* @__PURE__ */ new Set(),
    filter: freshFilter(),
    chosen: null,
    path: null,
    communities: false
  };
}
function setState(fresh) {
  state = fresh;
}
function act(change) {
  const before2 = structuredClone(state);
  const message = change();
  past.push(before2);
  if (past.length > MOST_STEPS) past.shift();
  future.length = 0;
  tell("changed");
  announce(message);
}
function undo() {
  travel(past, future, "undone");
}
function redo() {
  travel(future, past, "redone");
}
function travel(from, to, message) {
  if (from.length === 0) {
    announce(word("noStep"));
    return;
  }
  to.push(state);
  state = from.pop();
  tell("changed");
  tell("again");
  announce(word(message));
}

// base/texts.js
var waiting = packed.later === true;
var tellWhole = null;
var whole = new Promise((resolve) => {
  tellWhole = resolve;
});
var idle = window.requestIdleCallback ? (work) => window.requestIdleCallback(work, { timeout: 1e3 }) : (work) => setTimeout(work, 50);
function domRead() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
}
async function readLater() {
  await domRead();
  const later = await readData("later");
  documents.forEach((source, number) => {
    source.text = later.texts[number];
  });
  later.numbers.forEach((number, index) => things[number].extend(later.spans[index]));
  waiting = false;
}
function noTextWord() {
  return waiting ? word("textsWait") : word("noText");
}
function hasTexts() {
  return waiting || documents.some((source) => source.text !== null);
}

// base/theme.js
var DARK = window.matchMedia("(prefers-color-scheme: dark)");
var theme = "auto";
var HUES = [
  "#4477aa",
  "#ee6677",
  "#228833",
  "#ccbb44",
  "#66ccee",
  "#aa3377",
  "#997700",
  "#994455",
  "#004488",
  "#6699cc",
  "#ee99aa",
  "#997755"
];
function isDark() {
  return theme === "auto" ? DARK.matches : theme === "dark";
}
function tint(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
function colourOf(cls) {
  return isDark() ? looks[cls].night : looks[cls].colour;
}
function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const button = document.getElementById("theme");
  button.setAttribute("aria-pressed", String(isDark()));
}
function setTheme(chosen) {
  theme = chosen;
  applyTheme();
  tell("changed");
}
DARK.addEventListener("change", () => setTheme(theme));
function keepTheme(chosen) {
  theme = chosen;
}

// base/labels.js
var LINE = 17;
function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most)} …` : text;
}
function wrap(text) {
  const lines = [""];
  for (const piece of shorten(text, 60).split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + piece.length > LINE) lines.push(piece.slice(0, LINE + 3));
    else lines[lines.length - 1] = last ? `${last} ${piece}` : piece.slice(0, LINE + 3);
  }
  return lines.length > 2 ? `${lines[0]}
${lines[1]} …` : lines.join("\n");
}
function titleOf(thing) {
  return `${className(thing.cls)}: ${shorten(nameOf(thing), 300)}`;
}
function edgeTitle(edge) {
  if (edge.bundle) return `${edge.bundle} ${word("via")}`;
  const link = linkAt(edge.link);
  return link.role ? valueName(link.role) : linkName(link.predicate, true);
}
function sizeOf(thing) {
  return looks[thing.cls].size + Math.min(10, Math.round(Math.sqrt(thing.degree)));
}

// model/filters.js
function dueYear(value) {
  const years = String(value || "").match(/\d{4}/g);
  return years ? Number(years[years.length - 1]) : null;
}
var statements = things.filter((thing) => STATEMENTS.includes(thing.cls));
var dueTimes = statements.map((thing) => dueYear(thing.facts.due));
for (const link of linksBy("dueBy")) dueTimes.push(dueYear(things[link.head].facts.normal));
var YEARS = [...new Set(dueTimes.filter((year) => year !== null))].sort((one, other) => one - other);
function measureOf(thing) {
  return thing.cls === "Target" ? ends(thing, "hasTarget", false)[0] || thing : thing;
}
function isFiltered(filter = state.filter) {
  return Object.entries(filter).some(([name, value]) => name === "sure" ? value > 0 : value !== null);
}
function inYears(year, filter) {
  if (filter.from === null && filter.to === null) return true;
  return year !== null && year >= (filter.from ?? -Infinity) && year <= (filter.to ?? Infinity);
}
function isWithin(sector, number) {
  return sector.number === number || sector.iri.startsWith(`${things[number].iri}.`);
}
function fits(thing, filter) {
  const measure = measureOf(thing);
  const linked2 = (predicate, head) => measure.links.some(
    (link) => link.predicate === predicate && link.tail === measure.number && link.head === head
  );
  return (filter.doc === null || thing.flat[0] === filter.doc) && (filter.sector === null || ends(measure, "sector", true).some((sector) => isWithin(sector, filter.sector))) && (filter.body === null || linked2("responsibility", filter.body)) && (filter.priority === null || String(measure.facts.priority || "").startsWith(filter.priority)) && inYears(dueYear(thing.facts.due || measure.facts.due), filter) && (filter.sure === 0 || (thing.facts.sure ?? 1) >= filter.sure);
}
var fitted = { key: "", statements: [], numbers: null };
function matching() {
  const key = JSON.stringify(state.filter);
  if (fitted.key !== key) {
    const fitting = isFiltered() ? statements.filter((thing) => fits(thing, state.filter)) : statements;
    fitted = { key, statements: fitting, numbers: isFiltered() ? touched(fitting, state.filter) : null };
  }
  return fitted;
}
function touched(fitting, filter) {
  const numbers = /* @__PURE__ */ new Set();
  for (const thing of fitting) {
    numbers.add(thing.number);
    for (const link of thing.links) numbers.add(otherEnd(link, thing.number).number);
  }
  for (const number of numbers) {
    for (const link of things[number].links) {
      if ((link.predicate === "inSection" || link.predicate === "partOfDocument") && link.tail === number) numbers.add(link.head);
    }
  }
  if (filter.sector !== null) {
    for (const thing of things) if (thing.cls === "Sector" && !isWithin(thing, filter.sector)) numbers.delete(thing.number);
  }
  if (isTimeOnly(filter)) addDueWorks(numbers, filter);
  return numbers;
}
function isTimeOnly(filter) {
  return filter.sector === null && filter.body === null && filter.priority === null && filter.doc === null && (filter.from !== null || filter.to !== null);
}
function addDueWorks(numbers, filter) {
  for (const link of linksBy("dueBy")) {
    if (inYears(dueYear(things[link.head].facts.normal), filter)) numbers.add(link.tail).add(link.head);
  }
}
function isVisible(number) {
  const { numbers } = matching();
  if (state.hidden.has(number)) return false;
  if (number === state.chosen || state.pinned.has(number)) return true;
  return !state.classes.has(things[number].cls) && (numbers === null || numbers.has(number));
}

// drawing/communities.js
var SWEEPS = 12;
var grouped = null;
function communityEdges() {
  const edges = [];
  for (let number = 0; number < linkCount; number += 1) {
    const [tail, head] = [tails[number], heads[number]];
    if (tail !== head && !isFrame(things[tail]) && !isFrame(things[head])) edges.push([tail, head, 1]);
  }
  return edges;
}
function findCommunities() {
  let group = Int32Array.from(things, (_, number) => number);
  let level = communityEdges();
  for (let round = 0; round < 4; round += 1) {
    const moved = moveAll(level, things.length);
    if (moved === null) break;
    group = group.map((old) => moved[old]);
    level = level.map(([tail, head, weight]) => [moved[tail], moved[head], weight]);
  }
  return nameBySize(group);
}
function moveAll(edges, count) {
  const near = Array.from({ length: count }, () => []);
  const weight = new Float64Array(count);
  let total2 = 0;
  for (const [tail, head, strength] of edges) {
    weight[tail] += strength;
    weight[head] += strength;
    total2 += strength;
    if (tail !== head) {
      near[tail].push([head, strength]);
      near[head].push([tail, strength]);
    }
  }
  const group = Int32Array.from(weight, (_, number) => number);
  const held = Float64Array.from(weight);
  let changed = false;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let moves = 0;
    for (let number = 0; number < count; number += 1) {
      const best = bestGroup(number, near[number], { group, held, weight, total: total2 });
      if (best !== group[number]) {
        held[group[number]] -= weight[number];
        held[best] += weight[number];
        group[number] = best;
        moves += 1;
      }
    }
    changed ||= moves > 0;
    if (moves === 0) break;
  }
  return changed ? group : null;
}
function bestGroup(number, near, { group, held, weight, total: total2 }) {
  const own = group[number];
  const pull = /* @__PURE__ */ new Map([[own, 0]]);
  for (const [other, strength] of near) pull.set(group[other], (pull.get(group[other]) || 0) + strength);
  const gain = (candidate, strength) => strength - weight[number] * (held[candidate] - (candidate === own ? weight[number] : 0)) / (2 * total2);
  let best = own;
  let most = gain(own, pull.get(own)) + 1e-9;
  for (const [candidate, strength] of pull) {
    if (gain(candidate, strength) > most) [best, most] = [candidate, gain(candidate, strength) + 1e-9];
  }
  return best;
}
function nameBySize(group) {
  const sizes = /* @__PURE__ */ new Map();
  for (const one of group) sizes.set(one, (sizes.get(one) || 0) + 1);
  const ranked = [...sizes].filter(([, size]) => size > 1).sort(([one, many], [other, more]) => more - many || one - other);
  const ranks = new Map(ranked.map(([one], rank) => [one, rank]));
  return { of: group.map((one) => ranks.has(one) ? ranks.get(one) : -1), count: ranked.length };
}
function communities() {
  grouped = grouped || findCommunities();
  return grouped;
}
function communityColour(number) {
  if (!state.communities) return null;
  const rank = communities().of[number];
  return rank < 0 || rank >= HUES.length ? tint("thread") : HUES[rank];
}
function toggleCommunities() {
  act(() => {
    state.communities = !state.communities;
    return state.communities ? `${communities().count} ${word("communitiesFound")}` : word("communitiesOff");
  });
}

// drawing/skeleton.js
var skeleton = await readData("nodes");
var bundles = (await readData("edges")).filter((edge) => edge.bundle);
var options = await readData("options");
var skeletonLabels = new Map(skeleton.map((node) => [node.id, node]));
function drawSkeleton() {
  state.drawn = new Map(skeleton.map((node) => [node.id, { x: node.x, y: node.y, owner: null }]));
}
function isSkeleton() {
  return state.drawn.size === skeleton.length && skeleton.every((node) => {
    const place2 = state.drawn.get(node.id);
    return place2 && place2.x === node.x && place2.y === node.y;
  });
}

// drawing/lettering.js
var LEAST_LETTERS = 6.5;
var LETTERS = 10.5;
function labelOf(number) {
  const known = skeletonLabels.get(number);
  return known && !things[number].facts.en ? known.label : wrap(nameOf(things[number]));
}
function labelPlan(scale, shown2, lit) {
  if (scale === null || scale * 18 >= LEAST_LETTERS) return null;
  const size = LETTERS / scale;
  const weight = (number) => (number === state.chosen ? 1e6 : 0) + (lit && lit.has(number) ? 1e5 : 0) + looks[things[number].cls].font * 1e3 + Math.min(999, things[number].degree);
  const taken = [];
  const plan = /* @__PURE__ */ new Map();
  for (const number of [...shown2].sort((one, other) => weight(other) - weight(one) || one - other)) {
    const { x, y } = state.drawn.get(number);
    const rows = labelOf(number).split("\n");
    const half = Math.max(...rows.map((row) => row.length)) * size * 0.29;
    const box2 = { left: x - half, right: x + half, top: y - size, bottom: y + size * (1.3 + 1.2 * rows.length) };
    if (taken.some((one) => one.left < box2.right && box2.left < one.right && one.top < box2.bottom && box2.top < one.bottom)) continue;
    taken.push(box2);
    plan.set(number, size);
  }
  return plan;
}

// drawing/canvas.js
var FADED = 0.16;
var drawnNodes = new vis.DataSet();
var drawnEdges = new vis.DataSet();
var drawing = new vis.Network(holder, { nodes: drawnNodes, edges: drawnEdges }, options);
function visibleNumbers() {
  return [...state.drawn.keys()].filter(isVisible);
}
function litNumbers(shown2) {
  if (state.path) return new Set(state.path.steps);
  if (state.chosen === null) return null;
  const lit = /* @__PURE__ */ new Set([state.chosen]);
  for (const edge of edgesBetween(shown2)) {
    if (edge.from === state.chosen) lit.add(edge.to);
    if (edge.to === state.chosen) lit.add(edge.from);
  }
  return lit;
}
function isHedgehog(link) {
  return link.predicate === "mentions" && things[link.tail].cls === "Document";
}
function edgesBetween(shown2) {
  const inside = new Set(shown2);
  const edges = [];
  const taken = /* @__PURE__ */ new Set();
  for (const number of shown2) {
    for (const link of things[number].links) {
      if (taken.has(link.number) || !inside.has(link.tail) || !inside.has(link.head)) continue;
      if (isHedgehog(link) || state.relations.has(link.predicate)) continue;
      taken.add(link.number);
      edges.push({ id: `e${link.number}`, from: link.tail, to: link.head, link: link.number });
    }
  }
  if (state.relations.has("sector")) return edges;
  return edges.concat(bundles.filter((edge) => inside.has(edge.from) && inside.has(edge.to) && holdsMeasures(edge)));
}
function holdsMeasures(edge) {
  const { numbers } = matching();
  return numbers === null || commonMeasures(edge.from, edge.to).some((thing) => numbers.has(thing.number));
}
function dressNode(number, lit, plan) {
  const thing = things[number];
  const known = skeletonLabels.get(number);
  const faded = lit !== null && !lit.has(number);
  const fill2 = communityColour(number) || colourOf(thing.cls);
  const ring = { background: fill2, border: tint("warm") };
  const place2 = state.drawn.get(number);
  return {
    id: number,
    group: thing.cls,
    x: place2.x,
    y: place2.y,
    title: titleOf(thing),
    opacity: faded ? FADED : 1,
    label: plan === null || plan.has(number) ? labelOf(number) : "",
    size: known ? known.size : sizeOf(thing),
    color: { background: fill2, border: tint(state.pinned.has(number) ? "warm" : "ink"), highlight: ring, hover: ring },
    borderWidth: state.pinned.has(number) ? 4 : 1,
    font: { size: plan?.get(number) ?? looks[thing.cls].font, color: tint(faded ? "ghost" : "ink"), strokeColor: tint("paper") }
  };
}
function dressEdge(edge, lit) {
  const onPath = state.path && state.path.links.includes(edge.link);
  const bright = lit === null || onPath || !state.path && (edge.from === state.chosen || edge.to === state.chosen);
  const colour = onPath ? tint("warm") : tint("thread");
  return {
    ...edge,
    title: edgeTitle(edge),
    width: onPath ? 4 : edge.width || 1.2,
    color: { color: colour, highlight: tint("warm"), hover: tint("warm"), opacity: bright ? 1 : FADED }
  };
}
function replaceAll(data, items) {
  const kept = new Set(items.map((item2) => item2.id));
  data.remove(data.getIds().filter((id) => !kept.has(id)));
  data.update(items);
}
var lettersAt = null;
function labelsFor(scale) {
  const bucket = Math.round(Math.log(scale) * 4);
  if (bucket === lettersAt) return;
  lettersAt = bucket;
  dressAgain();
}
function dressAgain() {
  const shown2 = visibleNumbers();
  const lit = litNumbers(shown2);
  const plan = labelPlan(lettersAt === null ? null : Math.exp(lettersAt / 4), shown2, lit);
  drawnNodes.update(shown2.map((number) => dressNode(number, lit, plan)));
}
var isStale = true;
function render() {
  isStale = true;
  if (isDrawing()) dressDrawing();
  showSteps();
}
function dressDrawing() {
  if (!isStale) return;
  isStale = false;
  const shown2 = visibleNumbers();
  const lit = litNumbers(shown2);
  const plan = labelPlan(lettersAt === null ? null : Math.exp(lettersAt / 4), shown2, lit);
  replaceAll(drawnNodes, shown2.map((number) => dressNode(number, lit, plan)));
  replaceAll(drawnEdges, edgesBetween(shown2).map((edge) => dressEdge(edge, lit)));
  if (state.chosen !== null && shown2.includes(state.chosen)) drawing.selectNodes([state.chosen]);
  else drawing.unselectAll();
  document.getElementById("empty").hidden = shown2.length > 0;
}
function showSteps() {
  document.getElementById("undo").disabled = past.length === 0;
  document.getElementById("redo").disabled = future.length === 0;
  for (const id of ["hide", "pin"]) document.getElementById(id).disabled = state.chosen === null;
  document.getElementById("pin").setAttribute("aria-pressed", String(state.pinned.has(state.chosen)));
  document.getElementById("communities").setAttribute("aria-pressed", String(state.communities));
}
drawing.on("dragEnd", (event) => {
  if (event.nodes.length === 0) return;
  const places = drawing.getPositions(event.nodes);
  act(() => {
    for (const number of event.nodes) {
      const place2 = places[number];
      state.drawn.set(number, { ...state.drawn.get(number), x: Math.round(place2.x), y: Math.round(place2.y) });
    }
  });
});
on("changed", render);

// drawing/bands.js
var INNER = 370;
var OUTER = 1500;
drawing.on("beforeDrawing", (context) => {
  if (!packed.bands.some((band) => state.drawn.has(band.node)) || !isArranged()) return;
  context.save();
  context.scale(1, 0.8);
  context.globalAlpha = isDark() ? 0.2 : 0.11;
  packed.bands.forEach((band, index) => {
    context.beginPath();
    context.arc(0, 0, OUTER, band.from, band.to);
    context.arc(0, 0, INNER, band.to, band.from, true);
    context.closePath();
    context.fillStyle = HUES[index % HUES.length];
    context.fill();
  });
  context.restore();
});
function isArranged() {
  return skeleton.length > 0 && state.drawn.has(skeleton[0].id) && state.drawn.get(skeleton[0].id).x === skeleton[0].x;
}

// drawing/camera.js
var [WIDE_HALF, ABOVE, BELOW] = [100, 40, 80];
var fitWaits = true;
function insets() {
  const top = document.getElementById("note").hidden ? 54 : 112;
  return holder.clientHeight < 400 ? { top, bottom: 50 } : { top, bottom: 12 };
}
function motion() {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}
function moveTo(position, scale) {
  const { top, bottom } = insets();
  drawing.moveTo({ position, scale, offset: { x: 0, y: (top - bottom) / 2 }, animation: motion() });
  labelsFor(scale);
}
function centreOn(number) {
  if (holder.offsetParent === null || !drawnNodes.get(number)) return;
  const { x, y } = state.drawn.get(number);
  moveTo({ x, y }, Math.max(drawing.getScale(), 0.72));
}
function fitAll() {
  fitOn(visibleNumbers());
}
function fitOn(numbers) {
  if (holder.offsetParent === null) {
    fitWaits = true;
    return;
  }
  const places = numbers.map((number) => state.drawn.get(number)).filter(Boolean);
  if (places.length === 0) return;
  const [xs, ys] = [places.map((one) => one.x), places.map((one) => one.y)];
  const [left, right, top, bottom] = [Math.min(...xs) - WIDE_HALF, Math.max(...xs) + WIDE_HALF, Math.min(...ys) - ABOVE, Math.max(...ys) + BELOW];
  const room = insets();
  const scale = Math.min(1.2, holder.clientWidth / (right - left), (holder.clientHeight - room.top - room.bottom) / (bottom - top));
  moveTo({ x: (left + right) / 2, y: (top + bottom) / 2 }, Math.max(0.05, scale));
}
function zoom(factor) {
  const scale = Math.min(4, Math.max(0.05, drawing.getScale() * factor));
  drawing.moveTo({ scale });
  labelsFor(scale);
}
drawing.on("resize", () => {
  if (state.chosen !== null && NARROW.matches) setTimeout(() => centreOn(state.chosen), 0);
});
drawing.on("zoom", ({ scale }) => labelsFor(scale));
function fitIfWaiting() {
  if (fitWaits) fitAll();
  fitWaits = false;
}

// drawing/places.js
var WIDE = 190;
var TALL = 100;
function freePlace(centre) {
  const taken = [...state.drawn.values()];
  for (let step2 = 1; step2 < 4e3; step2 += 1) {
    const reach = 90 + 24 * Math.sqrt(step2);
    const place2 = { x: Math.round(centre.x + reach * Math.cos(step2 * 2.4)), y: Math.round(centre.y + reach * Math.sin(step2 * 2.4)) };
    const beside = (other) => Math.abs(other.x - place2.x) > WIDE;
    if (taken.every((other) => beside(other) || Math.abs(place2.y - other.y) > TALL)) return place2;
  }
  return { x: Math.round(centre.x) + 80, y: Math.round(centre.y) + 80 };
}
function ringPlaces(layers) {
  const places = /* @__PURE__ */ new Map();
  let radius = 0;
  for (const layer of layers) {
    let rest = layer;
    while (rest.length > 0) {
      const room = radius === 0 ? 1 : Math.max(4, Math.floor(2 * Math.PI * radius / WIDE));
      const ring = rest.slice(0, room);
      ring.forEach((number, index) => {
        const angle = 2 * Math.PI * index / ring.length - Math.PI / 2 + radius / 1e3;
        places.set(number, { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * 0.78 * Math.sin(angle)) });
      });
      rest = rest.slice(room);
      radius += radius === 0 ? 260 : 170;
    }
  }
  return places;
}
function columnPlaces(numbers) {
  const byClass2 = new Map(packed.classes.map((cls) => [cls, []]));
  for (const number of numbers) byClass2.get(things[number].cls).push(number);
  const shape = Math.max(0.3, holder.clientWidth / Math.max(1, holder.clientHeight));
  const rows = Math.max(4, Math.ceil(Math.sqrt(numbers.length * 2 / shape)));
  const places = /* @__PURE__ */ new Map();
  let x = 0;
  for (const members of byClass2.values()) {
    for (let start = 0; start < members.length; start += rows) {
      const column2 = members.slice(start, start + rows);
      column2.forEach((number, row) => {
        places.set(number, { x, y: Math.round((row - (column2.length - 1) / 2) * (TALL + 12)) });
      });
      x += WIDE + 60;
    }
  }
  for (const place2 of places.values()) place2.x -= Math.round((x - WIDE - 60) / 2);
  return places;
}
var [GROUP_WIDE, GROUP_TALL] = [205, 84];
function groupPlaces(groups) {
  const shape = Math.max(0.3, holder.clientWidth / Math.max(1, holder.clientHeight));
  const count = [...groups.values()].reduce((sum, members) => sum + members.length + 1.4, 0);
  const tall = Math.max(4, Math.ceil(Math.sqrt(count * GROUP_WIDE / (shape * GROUP_TALL))));
  const places = /* @__PURE__ */ new Map();
  const heights = [];
  for (const [head, members] of groups) {
    for (let start = 0; start < members.length; start += tall - 1) {
      const piece = members.slice(start, start + tall - 1);
      const fitting = heights.findIndex((height) => height + piece.length + 1 <= tall + 1);
      const column_ = fitting < 0 ? heights.push(0) - 1 : fitting;
      const [x, y] = [column_ * GROUP_WIDE, heights[column_] * GROUP_TALL];
      if (head !== null && start === 0) places.set(head, { x, y });
      piece.forEach((number, row) => places.set(number, { x, y: Math.round(y + (row + 1.3) * GROUP_TALL) }));
      heights[column_] += piece.length + 1.7;
    }
  }
  return places;
}
function rowPlaces(numbers) {
  return new Map(numbers.map((number, index) => [number, { x: index * 220, y: index % 2 ? 60 : -60 }]));
}

// drawing/explore.js
var MOST_AT_ONCE = 24;
var MOST_IN_FOCUS = [1, 40, 60, 60];
function place(number, owner) {
  if (state.drawn.has(number)) return;
  const near = things[number].links.map((link) => otherEnd(link, number).number).filter((other) => state.drawn.has(other));
  const anchor = owner !== null ? owner : near.find((other) => things[other].cls !== "Document");
  const centre = anchor === void 0 ? { x: 0, y: 0 } : state.drawn.get(anchor);
  state.drawn.set(number, { ...freePlace(centre), owner });
}
function reveal(number) {
  state.hidden.delete(number);
  place(number, null);
}
function choose(number, move = true) {
  const change = () => {
    reveal(number);
    state.chosen = number;
    if (state.path && !state.path.steps.includes(number)) state.path = null;
  };
  if (state.drawn.has(number) && !state.hidden.has(number)) {
    change();
    tell("changed");
  } else {
    act(change);
  }
  if (move) centreOn(number);
  tell("chosen", things[number]);
}
function chooseWithNeighbours(number) {
  const missing = undrawn(number);
  if (missing.length > 0) {
    act(() => {
      reveal(number);
      for (const thing of missing.slice(0, MOST_AT_ONCE)) place(thing.number, number);
      return missing.length > MOST_AT_ONCE ? `${MOST_AT_ONCE} / ${missing.length} ${word("expanded")}` : "";
    });
  }
  choose(number, false);
  fitAround(number);
}
function fitAround(number) {
  const near = things[number].links.filter((link) => !isHedgehog(link)).map((link) => otherEnd(link, number).number);
  fitOn([number, ...near.filter((other) => state.drawn.has(other) && isVisible(other))]);
}
function unchoose() {
  state.chosen = null;
  state.path = null;
  tell("changed");
  tell("unchosen");
}
function undrawn(number) {
  const missing = new Set(things[number].links.filter((link) => !isHedgehog(link)).map((link) => otherEnd(link, number)));
  return [...missing].filter((thing) => !state.drawn.has(thing.number)).sort(byRank);
}
function byRank(one, other) {
  return packed.classes.indexOf(one.cls) - packed.classes.indexOf(other.cls) || one.number - other.number;
}
function expand(number) {
  const missing = undrawn(number);
  act(() => {
    reveal(number);
    for (const thing of missing.slice(0, MOST_AT_ONCE)) place(thing.number, number);
    return `${Math.min(missing.length, MOST_AT_ONCE)} ${word("expanded")}`;
  });
  fitAround(number);
}
function isExpanded(number) {
  return [...state.drawn.values()].some((one) => one.owner === number);
}
function collapse(number) {
  act(() => {
    const before2 = state.drawn.size;
    dropOwned(number);
    return `${before2 - state.drawn.size} ${word("collapsed")}`;
  });
}
function dropOwned(number) {
  for (const [drawn, one] of [...state.drawn]) {
    if (one.owner === number && state.drawn.has(drawn) && !state.pinned.has(drawn)) {
      state.drawn.delete(drawn);
      dropOwned(drawn);
    }
  }
}
function layersAround(number, depth) {
  const seen = /* @__PURE__ */ new Set([number]);
  const layers = [[number]];
  for (let step2 = 1; step2 <= depth; step2 += 1) {
    const layer = [];
    for (const from of layers[step2 - 1]) {
      if (step2 > 1 && ["Sector", "Document"].includes(things[from].cls)) continue;
      for (const other of things[from].links.map((link) => otherEnd(link, from)).sort(byRank)) {
        if (seen.has(other.number) || other.cls === "Document" || layer.length >= MOST_IN_FOCUS[step2]) continue;
        seen.add(other.number);
        layer.push(other.number);
      }
    }
    layers.push(layer);
  }
  return layers;
}
function focusOn(number, depth) {
  act(() => {
    const places = ringPlaces(layersAround(number, depth));
    state.drawn = new Map([...places].map(([other, at]) => [other, { ...at, owner: other === number ? null : number }]));
    state.hidden.clear();
    state.chosen = number;
    state.path = null;
    return `${places.size} ${word("inFocus")}`;
  });
  fitAll();
}
function hide(number) {
  act(() => {
    state.hidden.add(number);
    if (state.chosen === number) state.chosen = null;
    return `${nameOf(things[number])}: ${word("hiddenNow")}`;
  });
  tell("again");
}
function togglePin(number) {
  act(() => {
    if (!state.pinned.delete(number)) state.pinned.add(number);
    return `${nameOf(things[number])}: ${word(state.pinned.has(number) ? "pinned" : "unpinned")}`;
  });
}
function startAgain() {
  act(() => {
    setState(freshState());
    document.getElementById("note").hidden = true;
    drawSkeleton();
    return word("startedAgain");
  });
  box.value = "";
  tell("unchosen");
  fitAll();
}
function drawOnly(numbers, places = columnPlaces(numbers)) {
  document.getElementById("note").hidden = true;
  state.drawn = new Map(numbers.map((number) => [number, { ...places.get(number), owner: null }]));
  state.hidden.clear();
}

// base/tabs.js
var WIDE_ENOUGH = window.matchMedia("(min-width: 1200px)");
var tabs = [...document.querySelectorAll("[role=tab]")];
function textHasColumn() {
  return WIDE_ENOUGH.matches && isDrawing();
}
function showTab(name) {
  if (name === "text" && textHasColumn()) return;
  const tab = tabs.find((one) => one.dataset.tab === name);
  if (!tab) return;
  front.tab = name;
  for (const one of tabs) {
    const open = one === tab;
    one.setAttribute("aria-selected", String(open));
    one.tabIndex = open ? 0 : -1;
    if (one.dataset.tab !== "text") document.getElementById(one.dataset.tab).hidden = !open;
  }
  placeText();
  tell("tab", name);
  if (name === "text") textBody.querySelector(".now")?.scrollIntoView({ block: "center" });
}
function placeText() {
  const wide = textHasColumn();
  tabs.find((one) => one.dataset.tab === "text").hidden = wide;
  tabs.find((one) => one.dataset.tab === "filters").hidden = !isDrawing();
  document.getElementById("text").hidden = !wide && front.tab !== "text";
  document.body.classList.toggle("reads", !wide && front.tab === "text");
  if (wide && front.tab === "text") showTab("panel");
}
for (const tab of tabs) {
  tab.addEventListener("click", () => {
    document.body.classList.remove("shut");
    showTab(tab.dataset.tab);
  });
  tab.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const open = tabs.filter((one) => !one.hidden);
    const next = open[(open.indexOf(tab) + by + open.length) % open.length];
    showTab(next.dataset.tab);
    next.focus();
  });
}
WIDE_ENOUGH.addEventListener("change", placeText);

// drawing/legend.js
var legend = document.getElementById("legend");
var counts = /* @__PURE__ */ new Map();
for (const thing of things) counts.set(thing.cls, (counts.get(thing.cls) || 0) + 1);
function legendRows() {
  return packed.classes.map((cls) => make("li", {}, make("button", {
    type: "button",
    title: word("legendHint"),
    "data-class": cls,
    "aria-pressed": String(!state.classes.has(cls)),
    onclick: () => toggleClass(cls)
  }, symbol(cls), make("span", {}, className(cls)), make("span", { class: "count" }, String(counts.get(cls))))));
}
function legendSigns() {
  const line = (cls) => make("span", { class: `sign-${cls}`, "aria-hidden": "true" });
  const rows = [["line", "signLine"], ["dash", "signDash"], ["size", "signSize"], ["ring", "signRing"], ...packed.bands.length ? [["band", "signBand"]] : []].map(([cls, key]) => make("li", {}, line(cls), word(key)));
  return [...rows, ...state.communities ? communityRows() : []];
}
function communityRows() {
  const drawn = visibleNumbers();
  const members = /* @__PURE__ */ new Map();
  for (const number of drawn) {
    const rank = communities().of[number];
    if (rank >= 0 && rank < HUES.length) members.set(rank, [...members.get(rank) || [], number]);
  }
  const rows = [...members].sort(([one], [other]) => one - other).map(([rank, numbers]) => {
    const [best] = numbers.sort((one, other) => things[other].degree - things[one].degree || one - other);
    const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = HUES[rank];
    return make("li", {}, swatch, `${word("around")} ${shorten(nameOf(things[best]), 40)} (${numbers.length})`);
  });
  return [make("li", { class: "also" }, word("communityColours")), ...rows];
}
function fillLegend() {
  legend.querySelector(".signs").replaceChildren(...legendSigns());
  const list = legend.querySelector("ul");
  if (list.children.length === 0 || list.dataset.language !== language) list.replaceChildren(...legendRows());
  list.dataset.language = language;
  for (const button of document.querySelectorAll(".legend button")) {
    button.setAttribute("aria-pressed", String(!state.classes.has(button.dataset.class)));
  }
}
function toggleClass(cls) {
  act(() => {
    if (!state.classes.delete(cls)) state.classes.add(cls);
    return `${className(cls)}: ${word(state.classes.has(cls) ? "hiddenNow" : "shownNow")}`;
  });
}
on("changed", fillLegend);

// drawing/paths.js
var withoutClasses = /* @__PURE__ */ new Set(["Document", ...PARTS]);
var pathFrom = null;
function findPath(from, to) {
  const before2 = /* @__PURE__ */ new Map([[from, null]]);
  let layer = [from];
  while (layer.length > 0 && !before2.has(to)) {
    const next = [];
    for (const number of layer) {
      for (const link of things[number].links) {
        const other = otherEnd(link, number);
        if (before2.has(other.number) || withoutClasses.has(other.cls) && other.number !== to) continue;
        before2.set(other.number, link);
        next.push(other.number);
      }
    }
    layer = next;
  }
  if (!before2.has(to)) return null;
  const path = { from, to, steps: [to], links: [] };
  for (let link = before2.get(to); link !== null; link = before2.get(path.steps[0])) {
    path.links.unshift(link.number);
    path.steps.unshift(otherEnd(link, path.steps[0]).number);
  }
  return path;
}
function beginPath(number) {
  pathFrom = number;
  box.value = "";
  box.placeholder = `${word("pathTo")} ${shorten(nameOf(things[number]), 30)} …`;
  box.focus();
  announce(`${word("pathTo")} ${nameOf(things[number])}: ${word("pathChoose")}`);
}
function endPath() {
  pathFrom = null;
  box.placeholder = word("search");
}
function drawPath(from, to) {
  endPath();
  const path = findPath(from, to);
  if (path === null) {
    tell("path", { from, to, steps: [], links: [] });
    announce(word("noPath"));
    return;
  }
  act(() => {
    const places = rowPlaces(path.steps);
    drawOnly(path.steps, places);
    state.chosen = null;
    state.path = path;
    return `${word("pathOf")} ${path.links.length} ${word("pathSteps")}`;
  });
  tell("path", path);
  fitAll();
}

// model/answers.js
var answers = packed.answers || {
  flags: [],
  levels: [],
  sectors: [],
  tasks: { numbers: [], flags: [], sector: [], due: [], again: {} },
  aims: { numbers: [], due: [], inherited: [] },
  works: [],
  bodies: [],
  projects: [],
  cards: [],
  dues: [],
  recurrences: []
};
var DOERS = ["lead", "implement", "coordinate", "supervise", "advise", "approve", "report"];
var FLAG = Object.fromEntries(answers.flags.map((name, bit) => [name, 1 << bit]));
var taskRow = new Map(answers.tasks.numbers.map((number, row) => [number, row]));
var aimRow = new Map(answers.aims.numbers.map((number, row) => [number, row]));
var levelOf = new Map(answers.bodies.map(([number, level]) => [number, answers.levels[level]]));
function said(group, key) {
  const names = words.answers[group][key];
  return names ? pick(names) : key;
}
function numberWords(number) {
  return number.toLocaleString(language === "vi" ? "vi-VN" : "en-GB");
}
function shareWords(share) {
  const percent = (share * 100).toFixed(1);
  return language === "vi" ? `${percent.replace(".", ",")}%` : `${percent}%`;
}
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole_, name) => name in values ? values[name] : whole_);
}
function findingWords(key, number, total2) {
  const names = words.answers.findings[key];
  const text = language === "en" && number === 1 && names.one ? names.one : pick(names);
  return fill(text, { number: numberWords(number), total: numberWords(total2), share: shareWords(total2 ? number / total2 : 0) });
}
function allTasks() {
  return answers.tasks.numbers;
}
function tasksWhere(test) {
  return answers.tasks.numbers.filter((_, row) => test(answers.tasks.flags[row]));
}
var GAP_TESTS = {
  owner: (flags) => !(flags & FLAG.owner),
  time: (flags) => !(flags & (FLAG.due | FLAG.recurring)),
  target: (flags) => !(flags & FLAG.target),
  all: (flags) => Boolean(flags & FLAG.none)
};
function fieldOf(row) {
  let at = row;
  while (answers.sectors[at][3] >= 0) at = answers.sectors[at][3];
  return at;
}
function sectorWords(row) {
  const [code, node, names] = answers.sectors[row];
  if (node >= 0) return nameOf(things[node]);
  return code === "" ? word("noSector") : pick(names) || code;
}
function dueOf(number) {
  const task = taskRow.get(number);
  const aim = aimRow.get(number);
  const at = task !== void 0 ? answers.tasks.due[task] : aim !== void 0 ? answers.aims.due[aim] : -1;
  if (at < 0) return null;
  const inherited = task !== void 0 ? Boolean(answers.tasks.flags[task] & FLAG.due_inherited) : Boolean(answers.aims.inherited[aim]);
  return { ...dueAt(at), inherited };
}
function dueAt(row) {
  const [written, first, last, precision] = answers.dues[row];
  return { written, first, last, precision };
}
function againOf(number) {
  return (answers.tasks.again[taskRow.get(number)] || []).map((row) => answers.recurrences[row]);
}
function dutiesOf(number) {
  return things[number].links.filter((link) => link.predicate === "responsibility" && link.tail === number);
}
function sheetOf(body) {
  const groups = { duties: /* @__PURE__ */ new Map(), benefits: /* @__PURE__ */ new Map() };
  for (const link of things[body].links) {
    if (link.predicate !== "responsibility" || link.head !== body) continue;
    const group = link.role === "beneficiary" ? groups.benefits : groups.duties;
    if (!group.has(link.tail)) group.set(link.tail, []);
    group.get(link.tail).push({ role: link.role, inherited: Boolean(link.inherited) });
  }
  const toList = (group) => [...group].map(([number, roles]) => ({ number, roles })).sort((one, other) => byDue(one.number, other.number));
  return { duties: toList(groups.duties), benefits: toList(groups.benefits) };
}
function byDue(one, other) {
  const rank = (number) => dueOf(number)?.last ?? (againOf(number).length ? "9998" : "9999");
  return rank(one).localeCompare(rank(other)) || one - other;
}
var SOON_DAYS = 90;
var today = "";
function addDays(day, count) {
  const at = /* @__PURE__ */ new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}
function stateOn(due, doc) {
  if (!today || !due) return "";
  const issued = doc === void 0 ? "" : things[documents[doc].node].facts.issued;
  if (issued && due.last < issued) return "earlier";
  if (due.last < today) return "overdue";
  return due.last <= addDays(today, SOON_DAYS) ? "soon" : "later";
}
function nextDay([period, day], from) {
  const found2 = /^--(?:(\d{2})|-)-?(\d{2})$/.exec(day);
  const [, count, unit] = /^P(\d+)([YMD])$/.exec(period) || [];
  const span = Number(count) * (unit === "Y" ? 12 : 1);
  if (!found2 || unit === "D" || !span || span > 12 || 12 % span) return null;
  const [year, month] = from.split("-").map(Number);
  for (let ahead = 0; ahead < 25; ahead += 1) {
    const at = year * 12 + month - 1 + ahead;
    const index = at % 12;
    if (found2[1] && index + 1 !== Number(found2[1]) || !found2[1] && (index + 1) % span) continue;
    const last = new Date(Date.UTC(Math.floor(at / 12), index + 1, 0)).getUTCDate();
    const next = `${String(Math.floor(at / 12)).padStart(4, "0")}-${String(index + 1).padStart(2, "0")}-${String(Math.min(Number(found2[2]), last)).padStart(2, "0")}`;
    if (next >= from) return next;
  }
  return null;
}
function undatedNumbers() {
  return [...tasksWhere(GAP_TESTS.time), ...answers.aims.numbers.filter((number) => !dueOf(number))];
}
function yearOf(number) {
  return dueOf(number)?.last.slice(0, 4) ?? "";
}
function setToday(day) {
  today = day;
}
function silentPlaces(reason = "") {
  return answers.cards.flatMap((card2) => (card2.silent || []).filter(([one]) => !reason || one === reason).flatMap(([, , , flat = []]) => {
    const doc = documentOf.get(card2.node);
    return Array.from({ length: flat.length / 2 }, (_, at) => [doc, flat[2 * at], flat[2 * at + 1]]);
  }));
}

// model/others.js
var others = packed.others || null;
var saidByOthers = /* @__PURE__ */ new Map();
for (const [number, verdict, day, source, quote] of others ? others.said : []) {
  saidByOthers.set(number, [...saidByOthers.get(number) || [], { verdict, day, source, quote }]);
}
function verdictsOn(number) {
  return saidByOthers.get(number) || [];
}
function latestVerdict(number) {
  const said_ = verdictsOn(number);
  const found_ = new Set(said_.filter(({ day }) => day === said_[0].day).map(({ verdict }) => verdict));
  return found_.size > 1 ? "differ" : [...found_][0] || "";
}

// model/sentences.js
var MOST_OF_SECTOR = 200;
function statementsOf(thing) {
  const about = /* @__PURE__ */ new Map();
  for (const link of thing.links) {
    const other = otherEnd(link, thing.number);
    if (link.head === thing.number && STATEMENTS.includes(other.cls)) about.set(other.number, other);
  }
  return [...about.values()].sort((one, other) => one.flat[0] - other.flat[0] || one.flat[1] - other.flat[1]);
}
function headingEnd(doc, start, end) {
  if (documents[doc].text === null) return end;
  const line = cut(doc, start, Math.min(end, start + 400));
  const stop = line.search(/[\r\n]/);
  return stop < 0 ? Math.min(end, start + Array.from(line).length) : start + Array.from(line.slice(0, stop)).length;
}
function lineAround(doc, start, end) {
  if (documents[doc].text === null) return [start, end];
  const before2 = cut(doc, start - 2e3, start).split(/[\r\n]/).pop().trimStart();
  const after2 = cut(doc, end, end + 2e3).split(/[\r\n]/)[0].trimEnd();
  return [start - Array.from(before2).length, end + Array.from(after2).length];
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
  const merged = /* @__PURE__ */ new Map();
  for (const span of thing.spans) {
    const sentence = sentenceAround(thing, spans, span);
    const key = `${sentence.doc}:${sentence.start}:${sentence.end}`;
    if (!merged.has(key)) merged.set(key, { ...sentence, inner: [] });
    merged.get(key).inner.push([span[1], span[2]]);
  }
  return [...merged.values()];
}
function sentencesOf(thing) {
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

// text/cite.js
function citeText(sentence, thing) {
  const quote = documents[sentence.doc].text === null ? quoteOf(sentence.statement || thing) : cut(sentence.doc, sentence.start, sentence.end);
  const source = things[documents[sentence.doc].node];
  const section = sectionAt(sentence.doc, sentence.start);
  const page = pageAt(sentence.doc, sentence.start);
  const parts2 = [
    source.label,
    source.facts.number,
    source.facts.issued && timeWords(source.facts.issued),
    section && `${word("section")} ${section.label}`,
    page !== null && `${word("page")} ${page}`,
    `${word("characters")} ${sentence.start}–${sentence.end}`
  ];
  return `“${quote.replace(/\s+/g, " ")}” (${parts2.filter(Boolean).join(", ")})`;
}
async function copyCitation(sentence, thing) {
  await whole;
  return copy(citeText(sentence, thing), word("cite"), word("copied"));
}

// text/marks.js
var MARKED = packed.classes.filter((cls) => !isFrame({ cls }) && cls !== "Sector");
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
  return active.reduce((best, one) => best && best.end - best.start <= one.end - one.start ? best : one, null);
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
function runHolder(flat) {
  let at = 0;
  return (start, end) => {
    while (at < flat.length && flat[at + 1] <= start) at += 2;
    return at < flat.length && flat[at] <= start && end <= flat[at + 1];
  };
}
var LONG_HEADING = 160;
function headTail(start, end) {
  return end - start > LONG_HEADING ? start + 1 : end;
}
var LINES_AT_ONCE = 600;
function* renderText(doc) {
  const spans = spansIn(doc);
  const starts = new Set(lineStarts(doc));
  const cuts = cutsOf(doc, spans, starts);
  const heads2 = new Map(documents[doc].sections.map(({ start, end }) => [start, headTail(start, headingEnd(doc, start, end))]));
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
    headTo = Math.max(headTo, heads2.get(start) ?? 0);
    if (start < headTo || isBold(start, end)) element.classList.add("head");
    if (isSign(start, end)) element.classList.add("sign");
    piece.lines[piece.lines.length - 1].append(element);
    piece.runs.push({ start, end, element });
  }
  yield piece;
}

// text/reading.js
var LONG = 4e3;
var reading = { doc: null, runs: [], rest: null, sentences: [], at: 0 };
function openDocument(doc) {
  if (reading.doc === doc) return;
  const known = documents.length > 0 && documents[doc].text !== null;
  reading = { doc, runs: [], rest: known ? renderText(doc) : null, sentences: [], at: 0 };
  textBody.replaceChildren(...known ? [] : [make("p", { class: "also", "data-word": waiting ? "textsWait" : "noText" }, noTextWord())]);
  textBody.scrollTop = 0;
  moreText(reading);
  tell("opened", doc);
}
function moreText(of) {
  if (of !== reading || of.rest === null) return;
  const { value, done } = of.rest.next();
  if (done) {
    of.rest = null;
    return;
  }
  for (const line of value.lines) if (line.textContent.trim() === "") line.classList.add("gap");
  textBody.append(...value.lines);
  for (const run of value.runs) of.runs.push(run);
  textBody.classList.toggle("long", of.runs.length > LONG);
  setTimeout(() => moreText(of), 0);
}
function textUpTo(offset) {
  while (reading.rest !== null && (reading.runs.length === 0 || reading.runs[reading.runs.length - 1].end < offset)) moreText(reading);
}
function readThing(thing, near = readingNear) {
  readingNear = null;
  const sentences = sentencesOf(thing);
  if (sentences.length === 0) {
    if (thing.cls === "Document") openDocument(documentOf.get(thing.number));
    markSentences([]);
    return;
  }
  const here = sentences.findIndex((one) => near && one.doc === near.doc && one.start <= near.offset && near.offset < one.end);
  markSentences(sentences, Math.max(0, here), here >= 0);
}
var readingNear = null;
function readNear(doc, offset) {
  readingNear = { doc, offset };
}
function markSentences(sentences, at = 0, still = false) {
  for (const one of textBody.querySelectorAll(".lit")) one.classList.remove("lit", "hit", "now");
  reading.sentences = sentences;
  reading.at = at;
  showStep();
  if (sentences.length === 0) return;
  openDocument(sentences[at].doc);
  reading.sentences = sentences;
  reading.at = at;
  sentences.forEach((sentence, index) => lightUp(sentence, index === at));
  showStep();
  const first = textBody.querySelector(".now");
  if (first && !still) first.scrollIntoView({ block: "center" });
}
function lightUp(sentence, now) {
  if (sentence.doc !== reading.doc) return;
  for (const run of runsBetween(sentence.start, sentence.end)) {
    run.element.classList.add("lit");
    if (now) run.element.classList.add("now");
    if (sentence.inner.some(([start, end]) => start <= run.start && run.end <= end)) run.element.classList.add("hit");
  }
}
function runsBetween(start, end) {
  textUpTo(end);
  let low = 0;
  let high = reading.runs.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (reading.runs[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  const inside = [];
  for (let index = low; index < reading.runs.length && reading.runs[index].start < end; index += 1) inside.push(reading.runs[index]);
  return inside;
}
function stepSentence(by) {
  const { sentences, at } = reading;
  if (sentences.length === 0) return;
  markSentences(sentences, (at + by + sentences.length) % sentences.length);
  announce(`${word("sentence")} ${reading.at + 1}/${sentences.length}`);
}
function showStep() {
  const { sentences, at } = reading;
  document.getElementById("sentence-step").hidden = sentences.length === 0;
  document.getElementById("sentence-at").textContent = `${at + 1}/${sentences.length}`;
}
function readAt(thing, sentence) {
  showTab("text");
  const sentences = sentencesOf(thing);
  const at = sentences.findIndex((one) => one.doc === sentence.doc && one.start === sentence.start);
  markSentences(at < 0 ? [sentence] : sentences, Math.max(0, at));
  textBody.focus({ preventScroll: true });
}
function chooseMark(mark) {
  const run = reading.runs.find((one) => one.element === mark);
  readNear(reading.doc, run.start);
  choose(Number(mark.dataset.thing));
}
textBody.addEventListener("click", (event) => {
  if (!document.getSelection().isCollapsed) return;
  const first = event.target.closest("[data-first]");
  const mark = event.target.closest("mark[data-thing]");
  if (first && !mark) scrollToOffset(Number(first.dataset.first));
  else if (mark) chooseMark(mark);
});
function scrollToOffset(offset) {
  const run = runsBetween(offset, offset + 1)[0];
  if (!run) return;
  run.element.scrollIntoView({ block: "start" });
  run.element.classList.add("lit", "now");
}
textBody.addEventListener("keydown", (event) => {
  const marks = [...textBody.querySelectorAll("mark[data-thing]")];
  const current2 = marks.indexOf(document.activeElement);
  const acts = {
    ArrowRight: () => focusMark(marks, current2 < 0 ? marks.findIndex((one) => one.classList.contains("now")) : current2 + 1),
    ArrowLeft: () => focusMark(marks, current2 - 1),
    Enter: () => {
      if (current2 >= 0) chooseMark(marks[current2]);
    },
    n: () => stepSentence(1),
    p: () => stepSentence(-1)
  };
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
});
function focusMark(marks, index) {
  if (marks.length === 0) return;
  const mark = marks[Math.min(marks.length - 1, Math.max(0, index))];
  mark.tabIndex = -1;
  mark.focus();
  announce(titleOf(things[Number(mark.dataset.thing)]));
}

// text/sheets.js
var sheets = readSheets();
function readSheets() {
  const element = document.getElementById("sheets");
  if (!element) return [];
  const all = JSON.parse(element.textContent);
  element.remove();
  return all;
}
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
function sheetsOf(sentence) {
  const found2 = [];
  for (const [number, width, height, picture2, lines] of sheets[sentence.doc] || []) {
    const cited = lines.filter(([start, end]) => start < sentence.end && sentence.start < end);
    if (cited.length > 0) found2.push({ number, width, height, picture: picture2, cited });
  }
  return found2;
}
function sheetPicture({ number, width, height, picture: picture2, cited }) {
  const boxes = cited.map(([, , left, top, right, bottom]) => draw("rect", { x: left, y: top, width: right - left, height: bottom - top }));
  const image = draw("image", { href: picture2, width, height, preserveAspectRatio: "none" });
  return draw("svg", { class: "sheet", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${word("page")} ${number}` }, image, ...boxes);
}
function sheetButton(sentence) {
  const found2 = sheetsOf(sentence);
  if (found2.length === 0) return [];
  const button = make("button", { type: "button", class: "show-sheet", "aria-expanded": "false", onclick: () => {
    const quote = button.closest("blockquote");
    const shown2 = quote.querySelector(".sheets");
    button.setAttribute("aria-expanded", String(!shown2));
    if (shown2) shown2.remove();
    else quote.append(make("div", { class: "sheets" }, ...found2.map(sheetPicture)));
  } }, word("sheet"));
  return [button];
}

// text/quotes.js
var AROUND = 140;
var QUOTES_AT_ONCE = 5;
function before(doc, start) {
  const text = cut(doc, start - AROUND, start);
  return start > AROUND ? `… ${text.replace(/^\S*\s+/, "")}` : text;
}
function after(doc, end) {
  const text = cut(doc, end, end + AROUND);
  return text.length >= AROUND ? `${text.replace(/\s+\S*$/, "")} …` : text;
}
function markInner(quote, start, inner) {
  const points2 = Array.from(quote);
  const pieces = [];
  let at = 0;
  for (const [from, to, cls] of [...inner].sort((one, other) => one[0] - other[0])) {
    if (from - start < at || to - start > points2.length) continue;
    pieces.push(points2.slice(at, from - start).join(""), make("b", { class: cls }, points2.slice(from - start, to - start).join("")));
    at = to - start;
  }
  return [...pieces, points2.slice(at).join("")];
}
function innerSpans(sentence) {
  const at = sentence.statement && !sentence.again ? sentence.statement.facts.at : null;
  const own = at && sentence.inner.some(([start, end]) => start === at[0] && end === at[1]);
  return [...at ? [[...at, "trigger"]] : [], ...own ? [] : sentence.inner.map(([start, end]) => [start, end, "hit"])];
}
function placeWords(sentence, own) {
  const section = sectionAt(sentence.doc, sentence.start);
  const page = pageAt(sentence.doc, sentence.start);
  const parts2 = [];
  if (documents.length > 1) parts2.push(make("bdi", {}, shorten(things[documents[sentence.doc].node].label, 60)));
  if (section && section.number !== own) {
    parts2.push(make("button", { type: "button", onclick: () => choose(section.number) }, make("bdi", {}, shorten(section.label, 60))));
  }
  if (page !== null) parts2.push(`${word("page")} ${page}`);
  parts2.push(make("span", { class: "offsets" }, `${word("characters")} ${sentence.start}–${sentence.end}`));
  if (sentence.again) parts2.push(word("again"));
  return parts2.flatMap((part, index) => index > 0 ? [" · ", part] : [part]);
}
function quoteActions(thing, sentence) {
  const read = make("button", { type: "button", class: "read", onclick: () => readAt(thing, sentence) }, word("readThere"));
  const cite = make("button", { type: "button", class: "cite", onclick: () => copyCitation(sentence, thing) }, word("cite"));
  return [...documents[sentence.doc].text === null ? [] : [read], cite, ...sheetButton(sentence)];
}
function citation(thing, sentence, around) {
  const known = documents[sentence.doc].text !== null;
  const quote = known ? cut(sentence.doc, sentence.start, sentence.end) : (sentence.statement || thing).facts.quote;
  const mark = make("mark", {}, ...quote ? markInner(quote, sentence.start, innerSpans(sentence)) : []);
  const words2 = known && around ? [before(sentence.doc, sentence.start), mark, after(sentence.doc, sentence.end)] : [mark];
  const footer = make("footer", {}, make("div", {}, ...placeWords(sentence, thing.number)), make("div", { class: "quiet" }, ...quoteActions(thing, sentence)));
  const none = waiting ? [make("span", { class: "also" }, noTextWord())] : [];
  return make("blockquote", { dir: "auto" }, ...quote ? words2 : none, footer);
}

// panel/cards.js
function chip(thing, role) {
  return make(
    "button",
    { type: "button", class: "chip", title: titleOf(thing), onclick: () => choose(thing.number) },
    symbol(thing.cls),
    make("bdi", {}, shorten(nameOf(thing), 60)),
    role ? make("span", { class: "role" }, valueName(role)) : ""
  );
}
function statementChips(measure) {
  const sectors = ends(measure, "sector", true).map((thing) => chip(thing));
  const bodies2 = measure.links.filter((link) => link.predicate === "responsibility" && link.tail === measure.number).map((link) => chip(things[link.head], link.role));
  const targets = ends(measure, "hasTarget", true).map((thing) => chip(thing));
  const due = measure.facts.due ? [make("span", { class: "chip plain" }, `${pick(words.facts.due)}: ${timeWords(measure.facts.due)}`)] : [];
  const priority = measure.facts.priority ? [make("span", { class: "chip plain" }, valueName(measure.facts.priority))] : [];
  return [...bodies2, ...due, ...targets, ...sectors, ...priority];
}
function card(thing, sentence) {
  const title = sentence.statement && sentence.statement !== thing ? make("button", { type: "button", class: "more open", onclick: () => choose(sentence.statement.number) }, word("openMeasure")) : "";
  const chips = sentence.statement && !sentence.again ? statementChips(sentence.statement) : [];
  const element = citation(thing, sentence, false);
  if (title) element.querySelector(".quiet").append(title);
  return make("article", { class: "card" }, element, chips.length ? make("div", { class: "chips" }, ...chips) : "");
}
var SAID = ["locatedIn", "partOf", "connects", "along", "dueBy", "develops", "issuedBy", "memberOf"];
function inWords(thing) {
  const from = ends(thing, "routeFrom", true);
  const to = ends(thing, "routeTo", true);
  const lines = [];
  if (from.length && to.length) lines.push([word("from"), ...inline(from), word("to"), ...inline(to)]);
  else if (from.length || to.length) lines.push([linkName(from.length ? "routeFrom" : "routeTo", true), ...inline([...from, ...to])]);
  for (const predicate of SAID) {
    const others2 = ends(thing, predicate, true);
    if (others2.length) lines.push([linkName(predicate, true), ...inline(others2)]);
  }
  if (lines.length === 0) return [];
  return [make("ul", { class: "words" }, ...lines.map((line) => make("li", {}, ...line.flatMap((part, index) => index ? [" ", part] : [part]))))];
}
function inline(others2) {
  return others2.map((thing) => make(
    "button",
    { type: "button", class: "inline", onclick: () => choose(thing.number) },
    thing.facts.normal ? timeWords(thing.facts.normal) : nameElement(thing)
  ));
}

// panel/panel.js
var ITEMS_AT_ONCE = 7;
var shown = { kind: "welcome" };
function unfold(list, makers, most) {
  list.append(...makers.slice(0, most).map((maker) => maker()));
  const rest = makers.slice(most);
  if (rest.length === 0) return list;
  const more = make("button", { type: "button", class: "more", onclick: () => {
    more.remove();
    unfold(list, rest, most * 4);
  } }, `${word("more")} (${rest.length})`);
  list.append(list.tagName === "UL" ? make("li", {}, more) : more);
  return list;
}
function item(thing, role) {
  const tag = role ? make("span", { class: "role" }, valueName(role)) : "";
  return make("li", {}, make(
    "button",
    { type: "button", class: "item", onclick: () => choose(thing.number) },
    symbol(thing.cls),
    make("span", {}, nameElement(thing)),
    tag
  ));
}
function closeButton() {
  return make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: unchoose }, "×");
}
function heading(thing) {
  const kind = make(
    "div",
    { class: "kind" },
    symbol(thing.cls),
    make("span", {}, className(thing.cls)),
    make("span", { class: "also" }, alsoClassName(thing.cls)),
    closeButton()
  );
  const other = thing.facts.en ? make("div", { class: "also" }, language === "en" ? thing.label : thing.facts.en) : "";
  return [kind, make("h2", { dir: "auto" }, shorten(nameOf(thing), 400)), other];
}
function plainHeading(text) {
  return make("div", { class: "kind" }, make("h2", {}, text), closeButton());
}
function actions(thing) {
  const button = (key, act2) => make("button", { type: "button", "data-act": key, onclick: act2 }, word(key));
  const again = (act2) => () => {
    act2();
    choose(thing.number, false);
  };
  const buttons = [];
  if (undrawn(thing.number).length > 0) buttons.push(button("expand", again(() => expand(thing.number))));
  if (isExpanded(thing.number)) buttons.push(button("collapse", again(() => collapse(thing.number))));
  const depth = [1, 2, 3].map((steps) => make("button", {
    type: "button",
    "data-depth": steps,
    "aria-label": `${word("focus")} ${steps}`,
    onclick: again(() => focusOn(thing.number, steps))
  }, String(steps)));
  buttons.push(make("span", { class: "group" }, make("span", {}, word("focus")), ...depth));
  buttons.push(button("pathFrom", () => beginPath(thing.number)), button("hide", () => hide(thing.number)));
  buttons.push(button("pin", again(() => togglePin(thing.number))));
  return make("div", { class: "actions" }, ...buttons);
}
var TIMES = ["due", "period", "normal", "issued"];
function factWords(name, value) {
  return TIMES.includes(name) ? timeWords(value) : valueName(String(value));
}
function factList(thing) {
  const facts = { ...thing.facts, ...triggerOf(thing) ? { trigger: triggerOf(thing) } : {} };
  const rows = Object.entries(words.facts).filter(([name]) => name in facts).flatMap(([name, names]) => [make("dt", {}, pick(names)), make("dd", { dir: "auto" }, factWords(name, facts[name]))]);
  if ("sure" in thing.facts) rows.push(make("dt", {}, word("confidence")), make("dd", {}, `${Math.round(thing.facts.sure * 100)} %`));
  return rows.length ? [make("dl", {}, ...rows)] : [];
}
function linkGroups(thing) {
  const groups = /* @__PURE__ */ new Map();
  for (const link of thing.links) {
    const outward = link.tail === thing.number;
    const other = otherEnd(link, thing.number);
    if (!outward && link.predicate === "mentions" && other.cls === "Document" && documents.length < 2) continue;
    const key = `${outward ? 0 : 1} ${link.predicate}`;
    if (!groups.has(key)) groups.set(key, { predicate: link.predicate, outward, ends: [] });
    groups.get(key).ends.push({ other, role: link.role });
  }
  const order = Object.keys(words.links);
  const late = (end) => end.other.cls === "Document" ? 1 : 0;
  for (const group of groups.values()) group.ends.sort((one, next) => late(one) - late(next));
  return [...groups.values()].sort((one, next) => next.outward - one.outward || order.indexOf(one.predicate) - order.indexOf(next.predicate));
}
function linkList(thing) {
  const groups = linkGroups(thing).flatMap((group) => [
    make("h4", {}, linkName(group.predicate, group.outward), make("span", { class: "count" }, String(group.ends.length))),
    unfold(make("ul", { class: "items" }), group.ends.map((end) => () => item(end.other, end.role)), ITEMS_AT_ONCE)
  ]);
  return groups.length ? [make("h3", {}, word("links")), ...groups, ...tiedList(thing)] : [];
}
function tiedThings(thing) {
  const counts2 = /* @__PURE__ */ new Map();
  for (const measure of statementsOf(thing)) {
    for (const other of new Set(measure.links.map((link) => otherEnd(link, measure.number)))) {
      if (other !== thing && !isFrame(other)) counts2.set(other, (counts2.get(other) || 0) + 1);
    }
  }
  return [...counts2].sort(([one, many], [other, more]) => more - many || one.number - other.number);
}
function tiedList(thing) {
  const tied = tiedThings(thing);
  if (tied.length === 0) return [];
  const makers = tied.map(([other, count]) => () => item(other, count > 1 ? `×${count}` : ""));
  return [
    make("h4", {}, word("tied"), make("span", { class: "count" }, String(tied.length))),
    unfold(make("ul", { class: "items" }), makers, ITEMS_AT_ONCE)
  ];
}
function quoteList(thing) {
  const sentences = sentencesOf(thing);
  if (sentences.length === 0) return [];
  const own = STATEMENTS.includes(thing.cls);
  const makers = sentences.map((sentence) => () => own ? citation(thing, sentence, true) : card(thing, sentence));
  const title = make("h3", {}, word("cited"), make("span", { class: "count" }, String(makers.length)));
  return [title, unfold(make("div", { class: "quotes" }), makers, QUOTES_AT_ONCE)];
}
function fillPanel(told, ...parts2) {
  shown = told;
  panel.replaceChildren(...parts2);
  panel.scrollTop = 0;
}
function othersList(thing) {
  const found2 = verdictsOn(thing.number);
  if (found2.length === 0) return [];
  const row = ({ verdict, day, source, quote }) => make(
    "li",
    {},
    make("b", {}, said("verdicts", verdict)),
    ` · ${timeWords(day)} · `,
    make("bdi", {}, source),
    quote ? make("q", { dir: "auto" }, quote) : ""
  );
  return [make("section", { class: "others" }, make("h3", {}, word("othersSay")), make("p", { class: "also" }, word("othersNote")), make("ul", {}, ...found2.map(row)))];
}
function showThing(thing) {
  const own = STATEMENTS.includes(thing.cls) ? statementChips(thing) : [];
  fillPanel(
    { kind: "thing", number: thing.number },
    ...heading(thing),
    ...inWords(thing),
    own.length ? make("div", { class: "chips" }, ...own) : "",
    actions(thing),
    ...factList(thing),
    ...quoteList(thing),
    ...othersList(thing),
    ...linkList(thing)
  );
  showTab("panel");
}
function showEdge(edge) {
  const [tail, head] = [things[edge.from], things[edge.to]];
  const measures = edge.bundle ? commonMeasures(edge.from, edge.to) : [];
  const at = edge.bundle ? null : linkAt(edge.link).at;
  const sentence = at ? { doc: at[0], start: at[1], end: at[2], statement: null, inner: [] } : null;
  const quoted = sentence && documents[sentence.doc].text !== null;
  fillPanel(
    { kind: "edge", id: edge.id },
    plainHeading(edgeTitle(edge)),
    make("ul", { class: "items" }, item(tail), item(head)),
    ...quoted ? [make("h3", {}, word("cited")), citation(tail, sentence, true)] : [],
    unfold(make("ul", { class: "items" }), measures.map((thing) => () => item(thing)), 30)
  );
  if (quoted) markSentences([sentence]);
  showTab("panel");
}
function showWelcome() {
  const starts = unfold(make("ul", { class: "items" }), START.map((number) => () => item(things[number])), ITEMS_AT_ONCE);
  fillPanel(
    { kind: "welcome" },
    make("p", {}, word("welcome")),
    make("p", { class: "also" }, word("drawn")),
    ...START.length ? [make("h3", {}, word("start")), starts] : [],
    make("h3", {}, word("holds")),
    make("ul", { class: "legend" }, ...legendRows())
  );
}
on("chosen", (thing) => {
  showThing(thing);
  readThing(thing);
});
on("unchosen", () => {
  showWelcome();
  markSentences([]);
});

// text/outline.js
var outline = document.getElementById("outline");
var repairList = document.getElementById("repairs");
var picker = document.getElementById("document");
var MOST_REPAIRS = 60;
function fillOutline(doc) {
  if (documents.length === 0) return;
  picker.value = String(doc);
  const sections = [...documents[doc].sections].sort((one, other) => one.start - other.start || other.end - one.end);
  const open = [];
  const rows = sections.map((section) => {
    while (open.length > 0 && open[open.length - 1].end <= section.start) open.pop();
    const row = make("li", { class: `level-${Math.min(4, open.length)}` }, make(
      "button",
      { type: "button", class: "item", onclick: () => choose(section.number) },
      symbol(things[section.number].cls),
      make("bdi", {}, shorten(things[section.number].label, 90))
    ));
    open.push(section);
    return row;
  });
  outline.querySelector("ul").replaceChildren(...rows);
  outline.hidden = rows.length === 0;
  fillRepairs(doc);
}
function fillRepairs(doc) {
  const rows = documents[doc].repairs.slice(0, MOST_REPAIRS).map((repair) => make("li", {}, make("button", {
    type: "button",
    class: "item",
    onclick: () => showRepair(repair)
  }, make("span", { class: `chip r-${repair[0]}` }, word(`repair-${repair[0]}`)), make("bdi", {}, repairWords(doc, repair)))));
  repairList.querySelector("ul").replaceChildren(...rows);
  repairList.querySelector(".count").textContent = String(documents[doc].repairs.length);
  repairList.hidden = rows.length === 0;
}
function repairWords(doc, [kind, start, end]) {
  if (documents[doc].text === null) return "";
  if (kind === "page-break") return `${cut(doc, start - 24, start)} ⏎ ${cut(doc, end, end + 24)}`.replace(/\s+/g, " ");
  return shorten(cut(doc, start, end).replace(/\s+/g, " "), 50);
}
function showRepair([, start, end]) {
  markSentences([{ doc: reading.doc, start, end, statement: null, inner: [] }]);
  showTab("text");
}
function fillPicker() {
  picker.replaceChildren(...documents.map((source, number) => make("option", { value: String(number) }, shorten(things[source.node].label, 90))));
  picker.hidden = documents.length < 2;
}
picker.addEventListener("change", () => {
  openDocument(Number(picker.value));
  choose(documents[Number(picker.value)].node);
});
document.getElementById("sentence-next").addEventListener("click", () => stepSentence(1));
document.getElementById("sentence-last").addEventListener("click", () => stepSentence(-1));
on("opened", fillOutline);

// base/cells.js
function cell(value) {
  const text = String(value ?? "");
  const number = /^-?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?$/.test(text);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !number ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
function placeHeads() {
  return [word("quote"), word("document"), word("firstCharacter"), word("lastCharacter"), "IRI"];
}
function placeCells(number, at = null) {
  const thing = number === void 0 ? null : things[number];
  const [doc, start, end] = at || thing && thing.spans[0] || [];
  const source = doc === void 0 ? "" : things[documents[doc].node].label;
  const quote = at && documents[doc].text !== null ? cut(...at) : thing && !isFrame(thing) ? quoteOf(thing) : "";
  return [quote, source, start, end, thing ? thing.iri : ""];
}

// views/atlas.js
var MOST_ZOOM = 24;
var [LETTER_WIDE, LETTER_TALL] = [0.54, 12];
var DRAG = 4;
var Atlas = class {
  constructor(map) {
    this.map = map;
    [, , this.wide, this.tall] = map.getAttribute("viewBox").split(" ").map(Number);
    [this.zoom, this.left, this.top] = [1, 0, 0];
    this.marks = [...map.querySelectorAll(".marker")].map((marker) => this.readMarker(marker));
    this.names = [...map.querySelectorAll(".sea-name")].map((name) => ({ name, x: Number(name.getAttribute("x")), y: Number(name.getAttribute("y")) }));
  }
  readMarker(marker) {
    const circle = marker.querySelector("circle");
    const [x, y, reach] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name)));
    const told = marker.querySelector("title").textContent;
    return { marker, x, y, reach, text: marker.querySelector("text"), name: told.slice(0, told.lastIndexOf(" (")) };
  }
  // What is looked at: the point with the keyboard, else those that are lit, else of the whole map the middle of all.
  middle() {
    const focused = this.marks.filter(({ marker }) => marker === document.activeElement);
    const lit = this.marks.filter(({ marker }) => marker.hasAttribute("aria-current"));
    const [some] = [focused, lit, this.zoom === 1 ? this.marks : []].filter((list) => list.length > 0);
    if (!some) return [this.left + this.wide / this.zoom / 2, this.top + this.tall / this.zoom / 2];
    const half = (values) => (Math.min(...values) + Math.max(...values)) / 2;
    return [half(some.map(({ x }) => x)), half(some.map(({ y }) => y))];
  }
  // Zoom on the middle of what is looked at.
  zoomOn(factor) {
    const [x, y] = this.middle();
    const zoom2 = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    this.show(zoom2, x - this.wide / zoom2 / 2, y - this.tall / zoom2 / 2);
  }
  // Zoom so that what is at (x, y) of the whole map stays where it is.
  zoomBy(factor, x, y) {
    const zoom2 = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    const share = this.zoom / zoom2;
    this.show(zoom2, x - (x - this.left) * share, y - (y - this.top) * share);
  }
  // Move by parts of what is shown.
  moveBy(right, down) {
    this.show(this.zoom, this.left + right * this.wide / this.zoom, this.top + down * this.tall / this.zoom);
  }
  show(zoom2, left, top) {
    const grown = zoom2 !== this.zoom;
    const within = (value, most) => Math.min(Math.max(0, value), most);
    this.zoom = zoom2;
    this.left = within(left, this.wide - this.wide / zoom2);
    this.top = within(top, this.tall - this.tall / zoom2);
    this.map.setAttribute("viewBox", [this.left, this.top, this.wide / zoom2, this.tall / zoom2].map((value) => value.toFixed(3)).join(" "));
    this.map.classList.toggle("near-by", zoom2 > 1);
    if (!grown) return;
    const keep = (x, y) => zoom2 === 1 ? "" : `translate(${x} ${y}) scale(${(1 / zoom2).toFixed(5)}) translate(${-x} ${-y})`;
    for (const { marker, x, y } of this.marks) marker.setAttribute("transform", keep(x, y));
    for (const { name, x, y } of this.names) name.setAttribute("transform", keep(x, y));
    this.letter();
  }
  // Labels on the right or the left of their points, those of most things first, where they cross no other.
  letter() {
    const scale = this.zoom;
    const taken = this.marks.map(({ x, y, reach }) => [x * scale - reach, y * scale - reach, x * scale + reach, y * scale + reach]);
    for (const { name, x, y } of this.names) {
      const half = name.textContent.length * LETTER_TALL * LETTER_WIDE / 2;
      taken.push([x * scale - half, y * scale - LETTER_TALL, x * scale + half, y * scale + 4]);
    }
    for (const mark of this.marks) {
      const long = mark.name.length * LETTER_TALL * LETTER_WIDE;
      const [x, y] = [mark.x * scale, mark.y * scale];
      const boxes = [[x + mark.reach + 3, "start"], [x - mark.reach - 3 - long, "end"]].map(([left, anchor]) => ({ anchor, box: [left, y - LETTER_TALL / 2, left + long, y + LETTER_TALL / 2] }));
      const free = boxes.find(({ box: [left, top, right, bottom] }) => left >= 0 && right <= this.wide * scale && !taken.some((one) => left < one[2] && one[0] < right && top < one[3] && one[1] < bottom));
      if (free) taken.push(free.box);
      this.label(mark, free ? free.anchor : null);
    }
  }
  label(mark, anchor) {
    if (anchor !== null && mark.text === null) {
      mark.text = draw("text", {}, mark.name);
      mark.marker.append(mark.text);
    }
    if (mark.text === null) return;
    mark.text.style.display = anchor === null ? "none" : "";
    if (anchor === null) return;
    mark.text.setAttribute("x", (mark.x + (anchor === "start" ? 1 : -1) * (mark.reach + 3)).toFixed(1));
    mark.text.setAttribute("y", (mark.y + 4).toFixed(1));
    mark.text.setAttribute("text-anchor", anchor);
  }
  // A point of the whole map below a place of the window.
  placeAt(event) {
    const { left, top, width } = this.map.getBoundingClientRect();
    const unit = this.wide / this.zoom / width;
    return [this.left + (event.clientX - left) * unit, this.top + (event.clientY - top) * unit];
  }
  holds({ x, y }) {
    return x >= this.left && y >= this.top && x <= this.left + this.wide / this.zoom && y <= this.top + this.tall / this.zoom;
  }
};
function makeAtlas(holder2) {
  const map = holder2.querySelector("svg.map");
  const atlas = new Atlas(map);
  const whole2 = () => atlas.show(1, 0, 0);
  const tellZoom = (does) => () => {
    does();
    announce(`${word("zoomed")} ×${atlas.zoom.toFixed(1).replace(".0", "")}`);
  };
  const keys = {
    "+": tellZoom(() => atlas.zoomOn(1.5)),
    "=": tellZoom(() => atlas.zoomOn(1.5)),
    "-": tellZoom(() => atlas.zoomOn(1 / 1.5)),
    0: tellZoom(whole2),
    ArrowLeft: () => atlas.moveBy(-0.2, 0),
    ArrowRight: () => atlas.moveBy(0.2, 0),
    ArrowUp: () => atlas.moveBy(0, -0.2),
    ArrowDown: () => atlas.moveBy(0, 0.2)
  };
  const button = (sign, label, does) => make("button", { type: "button", "data-label": label, "aria-label": word(label), title: word(label), onclick: does }, sign);
  holder2.prepend(make("div", { class: "map-zoom" }, button("+", "zoomIn", keys["+"]), button("−", "zoomOut", keys["-"]), button("⤢", "wholeMap", keys[0])));
  holder2.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key) || event.key.startsWith("Arrow") && atlas.zoom === 1) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  map.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 && atlas.zoom === 1) return;
    event.preventDefault();
    atlas.zoomBy(1.0015 ** -event.deltaY, ...atlas.placeAt(event));
  }, { passive: false });
  holder2.addEventListener("focusin", ({ target }) => {
    const mark = atlas.marks.find((one) => one.marker === target);
    if (mark && !atlas.holds(mark)) atlas.show(atlas.zoom, mark.x - atlas.wide / atlas.zoom / 2, mark.y - atlas.tall / atlas.zoom / 2);
  });
  dragAtlas(map, atlas);
  return atlas;
}
function dragAtlas(map, atlas) {
  let from = null;
  let moved = false;
  map.addEventListener("pointerdown", (event) => {
    from = atlas.zoom > 1 && event.button === 0 ? { x: event.clientX, y: event.clientY, left: atlas.left, top: atlas.top } : null;
    moved = false;
  });
  map.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [right, down] = [event.clientX - from.x, event.clientY - from.y];
    if (!moved && Math.hypot(right, down) < DRAG) return;
    if (!moved) map.setPointerCapture(event.pointerId);
    moved = true;
    const unit = atlas.wide / atlas.zoom / map.getBoundingClientRect().width;
    atlas.show(atlas.zoom, from.left - right * unit, from.top - down * unit);
  });
  for (const name of ["pointerup", "pointercancel"]) map.addEventListener(name, () => {
    from = null;
  });
  map.addEventListener("click", (event) => {
    if (!moved) return;
    event.preventDefault();
    event.stopPropagation();
    moved = false;
  }, { capture: true });
  map.addEventListener("dragstart", (event) => event.preventDefault());
}

// views/views.js
function showView(name, settings = null) {
  front.view = name;
  document.body.dataset.view = name;
  for (const tab of viewTabs) {
    const open = tab.dataset.viewTab === name;
    if (open) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
    viewElement(tab.dataset.viewTab).hidden = !open;
  }
  if (settings !== null && VIEWS[name].take) VIEWS[name].take(settings);
  fillView();
  document.body.classList.toggle("shut", !isDrawing() && NARROW.matches);
  if (!isDrawing() && front.tab === "filters") showTab("panel");
  placeText();
  tell("view");
  if (isDrawing()) wakeDrawing();
  else if (state.chosen === null && hasTexts()) showTab("text");
}
function wakeDrawing() {
  dressDrawing();
  drawing.redraw();
  fitIfWaiting();
}
function goTo(name, settings = null) {
  showView(name, settings);
  nameView();
  viewElement(name).scrollTop = 0;
  live.classList.remove("shown");
  if (!NARROW.matches && VIEWS[name].first) document.getElementById(VIEWS[name].first)?.focus();
}
function openRow(number, at = null) {
  if (at) readNear(at[0], at[1]);
  document.body.classList.remove("shut");
  choose(number, false);
  markRow(number);
  const known = reading.sentences.length > 0 && documents[reading.sentences[reading.at].doc].text !== null;
  showTab(known ? "text" : "panel");
}
function openPlace([doc, start, end]) {
  if (state.chosen !== null) unchoose();
  document.body.classList.remove("shut");
  markSentences([{ doc, start, end, statement: null, inner: [] }]);
  markRow([doc, start, end].join("-"));
  showTab(documents[doc].text === null ? "panel" : "text");
}
function markRow(number) {
  const view = viewElement(front.view);
  for (const one of view.querySelectorAll("[data-row][aria-current]")) one.removeAttribute("aria-current");
  const focused = document.activeElement?.dataset.row === String(number) ? document.activeElement : null;
  const row = focused || view.querySelector(`[data-row="${number}"]`);
  if (!row) return;
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
}
function drawThese(numbers, message) {
  act(() => {
    state.path = null;
    state.chosen = null;
    drawOnly(numbers);
    return message;
  });
  showTab("panel");
  showWelcome();
  goTo("drawing");
  fitAll();
}
for (const tab of viewTabs) tab.addEventListener("click", () => goTo(tab.dataset.viewTab));
for (const button of document.querySelectorAll("[data-skip]")) {
  button.addEventListener("click", () => (button.dataset.skip === "search" ? box : isDrawing() ? holder : viewElement(front.view)).focus());
}
document.getElementById("fold-aside").addEventListener("click", () => document.body.classList.toggle("shut"));

// views/rows.js
function grow(list, makers, most) {
  list.append(...makers.slice(0, most).map((maker) => maker()));
  const rest = makers.slice(most);
  if (rest.length === 0) return list;
  const more = make("button", { type: "button", class: "more" }, `${word("more")} (${rest.length})`);
  const holder_ = list.tagName === "UL" ? make("li", {}, more) : list.tagName === "TBODY" ? make("tr", {}, make("td", { colspan: "99" }, more)) : more;
  const next = () => {
    seen.disconnect();
    holder_.remove();
    grow(list, rest, most * 2);
  };
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) next();
  }, { rootMargin: "600px" });
  more.addEventListener("click", next);
  list.append(holder_);
  seen.observe(holder_);
  return list;
}
function tableOf(heads2, caption = "") {
  const body = make("tbody", {});
  const table = make(
    "table",
    { class: "wide" },
    caption ? make("caption", {}, caption) : "",
    make("thead", {}, make("tr", {}, ...heads2.map((head) => make("th", { scope: "col" }, head)))),
    body
  );
  return { table, body };
}
function rowOf(heads2, cells, attributes = {}) {
  return make("tr", attributes, ...cells.map((content, index) => make("td", { dir: "auto", "data-head": heads2[index] }, ...Array.isArray(content) ? content : [content])));
}
function quoteButton(number, at, most = 260) {
  const thing = things[number];
  const quote = at && documents[at[0]].text !== null ? cut(...at) : quoteOf(thing);
  return make(
    "button",
    { type: "button", class: "row-quote", "data-row": String(number), onclick: () => openRow(number, at) },
    make("q", { dir: "auto" }, shorten(quote.replace(/\s+/g, " ") || nameOf(thing), most))
  );
}

// views/tasks.js
var TASKS_AT_ONCE = 40;
function badge(kind, text) {
  return make("span", { class: `badge b-${kind}` }, text);
}
function dueCell(number, { due = dueOf(number), again = againOf(number) } = {}) {
  const parts2 = [];
  if (due) parts2.push(make("span", { class: "due" }, timeWords(due.written)));
  if (due && due.inherited) parts2.push(badge("inherited", said("bases", "inherited")));
  for (const one of again) {
    const next = today && nextDay(one, today);
    parts2.push(badge("recurring", pick(one[2])), next ? make("span", { class: "also" }, ` ${word("next")} ${timeWords(next)}`) : "");
  }
  const state_ = number === null ? "" : stateOn(due, things[number].flat[0]);
  if (state_ && state_ !== "later") parts2.push(badge(state_, said("states", state_)));
  return parts2;
}
function whoCell(number, { body = null } = {}) {
  const duties = dutiesOf(number).filter((link) => link.head !== body && link.role !== "beneficiary");
  return duties.slice(0, 6).flatMap((link, index) => [
    ...index ? [make("br", {})] : [],
    make("button", { type: "button", class: "inline plain", onclick: () => tell("body", link.head) }, nameElement(things[link.head])),
    make("span", { class: "also" }, ` ${valueName(link.role)}`)
  ]);
}
function sectorCell(number) {
  const row = taskRow.get(number);
  return row === void 0 ? "" : sectorWords(answers.tasks.sector[row]);
}
function documentCell(number) {
  const [doc] = things[number].flat;
  if (doc === void 0) return "";
  const facts = things[documents[doc].node].facts;
  return make("span", { class: "also", title: things[documents[doc].node].label }, facts.number || shorten(things[documents[doc].node].label, 40));
}
function othersCell(number) {
  const latest = latestVerdict(number);
  if (!latest) return "";
  return [badge(`said v-${latest.replace(" ", "-")}`, said("verdicts", latest)), make("span", { class: "also" }, ` ${timeWords(verdictsOn(number)[0].day)}`)];
}
function taskTable(numbers, { lead = null, body = null, caption = "" } = {}) {
  const many = documents.length > 1;
  const heads2 = [
    columnName("due"),
    ...lead ? [lead.head] : [],
    word("task"),
    word(body === null ? "who" : "withWhom"),
    columnName("sector"),
    ...many ? [word("document")] : [],
    ...others ? [word("othersSay")] : []
  ];
  const { table, body: rows } = tableOf(heads2, caption);
  table.classList.add("tasks");
  const cells = (number, entry) => [
    dueCell(number, entry),
    ...lead ? [lead.cell(number)] : [],
    quoteButton(number, entry.at || null, 420),
    whoCell(number, { body }),
    sectorCell(number),
    ...many ? [documentCell(number)] : [],
    ...others ? [othersCell(number)] : []
  ];
  grow(rows, numbers.map((one) => () => rowOf(heads2, typeof one === "number" ? cells(one, {}) : cells(one.number, one))), TASKS_AT_ONCE);
  return table;
}
function verdictWords({ verdict, day, source }) {
  return `${said("verdicts", verdict)} (${timeWords(day)}, ${source})`;
}
function tasksCsv(numbers) {
  const head = [columnName("due"), word("dueBasis"), word("recurs"), columnName("agent"), columnName("sector"), ...placeHeads(), ...others ? [word("othersSay")] : []];
  const duty = (link) => `${nameOf(things[link.head])} (${valueName(link.role)}${link.inherited ? `, ${said("bases", "inherited")}` : ""})`;
  const row = (number) => {
    const due = dueOf(number);
    const basis = due ? said("bases", due.inherited ? "inherited" : "stated") : "";
    const again = againOf(number).map(([, , names]) => pick(names)).join("; ");
    return [due ? timeWords(due.written) : "", basis, again, dutiesOf(number).map(duty).join("; "), sectorCell(number), ...placeCells(number), ...others ? [verdictsOn(number).map(verdictWords).join("; ")] : []];
  };
  return [head, ...numbers.map(row)];
}
function countButton(count, label, open) {
  return make("button", { type: "button", class: "number", "aria-label": label, onclick: open }, numberWords(count));
}
function backButton(label, go) {
  return make("button", { type: "button", class: "more back", onclick: go }, `← ${label}`);
}
function cantKnow(answer) {
  const rows = words.answers.unknown[answer].map((one) => make("li", {}, pick(one)));
  return make("details", { class: "fold" }, make("summary", {}, word("cantKnow")), make("ul", {}, ...rows));
}

// views/map.js
var mapView = document.getElementById("view-map");
var mapped = packed.map?.rows ? packed.map : { precisions: [], roles: [], stops: [], rows: [] };
var markers = mapView ? [...mapView.querySelectorAll("a.marker")] : [];
var routeLines = mapView ? [...mapView.querySelectorAll(".route")] : [];
var MAP_ROWS = 60;
var stopAt = -1;
function mapWord(key) {
  return pick(words.map[key]);
}
var mapRows = mapped.rows.map(([number, precision, flat, level, era, became]) => {
  const stops = [];
  for (let at = 0; at < flat.length; at += 2) stops.push([flat[at], mapped.roles[flat[at + 1]]]);
  return { number, placed: mapped.precisions[precision], stops, level, era, became };
});
function stopOf(marker) {
  return mapped.stops.indexOf(decodeURIComponent(marker.getAttribute("href").slice("#map=".length)));
}
function isAt(row, stop) {
  return row.stops.some(([one]) => one === stop);
}
function openStop(stop) {
  stopAt = stop;
  fillMap();
  nameView();
  if (document.activeElement === document.body) (mapView.querySelector(".back") || mapView).focus({ preventScroll: true });
  if (stop < 0) return;
  const there = mapRows.filter((row) => isAt(row, stop));
  const unit = there.find((row) => row.stops.some(([one, role]) => one === stop && role === ""));
  openPlaced((unit || there[0]).number);
  document.getElementById("map-list").scrollIntoView({ block: "start" });
  announce(`${mapped.stops[stop]}: ${numberWords(there.length)} ${word("rows")}`);
}
function openPlaced(number) {
  openRow(number);
  lightMarkers();
}
function lightMarkers() {
  const row = mapRows.find((one) => one.number === state.chosen);
  for (const marker of markers) {
    const stop = stopOf(marker);
    if (stop === stopAt || stopAt < 0 && row && isAt(row, stop)) marker.setAttribute("aria-current", "true");
    else marker.removeAttribute("aria-current");
  }
  for (const line of routeLines) {
    if (row && row === routeRow(line)) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}
function routeRow(line) {
  const label = line.querySelector("title").textContent;
  return mapRows.find((row) => row.placed === "route-ends" && things[row.number].label === label);
}
function placedWords(row) {
  const unit = row.level ? [mapWord(row.level), mapWord(row.era), row.became.length ? `${mapWord("becameNow")}: ${row.became.join(", ")}` : ""] : [];
  return [...unit.filter(Boolean), mapWord(`placed-${row.placed}`)].join(" · ");
}
function placedCell(row) {
  const units = row.stops.filter(([, role]) => role).flatMap(([stop, role], index) => [
    index ? "; " : ": ",
    role === "of" ? "" : `${mapWord(`role-${role}`)} `,
    make("button", { type: "button", class: "inline plain", lang: "vi", onclick: () => openStop(stop) }, mapped.stops[stop])
  ]);
  return [placedWords(row), ...units];
}
function mapTable(title, rows) {
  if (rows.length === 0) return [];
  const heads2 = [columnName("name"), mapWord("placedHow")];
  const { table, body } = tableOf(heads2, `${title} (${numberWords(rows.length)})`);
  table.classList.add("placed");
  grow(body, rows.map((row) => () => {
    const thing = things[row.number];
    const name = make("button", { type: "button", class: "inline plain", "data-row": String(row.number), onclick: () => openPlaced(row.number) }, nameElement(thing));
    const kind = thing.cls === "Place" ? "" : make("span", { class: "also" }, ` ${className(thing.cls).toLowerCase()}`);
    return rowOf(heads2, [[symbol(thing.cls), " ", name, kind], placedCell(row)]);
  }), MAP_ROWS);
  return [table];
}
function fillMap() {
  const rows = stopAt < 0 ? mapRows : mapRows.filter((row) => isAt(row, stopAt));
  const isWork = (row) => things[row.number].cls !== "Place";
  const lost = mapTable(mapWord("lostTitle"), rows.filter((row) => row.stops.length === 0));
  const head = stopAt < 0 ? make("p", { class: "also" }, mapWord("mapHint")) : make("div", {}, backButton(word("everywhere"), () => openStop(-1)), make("h2", { lang: "vi" }, mapped.stops[stopAt]));
  const works = mapTable(mapWord("worksTitle"), rows.filter((row) => isWork(row) && row.stops.length));
  const places = mapTable(word("places"), rows.filter((row) => !isWork(row)));
  document.getElementById("map-list").replaceChildren(
    head,
    ...stopAt < 0 ? [...works, ...places] : [...places, ...works],
    ...lost,
    make("p", { class: "also" }, `${mapWord("mapLimits")} ${mapWord("mapSources")}`)
  );
  [...mapView.querySelectorAll("svg.map")].forEach((map_, at) => map_.setAttribute("aria-label", mapWord(at ? "nearTitle" : "mapTitle")));
  const near = mapView.querySelector(".maps summary");
  if (near && near.textContent === "") near.parentElement.open = !NARROW.matches;
  if (near) near.textContent = mapWord("nearTitle");
  if (state.chosen !== null) markRow(state.chosen);
  lightMarkers();
}
function takeMap(settings) {
  stopAt = mapped.stops.indexOf(settings);
}
function giveMap() {
  return stopAt < 0 ? "" : mapped.stops[stopAt];
}
function mapCsv() {
  const rows = stopAt < 0 ? mapRows : mapRows.filter((row) => isAt(row, stopAt));
  return [[columnName("name"), columnName("class"), mapWord("placedHow"), word("places"), ...placeHeads()], ...rows.map((row) => {
    const thing = things[row.number];
    return [nameOf(thing), className(thing.cls), placedWords(row), [...new Set(row.stops.map(([stop]) => mapped.stops[stop]))].join("; "), ...placeCells(row.number)];
  })];
}
for (const holder_ of mapView ? mapView.querySelectorAll(".atlas") : []) makeAtlas(holder_);
for (const line of routeLines) {
  line.addEventListener("click", () => {
    const row = routeRow(line);
    if (row) openPlaced(row.number);
  });
}
for (const marker of markers) {
  marker.addEventListener("click", (event) => {
    event.preventDefault();
    openStop(stopOf(marker));
  });
}
addView("map", { fill: fillMap, take: takeMap, give: giveMap, csv: mapCsv });

// model/times.js
var when = { from: "", until: "", part: "", off: /* @__PURE__ */ new Set(), state: "" };
var dated = null;
function whenEntries() {
  if (dated) return dated;
  const entries = [];
  for (const number of [...answers.tasks.numbers, ...answers.aims.numbers]) {
    const due = dueOf(number);
    if (due) entries.push({ number, due, again: againOf(number), at: null, basis: due.inherited ? "inherited" : "stated" });
  }
  for (const [number, row, ...at] of answers.works) {
    entries.push({ number, due: { ...dueAt(row), inherited: false }, again: [], at, basis: "stated" });
  }
  const order = (one, other) => one.localeCompare(other);
  entries.sort((one, other) => order(one.due.last, other.due.last) || order(one.due.first, other.due.first) || one.number - other.number);
  for (const row of Object.keys(answers.tasks.again)) {
    const number = answers.tasks.numbers[Number(row)];
    entries.push({ number, due: null, again: againOf(number), at: null, basis: "recurring" });
  }
  dated = entries;
  return entries;
}
function entryYear(entry) {
  return entry.due ? entry.due.last.slice(0, 4) : "";
}
function entryPart(entry) {
  const [, month = "00", day = "00"] = entry.due.written.split("/").pop().split("-");
  return `${month}-${day}`;
}
function entryState(entry) {
  if (entry.due) return stateOn(entry.due, entry.at ? entry.at[0] : things[entry.number].flat[0]);
  const next = today && entry.again.map((one) => nextDay(one, today)).filter(Boolean).sort()[0];
  return next ? stateOn({ last: next }) : "";
}
function fitsTimes(entry, { years = true } = {}) {
  const year = entryYear(entry);
  if (when.off.has(entry.basis)) return false;
  if (when.state && entryState(entry) !== when.state) return false;
  if (!years || !when.from && !when.until) return true;
  return year !== "" && (!when.from || year >= when.from) && (!when.until || year <= when.until) && (!when.part || entryPart(entry).startsWith(when.part));
}
function setWhen(change) {
  Object.assign(when, "from" in change || "until" in change ? { part: "" } : {}, change);
  if (when.from && when.until && when.from > when.until) [when.from, when.until] = [when.until, when.from];
  tell("when");
}

// views/histogram.js
var [TALLEST, LOW] = [96, 44];
var brushFrom = null;
function histogram(entries, years) {
  if (years.length === 0) return [];
  const counted = countBy(entries.filter((entry) => entry.due && fitsTimes(entry, { years: false })), entryYear);
  const most = Math.max(1, ...years.map((year) => total(counted.get(year))));
  const bars = years.map((year) => histogramBar(year, counted.get(year), most));
  const [only] = when.from && when.from === when.until ? [when.from] : years.length === 1 ? years : [];
  const clear_ = when.from || when.until ? [press("more", () => setWhen({ from: "", until: "" }), word("allYears"))] : [];
  const all = make("div", { class: "histogram", role: "group", "aria-label": word("histogram") }, ...bars);
  return [...years.length > 1 ? [all] : [], ...only ? parts(entries, only) : [], ...clear_];
}
function countBy(entries, keyOf) {
  const counted = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const key = keyOf(entry);
    const at = counted.get(key) || { stated: 0, inherited: 0 };
    at[entry.basis] += 1;
    counted.set(key, at);
  }
  return counted;
}
function total(count) {
  return count ? count.stated + count.inherited : 0;
}
function column(count, most, tallest = TALLEST) {
  const stack = make("span", { class: "stack", "aria-hidden": "true" });
  for (const basis of ["inherited", "stated"]) {
    const part = make("span", { class: `h-${basis}` });
    part.style.height = `${tallest * (count ? count[basis] : 0) / most}px`;
    stack.append(part);
  }
  return stack;
}
function barLabel(name, count) {
  const { stated, inherited } = count || { stated: 0, inherited: 0 };
  return `${name}: ${stated} ${said("bases", "stated")}, ${inherited} ${said("bases", "inherited")}`;
}
function histogramBar(year, count, most) {
  const inside = (when.from || when.until) && (!when.from || year >= when.from) && (!when.until || year <= when.until);
  const label = barLabel(year, count);
  const bar = make(
    "button",
    { type: "button", class: "hbar", id: `when-year-${year}`, "aria-pressed": String(Boolean(inside)), "aria-label": label, title: label },
    make("span", { class: "hcount" }, numberWords(total(count))),
    column(count, most),
    make("span", { class: "hname" }, year)
  );
  bar.addEventListener("pointerdown", () => {
    brushFrom = year;
  });
  bar.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch" && brushFrom !== null && brushFrom !== year) setWhen({ from: brushFrom, until: year });
    brushFrom = null;
  });
  bar.addEventListener("click", (event) => {
    if (event.shiftKey && when.from) setWhen({ until: year });
    else setWhen(when.from === year && when.until === year ? { from: "", until: "" } : { from: year, until: year });
  });
  return bar;
}
function parts(entries, year) {
  const inYear = entries.filter((entry) => entry.due && entryYear(entry) === year && fitsTimes(entry, { years: false }));
  const twelve = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));
  const byMonth = countBy(inYear, (entry) => entryPart(entry).slice(0, 2));
  const rows = [partBars(year, byMonth, [...twelve, ...byMonth.has("00") ? ["00"] : []], word("noMonth"))];
  const month = when.part.slice(0, 2);
  if (month && month !== "00") {
    const byDay = countBy(inYear.filter((entry) => entryPart(entry).startsWith(month)), entryPart);
    rows.push(partBars(year, byDay, [...byDay.keys()].sort((one, other) => one.endsWith("00") - other.endsWith("00") || one.localeCompare(other)), word("noDay")));
  }
  return rows;
}
function partBars(year, counted, keys, none) {
  const most = Math.max(1, ...keys.map((key) => total(counted.get(key))));
  const bars = keys.map((key) => {
    const short = key.endsWith("00") ? none : key.split("-").reverse().map(Number).join("/");
    const inside = [make("span", { class: "hcount" }, String(total(counted.get(key)) || "")), column(counted.get(key), most, LOW), make("span", { class: "hname" }, short)];
    if (!counted.has(key)) return make("span", { class: "hbar", "aria-hidden": "true" }, ...inside);
    const label = barLabel(key.endsWith("00") ? `${short} (${timeWords([year, ...key.split("-").slice(0, -1)].join("-"))})` : timeWords(`${year}-${key}`), counted.get(key));
    const chosen = when.part.startsWith(key);
    const open = () => setWhen({ from: year, until: year, part: when.part === key ? key.slice(0, -3) : key });
    return make("button", { type: "button", class: "hbar", id: `when-part-${key}`, "aria-pressed": String(chosen), "aria-label": label, title: label, onclick: open }, ...inside);
  });
  const days = keys.some((key) => key.length > 2);
  return make("div", { class: `histogram ${days ? "days" : "months"}`, role: "group", "aria-label": word(days ? "histogramDays" : "histogramMonths") }, ...bars);
}

// views/when.js
var whenView = document.getElementById("view-when");
function yearChoice(key, years) {
  const rows = [["", word(key === "from" ? "fromStart" : "toEnd")], ...years.map((year) => [year, year])];
  return chooser(`when-${key}`, rows, when[key], (value) => setWhen({ [key]: value }));
}
function dayChoice() {
  const day = make("input", { type: "date", id: "when-today" });
  day.value = today;
  day.addEventListener("change", () => {
    setToday(day.value);
    setWhen({ state: "" });
  });
  return day;
}
function basisBox(basis, count) {
  const tick = make("input", { type: "checkbox", id: `when-${basis}` });
  tick.checked = !when.off.has(basis);
  tick.addEventListener("change", () => {
    if (tick.checked) when.off.delete(basis);
    else when.off.add(basis);
    setWhen({});
  });
  return make("label", { class: "tick" }, tick, badge(basis, said("bases", basis)), make("span", { class: "count" }, numberWords(count)));
}
function fillWhen() {
  const focused = document.activeElement?.id;
  const entries = whenEntries();
  const years = [...new Set(entries.map(entryYear).filter(Boolean))];
  const bases = ["stated", "inherited", "recurring"].map((basis) => basisBox(basis, entries.filter((entry) => entry.basis === basis).length));
  const controls = [field(word("dueFrom"), yearChoice("from", years)), field(word("dueUntil"), yearChoice("until", years)), field(word("todayIs"), dayChoice())];
  const shown_ = entries.filter((entry) => fitsTimes(entry));
  whenView.replaceChildren(
    make("div", { class: "controls" }, ...controls, make("div", { class: "ticks" }, ...bases)),
    ...histogram(entries, years),
    ...stateParts(entries),
    make("p", { class: "also", id: "when-count" }, `${numberWords(shown_.length)} ${word("rows")}`),
    ...whenTables(shown_),
    ...undatedPart()
  );
  if (focused && focused.startsWith("when-")) document.getElementById(focused)?.focus();
}
function stateParts(entries) {
  if (!today) return [];
  const shown_ = entries.filter((entry) => !when.off.has(entry.basis));
  const chip_ = (state_, count) => {
    const chosen = when.state === state_;
    const open = () => setWhen({ state: chosen ? "" : state_ });
    return make(
      "button",
      { type: "button", class: `chip b-${state_}`, id: `when-${state_}`, "aria-pressed": String(chosen), onclick: open },
      `${said("states", state_)}: ${numberWords(count)}`
    );
  };
  const counted = ["overdue", "soon", "earlier"].map((state_) => [state_, shown_.filter((entry) => entryState(entry) === state_).length]);
  return [make("p", { class: "chips" }, ...counted.filter(([state_, count]) => count > 0 || state_ !== "earlier").map((one) => chip_(...one)))];
}
function whenTables(entries) {
  const fine = when.part.length >= 2 ? 2 : when.from && when.from === when.until ? 1 : 0;
  const groups = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const key = entry.due ? [entryYear(entry), ...entryPart(entry).split("-").slice(0, fine).filter((part) => part !== "00")].join("-") : "";
    groups.set(key, [...groups.get(key) || [], entry]);
  }
  return [...groups].map(([key, members]) => taskTable(members, { caption: `${key ? timeWords(key) : said("bases", "recurring")} (${numberWords(members.length)})` }));
}
function undatedPart() {
  const numbers = undatedNumbers();
  if (numbers.length === 0) return [];
  return [make("p", {}, press("finding", () => goTo("overview", "undated:"), `${word("undated")}: ${numberWords(numbers.length)}`)), cantKnow("timeline")];
}
function takeWhen(settings) {
  const found2 = /^(\d{4})?(?:-(\d{2}(?:-\d{2})?)(?!\d)|(-)(\d{4})?)?(?:@(\d{4}-\d{2}-\d{2}))?$/.exec(settings);
  if (!found2) return;
  const [, from = "", part = "", range, until = "", day = ""] = found2;
  Object.assign(when, { from, until: range ? until : from, part: from ? part : "", state: "" });
  setToday(day);
}
function giveWhen() {
  const years = when.from || when.until ? when.from === when.until ? [when.from, when.part].filter(Boolean).join("-") : `${when.from}-${when.until}` : "";
  return `${years}${today ? `@${today}` : ""}`;
}
function whenCsv() {
  return tasksCsv(whenEntries().filter((entry) => fitsTimes(entry)).map((entry) => entry.number));
}
on("when", () => {
  fillWhen();
  nameView();
  announce(`${whenEntries().filter((entry) => fitsTimes(entry)).length} ${word("rows")}`);
});
addView("when", { fill: fillWhen, take: takeWhen, give: giveWhen, csv: whenCsv });

// drawing/table.js
var tableView = document.getElementById("table");
var MOST_ROWS = 200;
var tableShown = false;
function tableColumns() {
  return [
    ["name", (thing) => nameOf(thing)],
    ["class", (thing) => className(thing.cls)],
    ["due", (thing) => thing.facts.due ? timeWords(thing.facts.due) : ends(thing, "dueBy", true).map(nameOf).join(", ")],
    ["sector", (thing) => ends(thing, "sector", true).map(nameOf).join(", ")],
    ["agent", (thing) => thing.links.filter((link) => link.predicate === "responsibility" && link.tail === thing.number).map((link) => `${nameOf(things[link.head])} (${valueName(link.role)})`).join("; ")],
    ["links", (thing) => String(thing.degree)]
  ];
}
function tableRows() {
  return visibleNumbers().map((number) => things[number]).sort((one, other) => byRank(one, other));
}
function fillTable() {
  if (!tableShown) return;
  const columns = tableColumns();
  const rows = tableRows();
  const head = make("tr", {}, ...columns.map(([name]) => make("th", { scope: "col" }, columnName(name))));
  const body = make("tbody", {});
  unfoldRows(body, rows, columns);
  const caption = make("caption", {}, `${rows.length} ${word("inTable")}`);
  tableView.replaceChildren(make("table", {}, caption, make("thead", {}, head), body));
}
function unfoldRows(body, rows, columns) {
  for (const thing of rows.slice(0, MOST_ROWS)) {
    const [, ...others2] = columns;
    const open = make("button", { type: "button", class: "item", onclick: () => choose(thing.number) }, symbol(thing.cls), nameElement(thing));
    body.append(make(
      "tr",
      thing.number === state.chosen ? { "aria-current": "true" } : {},
      make("th", { scope: "row" }, open),
      ...others2.map(([, value]) => make("td", { dir: "auto" }, value(thing)))
    ));
  }
}
function showTable(open) {
  tableShown = open;
  tableView.hidden = !open;
  holder.hidden = open;
  document.getElementById("as-table").setAttribute("aria-pressed", String(open));
  fillTable();
  announce(word(open ? "tableShown" : "drawingShown"));
  if (open) tableView.focus({ preventScroll: true });
  else drawing.redraw();
}
document.getElementById("as-table").addEventListener("click", () => showTable(!tableShown));
on("changed", fillTable);

// base/fold.js
var MARK = 0;
var UNKNOWN = 65535;
var SPACE = 32;
var NEWLINE = 10;
var SHORT = 2e3;
var foldTable = new Uint16Array(65536).fill(UNKNOWN);
function foldUnit(unit) {
  const plain = String.fromCharCode(unit).normalize("NFD").toLowerCase().replace(/\p{M}+/gu, "").replaceAll("đ", "d");
  if (plain === "") return MARK;
  return /^[\p{L}\p{N}]/u.test(plain) ? plain.charCodeAt(0) : SPACE;
}
function foldInto(units, at, text) {
  let end = at;
  units[end++] = SPACE;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    let folded = foldTable[unit];
    if (folded === UNKNOWN) folded = foldTable[unit] = foldUnit(unit);
    if (folded !== MARK && (folded !== SPACE || units[end - 1] !== SPACE)) units[end++] = folded;
  }
  if (units[end - 1] !== SPACE) units[end++] = SPACE;
  return end;
}
function foldLines(texts) {
  let length = 0;
  for (const text of texts) length += text.length + 3;
  const units = new Uint16Array(length);
  const starts = new Uint32Array(texts.length);
  let at = 0;
  for (let number = 0; number < texts.length; number += 1) {
    starts[number] = at;
    at = foldInto(units, at, texts[number]);
    units[at++] = NEWLINE;
  }
  return { text: toText(units.subarray(0, at)), starts };
}
function toText(units) {
  let wide = 0;
  for (let at = 0; at < units.length; at += 1) wide |= units[at];
  return wide < 128 ? new TextDecoder("latin1").decode(Uint8Array.from(units)) : new TextDecoder("utf-16le").decode(units);
}
function fold(text) {
  const units = new Uint16Array(text.length + 3);
  const end = foldInto(units, 0, text);
  return end < SHORT ? String.fromCharCode(...units.subarray(0, end)).trim() : toText(units.subarray(0, end)).trim();
}

// drawing/picture.js
function escapeXml(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "�").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
function shapeSvg(node) {
  const look = looks[node.group].shape;
  const paint = `fill="${node.color.background}" stroke="${node.color.border}" opacity="${node.opacity}"`;
  if (look === "dot") return `<circle cx="${node.x}" cy="${node.y}" r="${node.size}" ${paint}/>`;
  const scale = node.size / 6.5;
  const places = corners(look).split(" ").map((pair) => pair.split(",").map((part) => (Number(part) - 7) * scale));
  return `<polygon points="${places.map(([x, y]) => `${(node.x + x).toFixed(1)},${(node.y + y).toFixed(1)}`).join(" ")}" ${paint}/>`;
}
function nodeSvg(node) {
  const font = looks[node.group].font;
  const rows = labelOf(node.id).split("\n").map((row, index) => `<tspan x="${node.x}" y="${(node.y + node.size + font * (1.1 + index * 1.15)).toFixed(1)}">${escapeXml(row)}</tspan>`);
  return `<g><title>${escapeXml(node.title)}</title>${shapeSvg(node)}<text font-size="${font}" fill="${node.font.color}" text-anchor="middle" paint-order="stroke" stroke="${node.font.strokeColor}" stroke-width="4">${rows.join("")}</text></g>`;
}
function edgeSvg(edge, nodes) {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const dash = edge.dashes ? ' stroke-dasharray="5 5"' : "";
  return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${edge.color.color}" stroke-width="${edge.width}" opacity="${edge.color.opacity}"${dash}><title>${escapeXml(edge.title)}</title></line>`;
}
var LETTER = 0.56;
function rowsOf(text, width, size) {
  const rows = [""];
  for (const piece of text.split(/\s+/)) {
    const last = rows[rows.length - 1];
    if (last && (last.length + 1 + piece.length) * size * LETTER > width) rows.push(piece);
    else rows[rows.length - 1] = last ? `${last} ${piece}` : piece;
  }
  return rows;
}
function textSvg(text, x, y, size, more = "") {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" fill="${tint("ink")}" ${more}>${escapeXml(text)}</text>`;
}
function sourceWords() {
  const named = documents.slice(0, 3).map((source) => [things[source.node].facts.number, things[source.node].label].filter(Boolean).join(", "));
  const rest = documents.length > 3 ? [`+ ${documents.length - 3}`] : [];
  return `${word("source")}: ${[...named, ...rest].join("; ")} · ${drawnNodes.length} ${word("drawnNow")}`;
}
function legendSvg(nodes, left, top, width, size) {
  const used = packed.classes.filter((cls) => nodes.some((node) => node.group === cls));
  let [x, y] = [left, top];
  const parts2 = used.map((cls) => {
    const wide = size * 2.4 + className(cls).length * size * LETTER;
    if (x + wide > left + width && x > left) [x, y] = [left, y + size * 1.7];
    const at = { group: cls, x: x + size * 0.7, y: y - size * 0.35, size: size * 0.5, opacity: 1, color: { background: colourOf(cls), border: tint("ink") } };
    const part = shapeSvg(at) + textSvg(className(cls), x + size * 1.6, y, size);
    x += wide;
    return part;
  });
  return { markup: parts2.join(""), end: y + size * 1.7 };
}
function toSvg() {
  dressDrawing();
  const nodes = new Map(drawnNodes.get().map((node) => [node.id, node]));
  const places = nodes.size ? [...nodes.values()] : [{ x: 0, y: 0 }];
  const wide = Math.max(...places.map((one) => one.x)) - Math.min(...places.map((one) => one.x)) + 260;
  const width = Math.max(640, wide);
  const left = Math.min(...places.map((one) => one.x)) - 130 - (width - wide) / 2;
  const size = Math.round(Math.min(30, Math.max(15, width / 70)));
  const title = rowsOf(document.title, width - 4 * size, size * 1.5);
  const top = Math.min(...places.map((one) => one.y)) - 70 - title.length * size * 1.9;
  const head = title.map((row, index) => textSvg(row, left + 2 * size, top + size * (2 + 1.9 * index), size * 1.5, 'font-weight="650"'));
  const below = legendSvg([...nodes.values()], left + 2 * size, Math.max(...places.map((one) => one.y)) + 110 + size, width - 4 * size, size);
  const foot = [...drawnEdges.get({ filter: (edge) => edge.bundle }).length ? rowsOf(`- - - ${word("dashes")}`, width - 4 * size, size) : [], ...rowsOf(sourceWords(), width - 4 * size, size)];
  const notes = foot.map((row, index) => textSvg(row, left + 2 * size, below.end + index * size * 1.5, size));
  const height = below.end + foot.length * size * 1.5 + size - top;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"><title>${escapeXml(document.title)}</title><rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${tint("paper")}"/>${drawnEdges.get().map((edge) => edgeSvg(edge, nodes)).join("")}${[...nodes.values()].map(nodeSvg).join("")}${head.join("")}${below.markup}${notes.join("")}</svg>`;
}
var MOST_PIXELS = 6e3;
async function toPng() {
  const image = await svgImage();
  const scale = Math.min(2, MOST_PIXELS / Math.max(image.width, image.height));
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(image.width * scale);
  sheet.height = Math.round(image.height * scale);
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  return new Promise((resolve) => {
    sheet.toBlob(resolve, "image/png");
  });
}
async function svgImage(image = new Image()) {
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg())}`;
  await image.decode();
  return image;
}
var paper = document.getElementById("paper");
async function toPaper() {
  if (holder.offsetParent !== null) {
    await svgImage(paper);
    document.body.classList.add("papered");
  }
  window.print();
}
window.addEventListener("beforeprint", () => {
  if (!isDrawing()) growWhole(viewElement(front.view));
});
window.addEventListener("afterprint", () => document.body.classList.remove("papered"));

// views/questions.js
var questionList = document.getElementById("view-ask");
var ROWS_AT_ONCE = 40;
var MOST_OF_ANSWER = 40;
var asked = null;
function fillQuestions() {
  if (asked !== null) {
    showQuestion(packed.questions[asked]);
    return;
  }
  const cards = packed.questions.map((question, number) => make("li", {}, make(
    "button",
    { type: "button", class: "question", onclick: () => ask(number) },
    make("strong", {}, pick(question.title)),
    make("span", {}, pick(question.description)),
    make("span", { class: "also" }, `${question.total} ${word("rows")}`)
  )));
  questionList.replaceChildren(cards.length ? make("ul", { class: "cards" }, ...cards) : make("p", { class: "also" }, word("noQuestions")));
}
function ask(number) {
  asked = number;
  fillQuestions();
  nameView();
  questionList.scrollTop = 0;
  questionList.focus({ preventScroll: true });
  if (number !== null) announce(`${pick(packed.questions[number].title)}: ${packed.questions[number].total} ${word("rows")}`);
}
function askByName(name) {
  const number = packed.questions.findIndex((question) => question.name === name);
  asked = number < 0 ? null : number;
}
function answerNumbers(question) {
  const numbers = /* @__PURE__ */ new Set();
  for (const [, , members] of question.rows) {
    if (numbers.size + members.length > MOST_OF_ANSWER) break;
    for (const number of members) numbers.add(number);
  }
  return [...numbers];
}
function cellWords(column2, value) {
  if (value === null) return "";
  if (column2 === "class" && looks[value]) return className(value);
  if (column2 === "relation") return linkName(value, true);
  if (column2 === "sector") return sectorName(value);
  if (column2 === "inherited") return value === "true" ? "✓" : "";
  if (column2 === "due") return timeWords(value);
  return valueName(value);
}
function sectorName(code) {
  const sector = things.find((thing) => thing.cls === "Sector" && thing.iri.endsWith(`/${code}`));
  return sector ? nameOf(sector) : code;
}
function usedColumns(question) {
  return question.columns.map((_, index) => index).filter((index) => question.rows.some(([cells]) => cells[index] !== null));
}
function answerTable(question, rows, caption = "") {
  const used = usedColumns(question);
  const heads2 = [...used.map((index) => columnName(question.columns[index])), word("quote")];
  const { table, body } = tableOf(heads2, caption);
  grow(body, rows.map(([cells, at, members]) => () => {
    const quote = at !== null && members.length > 0 ? quoteButton(members[0], at) : "";
    return rowOf(heads2, [...used.map((index) => cellWords(question.columns[index], cells[index])), quote]);
  }), ROWS_AT_ONCE);
  return table;
}
function answerTables(question) {
  const role = question.columns.indexOf("role");
  if (role < 0) return [answerTable(question, question.rows)];
  const isFor = ([cells]) => cells[role] === "beneficiary";
  const groups = [[question.rows.filter((row) => !isFor(row)), "doers"], [question.rows.filter(isFor), "beneficiaries"]];
  return groups.filter(([rows]) => rows.length > 0).map(([rows, name]) => answerTable(question, rows, `${word(name)}: ${rows.length} ${word("rows")}`));
}
function showQuestion(question) {
  const { rows, total: all, name } = question;
  const numbers = answerNumbers(question);
  const drawRows = () => drawThese(numbers, `${pick(question.title)}: ${numbers.length} ${word("drawnNow")}`);
  const draw_ = make("button", { type: "button", "data-draw": "", onclick: drawRows }, word("drawAnswer"));
  const note = all > rows.length ? make("p", { class: "warn" }, fill(word("cutNote"), { shown: rows.length, total: all, name })) : "";
  questionList.replaceChildren(
    press("more", () => ask(null), `← ${word("allQuestions")}`),
    make("h2", {}, pick(question.title)),
    make("p", {}, pick(question.description)),
    note,
    make("div", { class: "actions" }, draw_),
    ...answerTables(question)
  );
}
function questionCsv() {
  const question = packed.questions[asked];
  const used = usedColumns(question);
  const head = [...used.map((index) => columnName(question.columns[index])), ...placeHeads()];
  const rows = question.rows.map(([cells, at, members]) => [
    ...used.map((index) => cellWords(question.columns[index], cells[index])),
    ...placeCells(members[0], at)
  ]);
  return [head, ...rows];
}
addView("ask", {
  fill: fillQuestions,
  take: askByName,
  give: () => asked === null ? "" : packed.questions[asked].name,
  csv: () => asked === null ? null : questionCsv()
});

// views/who.js
var whoView = document.getElementById("view-who");
var BODIES_AT_ONCE = 25;
var who = { text: "", role: "", by: "role", sort: "number", body: null };
function fillWho() {
  const box_ = make("input", { id: "who-filter", type: "search", autocomplete: "off", placeholder: word("bodyName") });
  box_.value = who.text;
  box_.addEventListener("input", () => {
    who.text = box_.value;
    who.body = null;
    fillWhoRows();
    nameView();
  });
  const set = (name) => (value) => {
    who[name] = value;
    fillWhoRows();
  };
  const roles = [["", word("all")], ...[...DOERS, "beneficiary"].map((role) => [role, valueName(role)])];
  const by = [["role", word("byRole")], ["sector", word("bySector")], ...documents.length > 1 ? [["document", word("byDocument")]] : []];
  const sorts = [["number", word("sortNumber")], ["name", word("sortName")], ["due", word("sortDue")]];
  const controls = [
    field(word("bodyFilter"), box_),
    field(columnName("role"), chooser("who-role", roles, who.role, set("role"))),
    field(word("columns"), chooser("who-by", by, who.by, set("by"))),
    field(word("sortBy"), chooser("who-sort", sorts, who.sort, set("sort")))
  ];
  whoView.replaceChildren(make("div", { class: "controls" }, ...controls), make("div", { id: "who-rows" }));
  fillWhoRows();
}
function matchingBodies() {
  const phrase = fold(who.text);
  const tokens = phrase.split(" ").filter(Boolean);
  const rows = answers.bodies.filter(([number]) => !who.role || things[number].links.some((link) => link.role === who.role && link.head === number));
  if (tokens.length === 0) return { rows, exact: [] };
  const names = (number) => ` ${bodyNames(number).map(fold).join(" \n ")} `;
  const found2 = rows.filter(([number]) => tokens.every((token) => names(number).includes(` ${token}`)));
  const exact = found2.filter(([number]) => bodyNames(number).some((name) => fold(name) === phrase));
  return { rows: [...exact, ...found2.filter((row) => !exact.includes(row))], exact };
}
function bodyNames(number) {
  const { label, facts } = things[number];
  return [label, facts.en || "", ...(facts.aliases || "").split(" | ")].filter(Boolean);
}
function fillWhoRows() {
  const holder_ = document.getElementById("who-rows");
  const { rows, exact } = matchingBodies();
  const one = who.body ?? exact[0]?.[0] ?? (who.text && rows.length === 1 ? rows[0][0] : null);
  tell("sheet", one);
  const none = tasksWhere(GAP_TESTS.owner);
  const nobody = make("p", {}, press("finding", () => goTo("overview", "gap:owner"), `${said("gaps", "owner")}: ${numberWords(none.length)}`));
  const others2 = one === null ? rows : rows.filter(([number]) => number !== one);
  const more = one !== null && others2.length ? [make("h3", {}, who.text && who.body === null ? word("otherMatches") : word("otherBodies"))] : [];
  holder_.replaceChildren(
    ...one === null ? who.text ? [] : [nobody] : bodySheet(one),
    ...rows.length === 0 ? [make("p", { class: "also" }, word("nothing"))] : [],
    ...one !== null && who.body !== null ? [] : [...more, ...matrixTables(others2)]
  );
}
function openBody(number, role = "") {
  who = { ...who, text: nameOf(things[number]), body: number, role };
  goTo("who");
}
function takeWho(settings) {
  const named = answers.bodies.find(([number]) => things[number].label === settings);
  who = { ...who, text: settings, body: named ? named[0] : null, role: "" };
}
function matrixColumns() {
  if (who.by === "role") {
    const used = new Set(linksBy("responsibility").map((link) => link.role));
    return { columns: [...DOERS, "beneficiary"].filter((role) => used.has(role)).map((role) => [role, valueName(role)]), keyOf: (link) => link.role };
  }
  const keyOf = who.by === "document" ? (link) => things[link.tail].flat[0] : (link) => {
    const row = taskRow.get(link.tail);
    return row === void 0 ? null : fieldOf(answers.tasks.sector[row]);
  };
  const counts_ = /* @__PURE__ */ new Map();
  for (const link of linksBy("responsibility")) if (link.role !== "beneficiary") counts_.set(keyOf(link), (counts_.get(keyOf(link)) || 0) + 1);
  counts_.delete(null);
  const room = NARROW.matches ? 8 : Math.max(3, Math.floor((whoView.clientWidth - 340) / 96));
  const keys = [...counts_].sort(([, one], [, other]) => other - one).slice(0, room).map(([key]) => key);
  const name = (key) => who.by === "document" ? things[documents[key].node].facts.number || shorten(things[documents[key].node].label, 24) : sectorWords(key);
  return { columns: keys.map((key) => [key, name(key)]), keyOf };
}
function firstDue(numbers) {
  const dated2 = numbers.map(dueOf).filter(Boolean).sort((one, other) => one.last.localeCompare(other.last) || one.inherited - other.inherited);
  return dated2[0] || null;
}
function dutiesByColumn(body, keyOf) {
  const cells = /* @__PURE__ */ new Map();
  for (const link of things[body].links) {
    if (link.predicate !== "responsibility" || link.head !== body || who.by !== "role" && link.role === "beneficiary") continue;
    const key = keyOf(link);
    if (!cells.has(key)) cells.set(key, /* @__PURE__ */ new Set());
    cells.get(key).add(link.tail);
  }
  return cells;
}
function matrixRow(heads2, columns, keyOf, number) {
  const cells = dutiesByColumn(number, keyOf);
  const doing = [...cells].filter(([key]) => key !== "beneficiary").flatMap(([, numbers]) => [...numbers]);
  const due = firstDue(doing);
  const open = make("button", { type: "button", class: "inline plain", onclick: () => openBody(number) }, nameElement(things[number]));
  const cell_ = ([key, name]) => {
    const numbers = [...cells.get(key) || []];
    if (numbers.length === 0) return "";
    const early = who.by === "role" ? null : firstDue(numbers);
    return [
      countButton(numbers.length, `${nameOf(things[number])}, ${name}: ${numbers.length}`, () => openBody(number, who.by === "role" ? key : "")),
      ...early ? [make("span", { class: "also" }, ` ${timeWords(early.written)}${early.inherited ? "*" : ""}`)] : []
    ];
  };
  return rowOf(heads2, [open, ...columns.map(cell_), due ? dueCell(null, { due, again: [] }) : ""]);
}
function matrixTables(rows) {
  const { columns, keyOf } = matrixColumns();
  const heads2 = [columnName("agent"), ...columns.map(([, name]) => name), word("firstDue")];
  const early = (number) => firstDue(sheetOf(number).duties.map((duty) => duty.number))?.last ?? "9999";
  const sorted = {
    number: (list) => list,
    name: (list) => list.slice().sort(([one], [other]) => nameOf(things[one]).localeCompare(nameOf(things[other]), "vi")),
    due: (list) => list.map((row) => [early(row[0]), row]).sort(([one], [other]) => one.localeCompare(other)).map(([, row]) => row)
  };
  return answers.levels.flatMap((level, at) => {
    const members = sorted[who.sort](rows.filter((row) => row[1] === at));
    if (members.length === 0) return [];
    const { table, body } = tableOf(heads2, `${said("levels", level)} (${numberWords(members.length)})`);
    table.classList.add("matrix");
    grow(body, members.map(([number]) => () => matrixRow(heads2, columns, keyOf, number)), BODIES_AT_ONCE);
    return [table];
  });
}
function bodySheet(number) {
  const { duties, benefits } = sheetOf(number);
  const doing = who.role && who.role !== "beneficiary";
  const kept = doing ? duties.filter((duty) => duty.roles.some(({ role }) => role === who.role)) : duties;
  const lead = roleColumn([...duties, ...benefits]);
  const table = (some, name) => taskTable(some.map((duty) => duty.number), { lead, body: number, caption: `${word(name)}: ${numberWords(some.length)}` });
  const facts = [said("levels", levelOf.get(number) || "other"), ...bodyNames(number).slice(1), ...doing ? [valueName(who.role)] : []];
  const all = () => {
    who = { ...who, body: null, text: "", role: "" };
    goTo("who");
  };
  return [
    ...who.body === null ? [] : [backButton(word("otherBodies"), all)],
    make("h2", {}, nameElement(things[number])),
    make("p", { class: "also" }, facts.join(" · ")),
    sheetTools(number, [...kept, ...benefits]),
    kept.length ? table(kept, "hasToDo") : make("p", { class: "also" }, word("nothingToDo")),
    ...benefits.length ? [table(benefits, "doneFor")] : []
  ];
}
function roleColumn(duties) {
  const roles = new Map(duties.map((duty) => [duty.number, duty.roles]));
  const cell_ = ({ role, inherited }) => [make("span", {}, valueName(role)), inherited ? badge("inherited", said("bases", "inherited")) : "", " "];
  return { head: columnName("role"), cell: (task) => roles.get(task).flatMap(cell_) };
}
function sheetTools(number, duties) {
  const first = duties.slice(0, MOST_OF_ANSWER).map((duty) => duty.number);
  return make(
    "div",
    { class: "actions" },
    press("", () => toPaper(), word("printSheet")),
    press("", () => drawThese([number, ...first], nameOf(things[number])), word("drawAnswer")),
    press("", () => openRow(number), word("aboutBody"))
  );
}
function whoCsv() {
  const { exact } = matchingBodies();
  const one = who.body ?? exact[0]?.[0] ?? null;
  if (one !== null) return tasksCsv(sheetOf(one).duties.map((duty) => duty.number));
  const { columns, keyOf } = matrixColumns();
  return [[word("level"), columnName("agent"), ...columns.map(([, name]) => name)], ...matchingBodies().rows.map(([number, level]) => {
    const cells = dutiesByColumn(number, keyOf);
    return [said("levels", answers.levels[level]), nameOf(things[number]), ...columns.map(([key]) => cells.get(key)?.size ?? 0)];
  })];
}
on("body", openBody);
addView("who", { fill: fillWho, take: takeWho, give: () => who.text, csv: whoCsv, first: "who-filter" });

// views/overview.js
var overview = document.getElementById("view-overview");
var BODIES_AT_FIRST = 10;
var SECTORS_AT_FIRST = 12;
var PROJECTS_AT_FIRST = 12;
var GAP_NAMES = { owner: "gapOwner", time: "gapTime", target: "gapTarget" };
var listed = "";
function openList(key) {
  listed = key;
  fillOverview();
  nameView();
  overview.scrollTop = 0;
  overview.focus({ preventScroll: true });
}
function listOf(key) {
  const [kind, name] = [key.split(":")[0], key.slice(key.indexOf(":") + 1)];
  if (kind === "finding" && name === "measures") return { title: findingWords(name, allTasks().length, allTasks().length), numbers: allTasks() };
  if (kind === "finding" && name in FLAG) {
    const numbers = tasksWhere((flags) => flags & FLAG[name]);
    return { title: findingWords(name, numbers.length, allTasks().length), numbers };
  }
  if (kind === "undated") return { title: word("undated"), numbers: undatedNumbers() };
  if (kind === "filter") return { title: word("filtered"), numbers: matching().statements.map((thing) => thing.number) };
  if (kind === "gap" && Object.hasOwn(GAP_TESTS, name)) return { title: said("gaps", name), numbers: tasksWhere(GAP_TESTS[name]) };
  if (kind === "has" && name in GAP_NAMES) return { title: `${word(GAP_NAMES[name])}: ${word("have")}`, numbers: tasksWhere((flags) => !GAP_TESTS[name](flags)) };
  if (kind === "sector") {
    const row = answers.sectors.findIndex(([code]) => code === name);
    if (row >= 0) return { title: sectorWords(row), numbers: allTasks().filter((_, at) => isPartOf(answers.tasks.sector[at], row)) };
  }
  if (kind === "others") {
    const row = others?.counts.find(([verdict]) => verdict === name);
    if (row) return { title: `${word("othersSay")}: ${said("verdicts", name)}`, numbers: row[2], note: word("othersNote") };
  }
  if (kind === "silent") return { title: `${word("silent")}: ${said("reasons", name)}`, places: silentPlaces(name) };
  if (kind === "year") {
    return { title: `${word("targets")}: ${name || word("noYear")}`, numbers: answers.aims.numbers.filter((number) => yearOf(number) === name) };
  }
  return null;
}
function isPartOf(row, field2) {
  for (let at = row; at >= 0; at = answers.sectors[at][3]) if (at === field2) return true;
  return false;
}
function fillOverview() {
  const list = listed && listOf(listed);
  if (list?.places) {
    overview.replaceChildren(
      backButton(word("view-overview"), () => openList("")),
      make("h2", {}, list.title),
      make("p", { class: "also" }, `${numberWords(list.places.length)} ${word("passages")}`),
      silentTable(list.places)
    );
    return;
  }
  if (list) {
    const all = list.numbers.slice().sort(byDue);
    overview.replaceChildren(
      backButton(word("view-overview"), () => openList("")),
      make("h2", {}, list.title),
      make("p", { class: "also" }, `${numberWords(all.length)} ${word("rows")}`),
      ...list.note ? [make("p", { class: "others" }, list.note)] : [],
      taskTable(all)
    );
    return;
  }
  const rest = make("div", {});
  overview.replaceChildren(...documentHead(), ...findingPart(), ...columnsOf([...sectorPart(), ...targetPart()], bodyPart()), rest);
  idle(() => rest.replaceChildren(...othersPart(), ...projectPart(), ...silentPart()));
}
function columnsOf(...columns) {
  return [make("div", { class: "columns" }, ...columns.filter((column2) => column2.length).map((column2) => make("div", {}, ...column2)))];
}
function documentHead() {
  if (answers.cards.length === 1) return [make("h2", { dir: "auto" }, things[answers.cards[0].node].label), ...copyWords(), ...cardParts(answers.cards[0])];
  const list = make("ul", { class: "items documents" });
  grow(list, answers.cards.map((card2) => () => make("li", {}, documentRow(card2))), 30);
  return [
    make("h2", {}, `${numberWords(answers.cards.length)} ${word("documentsCount")}`),
    make("p", {}, typeWords()),
    ...copyWords(),
    make("details", { class: "fold" }, make("summary", {}, word("whichDocuments")), list)
  ];
}
function copyWords() {
  return (answers.copies || []).map((said2) => make("p", { class: "also" }, said2[language]));
}
function typeWords() {
  const counts_ = /* @__PURE__ */ new Map();
  for (const { node } of answers.cards) {
    const type = things[node].facts.type || "Other";
    counts_.set(type, (counts_.get(type) || 0) + 1);
  }
  return [...counts_].sort(([, one], [, other]) => other - one).map(([type, count]) => `${count} ${valueName(type).toLowerCase()}`).join(", ");
}
function documentRow(card2) {
  const { facts } = things[card2.node];
  const also = [facts.number, facts.issued && timeWords(facts.issued)].filter(Boolean).join(", ");
  return press("item", () => openDocumentOf(card2.node), symbol("Document"), make("span", {}, nameElement(things[card2.node]), make("span", { class: "also" }, ` ${also}`)));
}
function openDocumentOf(node) {
  openRow(node);
  openDocument(documentOf.get(node));
  showTab("text");
}
var LINKS_AT_FIRST = 12;
function cardParts(card2) {
  const { facts } = things[card2.node];
  const who_ = [
    facts.type && valueName(facts.type),
    facts.number,
    facts.issued && timeWords(facts.issued),
    facts.issuer,
    facts.period && `${pick(words.facts.period)} ${timeWords(facts.period)}`,
    card2.signatory && `${word("signedBy")} ${[card2.signatory, card2.signed_as].filter(Boolean).join(", ")}`
  ];
  const groups = /* @__PURE__ */ new Map();
  for (const link of card2.links || []) groups.set(link[0], [...groups.get(link[0]) || [], link]);
  const rows = [...groups].map(([relation, members]) => linkRow(documentOf.get(card2.node), relation, members));
  return [make("p", { class: "also" }, who_.filter(Boolean).join(" · ")), ...rows];
}
function linkRow(doc, relation, members) {
  const link = ([, number, label, start, end]) => number < 0 ? label : press("inline plain", () => openRow(number, [doc, start, end]), label);
  const shown_ = members.slice(0, LINKS_AT_FIRST).flatMap((one, index) => [index ? "; " : "", link(one)]);
  return make("p", { class: "based" }, make("b", {}, `${said("links", relation)}: `), ...shown_, members.length > LINKS_AT_FIRST ? ` … (${members.length})` : "");
}
function gapLine(label, has, lacks, hasKey, lacksKey) {
  const total2 = has + lacks;
  const half = (count, cls, key, name) => {
    const button = pressFor(key, `half ${cls}`, make("b", {}, numberWords(count)), ` ${name}`);
    button.style.flexGrow = String(count / Math.max(1, total2));
    return button;
  };
  return make(
    "div",
    { class: "gap" },
    make("span", { class: "gap-name" }, label),
    make("div", { class: "bar" }, half(has, "has", hasKey, word("have")), half(lacks, "lacks", lacksKey, word("haveNot")))
  );
}
function findingPart() {
  const count = (name) => tasksWhere((flags) => flags & FLAG[name]).length;
  const lacks = (name) => tasksWhere(GAP_TESTS[name]).length;
  const total2 = allTasks().length;
  if (total2 === 0) return [make("p", {}, word("noMeasures"))];
  const sentence = (name) => make("li", {}, pressFor(`finding:${name}`, "finding", findingWords(name, name === "measures" ? total2 : count(name), total2)));
  const sentences = ["measures", "due_stated", "due_inherited", "recurring", "number"].filter((name) => name === "measures" || count(name) > 0);
  return [
    pressFor("gap:all", "headline", findingWords("none", lacks("all"), total2)),
    gapLine(word("gapOwner"), total2 - lacks("owner"), lacks("owner"), "has:owner", "gap:owner"),
    gapLine(word("gapTime"), total2 - lacks("time"), lacks("time"), "has:time", "gap:time"),
    gapLine(word("gapTarget"), total2 - lacks("target"), lacks("target"), "has:target", "gap:target"),
    make("ul", { class: "findings" }, ...sentences.map(sentence))
  ];
}
function barRow(label, count, most, open, key) {
  const filled = make("span", { class: "fillbar" });
  filled.style.width = `${Math.max(1, 100 * count / most)}%`;
  const track = make("span", { class: "track", "aria-hidden": "true" }, filled);
  return make("li", {}, make(
    "button",
    { type: "button", class: "barrow", "data-list": key, onclick: open },
    make("span", { class: "barname" }, label),
    track,
    make("span", { class: "count" }, numberWords(count))
  ));
}
function sectorPart() {
  const counts_ = /* @__PURE__ */ new Map();
  answers.tasks.sector.forEach((row) => counts_.set(fieldOf(row), (counts_.get(fieldOf(row)) || 0) + 1));
  const rows = [...counts_].sort(([one, many], [other, more]) => more - many || one - other);
  if (rows.length === 0) return [];
  const list = make("ul", { class: "items bars" });
  unfold(list, rows.map(([row, count]) => () => {
    const key = `sector:${answers.sectors[row][0]}`;
    return barRow(sectorWords(row), count, rows[0][1], () => openList(key), key);
  }), SECTORS_AT_FIRST);
  return [make("h3", {}, word("bySector")), list];
}
function targetPart() {
  const years = /* @__PURE__ */ new Map();
  for (const number of answers.aims.numbers) years.set(yearOf(number), (years.get(yearOf(number)) || 0) + 1);
  if (years.size === 0) return [];
  const most = Math.max(...years.values());
  const rows = [...years].sort(([one], [other]) => (one === "") - (other === "") || one.localeCompare(other));
  const row = ([year, count]) => barRow(year || word("noYear"), count, most, () => openList(`year:${year}`), `year:${year}`);
  return [make("h3", {}, word("targetsByYear")), make("ul", { class: "items bars" }, ...rows.map(row))];
}
function bodyPart() {
  const owning = answers.bodies.filter(([, , owned]) => owned > 0);
  const named = owning.filter((row2) => row2[5]);
  const rows = (named.length >= 3 ? named : owning).slice(0, BODIES_AT_FIRST);
  if (rows.length === 0) return [];
  const row = ([number, , owned]) => barRow(nameOf(things[number]), owned, rows[0][2], () => openBody(number), `body:${number}`);
  return [
    make("h3", {}, word("mostToDo")),
    make("ul", { class: "items bars" }, ...rows.map(row)),
    press("more", () => goTo("who", ""), `${word("allBodies")} (${numberWords(answers.bodies.length)})`)
  ];
}
function projectPart() {
  if (answers.projects.length === 0) return [];
  const heads2 = [columnName("project"), word("saidOfIt"), word("task")];
  const { table, body } = tableOf(heads2);
  table.classList.add("works");
  grow(body, answers.projects.map((number) => () => projectRow(heads2, number)), PROJECTS_AT_FIRST);
  return [make("h3", {}, `${word("projects")} (${numberWords(answers.projects.length)})`), table];
}
function projectRow(heads2, number) {
  const thing = things[number];
  const measures = statementsOf(thing).filter((one) => one.cls === "Measure");
  const open = make("button", { type: "button", class: "row-quote", "data-row": String(number), onclick: () => openRow(number) }, symbol(thing.cls), " ", nameElement(thing));
  const { roadNumber, status } = thing.facts;
  const facts = [roadNumber && `${pick(words.facts.roadNumber)} ${roadNumber}`, status && valueName(status)].filter(Boolean);
  const more = measures.length > 1 ? make("span", { class: "also" }, ` +${measures.length - 1}`) : "";
  return rowOf(heads2, [open, [...inWords(thing), facts.join("; ")], measures.length ? [quoteButton(measures[0].number, null, 160), more] : ""]);
}
function othersPart() {
  if (!others) return [];
  const gone = others.said.filter(([number]) => number < 0).length;
  const row = ([verdict, count]) => make("li", {}, pressFor(`others:${verdict}`, "finding", `${said("verdicts", verdict)}: ${numberWords(count)}`));
  return [make(
    "section",
    { class: "others" },
    make("h3", {}, word("othersSay")),
    make("p", { class: "also" }, word("othersNote")),
    make("ul", { class: "findings" }, ...others.counts.map(row)),
    gone ? make("p", { class: "also" }, `${word("othersGone")}: ${numberWords(gone)}`) : ""
  )];
}
function silentPart() {
  const reasons = /* @__PURE__ */ new Map();
  for (const card2 of answers.cards) {
    for (const [reason, passages] of card2.silent || []) reasons.set(reason, (reasons.get(reason) || 0) + passages);
  }
  if (reasons.size === 0) return [];
  const share = answers.cards.reduce((sum, card2) => sum + (card2.share || 0), 0) / answers.cards.length;
  const row = ([reason, count]) => {
    const told = `${said("reasons", reason)}: ${numberWords(count)} ${word("passages")}`;
    return make("li", {}, silentPlaces(reason).length ? pressFor(`silent:${reason}`, "finding", told) : told);
  };
  const rows = [...reasons].sort(([, one], [, other]) => other - one).map(row);
  const covered = make("p", {}, fill(word("covered"), { share: shareWords(share) }));
  return [make("details", { class: "fold" }, make("summary", {}, word("silent")), covered, make("ul", {}, ...rows)), cantKnow("audit")];
}
function passageWords([doc, start, end]) {
  return documents[doc].text === null ? "" : cut(doc, start, end).replace(/\s+/g, " ").trim();
}
function passagePlace([doc, start]) {
  const [section, page] = [sectionAt(doc, start), pageAt(doc, start)];
  return [section && shorten(section.label, 60), page !== null && `${word("page")} ${page}`].filter(Boolean).join(" · ");
}
function silentTable(places) {
  const many = documents.length > 1;
  const heads2 = [word("passage"), columnName("section"), ...many ? [word("document")] : []];
  const { table, body } = tableOf(heads2);
  table.classList.add("passages");
  const cells = (place2) => [make(
    "button",
    { type: "button", class: "row-quote", "data-row": place2.join("-"), onclick: () => openPlace(place2) },
    make("q", { dir: "auto" }, shorten(passageWords(place2), 260))
  ), passagePlace(place2), ...many ? [shorten(things[documents[place2[0]].node].label, 60)] : []];
  grow(body, places.map((place2) => () => rowOf(heads2, cells(place2))), 40);
  return table;
}
function silentCsv(places) {
  return [
    [word("passage"), columnName("section"), word("document"), word("firstCharacter"), word("lastCharacter")],
    ...places.map((place2) => [passageWords(place2), passagePlace(place2), things[documents[place2[0]].node].label, place2[1], place2[2]])
  ];
}
function overviewCsv() {
  const list = listed && listOf(listed);
  if (list?.places) return silentCsv(list.places);
  return tasksCsv(list ? list.numbers.slice().sort(byDue) : allTasks());
}
function pressFor(key, cls, ...children) {
  return make("button", { type: "button", class: cls, "data-list": key, onclick: () => openList(key) }, ...children);
}
addView("overview", { fill: fillOverview, take: (key) => {
  listed = key;
}, give: () => listed, csv: overviewCsv });

// page/controls.js
var CARDS_AT_ONCE = 20;
var MOST_DRAWN = 36;
var WELL_DRAWN = 24;
var LISTS = { sector: "filter-sector", body: "filter-body", doc: "filter-doc", priority: "filter-priority" };
var fromYear = document.getElementById("filter-from");
var toYear = document.getElementById("filter-to");
var sureness = document.getElementById("filter-sure");
var SURE = sureRange();
function sureRange() {
  let [least, most] = [100, 0];
  for (const thing of statements) {
    if (!("sure" in thing.facts)) continue;
    least = Math.min(least, Math.floor(thing.facts.sure * 100 + 1e-6));
    most = Math.max(most, Math.floor(thing.facts.sure * 100 + 1e-6));
  }
  return [least, most];
}
function bodies() {
  return [...new Set(linksBy("responsibility").map((link) => link.head))].sort((one, other) => one - other).map((number) => things[number]);
}
function choices(name) {
  const named = (thing) => [String(thing.number), shorten(nameOf(thing), 80)];
  const alphabetically = (one, other) => one[1].localeCompare(other[1], "vi");
  if (name === "sector") return things.filter((thing) => thing.cls === "Sector").map(named).sort(alphabetically);
  if (name === "body") return bodies().map(named).sort(alphabetically);
  if (name === "doc") return documents.length > 1 ? documents.map((source, number) => [String(number), shorten(things[source.node].label, 80)]) : [];
  const values = new Set(statements.map((thing) => thing.facts.priority).filter(Boolean));
  const kinds = new Set([...values].map((value) => value.split(":")[0]));
  return [...kinds, ...[...values].sort()].map((value) => [value, valueName(value)]);
}
function fillChoices() {
  for (const [name, id] of Object.entries(LISTS)) {
    const list = document.getElementById(id);
    const rows = choices(name);
    list.replaceChildren(make("option", { value: "" }, word("all")), ...rows.map(([value, text]) => make("option", { value }, text)));
    list.closest("label").hidden = rows.length === 0;
  }
  for (const slider of [fromYear, toYear]) {
    slider.max = String(Math.max(0, YEARS.length - 1));
    slider.closest("fieldset").hidden = YEARS.length < 2;
  }
  sureness.min = String(SURE[0]);
  sureness.max = String(SURE[1]);
  sureness.closest("label").hidden = SURE[0] >= SURE[1];
  const relations = document.getElementById("relations");
  relations.replaceChildren(...packed.predicates.map(relationBox));
  fillControls();
}
function relationBox(predicate) {
  const tick = make("input", { type: "checkbox", value: predicate });
  tick.addEventListener("change", () => act(() => {
    if (tick.checked) state.relations.delete(predicate);
    else state.relations.add(predicate);
    return `${linkName(predicate, true)}: ${word(tick.checked ? "shownNow" : "hiddenNow")}`;
  }));
  return make("label", { class: "tick" }, tick, linkName(predicate, true));
}
function fillControls() {
  const { filter } = state;
  for (const [name, id] of Object.entries(LISTS)) document.getElementById(id).value = filter[name] === null ? "" : String(filter[name]);
  fromYear.value = String(filter.from === null ? 0 : YEARS.indexOf(filter.from));
  toYear.value = String(filter.to === null ? YEARS.length - 1 : YEARS.indexOf(filter.to));
  sureness.value = String(Math.max(SURE[0], Math.round(filter.sure * 100)));
  const span = [filter.from ?? YEARS[0], filter.to ?? YEARS[YEARS.length - 1]];
  document.getElementById("filter-years").textContent = filter.from === null && filter.to === null ? word("anyTime") : [...new Set(span)].join(" – ");
  document.getElementById("filter-sureness").textContent = `≥ ${sureness.value} %`;
  for (const tick of document.querySelectorAll("#relations input")) tick.checked = !state.relations.has(tick.value);
  document.getElementById("filtered").hidden = !isFiltered();
  if (!filterForm.hidden) fillFitting();
}
function fillFitting() {
  const fitting = matching().statements;
  document.getElementById("fitting-count").textContent = `${fitting.length} ${word("fitting")}`;
  const list = make("div", { class: "quotes" });
  const makers = isFiltered() ? fitting.map((thing) => () => card(thing, sentencesOf(thing)[0])) : [];
  document.getElementById("fitting").replaceChildren(unfold(list, makers, CARDS_AT_ONCE));
}
function setFilter(change) {
  act(() => {
    Object.assign(state.filter, change);
    return `${matching().statements.length} ${word("fitting")}`;
  });
}
for (const [name, id] of Object.entries(LISTS)) {
  document.getElementById(id).addEventListener("change", ({ target }) => {
    setFilter({ [name]: target.value === "" ? null : name === "priority" ? target.value : Number(target.value) });
  });
}
function setYears() {
  const [first, last] = [Number(fromYear.value), Number(toYear.value)].sort((one, other) => one - other);
  const whole2 = first === 0 && last === YEARS.length - 1;
  setFilter({ from: whole2 ? null : YEARS[first], to: whole2 ? null : YEARS[last] });
}
fromYear.addEventListener("change", setYears);
toYear.addEventListener("change", setYears);
sureness.addEventListener("change", () => setFilter({ sure: Number(sureness.value) > SURE[0] ? Number(sureness.value) / 100 : 0 }));
for (const button of document.querySelectorAll("[data-clear]")) button.addEventListener("click", () => setFilter(freshFilter()));
function drawFitting() {
  const fitting = matching().statements;
  const numbers = fitting.slice(0, MOST_DRAWN).map((thing) => thing.number);
  act(() => {
    const groups = groupStatements(numbers, state.filter.sector === null ? "sector" : "responsibility");
    state.path = null;
    state.chosen = null;
    drawOnly([...new Set([...groups].flatMap(([head, members]) => [...head === null ? [] : [head], ...members]))], groupPlaces(groups));
    return `${numbers.length} ${word("drawnNow")}`;
  });
  showNote(fitting.length, numbers.length);
  fitAll();
}
function groupStatements(numbers, predicate) {
  const groups = /* @__PURE__ */ new Map();
  for (const number of numbers) {
    const [head] = ends(measureOf(things[number]), predicate, true);
    const key = head ? head.number : null;
    groups.set(key, [...groups.get(key) || [], number]);
  }
  return new Map([...groups].sort(([one, some], [other, more]) => (one === null) - (other === null) || more.length - some.length));
}
function showNote(all, drawn) {
  const note = document.getElementById("note");
  note.hidden = all <= WELL_DRAWN;
  note.querySelector("span").textContent = fill(word("noteDrawn"), { drawn: String(drawn), all: numberWords(all) });
}
document.getElementById("draw-fitting").addEventListener("click", drawFitting);
document.querySelector("#note button").addEventListener("click", () => {
  if (hasView("overview")) {
    goTo("overview");
    openList("filter");
  } else showTable(true);
});
on("changed", fillControls);
on("tab", (name) => {
  if (name === "filters") fillControls();
});

// page/keyboard.js
function nearestTowards(number, dx, dy) {
  const here = state.drawn.get(number);
  let best = null;
  for (const other of visibleNumbers()) {
    const there = state.drawn.get(other);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (other === number || along <= 0 || aside > along * 1.5) continue;
    const cost = along + aside * 2;
    if (best === null || cost < best.cost) best = { other, cost };
  }
  return best && best.other;
}
function walk(dx, dy) {
  const shownNow = visibleNumbers();
  if (shownNow.length === 0) return;
  const next = state.chosen === null || !shownNow.includes(state.chosen) ? shownNow[0] : nearestTowards(state.chosen, dx, dy);
  if (next === null) return;
  choose(next);
  announce(titleOf(things[next]));
}
var onChosen = (act_) => () => state.chosen === null ? announce(word("chooseFirst")) : act_(state.chosen);
var KEYS = {
  ArrowLeft: () => walk(-1, 0),
  ArrowRight: () => walk(1, 0),
  ArrowUp: () => walk(0, -1),
  ArrowDown: () => walk(0, 1),
  Enter: onChosen(() => panel.focus()),
  e: onChosen(expandAndShow),
  c: onChosen((number) => {
    collapse(number);
    choose(number, false);
  }),
  f: onChosen((number) => {
    focusOn(number, 1);
    choose(number, false);
  }),
  h: onChosen(hide),
  p: onChosen(togglePin),
  w: onChosen(beginPath),
  "+": () => zoom(1.3),
  "-": () => zoom(1 / 1.3),
  0: fitAll,
  t: () => showTable(!tableShown),
  u: undo,
  r: redo,
  g: toggleCommunities,
  Escape: unchoose
};
function expandAndShow(number) {
  expand(number);
  choose(number, false);
}
function isTyping(element) {
  return element.matches("input:not([type=range], [type=checkbox]), textarea, select");
}
document.addEventListener("keydown", (event) => {
  if (isTyping(event.target) || event.isComposing) return;
  const steps = (event.ctrlKey || event.metaKey) && { z: event.shiftKey ? redo : undo, y: redo }[event.key.toLowerCase()];
  const act_ = { "/": () => {
    box.focus();
    box.select();
  }, "?": showHelp }[event.key];
  const chosen = steps || !event.ctrlKey && !event.metaKey && !event.altKey && act_;
  if (!chosen || dialogue.open) return;
  event.preventDefault();
  chosen();
});
holder.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  KEYS[event.key]();
});
function showHelp() {
  const rows = Object.entries(words.keys).flatMap(([keys, names]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, pick(names))]);
  openDialogue(word("help"), make("dl", {}, ...rows));
}
document.getElementById("help").addEventListener("click", showHelp);

// panel/steps.js
function pathStep(path, index) {
  const link = linkAt(path.links[index]);
  const outward = link.tail === path.steps[index];
  return make("div", { class: "step" }, "↓ ", link.role ? valueName(link.role) : linkName(link.predicate, outward));
}
function showPath(path) {
  const rows = path.steps.flatMap((number, index) => [
    ...index > 0 ? [make("li", { class: "between" }, pathStep(path, index - 1))] : [],
    item(things[number])
  ]);
  const nothing = make("p", {}, word("noPath"));
  const asked2 = make("ul", { class: "items" }, item(things[path.from]), item(things[path.to]));
  fillPanel(
    { kind: "path", path },
    plainHeading(word("path")),
    ...path.steps.length === 0 ? [asked2, nothing] : [],
    make("ol", { class: "items steps" }, ...rows),
    make("h3", {}, word("pathWithout")),
    make("div", { class: "chips" }, ...packed.classes.map((cls) => pathChip(cls, path)))
  );
}
function pathChip(cls, path) {
  return make("button", { type: "button", class: "chip", "aria-pressed": String(withoutClasses.has(cls)), onclick: () => {
    if (!withoutClasses.delete(cls)) withoutClasses.add(cls);
    drawPath(path.from, path.to);
  } }, symbol(cls), className(cls));
}
function showAgain() {
  if (state.path) showPath(state.path);
  else if (state.chosen !== null) showThing(things[state.chosen]);
  else if (shown.kind === "edge" && drawnEdges.get(shown.id)) showEdge(drawnEdges.get(shown.id));
  else showWelcome();
}
function showPanelAgain() {
  const tab = front.tab;
  const inside = panel.contains(document.activeElement);
  showAgain();
  showTab(tab);
  if (inside) panel.focus({ preventScroll: true });
}
on("path", showPath);
on("again", showAgain);

// views/sketch.js
var sketch = document.getElementById("sketch");
var pen = document.createElement("canvas").getContext("2d");
var [LETTERS_HIGH, LINE_HIGH, BETWEEN] = [12.5, 15, 9];
var MOST_SPOKES = 6;
var MOST_LINES = 3;
function linesOf(text, width) {
  pen.font = `${LETTERS_HIGH}px ${getComputedStyle(document.body).fontFamily}`;
  const fits2 = (line) => pen.measureText(line).width <= width;
  const lines = [""];
  for (const piece of text.split(/\s+/)) {
    const last2 = lines[lines.length - 1];
    if (!last2 || fits2(`${last2} ${piece}`)) lines[lines.length - 1] = last2 ? `${last2} ${piece}` : piece;
    else lines.push(piece);
  }
  const kept = lines.slice(0, MOST_LINES).map((line) => {
    let short = line;
    while (!fits2(short) && short.length > 1) short = short.slice(0, -1);
    return short;
  });
  if (lines.length <= MOST_LINES) return kept;
  let last = kept[MOST_LINES - 1];
  while (!fits2(`${last} …`) && last.length > 1) last = last.slice(0, -1);
  return [...kept.slice(0, -1), `${last} …`];
}
function spoke(thing, note = "") {
  return { cls: thing.cls, number: thing.number, text: nameOf(thing), note };
}
function statementSpokes(thing) {
  const measure = measureOf(thing);
  const duties = measure.links.filter((link) => link.predicate === "responsibility" && link.tail === measure.number);
  const doers = [...duties.filter((link) => link.role !== "beneficiary"), ...duties.filter((link) => link.role === "beneficiary")];
  const due = thing.facts.due || measure.facts.due;
  const times = [...due ? [{ text: timeWords(due), note: pick(words.facts.due) }] : [], ...againOf(measure.number).map((one) => ({ text: pick(one[2]), note: "" }))];
  const held = new Set(duties.map((link) => link.head));
  const spoken = ends(measure, "mentions", true).filter((one) => !held.has(one.number) && one.cls !== "Time");
  return {
    middle: measure,
    left: doers.map((link) => spoke(things[link.head], valueName(link.role))),
    right: [
      ...times.map((one) => ({ cls: "Time", number: null, ...one })),
      ...ends(measure, "hasTarget", true).map((one) => spoke(one, one.facts.value || "")),
      ...ends(measure, "sector", true).map((one) => spoke(one)),
      ...spoken.map((one) => spoke(one))
    ]
  };
}
function thingSpokes(thing) {
  const others2 = thing.links.filter((link) => !["mentions", "sector", "responsibility", "inSection", "partOfDocument"].includes(link.predicate));
  const right = others2.map((link) => spoke(otherEnd(link, thing.number), linkName(link.predicate, link.tail === thing.number)));
  const roles = new Map(thing.links.filter((link) => link.head === thing.number && link.role).map((link) => [link.tail, valueName(link.role)]));
  const left = statementsOf(thing).filter((one) => one.cls === "Measure").map((one) => spoke(one, roles.get(one.number) || ""));
  return { middle: thing, left, right: right.filter((one) => !isFrame(things[one.number])) };
}
function layOut(spokes, width) {
  const rows = spokes.slice(0, MOST_SPOKES).map((one) => ({ ...one, lines: linesOf(one.text, width), notes: one.note ? linesOf(one.note, width) : [] }));
  if (spokes.length > MOST_SPOKES) rows.push({ cls: null, number: null, lines: [`+ ${numberWords(spokes.length - MOST_SPOKES)}`], notes: [] });
  let at = BETWEEN;
  for (const row of rows) {
    row.high = (row.lines.length + row.notes.length) * LINE_HIGH;
    row.y = at + row.high / 2;
    at += row.high + BETWEEN;
  }
  return { rows, high: at };
}
function lettersOf(row, x, anchor) {
  const top = row.y - row.high / 2 + LINE_HIGH - 3.5;
  const line = (text, index, cls) => draw("tspan", { x, y: top + index * LINE_HIGH, ...cls ? { class: cls } : {} }, text);
  return draw(
    "text",
    { "text-anchor": anchor, "font-size": LETTERS_HIGH },
    ...row.lines.map((text, index) => line(text, index, "")),
    ...row.notes.map((text, index) => line(text, row.lines.length + index, "note"))
  );
}
function symbolAt(cls, x, y) {
  const picture2 = symbol(cls);
  picture2.setAttribute("x", x - 7);
  picture2.setAttribute("y", y - 7);
  return picture2;
}
function spokePart(row, x, side) {
  const parts2 = [...row.cls ? [symbolAt(row.cls, x, row.y)] : [], lettersOf(row, x + side * 12, side < 0 ? "end" : "start")];
  if (row.number === null) return draw("g", {}, ...parts2);
  const name = [className(row.cls), row.text, row.note].filter(Boolean).join(": ");
  const part = draw("g", { class: "spoke", role: "button", tabindex: "0", "aria-label": name, "data-spoke": row.number }, draw("title", {}, name), ...parts2);
  part.addEventListener("click", () => openRow(row.number));
  part.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    openRow(row.number);
  });
  return part;
}
function picture(thing, width) {
  const { middle, left, right } = STATEMENTS.includes(thing.cls) ? statementSpokes(thing) : thingSpokes(thing);
  const [leftAt, rightAt] = [Math.round(width * 0.34), Math.round(width * 0.66)];
  const sides = [[layOut(left, leftAt - 18), leftAt, -1], [layOut(right, width - rightAt - 18), rightAt, 1]];
  const said_ = linesOf(STATEMENTS.includes(middle.cls) ? triggerOf(middle) || nameOf(middle) : nameOf(middle), rightAt - leftAt - 44);
  const high = Math.max(...sides.map(([side]) => side.high), said_.length * LINE_HIGH + 40);
  const [x, y] = [width / 2, high / 2];
  for (const [side] of sides) for (const row of side.rows) row.y += (high - side.high) / 2;
  const lines = sides.flatMap(([side, at]) => side.rows.map((row) => draw("line", { x1: x, y1: y, x2: at, y2: row.y })));
  const name = { lines: said_, notes: [], high: said_.length * LINE_HIGH, y: y + 12 + said_.length * LINE_HIGH / 2 };
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${high}`, width, height: high, role: "group", "aria-label": word("sketch") },
    ...lines,
    draw("g", { class: "middle" }, symbolAt(middle.cls, x, y), lettersOf(name, x, "middle")),
    ...sides.flatMap(([side, at, way]) => side.rows.map((row) => spokePart(row, at, way)))
  );
}
var sheetBody = null;
var lastSheet = null;
function whatIsDrawn() {
  const number = front.view === "who" && sheetBody !== null ? sheetBody : state.chosen;
  return number === null ? null : things[number];
}
function fillSketch() {
  const thing = whatIsDrawn();
  sketch.hidden = isDrawing() || thing === null || thing.cls === "Document";
  if (sketch.hidden || !sketch.open) return;
  const hadFocus = sketch.contains(document.activeElement) && document.activeElement.tagName === "g";
  const holder_ = sketch.querySelector("div");
  if (holder_.clientWidth > 0) holder_.replaceChildren(picture(thing, holder_.clientWidth));
  if (hadFocus) sketch.querySelector("summary").focus();
}
sketch.open = !NARROW.matches;
on("changed", fillSketch);
on("view", fillSketch);
on("chosen", () => {
  sheetBody = null;
  fillSketch();
});
on("sheet", (number) => {
  if (number === lastSheet) return;
  [sheetBody, lastSheet] = [number, number];
  fillSketch();
});
sketch.addEventListener("toggle", fillSketch);
new ResizeObserver(fillSketch).observe(sketch.querySelector("div"));

// page/translate.js
function setLanguage(chosen) {
  setLanguageTo(chosen);
  applyLanguage();
  endPath();
  fillPicker();
  fillChoices();
  tell("changed");
  fillView();
  if (reading.doc !== null) fillOutline(reading.doc);
  const tab = front.tab;
  showAgain();
  showTab(tab);
}

// page/link.js
var EDITION = `${things.length}.${linkCount}.${things.reduce((sum, thing) => (sum * 31 + thing.label.length) % 999983, 7)}`;
function toBase64(text) {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
function fromBase64(text) {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(raw, (one) => one.charCodeAt(0)));
}
function toFragment() {
  const drawn = isSkeleton() ? null : [...state.drawn].map(([number, one]) => [number, one.x, one.y, one.owner]);
  const kept = {
    of: EDITION,
    chosen: state.chosen === null ? null : things[state.chosen].iri,
    drawn,
    hidden: [...state.hidden],
    pinned: [...state.pinned],
    classes: [...state.classes],
    relations: [...state.relations],
    filter: state.filter,
    path: state.path,
    communities: state.communities,
    language,
    theme,
    tab: front.tab,
    view: front.view,
    settings: VIEWS[front.view].give ? VIEWS[front.view].give() : null
  };
  return `#view=${toBase64(JSON.stringify(kept))}`;
}
function copyLink() {
  const fragment = toFragment();
  try {
    history.replaceState(null, "", fragment);
  } catch {
  }
  copy(location.href.replace(/#.*$/s, "") + fragment, word("link"), word("copied"));
  if (location.protocol === "file:") tellLocal(fragment);
}
function tellLocal(fragment) {
  const name = decodeURIComponent(location.pathname.split("/").pop());
  const area = make("textarea", { readonly: "", rows: "3", class: "view-name", "aria-label": word("viewName") });
  area.value = fragment;
  area.addEventListener("focus", () => area.select());
  dialogue.append(make("p", {}, word("linkLocal")), make(
    "ol",
    {},
    make("li", {}, `${word("sendFile")}: `, make("b", {}, name)),
    make("li", {}, word("sendView"), area)
  ));
}
function openView(text) {
  const at = text.indexOf("#view=");
  if (at < 0) return false;
  box.value = "";
  location.hash = text.slice(at).trim();
  return true;
}
function isNumber(value) {
  return Number.isInteger(value) && value >= 0 && value < things.length;
}
function numbersOf(list) {
  return new Set((Array.isArray(list) ? list : []).filter(isNumber));
}
function readFragment() {
  if (!location.hash.startsWith("#view=")) return null;
  try {
    return JSON.parse(fromBase64(location.hash.slice(6)));
  } catch {
    return null;
  }
}
function stateOf(kept) {
  const restored = freshState();
  const same = kept.of === EDITION;
  const chosen = byIri(kept.chosen);
  if (chosen) restored.chosen = chosen.number;
  restored.classes = new Set((kept.classes || []).filter((cls) => packed.classes.includes(cls)));
  restored.relations = new Set((kept.relations || []).filter((predicate) => packed.predicates.includes(predicate)));
  restored.communities = kept.communities === true;
  if (!same) return restored;
  restored.hidden = numbersOf(kept.hidden);
  restored.pinned = numbersOf(kept.pinned);
  for (const name of Object.keys(restored.filter)) restored.filter[name] = kept.filter?.[name] ?? restored.filter[name];
  if (Array.isArray(kept.drawn)) {
    restored.drawn = new Map(kept.drawn.filter(([number]) => isNumber(number)).map(([number, x, y, owner]) => [number, { x: Number(x), y: Number(y), owner }]));
  }
  if (kept.path && kept.path.steps.every(isNumber)) restored.path = kept.path;
  return restored;
}
function restore() {
  const kept = readFragment();
  if (kept === null) return restoreView();
  if (["vi", "en"].includes(kept.language)) setLanguageTo(kept.language);
  if (["auto", "light", "dark"].includes(kept.theme)) keepTheme(kept.theme);
  act(() => {
    setState(stateOf(kept));
    if (state.drawn.size === 0) drawSkeleton();
    if (state.chosen !== null) reveal(state.chosen);
    return word(kept.of === EDITION ? "restored" : "otherEdition");
  });
  setLanguage(language);
  applyTheme();
  showView(hasView(kept.view) ? kept.view : "drawing", typeof kept.settings === "string" ? kept.settings : null);
  if (state.chosen !== null) readThing(things[state.chosen]);
  showTab(kept.tab);
  fitAll();
  return true;
}
function restoreView() {
  const [, name, settings] = /^#([a-z]+)(?:=(.*))?$/s.exec(location.hash) || [];
  if (!hasView(name)) return false;
  try {
    showView(name, settings === void 0 ? null : decodeURIComponent(settings));
  } catch {
    showView(name);
  }
  return true;
}
window.addEventListener("hashchange", restore);

// page/search.js
var MOST_RESULTS = 30;
var MOST_HITS = 4e3;
var results = document.getElementById("results");
var facets = document.getElementById("facets");
var found = [];
var current = -1;
var nameIndex = lineIndex(things, (thing) => [thing.label, thing.facts.aliases || "", thing.facts.en || "", thing.cls === "Document" ? thing.facts.number || "" : ""].join(" "));
var sentenceIndex = null;
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
    const middle = low + high + 1 >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
function linesWith({ text, starts, members }, tokens) {
  const rarest = [...tokens].sort((one, other) => other.length - one.length)[0];
  const hits = /* @__PURE__ */ new Map();
  for (let at = text.indexOf(` ${rarest}`); at >= 0 && hits.size < MOST_HITS; at = text.indexOf(` ${rarest}`, at + 1)) {
    const number = lineAt(starts, at);
    if (hits.has(number)) continue;
    const line = text.slice(starts[number], number + 1 < starts.length ? starts[number + 1] : text.length);
    if (tokens.every((token) => line.includes(` ${token}`))) hits.set(number, line);
  }
  return [...hits].map(([number, line]) => ({ thing: members[number], line }));
}
var LATE = { Measure: 30, Target: 20, Section: 20, KeyTask: 20, Breakthrough: 20, Time: 10 };
function score({ thing, line }, phrase) {
  const name = fold(thing.label);
  return (name === phrase ? 100 : 0) + (name.startsWith(phrase) ? 40 : 0) + (line.includes(` ${phrase}`) ? 25 : 0) - (LATE[thing.cls] || 0) + Math.min(9, thing.degree / 4);
}
function readSentences() {
  const measures = things.filter((thing) => thing.cls === "Measure");
  sentenceIndex = sentenceIndex || lineIndex(measures, (thing) => quoteOf(thing));
  return sentenceIndex();
}
var sameWords = null;
var MOST_VARIANTS = 6;
function variantsOf(phrase) {
  sameWords = sameWords || words.same.flatMap(([term, meaning]) => [[fold(term), fold(meaning)], [fold(meaning), fold(term)]]);
  const padded = ` ${phrase} `;
  const found_ = sameWords.filter(([term]) => padded.includes(` ${term} `)).map(([term, meaning]) => padded.replace(` ${term} `, ` ${meaning} `).trim());
  return [...new Set(found_)].filter((variant) => variant !== phrase).slice(0, MOST_VARIANTS);
}
function ofClassCalled(phrase) {
  const classes = packed.classes.filter((cls) => !STATEMENTS.includes(cls) && !isFrame({ cls }) && [looks[cls].vi, looks[cls].en].some((name) => ` ${fold(name)} `.includes(` ${phrase} `)));
  return classes.length ? things.filter((thing) => classes.includes(thing.cls)) : [];
}
function findAll(query) {
  const phrase = fold(query);
  if (phrase === "") return [];
  const hits = /* @__PURE__ */ new Map();
  const add = (some, minus, asked_) => {
    for (const hit of some) if (!hits.has(hit.thing.number)) hits.set(hit.thing.number, { thing: hit.thing, score: score(hit, asked_) - minus });
  };
  const meant = [phrase, ...variantsOf(phrase)];
  meant.forEach((one, at) => add(linesWith(nameIndex(), one.split(" ")), at ? 15 : 0, one));
  add(ofClassCalled(phrase).map((thing) => ({ thing, line: "" })), 20, phrase);
  if ((hits.size < MOST_RESULTS || sentenceIndex !== null) && !waiting) meant.forEach((one, at) => add(linesWith(readSentences(), one.split(" ")), at ? 15 : 0, one));
  return [...hits.values()].sort((one, other) => other.score - one.score || one.thing.number - other.thing.number);
}
function byClass(list) {
  const groups = /* @__PURE__ */ new Map();
  for (const thing of list) {
    if (!groups.has(thing.cls)) groups.set(thing.cls, []);
    groups.get(thing.cls).push(thing);
  }
  return [...groups];
}
function resultRow(thing, number) {
  const doc = documents.length > 1 && thing.flat.length > 0 && STATEMENTS.includes(thing.cls) ? make("span", { class: "also" }, ` ${shorten(things[documents[thing.flat[0]].node].label, 40)}`) : "";
  const row = make(
    "div",
    { role: "option", id: `result-${number}`, "aria-selected": String(number === 0) },
    symbol(thing.cls),
    make("span", {}, nameElement(thing), doc)
  );
  row.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    accept(number);
  });
  return row;
}
var facet = "";
function showResults() {
  const all = findAll(box.value).map((hit) => hit.thing);
  const classes = byClass(all);
  if (!classes.some(([cls]) => cls === facet)) facet = "";
  showFacets(classes, all.length);
  const groups = byClass(all.filter((thing) => facet === "" || thing.cls === facet).slice(0, MOST_RESULTS));
  found = groups.flatMap(([, members]) => members);
  current = found.length ? 0 : -1;
  let number = 0;
  const rows = groups.map(([cls, members]) => make(
    "div",
    { role: "group", "aria-label": className(cls) },
    make("div", { class: "head", "aria-hidden": "true" }, className(cls)),
    ...members.map((thing) => resultRow(thing, number++))
  ));
  const note = waiting && found.length < MOST_RESULTS ? word("sentencesWait") : rows.length === 0 && word("nothing");
  results.replaceChildren(...rows, ...note ? [make("div", { role: "option", "aria-disabled": "true", class: "also" }, note)] : []);
  openResults(box.value.trim() !== "");
  if (box.value.trim()) announce(`${numberWords(all.length)} ${word("found")}`);
}
function showFacets(classes, count) {
  const chip_ = (cls, label, number) => {
    const button = make("button", { type: "button", class: "chip", "aria-pressed": String(facet === cls) }, cls ? symbol(cls) : "", `${label} `, make("span", { class: "also" }, numberWords(number)));
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      facet = cls;
      box.focus();
      showResults();
    });
    return button;
  };
  const chips = classes.length > 1 ? [chip_("", word("all"), count), ...classes.map(([cls, members]) => chip_(cls, className(cls), members.length))] : [];
  facets.replaceChildren(...chips);
  facets.hidden = chips.length === 0;
}
function openResults(open) {
  popup.hidden = !open;
  if (!open) facet = "";
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
  const asked2 = pathFrom;
  openResults(false);
  live.classList.remove("shown");
  leaveSearch();
  if (asked2 !== null) drawPath(asked2, found[number].number);
  else if (isDrawing()) chooseWithNeighbours(found[number].number);
  else choose(found[number].number);
}
function leaveSearch() {
  if (document.activeElement === box) (holder.offsetParent === null ? panel : holder).focus({ preventScroll: true });
}
box.addEventListener("input", showResults);
box.addEventListener("focus", () => {
  if (box.value.trim()) showResults();
});
box.parentElement.addEventListener("focusout", (event) => {
  if (!box.parentElement.contains(event.relatedTarget)) openResults(false);
});
box.addEventListener("keydown", (event) => {
  const escape = () => {
    openResults(false);
    endPath();
  };
  const acts = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => accept(current), Escape: escape };
  if (event.isComposing || !Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
});

// page/later.js
function showTexts() {
  const { doc } = reading;
  reading.doc = null;
  fillView();
  if (shown.kind !== "welcome") showPanelAgain();
  fillSketch();
  if (state.chosen !== null) readThing(things[state.chosen]);
  if (reading.doc === null && doc !== null) openDocument(doc);
  if (!filterForm.hidden) fillFitting();
  if (!popup.hidden) showResults();
}

// page/takeaway.js
function save(blob, ending) {
  const link = make("a", { download: `${fold(document.title).replaceAll(" ", "-").slice(0, 60) || "graph"}.${ending}` });
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
  announce(`${word("saved")} ${link.download}`);
}
function drawingCsv() {
  const columns = tableColumns();
  return [
    [...columns.map(([name]) => columnName(name)), ...placeHeads()],
    ...tableRows().map((thing) => [...columns.map(([, value]) => value(thing)), ...placeCells(thing.number)])
  ];
}
function toCsv() {
  const rows = VIEWS[front.view].csv && VIEWS[front.view].csv() || drawingCsv();
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r
`;
}
async function citeChosen() {
  await whole;
  const thing = state.chosen === null ? null : things[state.chosen];
  const sentence = thing && (reading.sentences[reading.at] || sentencesOf(thing)[0]);
  if (sentence) copyCitation(sentence, thing);
  else announce(word("chooseFirst"));
}
var TAKE = {
  png: async () => save(await toPng(), "png"),
  svg: () => save(new Blob([toSvg()], { type: "image/svg+xml" }), "svg"),
  csv: async () => {
    await whole;
    save(new Blob([toCsv()], { type: "text/csv" }), "csv");
  },
  link: () => copyLink(),
  cite: () => citeChosen(),
  print: () => toPaper()
};
for (const button of document.querySelectorAll("[data-take]")) {
  button.addEventListener("click", () => {
    document.getElementById("take").open = false;
    TAKE[button.dataset.take]();
  });
}
addView("drawing", { csv: drawingCsv });

// page/main.js
drawing.on("click", (event) => {
  holder.focus({ preventScroll: true });
  if (event.nodes.length) choose(event.nodes[0], false);
  else if (event.edges.length) showEdge(drawnEdges.get(event.edges[0]));
  else unchoose();
});
drawing.on("doubleClick", (event) => {
  if (event.nodes.length) expandAndShow(event.nodes[0]);
});
var CLICKS = {
  "zoom-in": () => zoom(1.3),
  "zoom-out": () => zoom(1 / 1.3),
  fit: fitAll,
  reset: startAgain,
  undo,
  redo,
  hide: onChosen(hide),
  pin: onChosen(togglePin),
  communities: toggleCommunities,
  theme: () => setTheme(isDark() ? "light" : "dark")
};
for (const [id, click] of Object.entries(CLICKS)) document.getElementById(id).addEventListener("click", () => click());
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => setLanguage(button.dataset.language));
}
applyTheme();
applyLanguage();
drawSkeleton();
fillPicker();
fillChoices();
tell("changed");
showWelcome();
if (documents.length > 0) openDocument(0);
if (!restore()) showView(viewTabs[0].dataset.viewTab);
document.documentElement.dataset.ready = "yes";
idle(async () => {
  if (waiting) {
    await readLater();
    showTexts();
  }
  tellWhole();
  document.documentElement.dataset.ready = "whole";
  idle(() => nameIndex());
  idle(() => readSentences());
});
})();
