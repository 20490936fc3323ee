// Words of a text that a person chooses, by keys or by a selection; offsets are code points of the source text.
let tokens = [];
let chosen = null; // { purpose, anchor, focus }: the first and the last token, in the order in which they were chosen

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:[.,/:\-–][\p{L}\p{M}\p{N}]+)*|\S/gu;
const FAR = 8;
const count = (text) => [...text].length;

function cut(parts) {
  return parts.flatMap((part, at) => {
    if (part.mark === "gap" || part.start < 0) return [];
    let points = part.start;
    let last = 0;
    return [...part.text.matchAll(TOKEN)].map((found) => {
      const start = points + count(part.text.slice(last, found.index));
      last = found.index + found[0].length;
      points = start + count(found[0]);
      return { part: at, from: found.index, to: last, start, end: points };
    });
  });
}

const range = () => [Math.min(chosen.anchor, chosen.focus), Math.max(chosen.anchor, chosen.focus)];

export const choosing = () => chosen;

export function stopChoosing() { chosen = null; }

// Begin with the first word of what is marked, else of the text; false where there is none.
export function startChoosing(parts, purpose) {
  tokens = cut(parts);
  const first = Math.max(0, tokens.findIndex((token) => parts[token.part].mark === "quote"));
  if (!tokens.length) return false;
  chosen = { purpose, anchor: first, focus: first };
  return true;
}

// Move by a word, with Shift grow or shrink; false for a key that does nothing here.
export function chooseKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: FAR, ArrowUp: -FAR, Home: -tokens.length, End: tokens.length }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
  chosen.focus = Math.min(tokens.length - 1, Math.max(0, chosen.focus + step));
  if (!event.shiftKey) chosen.anchor = chosen.focus;
  return true;
}

// Take what the browser has selected in the text; false where that is nothing.
export function chooseSelection(parts, node) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return false;
  const told = selection.getRangeAt(0);
  const [start, end] = [place(node, told.startContainer, told.startOffset), place(node, told.endContainer, told.endOffset)];
  if (start < 0 || end < 0) return false;
  const purpose = chosen?.purpose ?? "add";
  tokens = cut(parts);
  const inside = tokens.map((token, at) => [token, at]).filter(([token]) => token.start < end && token.end > start);
  if (!inside.length) return false;
  chosen = { purpose, anchor: inside[0][1], focus: inside[inside.length - 1][1] };
  selection.removeAllRanges();
  return true;
}

function place(node, container, offset) {
  const element = container.nodeType === Node.TEXT_NODE ? container.parentElement : container;
  const part = element.closest("[data-start]");
  if (!part || !node.contains(part) || Number(part.dataset.start) < 0) return -1;
  const before = document.createRange();
  before.setStart(part, 0);
  before.setEnd(container, offset);
  return Number(part.dataset.start) + count(before.toString());
}

// The words chosen and where they stand.
export function chosenWords(parts) {
  const [low, high] = range();
  const some = tokens.slice(low, high + 1);
  let text = "";
  for (const [at, token] of some.entries()) {
    const part = parts[token.part];
    const before = some[at - 1];
    const gap = !before ? "" : before.part === token.part ? part.text.slice(before.to, token.from) : part.text.slice(0, token.from) || (before.end < token.start ? " " : "");
    text += gap + part.text.slice(token.from, token.to);
  }
  return { text: text.replace(/\s+/g, " "), start: some[0].start, end: some[some.length - 1].end };
}

// A part of the text in pieces, each chosen or not.
export function drawChosen(part, at) {
  if (!chosen) return [[part.text, false]];
  const [low, high] = range();
  const some = tokens.slice(low, high + 1).filter((token) => token.part === at);
  if (!some.length) return [[part.text, false]];
  const [from, to] = [some[0].from, some[some.length - 1].to];
  return [[part.text.slice(0, from), false], [part.text.slice(from, to), true], [part.text.slice(to), false]];
}
