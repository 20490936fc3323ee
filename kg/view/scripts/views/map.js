// Where: the works and places on an outline of the country, and how each is placed there (kg/view/where.py). A point or a
// row chooses its thing; the map itself stands in the page.
import { packed, things } from "../base/catalogue.js";
import { placeCells, placeHeads } from "../base/cells.js";
import { NARROW } from "../base/elements.js";
import { addView, nameView } from "../base/front.js";
import { className, columnName, nameOf, pick, word, words } from "../base/language.js";
import { announce } from "../base/live.js";
import { state } from "../base/state.js";
import { make, nameElement, symbol } from "../base/symbols.js";
import { numberWords } from "../model/answers.js";
import { makeAtlas } from "./atlas.js";
import { grow, rowOf, tableOf } from "./rows.js";
import { backButton } from "./tasks.js";
import { markRow, openRow } from "./views.js";

const mapView = document.getElementById("view-map");
const mapped = packed.map?.rows ? packed.map : { precisions: [], roles: [], stops: [], rows: [] };
const markers = mapView ? [...mapView.querySelectorAll("a.marker")] : [];
const routeLines = mapView ? [...mapView.querySelectorAll(".route")] : [];
const MAP_ROWS = 60;
let stopAt = -1; // the point whose things are listed, -1 for all

function mapWord(key) {
  return pick(words.map[key]);
}

// A row as { number, placed, stops: [[point, role]], level, era, became }.
const mapRows = mapped.rows.map(([number, precision, flat, level, era, became]) => {
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

// The points of what is chosen stand out.
function lightMarkers() {
  const row = mapRows.find((one) => one.number === state.chosen);
  for (const marker of markers) {
    const stop = stopOf(marker);
    if (stop === stopAt || (stopAt < 0 && row && isAt(row, stop))) marker.setAttribute("aria-current", "true");
    else marker.removeAttribute("aria-current");
  }
  for (const line of routeLines) {
    if (row && row === routeRow(line)) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}

// The line of a route opens it.
function routeRow(line) {
  const label = line.querySelector("title").textContent;
  return mapRows.find((row) => row.placed === "route-ends" && things[row.number].label === label);
}

function placedWords(row) {
  const unit = row.level ? [mapWord(row.level), mapWord(row.era), row.became.length ? `${mapWord("becameNow")}: ${row.became.join(", ")}` : ""] : [];
  return [...unit.filter(Boolean), mapWord(`placed-${row.placed}`)].join(" · ");
}

// How a thing is placed; the units that it is placed by lead to their points.
function placedCell(row) {
  const units = row.stops.filter(([, role]) => role).flatMap(([stop, role], index) => [index ? "; " : ": ", role === "of" ? "" : `${mapWord(`role-${role}`)} `,
    make("button", { type: "button", class: "inline plain", lang: "vi", onclick: () => openStop(stop) }, mapped.stops[stop])]);
  return [placedWords(row), ...units];
}

function mapTable(title, rows) {
  if (rows.length === 0) return [];
  const heads = [columnName("name"), mapWord("placedHow")];
  const { table, body } = tableOf(heads, `${title} (${numberWords(rows.length)})`);
  table.classList.add("placed");
  grow(body, rows.map((row) => () => {
    const thing = things[row.number];
    const name = make("button", { type: "button", class: "inline plain", "data-row": String(row.number), onclick: () => openPlaced(row.number) }, nameElement(thing));
    const kind = thing.cls === "Place" ? "" : make("span", { class: "also" }, ` ${className(thing.cls).toLowerCase()}`);
    return rowOf(heads, [[symbol(thing.cls), " ", name, kind], placedCell(row)]);
  }), MAP_ROWS);
  return [table];
}

function fillMap() {
  const rows = stopAt < 0 ? mapRows : mapRows.filter((row) => isAt(row, stopAt));
  const isWork = (row) => things[row.number].cls !== "Place";
  const lost = mapTable(mapWord("lostTitle"), rows.filter((row) => row.stops.length === 0));
  const head = stopAt < 0 ? make("p", { class: "also" }, mapWord("mapHint"))
    : make("div", {}, backButton(word("everywhere"), () => openStop(-1)), make("h2", { lang: "vi" }, mapped.stops[stopAt]));
  const works = mapTable(mapWord("worksTitle"), rows.filter((row) => isWork(row) && row.stops.length));
  const places = mapTable(word("places"), rows.filter((row) => !isWork(row)));
  document.getElementById("map-list").replaceChildren(head, ...(stopAt < 0 ? [...works, ...places] : [...places, ...works]), ...lost,
    make("p", { class: "also" }, `${mapWord("mapLimits")} ${mapWord("mapSources")}`));
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
