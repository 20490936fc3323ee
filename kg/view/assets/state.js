// Hold what is shown as plain data, so that it can be undone, redone and put into a link.
const MOST_STEPS = 200;
const past = [];
const future = [];
let state = freshState();

function freshFilter() {
  return { sector: null, body: null, doc: null, priority: null, from: null, to: null, sure: 0 };
}

function freshState() {
  return {
    drawn: new Map(), // number -> { x, y, owner }
    hidden: new Set(), pinned: new Set(), classes: new Set(), relations: new Set(), filter: freshFilter(),
    chosen: null, path: null, communities: false,
  };
}

// Change the state in a way that can be undone; `change` returns what to announce.
function act(change) {
  const before = structuredClone(state);
  const message = change();
  past.push(before);
  if (past.length > MOST_STEPS) past.shift();
  future.length = 0;
  render();
  announce(message);
}

function undo() {
  travel(past, future, "undone");
}

function redo() {
  travel(future, past, "redone");
}

function travel(from, to, message) {
  if (from.length === 0) {
    announce(word("noStep"));
    return;
  }
  to.push(state);
  state = from.pop();
  render();
  showAgain();
  announce(word(message));
}
