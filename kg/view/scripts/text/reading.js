// The reading pane: the text as read beside the drawing. Choosing a thing scrolls to its sentences, choosing a mark in
// the text chooses the thing.
import { tell } from "../base/bus.js";
import { documentOf, documents, things } from "../base/catalogue.js";
import { textBody } from "../base/elements.js";
import { titleOf } from "../base/labels.js";
import { word } from "../base/language.js";
import { announce } from "../base/live.js";
import { make } from "../base/symbols.js";
import { showTab } from "../base/tabs.js";
import { noTextWord, waiting } from "../base/texts.js";
import { choose } from "../drawing/explore.js";
import { sentencesOf } from "../model/sentences.js";
import { renderText } from "./marks.js";

const LONG = 4000; // runs; beyond it lines out of sight are not laid out
export let reading = { doc: null, runs: [], rest: null, sentences: [], at: 0 };

export function openDocument(doc) {
  if (reading.doc === doc) return;
  const known = documents.length > 0 && documents[doc].text !== null;
  reading = { doc, runs: [], rest: known ? renderText(doc) : null, sentences: [], at: 0 };
  textBody.replaceChildren(...(known ? [] : [make("p", { class: "also", "data-word": waiting ? "textsWait" : "noText" }, noTextWord())]));
  textBody.scrollTop = 0;
  moreText(reading);
  tell("opened", doc);
}

// Append the next lines of a text, and the others when the page is idle.
function moreText(of) {
  if (of !== reading || of.rest === null) return;
  const { value, done } = of.rest.next();
  if (done) {
    of.rest = null;
    return;
  }
  for (const line of value.lines) if (line.textContent.trim() === "") line.classList.add("gap");
  textBody.append(...value.lines);
  for (const run of value.runs) of.runs.push(run);
  textBody.classList.toggle("long", of.runs.length > LONG);
  setTimeout(() => moreText(of), 0);
}

// Append all lines up to an offset now.
function textUpTo(offset) {
  while (reading.rest !== null && (reading.runs.length === 0 || reading.runs[reading.runs.length - 1].end < offset)) moreText(reading);
}

// Show the sentences of a thing in the text, at first the one nearest to `near` (an offset) or its first.
export function readThing(thing, near = readingNear) {
  readingNear = null;
  const sentences = sentencesOf(thing);
  if (sentences.length === 0) {
    if (thing.cls === "Document") openDocument(documentOf.get(thing.number));
    markSentences([]);
    return;
  }
  const here = sentences.findIndex((one) => near && one.doc === near.doc && one.start <= near.offset && near.offset < one.end);
  markSentences(sentences, Math.max(0, here), here >= 0);
}

let readingNear = null;

// Where the next thing that is read is looked for first.
export function readNear(doc, offset) {
  readingNear = { doc, offset };
}

// Light sentences up and scroll to one of them.
export function markSentences(sentences, at = 0, still = false) {
  for (const one of textBody.querySelectorAll(".lit")) one.classList.remove("lit", "hit", "now");
  reading.sentences = sentences;
  reading.at = at;
  showStep();
  if (sentences.length === 0) return;
  openDocument(sentences[at].doc);
  reading.sentences = sentences;
  reading.at = at;
  sentences.forEach((sentence, index) => lightUp(sentence, index === at));
  showStep();
  const first = textBody.querySelector(".now");
  if (first && !still) first.scrollIntoView({ block: "center" });
}

function lightUp(sentence, now) {
  if (sentence.doc !== reading.doc) return;
  for (const run of runsBetween(sentence.start, sentence.end)) {
    run.element.classList.add("lit");
    if (now) run.element.classList.add("now");
    if (sentence.inner.some(([start, end]) => start <= run.start && run.end <= end)) run.element.classList.add("hit");
  }
}

function runsBetween(start, end) {
  textUpTo(end);
  let low = 0;
  let high = reading.runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reading.runs[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  const inside = [];
  for (let index = low; index < reading.runs.length && reading.runs[index].start < end; index += 1) inside.push(reading.runs[index]);
  return inside;
}

export function stepSentence(by) {
  const { sentences, at } = reading;
  if (sentences.length === 0) return;
  markSentences(sentences, (at + by + sentences.length) % sentences.length);
  announce(`${word("sentence")} ${reading.at + 1}/${sentences.length}`);
}

function showStep() {
  const { sentences, at } = reading;
  document.getElementById("sentence-step").hidden = sentences.length === 0;
  document.getElementById("sentence-at").textContent = `${at + 1}/${sentences.length}`;
}

// Open the text at one sentence of a thing; on a narrow screen the text comes to the front.
export function readAt(thing, sentence) {
  showTab("text");
  const sentences = sentencesOf(thing);
  const at = sentences.findIndex((one) => one.doc === sentence.doc && one.start === sentence.start);
  markSentences(at < 0 ? [sentence] : sentences, Math.max(0, at));
  textBody.focus({ preventScroll: true });
}

function chooseMark(mark) {
  const run = reading.runs.find((one) => one.element === mark);
  readNear(reading.doc, run.start);
  choose(Number(mark.dataset.thing));
}

textBody.addEventListener("click", (event) => {
  if (!document.getSelection().isCollapsed) return;
  const first = event.target.closest("[data-first]");
  const mark = event.target.closest("mark[data-thing]");
  if (first && !mark) scrollToOffset(Number(first.dataset.first));
  else if (mark) chooseMark(mark);
});

function scrollToOffset(offset) {
  const run = runsBetween(offset, offset + 1)[0];
  if (!run) return;
  run.element.scrollIntoView({ block: "start" });
  run.element.classList.add("lit", "now");
}

// Keys in the text: arrows to the left and right go from mark to mark, Enter chooses, n and p go from sentence to sentence.
textBody.addEventListener("keydown", (event) => {
  const marks = [...textBody.querySelectorAll("mark[data-thing]")];
  const current = marks.indexOf(document.activeElement);
  const acts = {
    ArrowRight: () => focusMark(marks, current < 0 ? marks.findIndex((one) => one.classList.contains("now")) : current + 1),
    ArrowLeft: () => focusMark(marks, current - 1),
    Enter: () => { if (current >= 0) chooseMark(marks[current]); },
    n: () => stepSentence(1),
    p: () => stepSentence(-1),
  };
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
});

function focusMark(marks, index) {
  if (marks.length === 0) return;
  const mark = marks[Math.min(marks.length - 1, Math.max(0, index))];
  mark.tabIndex = -1;
  mark.focus();
  announce(titleOf(things[Number(mark.dataset.thing)]));
}
