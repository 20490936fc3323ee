// Take away: pictures, a table for spreadsheets, a citation to paste, a link that restores the view, paper.
import { things } from "../base/catalogue.js";
import { cell, placeCells, placeHeads } from "../base/cells.js";
import { fold } from "../base/fold.js";
import { VIEWS, addView, front } from "../base/front.js";
import { columnName, word } from "../base/language.js";
import { announce } from "../base/live.js";
import { state } from "../base/state.js";
import { make } from "../base/symbols.js";
import { whole } from "../base/texts.js";
import { toPaper, toPng, toSvg } from "../drawing/picture.js";
import { tableColumns, tableRows } from "../drawing/table.js";
import { sentencesOf } from "../model/sentences.js";
import { copyCitation } from "../text/cite.js";
import { reading } from "../text/reading.js";
import { copyLink } from "./link.js";

function save(blob, ending) {
  const link = make("a", { download: `${fold(document.title).replaceAll(" ", "-").slice(0, 60) || "graph"}.${ending}` });
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce(`${word("saved")} ${link.download}`);
}

function drawingCsv() {
  const columns = tableColumns();
  return [[...columns.map(([name]) => columnName(name)), ...placeHeads()],
    ...tableRows().map((thing) => [...columns.map(([, value]) => value(thing)), ...placeCells(thing.number)])];
}

// The table of the view in front, or of the drawing where it has none.
function toCsv() {
  const rows = (VIEWS[front.view].csv && VIEWS[front.view].csv()) || drawingCsv();
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

async function citeChosen() {
  await whole;
  const thing = state.chosen === null ? null : things[state.chosen];
  const sentence = thing && (reading.sentences[reading.at] || sentencesOf(thing)[0]);
  if (sentence) copyCitation(sentence, thing);
  else announce(word("chooseFirst"));
}

const TAKE = {
  png: async () => save(await toPng(), "png"),
  svg: () => save(new Blob([toSvg()], { type: "image/svg+xml" }), "svg"),
  csv: async () => { await whole; save(new Blob([toCsv()], { type: "text/csv" }), "csv"); },
  link: () => copyLink(),
  cite: () => citeChosen(),
  print: () => toPaper(),
};
for (const button of document.querySelectorAll("[data-take]")) {
  button.addEventListener("click", () => {
    document.getElementById("take").open = false;
    TAKE[button.dataset.take]();
  });
}

addView("drawing", { csv: drawingCsv });
