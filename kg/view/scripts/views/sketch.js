// The chosen row, drawn beside its table: a measure with who answers for it on the left; its time, targets, sectors and
// what it speaks of on the right. Any other thing stands between the measures on it and what else it is linked to.
import { on } from "../base/bus.js";
import { STATEMENTS, ends, isFrame, otherEnd, things, triggerOf } from "../base/catalogue.js";
import { NARROW } from "../base/elements.js";
import { front, isDrawing } from "../base/front.js";
import { className, linkName, nameOf, pick, timeWords, valueName, word, words } from "../base/language.js";
import { state } from "../base/state.js";
import { symbol } from "../base/symbols.js";
import { againOf, numberWords } from "../model/answers.js";
import { measureOf } from "../model/filters.js";
import { statementsOf } from "../model/sentences.js";
import { draw } from "../text/sheets.js";
import { openRow } from "./views.js";

const sketch = document.getElementById("sketch");
const pen = document.createElement("canvas").getContext("2d");
const [LETTERS_HIGH, LINE_HIGH, BETWEEN] = [12.5, 15, 9]; // pixels
const MOST_SPOKES = 6;
const MOST_LINES = 3;

// A text in lines that a width holds, three at most.
function linesOf(text, width) {
  pen.font = `${LETTERS_HIGH}px ${getComputedStyle(document.body).fontFamily}`;
  const fits = (line) => pen.measureText(line).width <= width;
  const lines = [""];
  for (const piece of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (!last || fits(`${last} ${piece}`)) lines[lines.length - 1] = last ? `${last} ${piece}` : piece;
    else lines.push(piece);
  }
  const kept = lines.slice(0, MOST_LINES).map((line) => {
    let short = line;
    while (!fits(short) && short.length > 1) short = short.slice(0, -1);
    return short;
  });
  if (lines.length <= MOST_LINES) return kept;
  let last = kept[MOST_LINES - 1];
  while (!fits(`${last} …`) && last.length > 1) last = last.slice(0, -1);
  return [...kept.slice(0, -1), `${last} …`];
}

function spoke(thing, note = "") {
  return { cls: thing.cls, number: thing.number, text: nameOf(thing), note };
}

// What stands on both sides of a measure or target.
function statementSpokes(thing) {
  const measure = measureOf(thing);
  const duties = measure.links.filter((link) => link.predicate === "responsibility" && link.tail === measure.number);
  const doers = [...duties.filter((link) => link.role !== "beneficiary"), ...duties.filter((link) => link.role === "beneficiary")];
  const due = thing.facts.due || measure.facts.due;
  const times = [...(due ? [{ text: timeWords(due), note: pick(words.facts.due) }] : []), ...againOf(measure.number).map((one) => ({ text: pick(one[2]), note: "" }))];
  const held = new Set(duties.map((link) => link.head));
  const spoken = ends(measure, "mentions", true).filter((one) => !held.has(one.number) && one.cls !== "Time");
  return {
    middle: measure,
    left: doers.map((link) => spoke(things[link.head], valueName(link.role))),
    right: [...times.map((one) => ({ cls: "Time", number: null, ...one })), ...ends(measure, "hasTarget", true).map((one) => spoke(one, one.facts.value || "")),
      ...ends(measure, "sector", true).map((one) => spoke(one)), ...spoken.map((one) => spoke(one))],
  };
}

function thingSpokes(thing) {
  const others = thing.links.filter((link) => !["mentions", "sector", "responsibility", "inSection", "partOfDocument"].includes(link.predicate));
  const right = others.map((link) => spoke(otherEnd(link, thing.number), linkName(link.predicate, link.tail === thing.number)));
  const roles = new Map(thing.links.filter((link) => link.head === thing.number && link.role).map((link) => [link.tail, valueName(link.role)]));
  const left = statementsOf(thing).filter((one) => one.cls === "Measure").map((one) => spoke(one, roles.get(one.number) || ""));
  return { middle: thing, left, right: right.filter((one) => !isFrame(things[one.number])) };
}

// One side: its spokes with their lines and where they stand, below each other around the middle.
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
  const line = (text, index, cls) => draw("tspan", { x, y: top + index * LINE_HIGH, ...(cls ? { class: cls } : {}) }, text);
  return draw("text", { "text-anchor": anchor, "font-size": LETTERS_HIGH }, ...row.lines.map((text, index) => line(text, index, "")),
    ...row.notes.map((text, index) => line(text, row.lines.length + index, "note")));
}

function symbolAt(cls, x, y) {
  const picture = symbol(cls);
  picture.setAttribute("x", x - 7);
  picture.setAttribute("y", y - 7);
  return picture;
}

// A spoke can be opened as its row would be, by mouse and by keyboard.
function spokePart(row, x, side) {
  const parts = [...(row.cls ? [symbolAt(row.cls, x, row.y)] : []), lettersOf(row, x + side * 12, side < 0 ? "end" : "start")];
  if (row.number === null) return draw("g", {}, ...parts);
  const name = [className(row.cls), row.text, row.note].filter(Boolean).join(": ");
  const part = draw("g", { class: "spoke", role: "button", tabindex: "0", "aria-label": name, "data-spoke": row.number }, draw("title", {}, name), ...parts);
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
  const name = { lines: said_, notes: [], high: said_.length * LINE_HIGH, y: y + 12 + (said_.length * LINE_HIGH) / 2 };
  return draw("svg", { viewBox: `0 0 ${width} ${high}`, width, height: high, role: "group", "aria-label": word("sketch") }, ...lines,
    draw("g", { class: "middle" }, symbolAt(middle.cls, x, y), lettersOf(name, x, "middle")),
    ...sides.flatMap(([side, at, way]) => side.rows.map((row) => spokePart(row, at, way))));
}

// The body whose sheet was opened last, until a row of it is chosen.
let sheetBody = null;
let lastSheet = null;

function whatIsDrawn() {
  const number = front.view === "who" && sheetBody !== null ? sheetBody : state.chosen;
  return number === null ? null : things[number];
}

// Draw what is chosen, where a table is in front.
export function fillSketch() {
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
