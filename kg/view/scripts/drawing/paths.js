// The shortest path between two things, with chosen classes left out (documents and sections by default).
import { tell } from "../base/bus.js";
import { PARTS, otherEnd, things } from "../base/catalogue.js";
import { box } from "../base/elements.js";
import { shorten } from "../base/labels.js";
import { nameOf, word } from "../base/language.js";
import { announce } from "../base/live.js";
import { act, state } from "../base/state.js";
import { fitAll } from "./camera.js";
import { drawOnly } from "./explore.js";
import { rowPlaces } from "./places.js";

export const withoutClasses = new Set(["Document", ...PARTS]);
export let pathFrom = null;

function findPath(from, to) {
  const before = new Map([[from, null]]);
  let layer = [from];
  while (layer.length > 0 && !before.has(to)) {
    const next = [];
    for (const number of layer) {
      for (const link of things[number].links) {
        const other = otherEnd(link, number);
        if (before.has(other.number) || (withoutClasses.has(other.cls) && other.number !== to)) continue;
        before.set(other.number, link);
        next.push(other.number);
      }
    }
    layer = next;
  }
  if (!before.has(to)) return null;
  const path = { from, to, steps: [to], links: [] };
  for (let link = before.get(to); link !== null; link = before.get(path.steps[0])) {
    path.links.unshift(link.number);
    path.steps.unshift(otherEnd(link, path.steps[0]).number);
  }
  return path;
}

export function beginPath(number) {
  pathFrom = number;
  box.value = "";
  box.placeholder = `${word("pathTo")} ${shorten(nameOf(things[number]), 30)} …`;
  box.focus();
  announce(`${word("pathTo")} ${nameOf(things[number])}: ${word("pathChoose")}`);
}

export function endPath() {
  pathFrom = null;
  box.placeholder = word("search");
}

export function drawPath(from, to) {
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
