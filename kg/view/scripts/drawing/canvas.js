// Draw the state with vis-network: the skeleton at first, further things where they are asked for.
import { on } from "../base/bus.js";
import { commonMeasures, looks, things } from "../base/catalogue.js";
import { holder } from "../base/elements.js";
import { isDrawing } from "../base/front.js";
import { edgeTitle, sizeOf, titleOf } from "../base/labels.js";
import { act, future, past, state } from "../base/state.js";
import { colourOf, tint } from "../base/theme.js";
import { isVisible, matching } from "../model/filters.js";
import { communityColour } from "./communities.js";
import { labelOf, labelPlan } from "./lettering.js";
import { bundles, options, skeletonLabels } from "./skeleton.js";

const FADED = 0.16;
export const drawnNodes = new vis.DataSet();
export const drawnEdges = new vis.DataSet();
export const drawing = new vis.Network(holder, { nodes: drawnNodes, edges: drawnEdges }, options);

export function visibleNumbers() {
  return [...state.drawn.keys()].filter(isVisible);
}

// What is brought out of the rest: a path, an answer, or the chosen thing with what it is linked to.
function litNumbers(shown) {
  if (state.path) return new Set(state.path.steps);
  if (state.chosen === null) return null;
  const lit = new Set([state.chosen]);
  for (const edge of edgesBetween(shown)) {
    if (edge.from === state.chosen) lit.add(edge.to);
    if (edge.to === state.chosen) lit.add(edge.from);
  }
  return lit;
}

export function isHedgehog(link) {
  return link.predicate === "mentions" && things[link.tail].cls === "Document";
}

function edgesBetween(shown) {
  const inside = new Set(shown);
  const edges = [];
  const taken = new Set();
  for (const number of shown) {
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

// Whether one of the measures that a bundle stands for fits the filter.
function holdsMeasures(edge) {
  const { numbers } = matching();
  return numbers === null || commonMeasures(edge.from, edge.to).some((thing) => numbers.has(thing.number));
}

function dressNode(number, lit, plan) {
  const thing = things[number];
  const known = skeletonLabels.get(number);
  const faded = lit !== null && !lit.has(number);
  const fill = communityColour(number) || colourOf(thing.cls);
  const ring = { background: fill, border: tint("warm") };
  const place = state.drawn.get(number);
  return {
    id: number, group: thing.cls, x: place.x, y: place.y, title: titleOf(thing), opacity: faded ? FADED : 1,
    label: plan === null || plan.has(number) ? labelOf(number) : "", size: known ? known.size : sizeOf(thing),
    color: { background: fill, border: tint(state.pinned.has(number) ? "warm" : "ink"), highlight: ring, hover: ring },
    borderWidth: state.pinned.has(number) ? 4 : 1,
    font: { size: plan?.get(number) ?? looks[thing.cls].font, color: tint(faded ? "ghost" : "ink"), strokeColor: tint("paper") },
  };
}

function dressEdge(edge, lit) {
  const onPath = state.path && state.path.links.includes(edge.link);
  const bright = lit === null || onPath || (!state.path && (edge.from === state.chosen || edge.to === state.chosen));
  const colour = onPath ? tint("warm") : tint("thread");
  return {
    ...edge, title: edgeTitle(edge), width: onPath ? 4 : edge.width || 1.2,
    color: { color: colour, highlight: tint("warm"), hover: tint("warm"), opacity: bright ? 1 : FADED },
  };
}

function replaceAll(data, items) {
  const kept = new Set(items.map((item) => item.id));
  data.remove(data.getIds().filter((id) => !kept.has(id)));
  data.update(items);
}

let lettersAt = null; // the scale that labels were last planned for, in quarters of its logarithm

// Dress the labels anew where the scale asks for others.
export function labelsFor(scale) {
  const bucket = Math.round(Math.log(scale) * 4);
  if (bucket === lettersAt) return;
  lettersAt = bucket;
  dressAgain();
}

// The symbols anew, where only their labels change.
function dressAgain() {
  const shown = visibleNumbers();
  const lit = litNumbers(shown);
  const plan = labelPlan(lettersAt === null ? null : Math.exp(lettersAt / 4), shown, lit);
  drawnNodes.update(shown.map((number) => dressNode(number, lit, plan)));
}

// Bring the drawing in line with the state; the legend, the filters and the table listen too.
let isStale = true;

function render() {
  isStale = true;
  if (isDrawing()) dressDrawing();
  showSteps();
}

// What is drawn, brought in line with the state; nothing is done for it while another view is in front.
export function dressDrawing() {
  if (!isStale) return;
  isStale = false;
  const shown = visibleNumbers();
  const lit = litNumbers(shown);
  const plan = labelPlan(lettersAt === null ? null : Math.exp(lettersAt / 4), shown, lit);
  replaceAll(drawnNodes, shown.map((number) => dressNode(number, lit, plan)));
  replaceAll(drawnEdges, edgesBetween(shown).map((edge) => dressEdge(edge, lit)));
  if (state.chosen !== null && shown.includes(state.chosen)) drawing.selectNodes([state.chosen]);
  else drawing.unselectAll();
  document.getElementById("empty").hidden = shown.length > 0;
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
      const place = places[number];
      state.drawn.set(number, { ...state.drawn.get(number), x: Math.round(place.x), y: Math.round(place.y) });
    }
  });
});

on("changed", render);
