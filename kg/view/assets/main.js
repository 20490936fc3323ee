// Put the page together.
const LEAST_SCALE = 0.56;

function setLanguage(chosen) {
  language = chosen;
  applyLanguage();
  endPath();
  fillPicker();
  fillChoices();
  fillQuestions();
  render();
  if (reading.doc !== null) fillOutline(reading.doc);
  const tab = tabShown;
  showAgain();
  showTab(tab);
}

drawing.on("click", (event) => {
  holder.focus({ preventScroll: true });
  if (event.nodes.length) choose(event.nodes[0], false);
  else if (event.edges.length) showEdge(drawnEdges.get(event.edges[0]));
  else unchoose();
});
drawing.on("doubleClick", (event) => {
  if (event.nodes.length) expandAndShow(event.nodes[0]);
});
const CLICKS = {
  "zoom-in": () => zoom(1.3), "zoom-out": () => zoom(1 / 1.3), fit: fitAll, reset: startAgain, undo, redo,
  hide: onChosen(hide), pin: onChosen(togglePin), communities: toggleCommunities, theme: () => setTheme(isDark() ? "light" : "dark"),
};
for (const [id, click] of Object.entries(CLICKS)) document.getElementById(id).addEventListener("click", () => click());
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => setLanguage(button.dataset.language));
}

const narrow = window.matchMedia("(max-width: 700px)").matches;
applyTheme();
applyLanguage();
drawSkeleton();
fillPicker();
fillChoices();
fillQuestions();
render();
showWelcome();
placeText();
drawing.fit({ animation: false, maxZoomLevel: 1.2 });
if (narrow && drawing.getScale() < LEAST_SCALE) drawing.moveTo({ position: { x: 0, y: 0 }, scale: LEAST_SCALE });
if (!restore() && documents.length > 0) openDocument(0);
document.documentElement.dataset.ready = "yes";
idle(async () => {
  if (waiting) {
    await readLater();
    showTexts();
  }
  tellWhole();
  document.documentElement.dataset.ready = "whole";
  idle(() => nameIndex());
  idle(() => readSentences());
});
