// What stands below a symbol, and how large: where the usual labels could not be read, those that find room are larger.
import { looks, things } from "../base/catalogue.js";
import { wrap } from "../base/labels.js";
import { nameOf } from "../base/language.js";
import { state } from "../base/state.js";
import { skeletonLabels } from "./skeleton.js";

const LEAST_LETTERS = 6.5; // pixels
const LETTERS = 10.5;

export function labelOf(number) {
  const known = skeletonLabels.get(number);
  return known && !things[number].facts.en ? known.label : wrap(nameOf(things[number]));
}

// Which labels are drawn how large at a scale: those that find room, the most telling first; null where all can be read.
export function labelPlan(scale, shown, lit) {
  if (scale === null || scale * 18 >= LEAST_LETTERS) return null;
  const size = LETTERS / scale;
  const weight = (number) => (number === state.chosen ? 1e6 : 0) + (lit && lit.has(number) ? 1e5 : 0)
    + looks[things[number].cls].font * 1000 + Math.min(999, things[number].degree);
  const taken = [];
  const plan = new Map();
  for (const number of [...shown].sort((one, other) => weight(other) - weight(one) || one - other)) {
    const { x, y } = state.drawn.get(number);
    const rows = labelOf(number).split("\n");
    const half = Math.max(...rows.map((row) => row.length)) * size * 0.29;
    const box = { left: x - half, right: x + half, top: y - size, bottom: y + size * (1.3 + 1.2 * rows.length) };
    if (taken.some((one) => one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom)) continue;
    taken.push(box);
    plan.set(number, size);
  }
  return plan;
}
