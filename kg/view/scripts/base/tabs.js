// The tabs beside a view: details, text (a column of its own beside the drawing where there is room), filters.
import { tell } from "./bus.js";
import { textBody } from "./elements.js";
import { front, isDrawing } from "./front.js";

const WIDE_ENOUGH = window.matchMedia("(min-width: 1200px)");
const tabs = [...document.querySelectorAll("[role=tab]")];

function textHasColumn() {
  return WIDE_ENOUGH.matches && isDrawing();
}

export function showTab(name) {
  if (name === "text" && textHasColumn()) return;
  const tab = tabs.find((one) => one.dataset.tab === name);
  if (!tab) return;
  front.tab = name;
  for (const one of tabs) {
    const open = one === tab;
    one.setAttribute("aria-selected", String(open));
    one.tabIndex = open ? 0 : -1;
    if (one.dataset.tab !== "text") document.getElementById(one.dataset.tab).hidden = !open;
  }
  placeText();
  tell("tab", name);
  if (name === "text") textBody.querySelector(".now")?.scrollIntoView({ block: "center" });
}

// The text stands in its own column beside the drawing on a wide screen, else under its tab.
export function placeText() {
  const wide = textHasColumn();
  tabs.find((one) => one.dataset.tab === "text").hidden = wide;
  tabs.find((one) => one.dataset.tab === "filters").hidden = !isDrawing();
  document.getElementById("text").hidden = !wide && front.tab !== "text";
  document.body.classList.toggle("reads", !wide && front.tab === "text");
  if (wide && front.tab === "text") showTab("panel");
}

for (const tab of tabs) {
  tab.addEventListener("click", () => {
    document.body.classList.remove("shut");
    showTab(tab.dataset.tab);
  });
  tab.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const open = tabs.filter((one) => !one.hidden);
    const next = open[(open.indexOf(tab) + by + open.length) % open.length];
    showTab(next.dataset.tab);
    next.focus();
  });
}
WIDE_ENOUGH.addEventListener("change", placeText);
