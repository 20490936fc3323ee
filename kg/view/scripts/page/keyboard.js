// Everything by keyboard: "/" searches from anywhere; on the drawing arrows walk from symbol to symbol, letters act.
import { things } from "../base/catalogue.js";
import { box, holder, panel } from "../base/elements.js";
import { titleOf } from "../base/labels.js";
import { pick, word, words } from "../base/language.js";
import { announce, dialogue, openDialogue } from "../base/live.js";
import { redo, state, undo } from "../base/state.js";
import { make } from "../base/symbols.js";
import { fitAll, zoom } from "../drawing/camera.js";
import { visibleNumbers } from "../drawing/canvas.js";
import { toggleCommunities } from "../drawing/communities.js";
import { choose, collapse, expand, focusOn, hide, togglePin, unchoose } from "../drawing/explore.js";
import { beginPath } from "../drawing/paths.js";
import { showTable, tableShown } from "../drawing/table.js";

function nearestTowards(number, dx, dy) {
  const here = state.drawn.get(number);
  let best = null;
  for (const other of visibleNumbers()) {
    const there = state.drawn.get(other);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (other === number || along <= 0 || aside > along * 1.5) continue;
    const cost = along + aside * 2;
    if (best === null || cost < best.cost) best = { other, cost };
  }
  return best && best.other;
}

function walk(dx, dy) {
  const shownNow = visibleNumbers();
  if (shownNow.length === 0) return;
  const next = state.chosen === null || !shownNow.includes(state.chosen) ? shownNow[0] : nearestTowards(state.chosen, dx, dy);
  if (next === null) return;
  choose(next);
  announce(titleOf(things[next]));
}

export const onChosen = (act_) => () => (state.chosen === null ? announce(word("chooseFirst")) : act_(state.chosen));
const KEYS = {
  ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
  Enter: onChosen(() => panel.focus()), e: onChosen(expandAndShow), c: onChosen((number) => { collapse(number); choose(number, false); }),
  f: onChosen((number) => { focusOn(number, 1); choose(number, false); }), h: onChosen(hide), p: onChosen(togglePin), w: onChosen(beginPath),
  "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fitAll, t: () => showTable(!tableShown), u: undo, r: redo, g: toggleCommunities,
  Escape: unchoose,
};

export function expandAndShow(number) {
  expand(number);
  choose(number, false);
}

function isTyping(element) {
  return element.matches("input:not([type=range], [type=checkbox]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (isTyping(event.target) || event.isComposing) return;
  const steps = (event.ctrlKey || event.metaKey) && { z: event.shiftKey ? redo : undo, y: redo }[event.key.toLowerCase()];
  const act_ = { "/": () => { box.focus(); box.select(); }, "?": showHelp }[event.key];
  const chosen = steps || (!event.ctrlKey && !event.metaKey && !event.altKey && act_);
  if (!chosen || dialogue.open) return;
  event.preventDefault();
  chosen();
});
holder.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  KEYS[event.key]();
});

function showHelp() {
  const rows = Object.entries(words.keys).flatMap(([keys, names]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, pick(names))]);
  openDialogue(word("help"), make("dl", {}, ...rows));
}
document.getElementById("help").addEventListener("click", showHelp);
