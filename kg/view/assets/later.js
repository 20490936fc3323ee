// A large page opens with names, links and the first span of each thing; texts and further spans follow after the first
// frame. Until then a document is as one without a text; whoever needs the texts waits for `whole`.
let waiting = packed.later === true;
let tellWhole = null;
const whole = new Promise((resolve) => { tellWhole = resolve; });
const idle = window.requestIdleCallback ? (work) => window.requestIdleCallback(work, { timeout: 1000 }) : (work) => setTimeout(work, 50);

function domRead() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => { document.addEventListener("DOMContentLoaded", resolve, { once: true }); });
}

async function readLater() {
  await domRead();
  const later = await readData("later");
  documents.forEach((source, number) => { source.text = later.texts[number]; });
  later.numbers.forEach((number, index) => things[number].extend(later.spans[index]));
  waiting = false;
}

// What to say where a text is not there: it is still being unpacked, or the page comes without it.
function noTextWord() {
  return waiting ? word("textsWait") : word("noText");
}

// Show anew what was shown without the texts, when they have come.
function showTexts() {
  const { doc } = reading;
  reading.doc = null;
  fillView();
  if (shown.kind !== "welcome") showPanelAgain();
  if (state.chosen !== null) readThing(things[state.chosen]);
  if (reading.doc === null && doc !== null) openDocument(doc);
  if (!filterForm.hidden) fillFitting();
  if (!popup.hidden) showResults();
}

// The panel anew where it stands: the same tab in front, the keyboard not sent away.
function showPanelAgain() {
  const tab = tabShown;
  const inside = panel.contains(document.activeElement);
  showAgain();
  showTab(tab);
  if (inside) panel.focus({ preventScroll: true });
}
