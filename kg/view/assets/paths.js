// The shortest path between two things, with chosen classes left out (documents and sections by default).
const withoutClasses = new Set(["Document", ...PARTS]);
let pathFrom = null;

function findPath(from, to) {
  const before = new Map([[from, null]]);
  let layer = [from];
  while (layer.length > 0 && !before.has(to)) {
    const next = [];
    for (const number of layer) {
      for (const link of things[number].links) {
        const other = otherEnd(link, number);
        if (before.has(other.number) || (withoutClasses.has(other.cls) && other.number !== to)) continue;
        before.set(other.number, link);
        next.push(other.number);
      }
    }
    layer = next;
  }
  if (!before.has(to)) return null;
  const path = { from, to, steps: [to], links: [] };
  for (let link = before.get(to); link !== null; link = before.get(path.steps[0])) {
    path.links.unshift(link.number);
    path.steps.unshift(otherEnd(link, path.steps[0]).number);
  }
  return path;
}

function beginPath(number) {
  pathFrom = number;
  box.value = "";
  box.placeholder = `${word("pathTo")} ${shorten(nameOf(things[number]), 30)} …`;
  box.focus();
  announce(`${word("pathTo")} ${nameOf(things[number])}: ${word("pathChoose")}`);
}

function endPath() {
  pathFrom = null;
  box.placeholder = word("search");
}

function drawPath(from, to) {
  endPath();
  const path = findPath(from, to);
  if (path === null) {
    showPath({ from, to, steps: [], links: [] });
    announce(word("noPath"));
    return;
  }
  act(() => {
    const places = rowPlaces(path.steps);
    drawOnly(path.steps, places);
    state.chosen = null;
    state.path = path;
    return `${word("pathOf")} ${path.links.length} ${word("pathSteps")}`;
  });
  showPath(path);
  fitAll();
}

// Why one step of a path holds: its relation, read in the direction of the path, and where it is said.
function pathStep(path, index) {
  const link = linkAt(path.links[index]);
  const outward = link.tail === path.steps[index];
  return make("div", { class: "step" }, "↓ ", link.role ? valueName(link.role) : linkName(link.predicate, outward));
}

function showPath(path) {
  shown = { kind: "path", path };
  const rows = path.steps.flatMap((number, index) => [
    ...(index > 0 ? [make("li", { class: "between" }, pathStep(path, index - 1))] : []), item(things[number]),
  ]);
  const nothing = make("p", {}, word("noPath"));
  const asked = make("ul", { class: "items" }, item(things[path.from]), item(things[path.to]));
  fillPanel(plainHeading(word("path")), ...(path.steps.length === 0 ? [asked, nothing] : []), make("ol", { class: "items steps" }, ...rows), make("h3", {}, word("pathWithout")),
    make("div", { class: "chips" }, ...packed.classes.map((cls) => pathChip(cls, path))));
}

function pathChip(cls, path) {
  return make("button", { type: "button", class: "chip", "aria-pressed": String(withoutClasses.has(cls)), onclick: () => {
    if (!withoutClasses.delete(cls)) withoutClasses.add(cls);
    drawPath(path.from, path.to);
  } }, symbol(cls), className(cls));
}
