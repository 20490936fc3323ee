// Put the page together.
const LEAST_SCALE = 0.56;

function fitAll() {
  drawing.fit({ animation: motion() });
}

function setLanguage(chosen) {
  language = chosen;
  applyLanguage();
  fillLegend();
  refreshDrawing();
  showAgain();
}

drawing.on("click", (event) => {
  if (event.nodes.length) choose(event.nodes[0], false);
  else if (event.edges.length) showEdge(drawnEdges.get(event.edges[0]));
  else showWelcome();
});
drawing.on("doubleClick", (event) => {
  if (event.nodes.length === 0) return;
  expand(event.nodes[0]);
  choose(event.nodes[0], false);
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => setLanguage(button.dataset.language));
}
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("fit").addEventListener("click", fitAll);
document.getElementById("reset").addEventListener("click", () => {
  hiddenClasses.clear();
  box.value = "";
  drawSkeleton();
  fillLegend();
  showWelcome();
  fitAll();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

const narrow = window.matchMedia("(max-width: 700px)").matches;
applyLanguage();
drawSkeleton();
fillLegend();
showWelcome();
drawing.fit({ animation: false });
if (narrow && drawing.getScale() < LEAST_SCALE) drawing.moveTo({ position: { x: 0, y: 0 }, scale: LEAST_SCALE });
