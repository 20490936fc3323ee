// A citation to paste: the words, the document, its section, its page where known, the characters.
import { cut, documents, pageAt, quoteOf, sectionAt, things } from "../base/catalogue.js";
import { timeWords, word } from "../base/language.js";
import { copy } from "../base/live.js";
import { whole } from "../base/texts.js";

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

export async function copyCitation(sentence, thing) {
  await whole;
  return copy(citeText(sentence, thing), word("cite"), word("copied"));
}
