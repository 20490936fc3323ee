// Explore from what is drawn: choose, expand, collapse, focus, hide, pin, start again. All of it can be undone.
import { tell } from "../base/bus.js";
import { otherEnd, packed, things } from "../base/catalogue.js";
import { box } from "../base/elements.js";
import { nameOf, word } from "../base/language.js";
import { act, freshState, setState, state } from "../base/state.js";
import { isVisible } from "../model/filters.js";
import { centreOn, fitAll, fitOn } from "./camera.js";
import { isHedgehog } from "./canvas.js";
import { columnPlaces, freePlace, ringPlaces } from "./places.js";
import { drawSkeleton } from "./skeleton.js";

const MOST_AT_ONCE = 24;
const MOST_IN_FOCUS = [1, 40, 60, 60];

function place(number, owner) {
  if (state.drawn.has(number)) return;
  const near = things[number].links.map((link) => otherEnd(link, number).number).filter((other) => state.drawn.has(other));
  const anchor = owner !== null ? owner : near.find((other) => things[other].cls !== "Document");
  const centre = anchor === undefined ? { x: 0, y: 0 } : state.drawn.get(anchor);
  state.drawn.set(number, { ...freePlace(centre), owner });
}

export function reveal(number) {
  state.hidden.delete(number);
  place(number, null);
}

// Choose a thing: draw it where it is not drawn, bring it out, open the panel, scroll to its sentences.
export function choose(number, move = true) {
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

// Choose what was searched for, with all that the panel lists drawn around it (of a hub the first ones), all in sight.
export function chooseWithNeighbours(number) {
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

// Bring a thing and what is drawn of its neighbours into sight.
function fitAround(number) {
  const near = things[number].links.filter((link) => !isHedgehog(link)).map((link) => otherEnd(link, number).number);
  fitOn([number, ...near.filter((other) => state.drawn.has(other) && isVisible(other))]);
}

export function unchoose() {
  state.chosen = null;
  state.path = null;
  tell("changed");
  tell("unchosen");
}

export function undrawn(number) {
  const missing = new Set(things[number].links.filter((link) => !isHedgehog(link)).map((link) => otherEnd(link, number)));
  return [...missing].filter((thing) => !state.drawn.has(thing.number)).sort(byRank);
}

export function byRank(one, other) {
  return packed.classes.indexOf(one.cls) - packed.classes.indexOf(other.cls) || one.number - other.number;
}

export function expand(number) {
  const missing = undrawn(number);
  act(() => {
    reveal(number);
    for (const thing of missing.slice(0, MOST_AT_ONCE)) place(thing.number, number);
    return `${Math.min(missing.length, MOST_AT_ONCE)} ${word("expanded")}`;
  });
  fitAround(number);
}

export function isExpanded(number) {
  return [...state.drawn.values()].some((one) => one.owner === number);
}

export function collapse(number) {
  act(() => {
    const before = state.drawn.size;
    dropOwned(number);
    return `${before - state.drawn.size} ${word("collapsed")}`;
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

// What lies within so many steps of a thing, layer by layer; documents and what holds everything are passed over.
function layersAround(number, depth) {
  const seen = new Set([number]);
  const layers = [[number]];
  for (let step = 1; step <= depth; step += 1) {
    const layer = [];
    for (const from of layers[step - 1]) {
      if (step > 1 && ["Sector", "Document"].includes(things[from].cls)) continue;
      for (const other of things[from].links.map((link) => otherEnd(link, from)).sort(byRank)) {
        if (seen.has(other.number) || other.cls === "Document" || layer.length >= MOST_IN_FOCUS[step]) continue;
        seen.add(other.number);
        layer.push(other.number);
      }
    }
    layers.push(layer);
  }
  return layers;
}

export function focusOn(number, depth) {
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

export function hide(number) {
  act(() => {
    state.hidden.add(number);
    if (state.chosen === number) state.chosen = null;
    return `${nameOf(things[number])}: ${word("hiddenNow")}`;
  });
  tell("again");
}

export function togglePin(number) {
  act(() => {
    if (!state.pinned.delete(number)) state.pinned.add(number);
    return `${nameOf(things[number])}: ${word(state.pinned.has(number) ? "pinned" : "unpinned")}`;
  });
}

export function startAgain() {
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

// Draw just these things, laid out in columns by class.
export function drawOnly(numbers, places = columnPlaces(numbers)) {
  document.getElementById("note").hidden = true;
  state.drawn = new Map(numbers.map((number) => [number, { ...places.get(number), owner: null }]));
  state.hidden.clear();
}
