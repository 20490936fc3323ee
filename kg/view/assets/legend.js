// The legend: each class with its symbol and how many there are; a click hides or shows a class on the drawing.
const legend = document.getElementById("legend");
const counts = new Map();
for (const thing of things) counts.set(thing.cls, (counts.get(thing.cls) || 0) + 1);

function legendRows() {
  return packed.classes.map((cls) => make("li", {}, make("button", {
    type: "button", title: word("legendHint"), "data-class": cls, "aria-pressed": String(!state.classes.has(cls)),
    onclick: () => toggleClass(cls),
  }, symbol(cls), make("span", {}, className(cls)), make("span", { class: "count" }, String(counts.get(cls))))));
}

function fillLegend() {
  const list = legend.querySelector("ul");
  if (list.children.length === 0 || list.dataset.language !== language) list.replaceChildren(...legendRows());
  list.dataset.language = language;
  for (const button of document.querySelectorAll(".legend button")) {
    button.setAttribute("aria-pressed", String(!state.classes.has(button.dataset.class)));
  }
}

function toggleClass(cls) {
  act(() => {
    if (!state.classes.delete(cls)) state.classes.add(cls);
    return `${className(cls)}: ${word(state.classes.has(cls) ? "hiddenNow" : "shownNow")}`;
  });
}
