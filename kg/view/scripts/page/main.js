// Put the page together.
import { tell } from "../base/bus.js";
import { documents } from "../base/catalogue.js";
import { holder } from "../base/elements.js";
import { viewTabs } from "../base/front.js";
import { applyLanguage } from "../base/language.js";
import { redo, undo } from "../base/state.js";
import { idle, readLater, tellWhole, waiting } from "../base/texts.js";
import { applyTheme, isDark, setTheme } from "../base/theme.js";
import "../drawing/bands.js";
import { fitAll, zoom } from "../drawing/camera.js";
import { drawing, drawnEdges } from "../drawing/canvas.js";
import { toggleCommunities } from "../drawing/communities.js";
import { choose, hide, startAgain, togglePin, unchoose } from "../drawing/explore.js";
import { drawSkeleton } from "../drawing/skeleton.js";
import { showEdge, showWelcome } from "../panel/panel.js";
import { fillPicker } from "../text/outline.js";
import { openDocument } from "../text/reading.js";
import "../views/map.js";
import { showView } from "../views/views.js";
import "../views/when.js";
import { fillChoices } from "./controls.js";
import { expandAndShow, onChosen } from "./keyboard.js";
import { showTexts } from "./later.js";
import { restore } from "./link.js";
import { nameIndex, readSentences } from "./search.js";
import "./takeaway.js";
import { setLanguage } from "./translate.js";

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
tell("changed");
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
