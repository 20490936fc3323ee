// The answers as the page was given them (kg/view/answers.py): measures with what they have and lack, due times, bodies.
const answers = packed.answers || { flags: [], levels: [], sectors: [], tasks: { numbers: [], flags: [], sector: [], due: [], again: {} },
  aims: { numbers: [], due: [], inherited: [] }, works: [], bodies: [], projects: [], cards: [], dues: [], recurrences: [] };
const DOERS = ["lead", "implement", "coordinate", "supervise", "advise", "approve", "report"];
const OWNERS = ["lead", "implement", "supervise", "advise"];
const FLAG = Object.fromEntries(answers.flags.map((name, bit) => [name, 1 << bit]));
const taskRow = new Map(answers.tasks.numbers.map((number, row) => [number, row]));
const aimRow = new Map(answers.aims.numbers.map((number, row) => [number, row]));
const levelOf = new Map(answers.bodies.map(([number, level]) => [number, answers.levels[level]]));

function said(group, key) {
  const names = words.answers[group][key];
  return names ? pick(names) : key;
}

// A number as the language writes it: 1.234 and 79,4 %.
function numberWords(number) {
  return number.toLocaleString(language === "vi" ? "vi-VN" : "en-GB");
}

function shareWords(share) {
  const percent = (share * 100).toFixed(1);
  return language === "vi" ? `${percent.replace(".", ",")}%` : `${percent}%`;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole_, name) => (name in values ? values[name] : whole_));
}

function findingWords(key, number, total) {
  const names = words.answers.findings[key];
  const text = language === "en" && number === 1 && names.one ? names.one : pick(names);
  return fill(text, { number: numberWords(number), total: numberWords(total), share: shareWords(total ? number / total : 0) });
}

function allTasks() {
  return answers.tasks.numbers;
}

// The measures that a test on their flags holds for.
function tasksWhere(test) {
  return answers.tasks.numbers.filter((_, row) => test(answers.tasks.flags[row]));
}

const GAP_TESTS = {
  owner: (flags) => !(flags & FLAG.owner),
  time: (flags) => !(flags & (FLAG.due | FLAG.recurring)),
  target: (flags) => !(flags & FLAG.target),
  all: (flags) => Boolean(flags & FLAG.none),
};

// The row of `sectors` of the whole field that a sector is part of.
function fieldOf(row) {
  let at = row;
  while (answers.sectors[at][3] >= 0) at = answers.sectors[at][3];
  return at;
}

function sectorWords(row) {
  const [code, node, names] = answers.sectors[row];
  if (node >= 0) return nameOf(things[node]);
  return code === "" ? word("noSector") : pick(names) || code;
}

// A due time of a measure or target as { written, first, last, precision, inherited }, null where there is none.
function dueOf(number) {
  const task = taskRow.get(number);
  const aim = aimRow.get(number);
  const at = task !== undefined ? answers.tasks.due[task] : aim !== undefined ? answers.aims.due[aim] : -1;
  if (at < 0) return null;
  const inherited = task !== undefined ? Boolean(answers.tasks.flags[task] & FLAG.due_inherited) : Boolean(answers.aims.inherited[aim]);
  return { ...dueAt(at), inherited };
}

function dueAt(row) {
  const [written, first, last, precision] = answers.dues[row];
  return { written, first, last, precision };
}

function againOf(number) {
  return (answers.tasks.again[taskRow.get(number)] || []).map((row) => answers.recurrences[row]);
}

function dutiesOf(number) {
  return things[number].links.filter((link) => link.predicate === "responsibility" && link.tail === number);
}

// What a body has to do, due first, and apart what is done for it: [{ number, roles: [{ role, inherited }] }].
function sheetOf(body) {
  const groups = { duties: new Map(), benefits: new Map() };
  for (const link of things[body].links) {
    if (link.predicate !== "responsibility" || link.head !== body) continue;
    const group = link.role === "beneficiary" ? groups.benefits : groups.duties;
    if (!group.has(link.tail)) group.set(link.tail, []);
    group.get(link.tail).push({ role: link.role, inherited: Boolean(link.inherited) });
  }
  const toList = (group) => [...group].map(([number, roles]) => ({ number, roles })).sort((one, other) => byDue(one.number, other.number));
  return { duties: toList(groups.duties), benefits: toList(groups.benefits) };
}

// What has a due time first and by it, then what comes back, then the rest in the order of the texts.
function byDue(one, other) {
  const rank = (number) => dueOf(number)?.last ?? (againOf(number).length ? "9998" : "9999");
  return rank(one).localeCompare(rank(other)) || one - other;
}

const SOON_DAYS = 90;
let today = ""; // the day that is asked about, as 2026-06-30

function addDays(day, count) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

// `overdue`, `soon`, `later` or, where it was over when the document was issued, `earlier` on a day; empty without one
// (as kg.analyse.answers.times has it).
function stateOn(due, doc) {
  if (!today || !due) return "";
  const issued = doc === undefined ? "" : things[documents[doc].node].facts.issued;
  if (issued && due.last < issued) return "earlier";
  if (due.last < today) return "overdue";
  return due.last <= addDays(today, SOON_DAYS) ? "soon" : "later";
}
