// Make elements, always from text and never from markup, and draw the symbol of a class.
import { looks } from "./catalogue.js";
import { nameOf } from "./language.js";

export const SVG = "http://www.w3.org/2000/svg";
const SIDES = { square: [4, 0.25], diamond: [4, 0], hexagon: [6, 0], triangle: [3, -0.5], triangleDown: [3, 0.5] };

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

export function press(cls, onclick, ...children) {
  return make("button", { type: "button", class: cls, onclick }, ...children);
}

export function corners(shape) {
  const points = [];
  const count = shape === "star" ? 10 : SIDES[shape][0];
  for (let number = 0; number < count; number += 1) {
    const length = shape === "star" && number % 2 ? 2.6 : 6.5;
    const turn = shape === "star" ? number / 10 - 0.25 : number / count + SIDES[shape][1] / 2;
    points.push(`${(7 + length * Math.cos(2 * Math.PI * turn)).toFixed(1)},${(7 + length * Math.sin(2 * Math.PI * turn)).toFixed(1)}`);
  }
  return points.join(" ");
}

export function symbol(cls) {
  const look = looks[cls];
  const picture = document.createElementNS(SVG, "svg");
  const frame = [["width", 14], ["height", 14], ["viewBox", "0 0 14 14"], ["aria-hidden", "true"], ["class", `c-${cls}`]];
  for (const [name, value] of frame) {
    picture.setAttribute(name, value);
  }
  const shape = document.createElementNS(SVG, look.shape === "dot" ? "circle" : "polygon");
  const form = look.shape === "dot" ? [["cx", 7], ["cy", 7], ["r", 5.5]] : [["points", corners(look.shape)]];
  for (const [name, value] of form) shape.setAttribute(name, value);
  picture.append(shape);
  return picture;
}

export function nameElement(thing) {
  return make("bdi", {}, nameOf(thing));
}

export function field(label, control) {
  return make("label", { class: "field inline-field" }, make("span", {}, label), control);
}

export function chooser(id, rows, value, change) {
  const list = make("select", { id }, ...rows.map(([key, text]) => make("option", { value: key }, text)));
  list.value = value;
  list.addEventListener("change", () => change(list.value));
  return list;
}

// Paper shows every row.
export function growWhole(view) {
  for (let more = view.querySelector("tbody .more"); more; more = view.querySelector("tbody .more")) more.click();
}
