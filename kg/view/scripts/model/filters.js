// Filters choose among the statements (measures and targets); shown is what the chosen ones touch.
import { STATEMENTS, ends, linksBy, otherEnd, things } from "../base/catalogue.js";
import { state } from "../base/state.js";

function dueYear(value) {
  const years = String(value || "").match(/\d{4}/g);
  return years ? Number(years[years.length - 1]) : null;
}

export const statements = things.filter((thing) => STATEMENTS.includes(thing.cls));
const dueTimes = statements.map((thing) => dueYear(thing.facts.due));
for (const link of linksBy("dueBy")) dueTimes.push(dueYear(things[link.head].facts.normal));
export const YEARS = [...new Set(dueTimes.filter((year) => year !== null))].sort((one, other) => one - other);

export function measureOf(thing) {
  return thing.cls === "Target" ? ends(thing, "hasTarget", false)[0] || thing : thing;
}

export function isFiltered(filter = state.filter) {
  return Object.entries(filter).some(([name, value]) => (name === "sure" ? value > 0 : value !== null));
}

function inYears(year, filter) {
  if (filter.from === null && filter.to === null) return true;
  return year !== null && year >= (filter.from ?? -Infinity) && year <= (filter.to ?? Infinity);
}

// Whether a sector is the chosen one or a finer one of it: "agriculture.crops" is within "agriculture".
function isWithin(sector, number) {
  return sector.number === number || sector.iri.startsWith(`${things[number].iri}.`);
}

function fits(thing, filter) {
  const measure = measureOf(thing);
  const linked = (predicate, head) => measure.links.some(
    (link) => link.predicate === predicate && link.tail === measure.number && link.head === head,
  );
  return (filter.doc === null || thing.flat[0] === filter.doc)
    && (filter.sector === null || ends(measure, "sector", true).some((sector) => isWithin(sector, filter.sector)))
    && (filter.body === null || linked("responsibility", filter.body))
    && (filter.priority === null || String(measure.facts.priority || "").startsWith(filter.priority))
    && inYears(dueYear(thing.facts.due || measure.facts.due), filter)
    && (filter.sure === 0 || (thing.facts.sure ?? 1) >= filter.sure);
}

// The statements that fit the filter, and everything they touch; null where nothing is filtered.
let fitted = { key: "", statements: [], numbers: null };

export function matching() {
  const key = JSON.stringify(state.filter);
  if (fitted.key !== key) {
    const fitting = isFiltered() ? statements.filter((thing) => fits(thing, state.filter)) : statements;
    fitted = { key, statements: fitting, numbers: isFiltered() ? touched(fitting, state.filter) : null };
  }
  return fitted;
}

function touched(fitting, filter) {
  const numbers = new Set();
  for (const thing of fitting) {
    numbers.add(thing.number);
    for (const link of thing.links) numbers.add(otherEnd(link, thing.number).number);
  }
  for (const number of numbers) {
    for (const link of things[number].links) {
      if ((link.predicate === "inSection" || link.predicate === "partOfDocument") && link.tail === number) numbers.add(link.head);
    }
  }
  if (filter.sector !== null) for (const thing of things) if (thing.cls === "Sector" && !isWithin(thing, filter.sector)) numbers.delete(thing.number);
  if (isTimeOnly(filter)) addDueWorks(numbers, filter);
  return numbers;
}

function isTimeOnly(filter) {
  return filter.sector === null && filter.body === null && filter.priority === null && filter.doc === null
    && (filter.from !== null || filter.to !== null);
}

function addDueWorks(numbers, filter) {
  for (const link of linksBy("dueBy")) {
    if (inYears(dueYear(things[link.head].facts.normal), filter)) numbers.add(link.tail).add(link.head);
  }
}

export function isVisible(number) {
  const { numbers } = matching();
  if (state.hidden.has(number)) return false;
  if (number === state.chosen || state.pinned.has(number)) return true;
  return !state.classes.has(things[number].cls) && (numbers === null || numbers.has(number));
}
