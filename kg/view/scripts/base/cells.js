// Cells of tables for spreadsheets.
import { cut, documents, isFrame, quoteOf, things } from "./catalogue.js";
import { word } from "./language.js";

// A cell for spreadsheets: quoted, and never taken for a formula (as kg/cells.py has it).
export function cell(value) {
  const text = String(value ?? "");
  const number = /^-?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?$/.test(text);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !number ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

// What every table ends with: the quote, its document, where it stands in the text, and the thing's name in the graph.
export function placeHeads() {
  return [word("quote"), word("document"), word("firstCharacter"), word("lastCharacter"), "IRI"];
}

export function placeCells(number, at = null) {
  const thing = number === undefined ? null : things[number];
  const [doc, start, end] = at || (thing && thing.spans[0]) || [];
  const source = doc === undefined ? "" : things[documents[doc].node].label;
  const quote = at && documents[doc].text !== null ? cut(...at) : thing && !isFrame(thing) ? quoteOf(thing) : "";
  return [quote, source, start, end, thing ? thing.iri : ""];
}
