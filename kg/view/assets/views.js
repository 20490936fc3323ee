// The views of the page, a tab each in the top bar: answers to read, and the drawing. A view is filled when it is first
// wanted, and anew when the language changes; its name stands in the address.
const viewTabs = [...document.querySelectorAll("[data-view-tab]")];
const NARROW = window.matchMedia("(max-width: 700px)");
let viewShown = "";
let fitWaits = true;

function viewElement(name) {
  return document.getElementById(`view-${name}`);
}

function hasView(name) {
  return viewTabs.some((tab) => tab.dataset.viewTab === name && !tab.hidden);
}

function isDrawing() {
  return viewShown === "drawing";
}

// Show a view; `settings` is what stands behind its name in the address.
function showView(name, settings = null) {
  viewShown = name;
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
  if (!isDrawing() && tabShown === "filters") showTab("panel");
  placeText();
  if (isDrawing()) wakeDrawing();
  else if (state.chosen === null && hasTexts()) showTab("text");
}

function fillView() {
  VIEWS[viewShown]?.fill?.();
}

function hasTexts() {
  return waiting || documents.some((source) => source.text !== null);
}

// The drawing has no size while another view is in front; what it had to show waits until it has.
function wakeDrawing() {
  dressDrawing();
  drawing.redraw();
  if (fitWaits) fitAll();
  fitWaits = false;
}

function goTo(name, settings = null) {
  showView(name, settings);
  nameView();
  viewElement(name).scrollTop = 0;
  live.classList.remove("shown");
  if (!NARROW.matches && VIEWS[name].first) document.getElementById(VIEWS[name].first)?.focus();
}

// Put the view and its settings into the address, where the browser allows it.
function nameView() {
  const settings = VIEWS[viewShown].give ? VIEWS[viewShown].give() : "";
  try {
    history.replaceState(null, "", `#${viewShown}${settings ? `=${encodeURIComponent(settings)}` : ""}`);
  } catch {
    // a page in a frame of its own may not touch its address
  }
}

// Open a row of a view: its sentence in the text, its details beside it.
function openRow(number, at = null) {
  if (at) readingNear = { doc: at[0], offset: at[1] };
  document.body.classList.remove("shut");
  choose(number, false);
  markRow(number);
  const known = reading.sentences.length > 0 && documents[reading.sentences[reading.at].doc].text !== null;
  showTab(known ? "text" : "panel");
}

// The row that is open has its colour, and stays in sight when the text comes beside it.
function markRow(number) {
  const view = viewElement(viewShown);
  for (const one of view.querySelectorAll("[data-row][aria-current]")) one.removeAttribute("aria-current");
  const focused = document.activeElement?.dataset.row === String(number) ? document.activeElement : null;
  const row = focused || view.querySelector(`[data-row="${number}"]`);
  if (!row) return;
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
}

// Draw what a view speaks of.
function drawThese(numbers, message) {
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
  button.addEventListener("click", () => (button.dataset.skip === "search" ? box : isDrawing() ? holder : viewElement(viewShown)).focus());
}
document.getElementById("fold-aside").addEventListener("click", () => document.body.classList.toggle("shut"));
