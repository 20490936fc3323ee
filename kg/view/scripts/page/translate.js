// Change the language of all that is shown.
import { tell } from "../base/bus.js";
import { fillView, front } from "../base/front.js";
import { applyLanguage, setLanguageTo } from "../base/language.js";
import { showTab } from "../base/tabs.js";
import { endPath } from "../drawing/paths.js";
import { showAgain } from "../panel/steps.js";
import { fillOutline, fillPicker } from "../text/outline.js";
import { reading } from "../text/reading.js";
import { fillChoices } from "./controls.js";

export function setLanguage(chosen) {
  setLanguageTo(chosen);
  applyLanguage();
  endPath();
  fillPicker();
  fillChoices();
  tell("changed");
  fillView();
  if (reading.doc !== null) fillOutline(reading.doc);
  const tab = front.tab;
  showAgain();
  showTab(tab);
}
