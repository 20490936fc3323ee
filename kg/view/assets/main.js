// Put the page together.
const VIEWS = {
  overview: { fill: fillOverview, take: (key) => { listed = key; }, give: () => listed, csv: overviewCsv },
  who: { fill: fillWho, take: takeWho, give: () => who.text, csv: whoCsv, first: "who-filter" },
  when: { fill: fillWhen, take: takeWhen, give: giveWhen, csv: whenCsv },
  map: { fill: fillMap, take: takeMap, give: giveMap, csv: mapCsv },
  ask: { fill: fillQuestions, take: askByName, give: () => (asked === null ? "" : packed.questions[asked].name), csv: () => (asked === null ? null : questionCsv()) },
  drawing: { csv: drawingCsv },
};

function setLanguage(chosen) {
  language = chosen;
  applyLanguage();
  endPath();
  fillPicker();
  fillChoices();
  render();
  fillView();
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

applyTheme();
applyLanguage();
drawSkeleton();
fillPicker();
fillChoices();
render();
showWelcome();
if (documents.length > 0) openDocument(0);
if (!restore()) showView(viewTabs[0].dataset.viewTab);
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
