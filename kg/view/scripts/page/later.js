// When the texts of a large page have come, show anew what was shown without them.
import { things } from "../base/catalogue.js";
import { filterForm, popup } from "../base/elements.js";
import { fillView } from "../base/front.js";
import { state } from "../base/state.js";
import { shown } from "../panel/panel.js";
import { showPanelAgain } from "../panel/steps.js";
import { openDocument, readThing, reading } from "../text/reading.js";
import { fillSketch } from "../views/sketch.js";
import { fillFitting } from "./controls.js";
import { showResults } from "./search.js";

export function showTexts() {
  const { doc } = reading;
  reading.doc = null;
  fillView();
  if (shown.kind !== "welcome") showPanelAgain();
  fillSketch();
  if (state.chosen !== null) readThing(things[state.chosen]);
  if (reading.doc === null && doc !== null) openDocument(doc);
  if (!filterForm.hidden) fillFitting();
  if (!popup.hidden) showResults();
}
