// Hold what is shown as plain data, so that it can be undone, redone and put into a link.
import { tell } from "./bus.js";
import { word } from "./language.js";
import { announce } from "./live.js";

const MOST_STEPS = 200;
export const past = [];
export const future = [];
export let state = freshState();

export function freshFilter() {
  return { sector: null, body: null, doc: null, priority: null, from: null, to: null, sure: 0 };
}

export function freshState() {
  return {
    drawn: new Map(), // number -> { x, y, owner }
    hidden: new Set(), pinned: new Set(), classes: new Set(), relations: new Set(), filter: freshFilter(),
    chosen: null, path: null, communities: false,
  };
}

export function setState(fresh) {
  state = fresh;
}

// Change the state in a way that can be undone; `change` returns what to announce.
export function act(change) {
  const before = structuredClone(state);
  const message = change();
  past.push(before);
  if (past.length > MOST_STEPS) past.shift();
  future.length = 0;
  tell("changed");
  announce(message);
}

export function undo() {
  travel(past, future, "undone");
}

export function redo() {
  travel(future, past, "redone");
}

function travel(from, to, message) {
  if (from.length === 0) {
    announce(word("noStep"));
    return;
  }
  to.push(state);
  state = from.pop();
  tell("changed");
  tell("again");
  announce(word(message));
}
