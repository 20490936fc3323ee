// The views of the page, a tab each in the top bar: answers to read, and the drawing. A view is filled when it is first
// wanted, and anew when the language changes; its name stands in the address.
import { tell } from "../base/bus.js";
import { documents } from "../base/catalogue.js";
import { NARROW, box, holder } from "../base/elements.js";
import { VIEWS, fillView, front, isDrawing, nameView, viewElement, viewTabs } from "../base/front.js";
import { live } from "../base/live.js";
import { act, state } from "../base/state.js";
import { placeText, showTab } from "../base/tabs.js";
import { hasTexts } from "../base/texts.js";
import { fitAll, fitIfWaiting } from "../drawing/camera.js";
import { drawing, dressDrawing } from "../drawing/canvas.js";
import { choose, drawOnly, unchoose } from "../drawing/explore.js";
import { showWelcome } from "../panel/panel.js";
import { markSentences, readNear, reading } from "../text/reading.js";

// Show a view; `settings` is what stands behind its name in the address.
export function showView(name, settings = null) {
  front.view = name;
  document.body.dataset.view = name;
  for (const tab of viewTabs) {
    const open = tab.dataset.viewTab === name;
    if (open) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
    viewElement(tab.dataset.viewTab).hidden = !open;
  }
  if (settings !== null && VIEWS[name].take) VIEWS[name].take(settings);
  fillView();
  document.body.classList.toggle("shut", !isDrawing() && NARROW.matches);
  if (!isDrawing() && front.tab === "filters") showTab("panel");
  placeText();
  tell("view");
  if (isDrawing()) wakeDrawing();
  else if (state.chosen === null && hasTexts()) showTab("text");
}

// The drawing has no size while another view is in front; what it had to show waits until it has.
function wakeDrawing() {
  dressDrawing();
  drawing.redraw();
  fitIfWaiting();
}

export function goTo(name, settings = null) {
  showView(name, settings);
  nameView();
  viewElement(name).scrollTop = 0;
  live.classList.remove("shown");
  if (!NARROW.matches && VIEWS[name].first) document.getElementById(VIEWS[name].first)?.focus();
}

// Open a row of a view: its sentence in the text, its details beside it.
export function openRow(number, at = null) {
  if (at) readNear(at[0], at[1]);
  document.body.classList.remove("shut");
  choose(number, false);
  markRow(number);
  const known = reading.sentences.length > 0 && documents[reading.sentences[reading.at].doc].text !== null;
  showTab(known ? "text" : "panel");
}

// Open a place of a text that is no thing's.
export function openPlace([doc, start, end]) {
  if (state.chosen !== null) unchoose();
  document.body.classList.remove("shut");
  markSentences([{ doc, start, end, statement: null, inner: [] }]);
  markRow([doc, start, end].join("-"));
  showTab(documents[doc].text === null ? "panel" : "text");
}

// The row that is open has its colour, and stays in sight when the text comes beside it.
export function markRow(number) {
  const view = viewElement(front.view);
  for (const one of view.querySelectorAll("[data-row][aria-current]")) one.removeAttribute("aria-current");
  const focused = document.activeElement?.dataset.row === String(number) ? document.activeElement : null;
  const row = focused || view.querySelector(`[data-row="${number}"]`);
  if (!row) return;
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
}

// Draw what a view speaks of.
export function drawThese(numbers, message) {
  act(() => {
    state.path = null;
    state.chosen = null;
    drawOnly(numbers);
    return message;
  });
  showTab("panel");
  showWelcome();
  goTo("drawing");
  fitAll();
}

for (const tab of viewTabs) tab.addEventListener("click", () => goTo(tab.dataset.viewTab));
for (const button of document.querySelectorAll("[data-skip]")) {
  button.addEventListener("click", () => (button.dataset.skip === "search" ? box : isDrawing() ? holder : viewElement(front.view)).focus());
}
document.getElementById("fold-aside").addEventListener("click", () => document.body.classList.toggle("shut"));
