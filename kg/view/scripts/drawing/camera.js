// Where the drawing is looked at from: all of it between the tools, one thing in the middle.
import { NARROW, holder } from "../base/elements.js";
import { state } from "../base/state.js";
import { drawing, drawnNodes, labelsFor, visibleNumbers } from "./canvas.js";

const [WIDE_HALF, ABOVE, BELOW] = [100, 40, 80]; // what a symbol with its label takes around its place
let fitWaits = true; // the drawing has no size while another view is in front; what it had to show waits until it has

function insets() {
  const top = document.getElementById("note").hidden ? 54 : 112;
  return holder.clientHeight < 400 ? { top, bottom: 50 } : { top, bottom: 12 };
}

function motion() {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function moveTo(position, scale) {
  const { top, bottom } = insets();
  drawing.moveTo({ position, scale, offset: { x: 0, y: (top - bottom) / 2 }, animation: motion() });
  labelsFor(scale);
}

export function centreOn(number) {
  if (holder.offsetParent === null || !drawnNodes.get(number)) return;
  const { x, y } = state.drawn.get(number);
  moveTo({ x, y }, Math.max(drawing.getScale(), 0.72));
}

export function fitAll() {
  fitOn(visibleNumbers());
}

// Show some of the drawn things, all of them in sight.
export function fitOn(numbers) {
  if (holder.offsetParent === null) {
    fitWaits = true;
    return;
  }
  const places = numbers.map((number) => state.drawn.get(number)).filter(Boolean);
  if (places.length === 0) return;
  const [xs, ys] = [places.map((one) => one.x), places.map((one) => one.y)];
  const [left, right, top, bottom] = [Math.min(...xs) - WIDE_HALF, Math.max(...xs) + WIDE_HALF, Math.min(...ys) - ABOVE, Math.max(...ys) + BELOW];
  const room = insets();
  const scale = Math.min(1.2, holder.clientWidth / (right - left), (holder.clientHeight - room.top - room.bottom) / (bottom - top));
  moveTo({ x: (left + right) / 2, y: (top + bottom) / 2 }, Math.max(0.05, scale));
}

export function zoom(factor) {
  const scale = Math.min(4, Math.max(0.05, drawing.getScale() * factor));
  drawing.moveTo({ scale });
  labelsFor(scale);
}

// When the room for the drawing changes, the chosen symbol stays in its middle.
drawing.on("resize", () => { if (state.chosen !== null && NARROW.matches) setTimeout(() => centreOn(state.chosen), 0); });
drawing.on("zoom", ({ scale }) => labelsFor(scale));

export function fitIfWaiting() {
  if (fitWaits) fitAll();
  fitWaits = false;
}
