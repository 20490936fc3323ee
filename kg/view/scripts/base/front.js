// What is in front: the view, the tab beside it; and what each view can do, as the views say of themselves.
export const viewTabs = [...document.querySelectorAll("[data-view-tab]")];
export const VIEWS = {}; // name -> { fill, take, give, csv, first }
export const front = { view: "", tab: "panel" };

// Enter a view: `fill` makes it, `take` and `give` read and name its settings, `csv` gives its table, `first` has the keyboard first.
export function addView(name, does) {
  VIEWS[name] = does;
}

export function viewElement(name) {
  return document.getElementById(`view-${name}`);
}

export function hasView(name) {
  return viewTabs.some((tab) => tab.dataset.viewTab === name && !tab.hidden);
}

export function isDrawing() {
  return front.view === "drawing";
}

export function fillView() {
  VIEWS[front.view]?.fill?.();
}

// Put the view and its settings into the address, where the browser allows it.
export function nameView() {
  const settings = VIEWS[front.view].give ? VIEWS[front.view].give() : "";
  try {
    history.replaceState(null, "", `#${front.view}${settings ? `=${encodeURIComponent(settings)}` : ""}`);
  } catch {
    // a page in a frame of its own may not touch its address
  }
}
