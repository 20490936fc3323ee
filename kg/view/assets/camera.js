// Where the drawing is looked at from: all of it between the tools, one thing in the middle, labels that can be read.
const [WIDE_HALF, ABOVE, BELOW] = [100, 40, 80]; // what a symbol with its label takes around its place
const LEAST_LETTERS = 6.5; // pixels; where labels would be smaller, the most telling ones are drawn larger and the others not
const LETTERS = 10.5;
let labelsAt = null;

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

function centreOn(number) {
  if (holder.offsetParent === null || !drawnNodes.get(number)) return;
  const { x, y } = state.drawn.get(number);
  moveTo({ x, y }, Math.max(drawing.getScale(), 0.72));
}

function fitAll() {
  fitOn(visibleNumbers());
}

// Show some of the drawn things, all of them in sight.
function fitOn(numbers) {
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

function zoom(factor) {
  const scale = Math.min(4, Math.max(0.05, drawing.getScale() * factor));
  drawing.moveTo({ scale });
  labelsFor(scale);
}

// Dress the labels anew where the scale asks for others.
function labelsFor(scale) {
  const bucket = Math.round(Math.log(scale) * 4);
  if (bucket === labelsAt) return;
  labelsAt = bucket;
  dressAgain();
}

// Which labels are drawn how large where the usual ones could not be read: those that find room, the most telling first;
// null where all can be read.
function labelPlan(shown, lit) {
  if (labelsAt === null) return null;
  const scale = Math.exp(labelsAt / 4);
  if (scale * 18 >= LEAST_LETTERS) return null;
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

// When the room for the drawing changes, the chosen symbol stays in its middle.
drawing.on("resize", () => { if (state.chosen !== null && NARROW.matches) setTimeout(() => centreOn(state.chosen), 0); });
drawing.on("zoom", ({ scale }) => labelsFor(scale));
