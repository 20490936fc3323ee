// Pictures of the cited pages, where the page was written with them: the lines of a citation marked on its sheet.
import { word } from "../base/language.js";
import { SVG, make } from "../base/symbols.js";

const sheets = readSheets();

function readSheets() {
  const element = document.getElementById("sheets");
  if (!element) return [];
  const all = JSON.parse(element.textContent);
  element.remove();
  return all;
}

export function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// The sheets on which lines of a citation stand, each with these lines.
function sheetsOf(sentence) {
  const found = [];
  for (const [number, width, height, picture, lines] of sheets[sentence.doc] || []) {
    const cited = lines.filter(([start, end]) => start < sentence.end && sentence.start < end);
    if (cited.length > 0) found.push({ number, width, height, picture, cited });
  }
  return found;
}

function sheetPicture({ number, width, height, picture, cited }) {
  const boxes = cited.map(([, , left, top, right, bottom]) => draw("rect", { x: left, y: top, width: right - left, height: bottom - top }));
  const image = draw("image", { href: picture, width, height, preserveAspectRatio: "none" });
  return draw("svg", { class: "sheet", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${word("page")} ${number}` }, image, ...boxes);
}

// A button that shows the sheets of a citation below it, and hides them again.
export function sheetButton(sentence) {
  const found = sheetsOf(sentence);
  if (found.length === 0) return [];
  const button = make("button", { type: "button", class: "show-sheet", "aria-expanded": "false", onclick: () => {
    const quote = button.closest("blockquote");
    const shown = quote.querySelector(".sheets");
    button.setAttribute("aria-expanded", String(!shown));
    if (shown) shown.remove();
    else quote.append(make("div", { class: "sheets" }, ...found.map(sheetPicture)));
  } }, word("sheet"));
  return [button];
}
