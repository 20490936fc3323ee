// A large page opens with names, links and the first span of each thing; texts and further spans follow after the first
// frame. Until then a document is as one without a text; whoever needs the texts waits for `whole`.
import { documents, packed, things } from "./catalogue.js";
import { readData } from "./data.js";
import { word } from "./language.js";

export let waiting = packed.later === true;
export let tellWhole = null;
export const whole = new Promise((resolve) => { tellWhole = resolve; });
export const idle = window.requestIdleCallback ? (work) => window.requestIdleCallback(work, { timeout: 1000 }) : (work) => setTimeout(work, 50);

function domRead() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => { document.addEventListener("DOMContentLoaded", resolve, { once: true }); });
}

export async function readLater() {
  await domRead();
  const later = await readData("later");
  documents.forEach((source, number) => { source.text = later.texts[number]; });
  later.numbers.forEach((number, index) => things[number].extend(later.spans[index]));
  waiting = false;
}

// What to say where a text is not there: it is still being unpacked, or the page comes without it.
export function noTextWord() {
  return waiting ? word("textsWait") : word("noText");
}

export function hasTexts() {
  return waiting || documents.some((source) => source.text !== null);
}
