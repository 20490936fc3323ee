// The legend: each class with its symbol and how many there are; a click hides or shows a class on the drawing.
const legend = document.getElementById("legend");
const counts = new Map();
for (const thing of things) counts.set(thing.cls, (counts.get(thing.cls) || 0) + 1);

function legendRows() {
  return packed.classes.map((cls) => make("li", {}, make("button", {
    type: "button", title: word("legendHint"), "data-class": cls, "aria-pressed": String(!hiddenClasses.has(cls)),
    onclick: () => toggleClass(cls),
  }, symbol(cls), className(cls), make("span", { class: "count" }, String(counts.get(cls))))));
}

function fillLegend() {
  legend.querySelector("ul").replaceChildren(...legendRows());
}

function toggleClass(cls) {
  if (!hiddenClasses.delete(cls)) hiddenClasses.add(cls);
  for (const button of document.querySelectorAll(".legend button")) {
    button.setAttribute("aria-pressed", String(!hiddenClasses.has(button.dataset.class)));
  }
  refreshDrawing();
}
