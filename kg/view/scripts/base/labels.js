// Name things shortly: labels of the drawing in a few short lines, the whole in the title shown on hover.
import { linkAt, looks } from "./catalogue.js";
import { className, linkName, nameOf, valueName, word } from "./language.js";

const LINE = 17;

export function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most)} …` : text;
}

export function wrap(text) {
  const lines = [""];
  for (const piece of shorten(text, 60).split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + piece.length > LINE) lines.push(piece.slice(0, LINE + 3));
    else lines[lines.length - 1] = last ? `${last} ${piece}` : piece.slice(0, LINE + 3);
  }
  return lines.length > 2 ? `${lines[0]}\n${lines[1]} …` : lines.join("\n");
}

export function titleOf(thing) {
  return `${className(thing.cls)}: ${shorten(nameOf(thing), 300)}`;
}

export function edgeTitle(edge) {
  if (edge.bundle) return `${edge.bundle} ${word("via")}`;
  const link = linkAt(edge.link);
  return link.role ? valueName(link.role) : linkName(link.predicate, true);
}

export function sizeOf(thing) {
  return looks[thing.cls].size + Math.min(10, Math.round(Math.sqrt(thing.degree)));
}
