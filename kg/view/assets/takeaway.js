// Take away: pictures, a table for spreadsheets, a citation to paste, a link that restores the view, paper.
function save(blob, ending) {
  const link = make("a", { download: `${fold(document.title).replaceAll(" ", "-").slice(0, 60) || "graph"}.${ending}` });
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce(`${word("saved")} ${link.download}`);
}

// A cell for spreadsheets: quoted, and never taken for a formula (as kg/cells.py has it).
function cell(value) {
  const text = String(value ?? "");
  const number = /^-?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?$/.test(text);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !number ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

// What every table ends with: the quote, its document, where it stands in the text, and the thing's name in the graph.
function placeHeads() {
  return [word("quote"), word("document"), word("firstCharacter"), word("lastCharacter"), "IRI"];
}

function placeCells(number, at = null) {
  const thing = number === undefined ? null : things[number];
  const [doc, start, end] = at || (thing && thing.spans[0]) || [];
  const source = doc === undefined ? "" : things[documents[doc].node].label;
  const quote = at && documents[doc].text !== null ? cut(...at) : thing && !isFrame(thing) ? quoteOf(thing) : "";
  return [quote, source, start, end, thing ? thing.iri : ""];
}

function drawingCsv() {
  const columns = tableColumns();
  return [[...columns.map(([name]) => columnName(name)), ...placeHeads()],
    ...tableRows().map((thing) => [...columns.map(([, value]) => value(thing)), ...placeCells(thing.number)])];
}

// The table of the view in front, or of the drawing where it has none.
function toCsv() {
  const rows = (VIEWS[viewShown].csv && VIEWS[viewShown].csv()) || drawingCsv();
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// A citation to paste: the words, the document, its section, its page where known, the characters.
function citeText(sentence, thing) {
  const quote = documents[sentence.doc].text === null ? quoteOf(sentence.statement || thing) : cut(sentence.doc, sentence.start, sentence.end);
  const source = things[documents[sentence.doc].node];
  const section = sectionAt(sentence.doc, sentence.start);
  const page = pageAt(sentence.doc, sentence.start);
  const parts = [source.label, source.facts.number, source.facts.issued && timeWords(source.facts.issued),
    section && `${word("section")} ${section.label}`, page !== null && `${word("page")} ${page}`,
    `${word("characters")} ${sentence.start}–${sentence.end}`];
  return `“${quote.replace(/\s+/g, " ")}” (${parts.filter(Boolean).join(", ")})`;
}

async function copyCitation(sentence, thing) {
  await whole;
  return copy(citeText(sentence, thing), word("cite"), word("copied"));
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
