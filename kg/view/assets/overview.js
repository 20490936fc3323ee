// The overview: what the documents are and what was found in them. Every number opens the list behind it.
const overview = document.getElementById("view-overview");
const BODIES_AT_FIRST = 10;
const SECTORS_AT_FIRST = 12;
const PROJECTS_AT_FIRST = 12;
let listed = ""; // which list is open: "" none, else as "gap:owner", "sector:transport", "year:2025"

function openList(key) {
  listed = key;
  fillOverview();
  nameView();
  overview.scrollTop = 0;
  overview.focus({ preventScroll: true });
}

// The numbers behind a key and what to call them; null for a key that is none.
function listOf(key) {
  const [kind, name] = [key.split(":")[0], key.slice(key.indexOf(":") + 1)];
  if (kind === "finding" && name === "measures") return { title: findingWords(name, allTasks().length, allTasks().length), numbers: allTasks() };
  if (kind === "finding" && name in FLAG) {
    const numbers = tasksWhere((flags) => flags & FLAG[name]);
    return { title: findingWords(name, numbers.length, allTasks().length), numbers };
  }
  if (kind === "filter") return { title: word("filtered"), numbers: matching().statements.map((thing) => thing.number) };
  if (kind === "gap" && Object.hasOwn(GAP_TESTS, name)) return { title: said("gaps", name), numbers: tasksWhere(GAP_TESTS[name]) };
  if (kind === "sector") {
    const row = answers.sectors.findIndex(([code]) => code === name);
    if (row >= 0) return { title: sectorWords(row), numbers: allTasks().filter((_, at) => isPartOf(answers.tasks.sector[at], row)) };
  }
  if (kind === "year") return { title: `${word("targets")}: ${name || word("noYear")}`, numbers: answers.aims.numbers.filter((number) => yearOf(number) === name) };
  return null;
}

function isPartOf(row, field) {
  for (let at = row; at >= 0; at = answers.sectors[at][3]) if (at === field) return true;
  return false;
}

function yearOf(number) {
  return dueOf(number)?.last.slice(0, 4) ?? "";
}

function fillOverview() {
  const list = listed && listOf(listed);
  if (list) {
    const all = list.numbers.slice().sort(byDue);
    overview.replaceChildren(backButton(word("view-overview"), () => openList("")), make("h2", {}, list.title),
      make("p", { class: "also" }, `${numberWords(all.length)} ${word("rows")}`), taskTable(all));
    return;
  }
  const rest = make("div", {});
  overview.replaceChildren(...documentHead(), ...findingPart(), ...columnsOf([...sectorPart(), ...targetPart()], bodyPart()), rest);
  idle(() => rest.replaceChildren(...projectPart(), ...silentPart()));
}

function columnsOf(...columns) {
  return [make("div", { class: "columns" }, ...columns.filter((column) => column.length).map((column) => make("div", {}, ...column)))];
}

function documentHead() {
  if (answers.cards.length === 1) return [make("h2", { dir: "auto" }, things[answers.cards[0].node].label), ...cardParts(answers.cards[0])];
  const list = make("ul", { class: "items documents" });
  grow(list, answers.cards.map((card) => () => make("li", {}, documentRow(card))), 30);
  return [make("h2", {}, `${numberWords(answers.cards.length)} ${word("documentsCount")}`), make("p", {}, typeWords()),
    make("details", { class: "fold" }, make("summary", {}, word("whichDocuments")), list)];
}

function typeWords() {
  const counts_ = new Map();
  for (const { node } of answers.cards) {
    const type = things[node].facts.type || "Other";
    counts_.set(type, (counts_.get(type) || 0) + 1);
  }
  return [...counts_].sort(([, one], [, other]) => other - one).map(([type, count]) => `${count} ${valueName(type).toLowerCase()}`).join(", ");
}

function documentRow(card) {
  const facts = things[card.node].facts;
  return make("button", { type: "button", class: "item", onclick: () => openDocumentOf(card.node) }, symbol("Document"),
    make("span", {}, nameElement(things[card.node]), make("span", { class: "also" }, ` ${[facts.number, facts.issued && timeWords(facts.issued)].filter(Boolean).join(", ")}`)));
}

function openDocumentOf(node) {
  openRow(node);
  openDocument(documentOf.get(node));
  showTab("text");
}

// What one document is: type, number, date, issuer, and what it is based on, amends or replaces, each with its place.
function cardParts(card) {
  const { facts } = things[card.node];
  const who = [facts.type && valueName(facts.type), facts.number, facts.issued && timeWords(facts.issued), facts.issuer, facts.period && `${pick(words.facts.period)} ${timeWords(facts.period)}`, card.signatory && `${word("signedBy")} ${[card.signatory, card.signed_as].filter(Boolean).join(", ")}`];
  const groups = new Map();
  for (const link of card.links || []) groups.set(link[0], [...(groups.get(link[0]) || []), link]);
  const doc = documentOf.get(card.node);
  const links = [...groups].map(([relation, members]) => make("p", { class: "based" }, make("b", {}, `${said("links", relation)}: `), ...members.slice(0, 12).flatMap(([, number, label, start, end], index) => [index ? "; " : "",
    number < 0 ? label : make("button", { type: "button", class: "inline plain", onclick: () => openRow(number, [doc, start, end]) }, label)]), members.length > 12 ? ` … (${members.length})` : ""));
  return [make("p", { class: "also" }, who.filter(Boolean).join(" · ")), ...links];
}

// A line of the findings: how many have it, how many lack it, and both as a bar whose halves open their lists.
function gapLine(label, has, lacks, hasKey, lacksKey) {
  const total = has + lacks;
  const half = (count, cls, key, name) => {
    const button = make("button", { type: "button", class: `half ${cls}`, "data-list": key, onclick: () => openList(key) }, make("b", {}, numberWords(count)), ` ${name}`);
    button.style.flexGrow = String(count / Math.max(1, total));
    return button;
  };
  return make("div", { class: "gap" }, make("span", { class: "gap-name" }, label),
    make("div", { class: "bar" }, half(has, "has", hasKey, word("have")), half(lacks, "lacks", lacksKey, word("haveNot"))));
}

function findingPart() {
  const count = (name) => tasksWhere((flags) => flags & FLAG[name]).length;
  const lacks = (name) => tasksWhere(GAP_TESTS[name]).length;
  const total = allTasks().length;
  if (total === 0) return [make("p", {}, word("noMeasures"))];
  const sentence = (name) => make("li", {}, make("button", { type: "button", class: "finding", "data-list": `finding:${name}`, onclick: () => openList(`finding:${name}`) }, findingWords(name, name === "measures" ? total : count(name), total)));
  return [make("button", { type: "button", class: "headline", "data-list": "gap:all", onclick: () => openList("gap:all") }, findingWords("none", lacks("all"), total)),
    gapLine(word("gapOwner"), total - lacks("owner"), lacks("owner"), "finding:owner", "gap:owner"),
    gapLine(word("gapTime"), total - lacks("time"), lacks("time"), "finding:due", "gap:time"),
    gapLine(word("gapTarget"), total - lacks("target"), lacks("target"), "finding:target", "gap:target"),
    make("ul", { class: "findings" }, ...["measures", "due_stated", "due_inherited", "recurring", "number"].filter((name) => name === "measures" || count(name) > 0).map(sentence))];
}

function barRow(label, count, most, open, key) {
  const filled = make("span", { class: "fillbar" });
  filled.style.width = `${Math.max(1, (100 * count) / most)}%`;
  return make("li", {}, make("button", { type: "button", class: "barrow", "data-list": key, onclick: open }, make("span", { class: "barname" }, label),
    make("span", { class: "track", "aria-hidden": "true" }, filled), make("span", { class: "count" }, numberWords(count))));
}

function sectorPart() {
  const counts_ = new Map();
  answers.tasks.sector.forEach((row) => counts_.set(fieldOf(row), (counts_.get(fieldOf(row)) || 0) + 1));
  const rows = [...counts_].sort(([one, many], [other, more]) => more - many || one - other);
  if (rows.length === 0) return [];
  const list = make("ul", { class: "items bars" });
  unfold(list, rows.map(([row, count]) => () => {
    const key = `sector:${answers.sectors[row][0]}`;
    return barRow(sectorWords(row), count, rows[0][1], () => openList(key), key);
  }), SECTORS_AT_FIRST);
  return [make("h3", {}, word("bySector")), list];
}

function targetPart() {
  const years = new Map();
  for (const number of answers.aims.numbers) years.set(yearOf(number), (years.get(yearOf(number)) || 0) + 1);
  if (years.size === 0) return [];
  const most = Math.max(...years.values());
  const rows = [...years].sort(([one], [other]) => (one === "") - (other === "") || one.localeCompare(other));
  return [make("h3", {}, word("targetsByYear")), make("ul", { class: "items bars" }, ...rows.map(([year, count]) => barRow(year || word("noYear"), count, most, () => openList(`year:${year}`), `year:${year}`)))];
}

function bodyPart() {
  const rows = answers.bodies.filter(([, , owned]) => owned > 0).slice(0, BODIES_AT_FIRST);
  if (rows.length === 0) return [];
  const most = rows[0][2];
  return [make("h3", {}, word("mostToDo")), make("ul", { class: "items bars" }, ...rows.map(([number, , owned]) => barRow(nameOf(things[number]), owned, most, () => openBody(number), `body:${number}`))),
    make("button", { type: "button", class: "more", onclick: () => goTo("who", "") }, `${word("allBodies")} (${numberWords(answers.bodies.length)})`)];
}

function projectPart() {
  if (answers.projects.length === 0) return [];
  const heads = [columnName("project"), word("saidOfIt"), word("task")];
  const { table, body } = tableOf(heads);
  grow(body, answers.projects.map((number) => () => projectRow(heads, number)), PROJECTS_AT_FIRST);
  return [make("h3", {}, `${word("projects")} (${numberWords(answers.projects.length)})`), table];
}

function projectRow(heads, number) {
  const thing = things[number];
  const measures = statementsOf(thing).filter((one) => one.cls === "Measure");
  const open = make("button", { type: "button", class: "row-quote", "data-row": String(number), onclick: () => openRow(number) }, symbol(thing.cls), " ", nameElement(thing));
  const facts = [thing.facts.roadNumber && `${pick(words.facts.roadNumber)} ${thing.facts.roadNumber}`, thing.facts.status && valueName(thing.facts.status)].filter(Boolean);
  return rowOf(heads, [open, [...inWords(thing), facts.join("; ")], measures.length ? [quoteButton(measures[0].number, null, 160), measures.length > 1 ? make("span", { class: "also" }, ` +${measures.length - 1}`) : ""] : ""]);
}

// What the text held that gave nothing, by reason, over all documents.
function silentPart() {
  const reasons = new Map();
  for (const card of answers.cards) {
    for (const [reason, passages] of card.silent || []) reasons.set(reason, (reasons.get(reason) || 0) + passages);
  }
  if (reasons.size === 0) return [];
  const share = answers.cards.reduce((sum, card) => sum + (card.share || 0), 0) / answers.cards.length;
  const rows = [...reasons].sort(([, one], [, other]) => other - one).map(([reason, count]) => make("li", {}, `${said("reasons", reason)}: ${numberWords(count)} ${word("passages")}`));
  return [make("details", { class: "fold" }, make("summary", {}, word("silent")), make("p", {}, fill(word("covered"), { share: shareWords(share) })), make("ul", {}, ...rows)),
    make("details", { class: "fold" }, make("summary", {}, word("cantKnow")), make("ul", {}, ...words.answers.unknown.audit.map((one) => make("li", {}, pick(one)))))];
}

function overviewCsv() {
  const list = listed && listOf(listed);
  return tasksCsv(list ? list.numbers.slice().sort(byDue) : allTasks());
}
