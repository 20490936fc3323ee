// Find places for what is drawn on demand, near what it belongs to and clear of other labels.
import { packed, things } from "../base/catalogue.js";
import { holder } from "../base/elements.js";
import { state } from "../base/state.js";

const WIDE = 190;
const TALL = 100;

// A free place near a centre: along a spiral, the first one that is not taken.
export function freePlace(centre) {
  const taken = [...state.drawn.values()];
  for (let step = 1; step < 4000; step += 1) {
    const reach = 90 + 24 * Math.sqrt(step);
    const place = { x: Math.round(centre.x + reach * Math.cos(step * 2.4)), y: Math.round(centre.y + reach * Math.sin(step * 2.4)) };
    const beside = (other) => Math.abs(other.x - place.x) > WIDE;
    if (taken.every((other) => beside(other) || Math.abs(place.y - other.y) > TALL)) return place;
  }
  return { x: Math.round(centre.x) + 80, y: Math.round(centre.y) + 80 };
}

// Rings around a middle: one layer after another, each ring as long as its labels need.
export function ringPlaces(layers) {
  const places = new Map();
  let radius = 0;
  for (const layer of layers) {
    let rest = layer;
    while (rest.length > 0) {
      const room = radius === 0 ? 1 : Math.max(4, Math.floor((2 * Math.PI * radius) / WIDE));
      const ring = rest.slice(0, room);
      ring.forEach((number, index) => {
        const angle = (2 * Math.PI * index) / ring.length - Math.PI / 2 + radius / 1000;
        places.set(number, { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * 0.78 * Math.sin(angle)) });
      });
      rest = rest.slice(room);
      radius += radius === 0 ? 260 : 170;
    }
  }
  return places;
}

// Columns by class in the legend's order, the longer ones broken so that all has the shape of the stage: how the answer
// to a question is laid out.
export function columnPlaces(numbers) {
  const byClass = new Map(packed.classes.map((cls) => [cls, []]));
  for (const number of numbers) byClass.get(things[number].cls).push(number);
  const shape = Math.max(0.3, holder.clientWidth / Math.max(1, holder.clientHeight));
  const rows = Math.max(4, Math.ceil(Math.sqrt((numbers.length * 2) / shape)));
  const places = new Map();
  let x = 0;
  for (const members of byClass.values()) {
    for (let start = 0; start < members.length; start += rows) {
      const column = members.slice(start, start + rows);
      column.forEach((number, row) => {
        places.set(number, { x, y: Math.round((row - (column.length - 1) / 2) * (TALL + 12)) });
      });
      x += WIDE + 60;
    }
  }
  for (const place of places.values()) place.x -= Math.round((x - WIDE - 60) / 2);
  return places;
}

// Groups of statements: the head of each group above its members, long groups broken into columns of a like height, so
// that all has the shape of the stage.
const [GROUP_WIDE, GROUP_TALL] = [205, 84];

export function groupPlaces(groups) {
  const shape = Math.max(0.3, holder.clientWidth / Math.max(1, holder.clientHeight));
  const count = [...groups.values()].reduce((sum, members) => sum + members.length + 1.4, 0);
  const tall = Math.max(4, Math.ceil(Math.sqrt((count * GROUP_WIDE) / (shape * GROUP_TALL))));
  const places = new Map();
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

// A row, bent to a gentle wave so that labels do not touch: how a path is laid out.
export function rowPlaces(numbers) {
  return new Map(numbers.map((number, index) => [number, { x: index * 220, y: index % 2 ? 60 : -60 }]));
}
