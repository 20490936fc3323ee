// Pictures of what is shown: SVG made from the state, PNG from the canvas on the paper's colour.
import { documents, looks, packed, things } from "../base/catalogue.js";
import { holder } from "../base/elements.js";
import { front, isDrawing, viewElement } from "../base/front.js";
import { className, word } from "../base/language.js";
import { corners, growWhole } from "../base/symbols.js";
import { colourOf, tint } from "../base/theme.js";
import { drawnEdges, drawnNodes, dressDrawing } from "./canvas.js";
import { labelOf } from "./lettering.js";

function escapeXml(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function shapeSvg(node) {
  const look = looks[node.group].shape;
  const paint = `fill="${node.color.background}" stroke="${node.color.border}" opacity="${node.opacity}"`;
  if (look === "dot") return `<circle cx="${node.x}" cy="${node.y}" r="${node.size}" ${paint}/>`;
  const scale = node.size / 6.5;
  const places = corners(look).split(" ").map((pair) => pair.split(",").map((part) => (Number(part) - 7) * scale));
  return `<polygon points="${places.map(([x, y]) => `${(node.x + x).toFixed(1)},${(node.y + y).toFixed(1)}`).join(" ")}" ${paint}/>`;
}

function nodeSvg(node) {
  const font = looks[node.group].font;
  const rows = labelOf(node.id).split("\n").map((row, index) => (
    `<tspan x="${node.x}" y="${(node.y + node.size + font * (1.1 + index * 1.15)).toFixed(1)}">${escapeXml(row)}</tspan>`
  ));
  return `<g><title>${escapeXml(node.title)}</title>${shapeSvg(node)}<text font-size="${font}" fill="${node.font.color}" `
    + `text-anchor="middle" paint-order="stroke" stroke="${node.font.strokeColor}" stroke-width="4">${rows.join("")}</text></g>`;
}

function edgeSvg(edge, nodes) {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const dash = edge.dashes ? ' stroke-dasharray="5 5"' : "";
  return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${edge.color.color}" `
    + `stroke-width="${edge.width}" opacity="${edge.color.opacity}"${dash}><title>${escapeXml(edge.title)}</title></line>`;
}

// What surrounds the drawing in a picture: its title above; its classes, what lines mean and its source below.
const LETTER = 0.56; // width of a letter as a share of its height

function rowsOf(text, width, size) {
  const rows = [""];
  for (const piece of text.split(/\s+/)) {
    const last = rows[rows.length - 1];
    if (last && (last.length + 1 + piece.length) * size * LETTER > width) rows.push(piece);
    else rows[rows.length - 1] = last ? `${last} ${piece}` : piece;
  }
  return rows;
}

function textSvg(text, x, y, size, more = "") {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" fill="${tint("ink")}" ${more}>${escapeXml(text)}</text>`;
}

function sourceWords() {
  const named = documents.slice(0, 3).map((source) => [things[source.node].facts.number, things[source.node].label].filter(Boolean).join(", "));
  const rest = documents.length > 3 ? [`+ ${documents.length - 3}`] : [];
  return `${word("source")}: ${[...named, ...rest].join("; ")} · ${drawnNodes.length} ${word("drawnNow")}`;
}

// The classes drawn as rows of symbols with their names; returns the markup and where it ends.
function legendSvg(nodes, left, top, width, size) {
  const used = packed.classes.filter((cls) => nodes.some((node) => node.group === cls));
  let [x, y] = [left, top];
  const parts = used.map((cls) => {
    const wide = size * 2.4 + className(cls).length * size * LETTER;
    if (x + wide > left + width && x > left) [x, y] = [left, y + size * 1.7];
    const at = { group: cls, x: x + size * 0.7, y: y - size * 0.35, size: size * 0.5, opacity: 1, color: { background: colourOf(cls), border: tint("ink") } };
    const part = shapeSvg(at) + textSvg(className(cls), x + size * 1.6, y, size);
    x += wide;
    return part;
  });
  return { markup: parts.join(""), end: y + size * 1.7 };
}

export function toSvg() {
  dressDrawing();
  const nodes = new Map(drawnNodes.get().map((node) => [node.id, node]));
  const places = nodes.size ? [...nodes.values()] : [{ x: 0, y: 0 }];
  const wide = Math.max(...places.map((one) => one.x)) - Math.min(...places.map((one) => one.x)) + 260;
  const width = Math.max(640, wide);
  const left = Math.min(...places.map((one) => one.x)) - 130 - (width - wide) / 2;
  const size = Math.round(Math.min(30, Math.max(15, width / 70)));
  const title = rowsOf(document.title, width - 4 * size, size * 1.5);
  const top = Math.min(...places.map((one) => one.y)) - 70 - title.length * size * 1.9;
  const head = title.map((row, index) => textSvg(row, left + 2 * size, top + size * (2 + 1.9 * index), size * 1.5, 'font-weight="650"'));
  const below = legendSvg([...nodes.values()], left + 2 * size, Math.max(...places.map((one) => one.y)) + 110 + size, width - 4 * size, size);
  const foot = [...(drawnEdges.get({ filter: (edge) => edge.bundle }).length ? rowsOf(`- - - ${word("dashes")}`, width - 4 * size, size) : []), ...rowsOf(sourceWords(), width - 4 * size, size)];
  const notes = foot.map((row, index) => textSvg(row, left + 2 * size, below.end + index * size * 1.5, size));
  const height = below.end + foot.length * size * 1.5 + size - top;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" `
    + `font-family="system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"><title>${escapeXml(document.title)}</title>`
    + `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${tint("paper")}"/>`
    + `${drawnEdges.get().map((edge) => edgeSvg(edge, nodes)).join("")}${[...nodes.values()].map(nodeSvg).join("")}`
    + `${head.join("")}${below.markup}${notes.join("")}</svg>`;
}

// The picture of the whole drawing, as fine as a canvas of some megabytes allows.
const MOST_PIXELS = 6000;

export async function toPng() {
  const image = await svgImage();
  const scale = Math.min(2, MOST_PIXELS / Math.max(image.width, image.height));
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(image.width * scale);
  sheet.height = Math.round(image.height * scale);
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  return new Promise((resolve) => { sheet.toBlob(resolve, "image/png"); });
}

async function svgImage(image = new Image()) {
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg())}`;
  await image.decode();
  return image;
}

// Paper shows the drawing as a picture of its own, whole; where it is not ready yet, the canvas with its proportions.
const paper = document.getElementById("paper");

export async function toPaper() {
  if (holder.offsetParent !== null) {
    await svgImage(paper);
    document.body.classList.add("papered");
  }
  window.print();
}
window.addEventListener("beforeprint", () => { if (!isDrawing()) growWhole(viewElement(front.view)); });
window.addEventListener("afterprint", () => document.body.classList.remove("papered"));
