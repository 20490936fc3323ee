// The overview: what the documents are and what was found in them. Every number opens the list behind it.
import { cut, documentOf, documents, pageAt, sectionAt, things } from "../base/catalogue.js";
import { addView, nameView } from "../base/front.js";
import { shorten } from "../base/labels.js";
import { columnName, language, nameOf, pick, timeWords, valueName, word, words } from "../base/language.js";
import { make, nameElement, press, symbol } from "../base/symbols.js";
import { showTab } from "../base/tabs.js";
import { idle } from "../base/texts.js";
import {
  FLAG, GAP_TESTS, allTasks, answers, byDue, fieldOf, fill, findingWords, numberWords, said, sectorWords, shareWords,
  silentPlaces, tasksWhere, undatedNumbers, yearOf,
} from "../model/answers.js";
import { matching } from "../model/filters.js";
import { others } from "../model/others.js";
import { statementsOf } from "../model/sentences.js";
import { inWords } from "../panel/cards.js";
import { unfold } from "../panel/panel.js";
import { openDocument } from "../text/reading.js";
import { grow, quoteButton, rowOf, tableOf } from "./rows.js";
import { backButton, cantKnow, taskTable, tasksCsv } from "./tasks.js";
import { goTo, openPlace, openRow } from "./views.js";
import { openBody } from "./who.js";

const overview = document.getElementById("view-overview");
const BODIES_AT_FIRST = 10;
const SECTORS_AT_FIRST = 12;
const PROJECTS_AT_FIRST = 12;
const GAP_NAMES = { owner: "gapOwner", time: "gapTime", target: "gapTarget" };
let listed = ""; // which list is open: "" none, else as "gap:owner", "sector:transport", "year:2025"

export function openList(key) {
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
  if (kind === "undated") return { title: word("undated"), numbers: undatedNumbers() };
  if (kind === "filter") return { title: word("filtered"), numbers: matching().statements.map((thing) => thing.number) };
  if (kind === "gap" && Object.hasOwn(GAP_TESTS, name)) return { title: said("gaps", name), numbers: tasksWhere(GAP_TESTS[name]) };
  if (kind === "has" && name in GAP_NAMES) return { title: `${word(GAP_NAMES[name])}: ${word("have")}`, numbers: tasksWhere((flags) => !GAP_TESTS[name](flags)) };
  if (kind === "sector") {
    const row = answers.sectors.findIndex(([code]) => code === name);
    if (row >= 0) return { title: sectorWords(row), numbers: allTasks().filter((_, at) => isPartOf(answers.tasks.sector[at], row)) };
  }
  if (kind === "others") {
    const row = others?.counts.find(([verdict]) => verdict === name);
    if (row) return { title: `${word("othersSay")}: ${said("verdicts", name)}`, numbers: row[2], note: word("othersNote") };
  }
  if (kind === "silent") return { title: `${word("silent")}: ${said("reasons", name)}`, places: silentPlaces(name) };
  if (kind === "year") {
    return { title: `${word("targets")}: ${name || word("noYear")}`, numbers: answers.aims.numbers.filter((number) => yearOf(number) === name) };
  }
  return null;
}

function isPartOf(row, field) {
  for (let at = row; at >= 0; at = answers.sectors[at][3]) if (at === field) return true;
  return false;
}

function fillOverview() {
  const list = listed && listOf(listed);
  if (list?.places) {
    overview.replaceChildren(backButton(word("view-overview"), () => openList("")), make("h2", {}, list.title),
      make("p", { class: "also" }, `${numberWords(list.places.length)} ${word("passages")}`), silentTable(list.places));
    return;
  }
  if (list) {
    const all = list.numbers.slice().sort(byDue);
    overview.replaceChildren(backButton(word("view-overview"), () => openList("")), make("h2", {}, list.title),
      make("p", { class: "also" }, `${numberWords(all.length)} ${word("rows")}`), ...(list.note ? [make("p", { class: "others" }, list.note)] : []), taskTable(all));
    return;
  }
  const rest = make("div", {});
  overview.replaceChildren(...documentHead(), ...findingPart(), ...columnsOf([...sectorPart(), ...targetPart()], bodyPart()), rest);
  idle(() => rest.replaceChildren(...othersPart(), ...projectPart(), ...silentPart()));
}

function columnsOf(...columns) {
  return [make("div", { class: "columns" }, ...columns.filter((column) => column.length).map((column) => make("div", {}, ...column)))];
}

function documentHead() {
  if (answers.cards.length === 1) return [make("h2", { dir: "auto" }, things[answers.cards[0].node].label), ...copyWords(), ...cardParts(answers.cards[0])];
  const list = make("ul", { class: "items documents" });
  grow(list, answers.cards.map((card) => () => make("li", {}, documentRow(card))), 30);
  return [make("h2", {}, `${numberWords(answers.cards.length)} ${word("documentsCount")}`), make("p", {}, typeWords()), ...copyWords(),
    make("details", { class: "fold" }, make("summary", {}, word("whichDocuments")), list)];
}

// Which documents say the same, so that one of them is counted.
function copyWords() {
  return (answers.copies || []).map((said) => make("p", { class: "also" }, said[language]));
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
  const { facts } = things[card.node];
  const also = [facts.number, facts.issued && timeWords(facts.issued)].filter(Boolean).join(", ");
  return press("item", () => openDocumentOf(card.node), symbol("Document"), make("span", {}, nameElement(things[card.node]), make("span", { class: "also" }, ` ${also}`)));
}

function openDocumentOf(node) {
  openRow(node);
  openDocument(documentOf.get(node));
  showTab("text");
}

// What one document is: type, number, date, issuer, and what it is based on, amends or replaces, each with its place.
const LINKS_AT_FIRST = 12;

function cardParts(card) {
  const { facts } = things[card.node];
  const who_ = [facts.type && valueName(facts.type), facts.number, facts.issued && timeWords(facts.issued), facts.issuer,
    facts.period && `${pick(words.facts.period)} ${timeWords(facts.period)}`,
    card.signatory && `${word("signedBy")} ${[card.signatory, card.signed_as].filter(Boolean).join(", ")}`];
  const groups = new Map();
  for (const link of card.links || []) groups.set(link[0], [...(groups.get(link[0]) || []), link]);
  const rows = [...groups].map(([relation, members]) => linkRow(documentOf.get(card.node), relation, members));
  return [make("p", { class: "also" }, who_.filter(Boolean).join(" · ")), ...rows];
}

function linkRow(doc, relation, members) {
  const link = ([, number, label, start, end]) => (number < 0 ? label : press("inline plain", () => openRow(number, [doc, start, end]), label));
  const shown_ = members.slice(0, LINKS_AT_FIRST).flatMap((one, index) => [index ? "; " : "", link(one)]);
  return make("p", { class: "based" }, make("b", {}, `${said("links", relation)}: `), ...shown_, members.length > LINKS_AT_FIRST ? ` … (${members.length})` : "");
}

// A line of the findings: how many have it, how many lack it, and both as a bar whose halves open their lists.
function gapLine(label, has, lacks, hasKey, lacksKey) {
  const total = has + lacks;
  const half = (count, cls, key, name) => {
    const button = pressFor(key, `half ${cls}`, make("b", {}, numberWords(count)), ` ${name}`);
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
  const sentence = (name) => make("li", {}, pressFor(`finding:${name}`, "finding", findingWords(name, name === "measures" ? total : count(name), total)));
  const sentences = ["measures", "due_stated", "due_inherited", "recurring", "number"].filter((name) => name === "measures" || count(name) > 0);
  return [pressFor("gap:all", "headline", findingWords("none", lacks("all"), total)),
    gapLine(word("gapOwner"), total - lacks("owner"), lacks("owner"), "has:owner", "gap:owner"),
    gapLine(word("gapTime"), total - lacks("time"), lacks("time"), "has:time", "gap:time"),
    gapLine(word("gapTarget"), total - lacks("target"), lacks("target"), "has:target", "gap:target"),
    make("ul", { class: "findings" }, ...sentences.map(sentence))];
}

function barRow(label, count, most, open, key) {
  const filled = make("span", { class: "fillbar" });
  filled.style.width = `${Math.max(1, (100 * count) / most)}%`;
  const track = make("span", { class: "track", "aria-hidden": "true" }, filled);
  return make("li", {}, make("button", { type: "button", class: "barrow", "data-list": key, onclick: open },
    make("span", { class: "barname" }, label), track, make("span", { class: "count" }, numberWords(count))));
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
  const row = ([year, count]) => barRow(year || word("noYear"), count, most, () => openList(`year:${year}`), `year:${year}`);
  return [make("h3", {}, word("targetsByYear")), make("ul", { class: "items bars" }, ...rows.map(row))];
}

// Those with a name of their own first: "agencies" and "enterprises" of any kind would crowd out who can be asked.
function bodyPart() {
  const owning = answers.bodies.filter(([, , owned]) => owned > 0);
  const named = owning.filter((row) => row[5]);
  const rows = (named.length >= 3 ? named : owning).slice(0, BODIES_AT_FIRST);
  if (rows.length === 0) return [];
  const row = ([number, , owned]) => barRow(nameOf(things[number]), owned, rows[0][2], () => openBody(number), `body:${number}`);
  return [make("h3", {}, word("mostToDo")), make("ul", { class: "items bars" }, ...rows.map(row)),
    press("more", () => goTo("who", ""), `${word("allBodies")} (${numberWords(answers.bodies.length)})`)];
}

function projectPart() {
  if (answers.projects.length === 0) return [];
  const heads = [columnName("project"), word("saidOfIt"), word("task")];
  const { table, body } = tableOf(heads);
  table.classList.add("works");
  grow(body, answers.projects.map((number) => () => projectRow(heads, number)), PROJECTS_AT_FIRST);
  return [make("h3", {}, `${word("projects")} (${numberWords(answers.projects.length)})`), table];
}

function projectRow(heads, number) {
  const thing = things[number];
  const measures = statementsOf(thing).filter((one) => one.cls === "Measure");
  const open = make("button", { type: "button", class: "row-quote", "data-row": String(number), onclick: () => openRow(number) }, symbol(thing.cls), " ", nameElement(thing));
  const { roadNumber, status } = thing.facts;
  const facts = [roadNumber && `${pick(words.facts.roadNumber)} ${roadNumber}`, status && valueName(status)].filter(Boolean);
  const more = measures.length > 1 ? make("span", { class: "also" }, ` +${measures.length - 1}`) : "";
  return rowOf(heads, [open, [...inWords(thing), facts.join("; ")], measures.length ? [quoteButton(measures[0].number, null, 160), more] : ""]);
}

// What others say, counted by the latest verdict on each commitment, apart from what the documents say.
function othersPart() {
  if (!others) return [];
  const gone = others.said.filter(([number]) => number < 0).length;
  const row = ([verdict, count]) => make("li", {}, pressFor(`others:${verdict}`, "finding", `${said("verdicts", verdict)}: ${numberWords(count)}`));
  return [make("section", { class: "others" }, make("h3", {}, word("othersSay")), make("p", { class: "also" }, word("othersNote")),
    make("ul", { class: "findings" }, ...others.counts.map(row)), gone ? make("p", { class: "also" }, `${word("othersGone")}: ${numberWords(gone)}`) : "")];
}

// What the text held that gave nothing, by reason, over all documents; a number opens the passages where they are known.
function silentPart() {
  const reasons = new Map();
  for (const card of answers.cards) {
    for (const [reason, passages] of card.silent || []) reasons.set(reason, (reasons.get(reason) || 0) + passages);
  }
  if (reasons.size === 0) return [];
  const share = answers.cards.reduce((sum, card) => sum + (card.share || 0), 0) / answers.cards.length;
  const row = ([reason, count]) => {
    const told = `${said("reasons", reason)}: ${numberWords(count)} ${word("passages")}`;
    return make("li", {}, silentPlaces(reason).length ? pressFor(`silent:${reason}`, "finding", told) : told);
  };
  const rows = [...reasons].sort(([, one], [, other]) => other - one).map(row);
  const covered = make("p", {}, fill(word("covered"), { share: shareWords(share) }));
  return [make("details", { class: "fold" }, make("summary", {}, word("silent")), covered, make("ul", {}, ...rows)), cantKnow("audit")];
}

function passageWords([doc, start, end]) {
  return documents[doc].text === null ? "" : cut(doc, start, end).replace(/\s+/g, " ").trim();
}

function passagePlace([doc, start]) {
  const [section, page] = [sectionAt(doc, start), pageAt(doc, start)];
  return [section && shorten(section.label, 60), page !== null && `${word("page")} ${page}`].filter(Boolean).join(" · ");
}

function silentTable(places) {
  const many = documents.length > 1;
  const heads = [word("passage"), columnName("section"), ...(many ? [word("document")] : [])];
  const { table, body } = tableOf(heads);
  table.classList.add("passages");
  const cells = (place) => [make("button", { type: "button", class: "row-quote", "data-row": place.join("-"), onclick: () => openPlace(place) },
    make("q", { dir: "auto" }, shorten(passageWords(place), 260))), passagePlace(place), ...(many ? [shorten(things[documents[place[0]].node].label, 60)] : [])];
  grow(body, places.map((place) => () => rowOf(heads, cells(place))), 40);
  return table;
}

function silentCsv(places) {
  return [[word("passage"), columnName("section"), word("document"), word("firstCharacter"), word("lastCharacter")],
    ...places.map((place) => [passageWords(place), passagePlace(place), things[documents[place[0]].node].label, place[1], place[2]])];
}

function overviewCsv() {
  const list = listed && listOf(listed);
  if (list?.places) return silentCsv(list.places);
  return tasksCsv(list ? list.numbers.slice().sort(byDue) : allTasks());
}

// A button that opens a list of the overview by its key.
function pressFor(key, cls, ...children) {
  return make("button", { type: "button", class: cls, "data-list": key, onclick: () => openList(key) }, ...children);
}

addView("overview", { fill: fillOverview, take: (key) => { listed = key; }, give: () => listed, csv: overviewCsv });
