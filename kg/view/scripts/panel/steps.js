// The panel of a path, step by step; and what the panel shows, shown anew.
import { on } from "../base/bus.js";
import { linkAt, packed, things } from "../base/catalogue.js";
import { panel } from "../base/elements.js";
import { front } from "../base/front.js";
import { className, linkName, valueName, word } from "../base/language.js";
import { state } from "../base/state.js";
import { make, symbol } from "../base/symbols.js";
import { showTab } from "../base/tabs.js";
import { drawnEdges } from "../drawing/canvas.js";
import { drawPath, withoutClasses } from "../drawing/paths.js";
import { fillPanel, item, plainHeading, showEdge, showThing, showWelcome, shown } from "./panel.js";

// Why one step of a path holds: its relation, read in the direction of the path, and where it is said.
function pathStep(path, index) {
  const link = linkAt(path.links[index]);
  const outward = link.tail === path.steps[index];
  return make("div", { class: "step" }, "↓ ", link.role ? valueName(link.role) : linkName(link.predicate, outward));
}

function showPath(path) {
  const rows = path.steps.flatMap((number, index) => [
    ...(index > 0 ? [make("li", { class: "between" }, pathStep(path, index - 1))] : []), item(things[number]),
  ]);
  const nothing = make("p", {}, word("noPath"));
  const asked = make("ul", { class: "items" }, item(things[path.from]), item(things[path.to]));
  fillPanel({ kind: "path", path }, plainHeading(word("path")), ...(path.steps.length === 0 ? [asked, nothing] : []), make("ol", { class: "items steps" }, ...rows), make("h3", {}, word("pathWithout")),
    make("div", { class: "chips" }, ...packed.classes.map((cls) => pathChip(cls, path))));
}

function pathChip(cls, path) {
  return make("button", { type: "button", class: "chip", "aria-pressed": String(withoutClasses.has(cls)), onclick: () => {
    if (!withoutClasses.delete(cls)) withoutClasses.add(cls);
    drawPath(path.from, path.to);
  } }, symbol(cls), className(cls));
}

export function showAgain() {
  if (state.path) showPath(state.path);
  else if (state.chosen !== null) showThing(things[state.chosen]);
  else if (shown.kind === "edge" && drawnEdges.get(shown.id)) showEdge(drawnEdges.get(shown.id));
  else showWelcome();
}

// The panel anew where it stands: the same tab in front, the keyboard not sent away.
export function showPanelAgain() {
  const tab = front.tab;
  const inside = panel.contains(document.activeElement);
  showAgain();
  showTab(tab);
  if (inside) panel.focus({ preventScroll: true });
}

on("path", showPath);
on("again", showAgain);
