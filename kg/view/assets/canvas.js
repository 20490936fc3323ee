// Draw with vis-network: the skeleton at first, further things where they are asked for.
const FADED = 0.22;
const MOST_AT_ONCE = 24;
const holder = document.getElementById("canvas");
const skeleton = readData("nodes");
const skeletonEdges = readData("edges").map((edge) => (
  edge.bundle ? edge : { ...edge, link: Number(edge.id.slice(1)) }
));
const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const drawing = new vis.Network(holder, { nodes: drawnNodes, edges: drawnEdges }, readData("options"));
const drawnBy = new Map();
const hiddenClasses = new Set();

function drawSkeleton() {
  drawnBy.clear();
  drawnEdges.clear();
  drawnNodes.clear();
  drawnNodes.add(skeleton.map((node) => ({ ...node, ...dress(things[node.id]) })));
  drawnEdges.add(skeletonEdges.map((edge) => ({ ...edge, title: edgeTitle(edge) })));
}

function dress(thing) {
  const dressed = { title: `${className(thing.cls)}: ${shorten(nameOf(thing), 300)}`, hidden: hiddenClasses.has(thing.cls) };
  if (thing.facts.en) dressed.label = wrap(nameOf(thing));
  return dressed;
}

function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most)} …` : text;
}

function wrap(text) {
  const lines = [""];
  for (const piece of shorten(text, 60).split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + piece.length > 17) lines.push(piece.slice(0, 20));
    else lines[lines.length - 1] = last ? `${last} ${piece}` : piece.slice(0, 20);
  }
  return lines.length > 2 ? `${lines[0]}\n${lines[1]} …` : lines.join("\n");
}

function edgeTitle(edge) {
  if (edge.bundle) return `${edge.bundle} ${word("via")}`;
  const link = links[edge.link];
  return link.role ? valueName(link.role) : linkName(link.predicate, true);
}

// Find a free place near a node: along a spiral, the first one that is not taken.
function freePlace(centre) {
  const taken = Object.values(drawing.getPositions());
  for (let step = 1; step < 600; step += 1) {
    const reach = 70 + 18 * Math.sqrt(step);
    const place = { x: centre.x + reach * Math.cos(step * 2.4), y: centre.y + reach * Math.sin(step * 2.4) };
    const beside = (other) => Math.abs(other.x - place.x) > 118;
    if (taken.every((other) => beside(other) || place.y - other.y > 80 || other.y - place.y > 52)) return place;
  }
  return { x: centre.x + 80, y: centre.y + 80 };
}

function draw(number, owner) {
  if (drawnNodes.get(number) !== null) return;
  const thing = things[number];
  const near = thing.links.map((link) => otherEnd(link, number).number).filter((other) => drawnNodes.get(other) !== null);
  const anchor = owner !== null ? owner : near.find((other) => things[other].cls !== "Document");
  const centre = anchor === undefined ? { x: 0, y: 0 } : drawing.getPosition(anchor);
  const size = looks[thing.cls].size + Math.min(10, Math.round(Math.sqrt(thing.links.length)));
  const node = { id: number, group: thing.cls, label: wrap(thing.label), size };
  drawnNodes.add({ ...node, ...freePlace(centre), ...dress(thing) });
  drawnBy.set(number, owner);
  for (const link of thing.links) {
    const other = otherEnd(link, number);
    const hedgehog = link.predicate === "mentions" && things[link.tail].cls === "Document";
    if (hedgehog || drawnNodes.get(other.number) === null || drawnEdges.get(`e${link.number}`) !== null) continue;
    const edge = { id: `e${link.number}`, from: link.tail, to: link.head, link: link.number };
    drawnEdges.add({ ...edge, title: edgeTitle(edge) });
  }
}

function undrawn(number) {
  const ranks = packed.classes;
  const missing = new Set(things[number].links.map((link) => otherEnd(link, number)));
  return [...missing].filter((thing) => drawnNodes.get(thing.number) === null)
    .sort((one, other) => ranks.indexOf(one.cls) - ranks.indexOf(other.cls) || one.number - other.number);
}

function expand(number) {
  draw(number, null);
  for (const thing of undrawn(number).slice(0, MOST_AT_ONCE)) draw(thing.number, number);
}

function collapse(number) {
  for (const [drawn, owner] of [...drawnBy]) {
    if (owner === number && drawnBy.has(drawn)) {
      collapse(drawn);
      drawnBy.delete(drawn);
      drawnEdges.remove(drawing.getConnectedEdges(drawn));
      drawnNodes.remove(drawn);
    }
  }
}

function isExpanded(number) {
  return [...drawnBy.values()].includes(number);
}

// Bring out the chosen ones and what they are linked to; with none chosen, show all alike.
function bringOut(numbers) {
  const lit = new Set(numbers);
  for (const number of numbers) for (const other of drawing.getConnectedNodes(number)) lit.add(other);
  drawnNodes.update(drawnNodes.getIds().map((id) => {
    const faded = numbers.length > 0 && !lit.has(id);
    return { id, opacity: faded ? FADED : 1, font: { color: faded ? "#b9bfca" : "#1f2430" } };
  }));
  const chosen = new Set(numbers.flatMap((number) => drawing.getConnectedEdges(number)));
  drawnEdges.update(drawnEdges.getIds().map((id) => (
    { id, color: { opacity: numbers.length > 0 && !chosen.has(id) ? FADED : 1 } }
  )));
}

function selectDrawn(number, move) {
  draw(number, null);
  drawing.selectNodes([number]);
  bringOut([number]);
  if (move) centreOn(number);
}

function centreOn(number) {
  drawing.focus(number, { scale: Math.max(drawing.getScale(), 0.95), animation: motion() });
}

function motion() {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function zoom(factor) {
  drawing.moveTo({ scale: Math.min(4, Math.max(0.1, drawing.getScale() * factor)) });
}

function refreshDrawing() {
  drawnNodes.update(drawnNodes.getIds().map((id) => ({ id, ...dress(things[id]) })));
  drawnEdges.update(drawnEdges.get().map((edge) => ({ id: edge.id, title: edgeTitle(edge) })));
}
