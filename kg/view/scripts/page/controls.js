// The filters: sector, responsible body, document, priority, due years, confidence, relations; and what fits them.
import { on } from "../base/bus.js";
import { documents, ends, linksBy, packed, things } from "../base/catalogue.js";
import { filterForm } from "../base/elements.js";
import { hasView } from "../base/front.js";
import { shorten } from "../base/labels.js";
import { linkName, nameOf, valueName, word } from "../base/language.js";
import { act, freshFilter, state } from "../base/state.js";
import { make } from "../base/symbols.js";
import { fitAll } from "../drawing/camera.js";
import { drawOnly } from "../drawing/explore.js";
import { groupPlaces } from "../drawing/places.js";
import { showTable } from "../drawing/table.js";
import { fill, numberWords } from "../model/answers.js";
import { YEARS, isFiltered, matching, measureOf, statements } from "../model/filters.js";
import { sentencesOf } from "../model/sentences.js";
import { card } from "../panel/cards.js";
import { unfold } from "../panel/panel.js";
import { openList } from "../views/overview.js";
import { goTo } from "../views/views.js";

const CARDS_AT_ONCE = 20;
const MOST_DRAWN = 36;
const WELL_DRAWN = 24; // more statements than so many read better as a list
const LISTS = { sector: "filter-sector", body: "filter-body", doc: "filter-doc", priority: "filter-priority" };
const fromYear = document.getElementById("filter-from");
const toYear = document.getElementById("filter-to");
const sureness = document.getElementById("filter-sure");
// How sure the least and the most sure statement are, in whole per cent: the ends of the slider.
const SURE = sureRange();

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

// Fill the lists of choices anew: at the beginning and when the language changes.
export function fillChoices() {
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

// Bring the controls in line with the state, and list what fits.
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

export function fillFitting() {
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
  const whole = first === 0 && last === YEARS.length - 1;
  setFilter({ from: whole ? null : YEARS[first], to: whole ? null : YEARS[last] });
}
fromYear.addEventListener("change", setYears);
toYear.addEventListener("change", setYears);
sureness.addEventListener("change", () => setFilter({ sure: Number(sureness.value) > SURE[0] ? Number(sureness.value) / 100 : 0 }));
for (const button of document.querySelectorAll("[data-clear]")) button.addEventListener("click", () => setFilter(freshFilter()));

// What a filter leaves, drawn as columns: measures below their sector, or below who does them where one sector is chosen.
function drawFitting() {
  const fitting = matching().statements;
  const numbers = fitting.slice(0, MOST_DRAWN).map((thing) => thing.number);
  act(() => {
    const groups = groupStatements(numbers, state.filter.sector === null ? "sector" : "responsibility");
    state.path = null;
    state.chosen = null;
    drawOnly([...new Set([...groups].flatMap(([head, members]) => [...(head === null ? [] : [head]), ...members]))], groupPlaces(groups));
    return `${numbers.length} ${word("drawnNow")}`;
  });
  showNote(fitting.length, numbers.length);
  fitAll();
}

// Statements by the first thing that a link of one predicate leads to; those without one last, the largest group first.
function groupStatements(numbers, predicate) {
  const groups = new Map();
  for (const number of numbers) {
    const [head] = ends(measureOf(things[number]), predicate, true);
    const key = head ? head.number : null;
    groups.set(key, [...(groups.get(key) || []), number]);
  }
  return new Map([...groups].sort(([one, some], [other, more]) => (one === null) - (other === null) || more.length - some.length));
}

// Say how much of what fits is drawn, and that a list reads better where it is much.
function showNote(all, drawn) {
  const note = document.getElementById("note");
  note.hidden = all <= WELL_DRAWN;
  note.querySelector("span").textContent = fill(word("noteDrawn"), { drawn: String(drawn), all: numberWords(all) });
}

document.getElementById("draw-fitting").addEventListener("click", drawFitting);
document.querySelector("#note button").addEventListener("click", () => {
  if (hasView("overview")) { goTo("overview"); openList("filter"); } else showTable(true);
});

on("changed", fillControls);
on("tab", (name) => { if (name === "filters") fillControls(); });
