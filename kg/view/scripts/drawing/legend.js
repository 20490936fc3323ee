// The legend: each class with its symbol and how many there are; a click hides or shows a class on the drawing.
import { on } from "../base/bus.js";
import { packed, things } from "../base/catalogue.js";
import { shorten } from "../base/labels.js";
import { className, language, nameOf, word } from "../base/language.js";
import { act, state } from "../base/state.js";
import { make, symbol } from "../base/symbols.js";
import { HUES } from "../base/theme.js";
import { visibleNumbers } from "./canvas.js";
import { communities } from "./communities.js";

const legend = document.getElementById("legend");
const counts = new Map();
for (const thing of things) counts.set(thing.cls, (counts.get(thing.cls) || 0) + 1);

export function legendRows() {
  return packed.classes.map((cls) => make("li", {}, make("button", {
    type: "button", title: word("legendHint"), "data-class": cls, "aria-pressed": String(!state.classes.has(cls)),
    onclick: () => toggleClass(cls),
  }, symbol(cls), make("span", {}, className(cls)), make("span", { class: "count" }, String(counts.get(cls))))));
}

// What lines, sizes and colours mean: in community mode the colours name what hangs together in each.
function legendSigns() {
  const line = (cls) => make("span", { class: `sign-${cls}`, "aria-hidden": "true" });
  const rows = [["line", "signLine"], ["dash", "signDash"], ["size", "signSize"], ["ring", "signRing"], ...(packed.bands.length ? [["band", "signBand"]] : [])]
    .map(([cls, key]) => make("li", {}, line(cls), word(key)));
  return [...rows, ...(state.communities ? communityRows() : [])];
}

function communityRows() {
  const drawn = visibleNumbers();
  const members = new Map();
  for (const number of drawn) {
    const rank = communities().of[number];
    if (rank >= 0 && rank < HUES.length) members.set(rank, [...(members.get(rank) || []), number]);
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
