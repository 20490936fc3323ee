// Saved questions as cards: each with its answer as a table, and the part of the graph that it speaks of.
const questionList = document.getElementById("questions");
const ROWS_AT_ONCE = 25;
const MOST_OF_ANSWER = 40;

function fillQuestions() {
  if (state.question !== null) {
    showQuestion(packed.questions[state.question]);
    return;
  }
  const cards = packed.questions.map((question, number) => make("li", {}, make("button", { type: "button", class: "question", onclick: () => ask(number) },
    make("strong", {}, pick(question.title)), make("span", {}, pick(question.description)),
    make("span", { class: "also" }, `${question.total} ${word("rows")}`))));
  questionList.replaceChildren(cards.length ? make("ul", { class: "items" }, ...cards) : make("p", { class: "also" }, word("noQuestions")));
}

function ask(number) {
  const question = packed.questions[number];
  act(() => {
    state.question = number;
    state.path = null;
    state.chosen = null;
    drawOnly(answerNumbers(question));
    return `${pick(question.title)}: ${question.total} ${word("rows")}`;
  });
  showQuestion(question);
  fitAll();
}

// The things of the first rows; a measure that several rows cite stands once.
function answerNumbers(question) {
  const numbers = new Set();
  for (const [, , members] of question.rows) {
    if (numbers.size + members.length > MOST_OF_ANSWER) break;
    for (const number of members) numbers.add(number);
  }
  return [...numbers];
}

function columnName(column) {
  return words.columns[column] ? pick(words.columns[column]) : column;
}

function cellWords(column, value) {
  if (value === null) return "";
  if (column === "class" && looks[value]) return className(value);
  if (column === "relation") return linkName(value, true);
  if (column === "sector") return sectorName(value);
  if (column === "inherited") return value === "true" ? "✓" : "";
  if (column === "due") return timeWords(value);
  return valueName(value);
}

function sectorName(code) {
  const sector = things.find((thing) => thing.cls === "Sector" && thing.iri.endsWith(`/${code}`));
  return sector ? nameOf(sector) : code;
}

function answerRow(question, [cells, at, members], shownColumns) {
  const row = make("tr", {}, ...shownColumns.map((index) => make("td", { dir: "auto" }, cellWords(question.columns[index], cells[index]))));
  if (at === null || members.length === 0) return [row];
  const thing = things[members[0]];
  const quote = documents[at[0]].text === null ? quoteOf(thing) : cut(...at);
  const open = make("button", { type: "button", class: "item", onclick: () => { readingNear = { doc: at[0], offset: at[1] }; choose(thing.number); } },
    symbol(thing.cls), make("q", { dir: "auto" }, shorten(quote.replace(/\s+/g, " "), 220)));
  return [row, make("tr", { class: "quote" }, make("td", { colspan: String(shownColumns.length) }, open))];
}

function showQuestion(question) {
  const back = make("button", { type: "button", class: "more", onclick: () => { state.question = null; fillQuestions(); } }, `← ${word("allQuestions")}`);
  const used = question.columns.map((_, index) => index).filter((index) => question.rows.some(([cells]) => cells[index] !== null));
  const rows = make("tbody", {});
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...used.map((index) => make("th", { scope: "col" }, columnName(question.columns[index]))))), rows);
  const more = make("button", { type: "button", class: "more", onclick: () => add(ROWS_AT_ONCE * 4) });
  let at = 0;
  const add = (count) => {
    for (const row of question.rows.slice(at, at + count)) rows.append(...answerRow(question, row, used));
    at = Math.min(question.rows.length, at + count);
    more.textContent = `${word("more")} (${question.rows.length - at})`;
    more.hidden = at >= question.rows.length;
  };
  add(ROWS_AT_ONCE);
  const cutNote = question.total > question.rows.length ? make("p", { class: "also" }, `${question.rows.length} / ${question.total} ${word("rows")}`) : "";
  questionList.replaceChildren(back, make("h2", {}, pick(question.title)), make("p", {}, pick(question.description)), cutNote,
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": pick(question.title) }, table), more);
  questionList.scrollTop = 0;
}
