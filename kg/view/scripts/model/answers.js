// The answers as the page was given them (kg/view/answers.py): measures with what they have and lack, due times, bodies.
import { documentOf, documents, packed, things } from "../base/catalogue.js";
import { language, nameOf, pick, word, words } from "../base/language.js";

export const answers = packed.answers || { flags: [], levels: [], sectors: [], tasks: { numbers: [], flags: [], sector: [], due: [], again: {} },
  aims: { numbers: [], due: [], inherited: [] }, works: [], bodies: [], projects: [], cards: [], dues: [], recurrences: [] };
export const DOERS = ["lead", "implement", "coordinate", "supervise", "advise", "approve", "report"];
const OWNERS = ["lead", "implement", "supervise", "advise"];
export const FLAG = Object.fromEntries(answers.flags.map((name, bit) => [name, 1 << bit]));
export const taskRow = new Map(answers.tasks.numbers.map((number, row) => [number, row]));
const aimRow = new Map(answers.aims.numbers.map((number, row) => [number, row]));
export const levelOf = new Map(answers.bodies.map(([number, level]) => [number, answers.levels[level]]));

export function said(group, key) {
  const names = words.answers[group][key];
  return names ? pick(names) : key;
}

// A number as the language writes it: 1.234 and 79,4 %.
export function numberWords(number) {
  return number.toLocaleString(language === "vi" ? "vi-VN" : "en-GB");
}

export function shareWords(share) {
  const percent = (share * 100).toFixed(1);
  return language === "vi" ? `${percent.replace(".", ",")}%` : `${percent}%`;
}

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole_, name) => (name in values ? values[name] : whole_));
}

export function findingWords(key, number, total) {
  const names = words.answers.findings[key];
  const text = language === "en" && number === 1 && names.one ? names.one : pick(names);
  return fill(text, { number: numberWords(number), total: numberWords(total), share: shareWords(total ? number / total : 0) });
}

export function allTasks() {
  return answers.tasks.numbers;
}

// The measures that a test on their flags holds for.
export function tasksWhere(test) {
  return answers.tasks.numbers.filter((_, row) => test(answers.tasks.flags[row]));
}

export const GAP_TESTS = {
  owner: (flags) => !(flags & FLAG.owner),
  time: (flags) => !(flags & (FLAG.due | FLAG.recurring)),
  target: (flags) => !(flags & FLAG.target),
  all: (flags) => Boolean(flags & FLAG.none),
};

// The row of `sectors` of the whole field that a sector is part of.
export function fieldOf(row) {
  let at = row;
  while (answers.sectors[at][3] >= 0) at = answers.sectors[at][3];
  return at;
}

export function sectorWords(row) {
  const [code, node, names] = answers.sectors[row];
  if (node >= 0) return nameOf(things[node]);
  return code === "" ? word("noSector") : pick(names) || code;
}

// A due time of a measure or target as { written, first, last, precision, inherited }, null where there is none.
export function dueOf(number) {
  const task = taskRow.get(number);
  const aim = aimRow.get(number);
  const at = task !== undefined ? answers.tasks.due[task] : aim !== undefined ? answers.aims.due[aim] : -1;
  if (at < 0) return null;
  const inherited = task !== undefined ? Boolean(answers.tasks.flags[task] & FLAG.due_inherited) : Boolean(answers.aims.inherited[aim]);
  return { ...dueAt(at), inherited };
}

export function dueAt(row) {
  const [written, first, last, precision] = answers.dues[row];
  return { written, first, last, precision };
}

export function againOf(number) {
  return (answers.tasks.again[taskRow.get(number)] || []).map((row) => answers.recurrences[row]);
}

export function dutiesOf(number) {
  return things[number].links.filter((link) => link.predicate === "responsibility" && link.tail === number);
}

// What a body has to do, due first, and apart what is done for it: [{ number, roles: [{ role, inherited }] }].
export function sheetOf(body) {
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
export function byDue(one, other) {
  const rank = (number) => dueOf(number)?.last ?? (againOf(number).length ? "9998" : "9999");
  return rank(one).localeCompare(rank(other)) || one - other;
}

const SOON_DAYS = 90;
export let today = ""; // the day that is asked about, as 2026-06-30

function addDays(day, count) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

// `overdue`, `soon`, `later` or, where it was over when the document was issued, `earlier` on a day; empty without one
// (as kg.analyse.answers.times has it).
export function stateOn(due, doc) {
  if (!today || !due) return "";
  const issued = doc === undefined ? "" : things[documents[doc].node].facts.issued;
  if (issued && due.last < issued) return "earlier";
  if (due.last < today) return "overdue";
  return due.last <= addDays(today, SOON_DAYS) ? "soon" : "later";
}

// The first day from a day on by which it is due again, null where the text says none (as kg.analyse.answers.times has it).
export function nextDay([period, day], from) {
  const found = /^--(?:(\d{2})|-)-?(\d{2})$/.exec(day);
  const [, count, unit] = /^P(\d+)([YMD])$/.exec(period) || [];
  const span = Number(count) * (unit === "Y" ? 12 : 1);
  if (!found || unit === "D" || !span || span > 12 || 12 % span) return null;
  const [year, month] = from.split("-").map(Number);
  for (let ahead = 0; ahead < 25; ahead += 1) {
    const at = year * 12 + month - 1 + ahead;
    const index = at % 12;
    if ((found[1] && index + 1 !== Number(found[1])) || (!found[1] && (index + 1) % span)) continue;
    const last = new Date(Date.UTC(Math.floor(at / 12), index + 1, 0)).getUTCDate();
    const next = `${String(Math.floor(at / 12)).padStart(4, "0")}-${String(index + 1).padStart(2, "0")}-${String(Math.min(Number(found[2]), last)).padStart(2, "0")}`;
    if (next >= from) return next;
  }
  return null;
}

export function undatedNumbers() {
  return [...tasksWhere(GAP_TESTS.time), ...answers.aims.numbers.filter((number) => !dueOf(number))];
}

export function yearOf(number) {
  return dueOf(number)?.last.slice(0, 4) ?? "";
}

export function setToday(day) {
  today = day;
}

// The passages that gave nothing, of one reason or of all: [document, start, end].
export function silentPlaces(reason = "") {
  return answers.cards.flatMap((card) => (card.silent || []).filter(([one]) => !reason || one === reason).flatMap(([, , , flat = []]) => {
    const doc = documentOf.get(card.node);
    return Array.from({ length: flat.length / 2 }, (_, at) => [doc, flat[2 * at], flat[2 * at + 1]]);
  }));
}
