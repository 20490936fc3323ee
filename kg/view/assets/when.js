// When: what is due, by year, as histogram and list; stated, inherited and recurring told apart; a day may be asked about.
const whenView = document.getElementById("view-when");
let when = { from: "", until: "", off: new Set(), state: "" };
let dated = null;

// Everything with a time: { number, due, again, at, basis }, due first.
function whenEntries() {
  if (dated) return dated;
  const entries = [];
  for (const number of [...answers.tasks.numbers, ...answers.aims.numbers]) {
    const due = dueOf(number);
    if (due) entries.push({ number, due, again: againOf(number), at: null, basis: due.inherited ? "inherited" : "stated" });
  }
  for (const [number, row, ...at] of answers.works) {
    entries.push({ number, due: { ...dueAt(row), inherited: false }, again: [], at, basis: "stated" });
  }
  const order = (one, other) => one.localeCompare(other);
  entries.sort((one, other) => order(one.due.last, other.due.last) || order(one.due.first, other.due.first) || one.number - other.number);
  for (const row of Object.keys(answers.tasks.again)) {
    const number = answers.tasks.numbers[Number(row)];
    entries.push({ number, due: null, again: againOf(number), at: null, basis: "recurring" });
  }
  dated = entries;
  return entries;
}

function entryYear(entry) {
  return entry.due ? entry.due.last.slice(0, 4) : "";
}

// The first day from a day on by which it is due again, null where the text says none (as kg.analyse.answers.times has it).
function nextDay([period, day], from) {
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

function entryState(entry) {
  if (entry.due) return stateOn(entry.due, entry.at ? entry.at[0] : things[entry.number].flat[0]);
  const next = today && entry.again.map((one) => nextDay(one, today)).filter(Boolean).sort()[0];
  return next ? stateOn({ last: next }) : "";
}

function fitsTimes(entry, { years = true } = {}) {
  const year = entryYear(entry);
  if (when.off.has(entry.basis)) return false;
  if (when.state && entryState(entry) !== when.state) return false;
  if (!years || (!when.from && !when.until)) return true;
  return year !== "" && (!when.from || year >= when.from) && (!when.until || year <= when.until);
}

function setWhen(change) {
  Object.assign(when, change);
  if (when.from && when.until && when.from > when.until) [when.from, when.until] = [when.until, when.from];
  fillWhen();
  nameView();
  announce(`${whenEntries().filter((entry) => fitsTimes(entry)).length} ${word("rows")}`);
}

function yearChoice(key, years) {
  const rows = [["", word(key === "from" ? "fromStart" : "toEnd")], ...years.map((year) => [year, year])];
  return chooser(`when-${key}`, rows, when[key], (value) => setWhen({ [key]: value }));
}

function dayChoice() {
  const day = make("input", { type: "date", id: "when-today" });
  day.value = today;
  day.addEventListener("change", () => {
    today = day.value;
    setWhen({ state: "" });
  });
  return day;
}

function basisBox(basis, count) {
  const tick = make("input", { type: "checkbox", id: `when-${basis}` });
  tick.checked = !when.off.has(basis);
  tick.addEventListener("change", () => {
    if (tick.checked) when.off.delete(basis);
    else when.off.add(basis);
    setWhen({});
  });
  return make("label", { class: "tick" }, tick, badge(basis, said("bases", basis)), make("span", { class: "count" }, numberWords(count)));
}

function fillWhen() {
  const focused = document.activeElement?.id;
  const entries = whenEntries();
  const years = [...new Set(entries.map(entryYear).filter(Boolean))];
  const bases = ["stated", "inherited", "recurring"].map((basis) => basisBox(basis, entries.filter((entry) => entry.basis === basis).length));
  const controls = [field(word("dueFrom"), yearChoice("from", years)), field(word("dueUntil"), yearChoice("until", years)), field(word("todayIs"), dayChoice())];
  const shown_ = entries.filter((entry) => fitsTimes(entry));
  whenView.replaceChildren(make("div", { class: "controls" }, ...controls, make("div", { class: "ticks" }, ...bases)), ...histogram(entries, years),
    ...stateParts(entries), make("p", { class: "also", id: "when-count" }, `${numberWords(shown_.length)} ${word("rows")}`), ...whenTables(shown_), ...undatedPart());
  if (focused && focused.startsWith("when-")) document.getElementById(focused)?.focus();
}

// How many are past and how many near on the day that was asked about; each opens its list.
function stateParts(entries) {
  if (!today) return [];
  const shown_ = entries.filter((entry) => !when.off.has(entry.basis));
  const chip_ = (state_, count) => {
    const chosen = when.state === state_;
    const open = () => setWhen({ state: chosen ? "" : state_ });
    return make("button", { type: "button", class: `chip b-${state_}`, id: `when-${state_}`, "aria-pressed": String(chosen), onclick: open },
      `${said("states", state_)}: ${numberWords(count)}`);
  };
  const counted = ["overdue", "soon", "earlier"].map((state_) => [state_, shown_.filter((entry) => entryState(entry) === state_).length]);
  return [make("p", { class: "chips" }, ...counted.filter(([state_, count]) => count > 0 || state_ !== "earlier").map((one) => chip_(...one)))];
}

function whenTables(entries) {
  const groups = new Map();
  for (const entry of entries) groups.set(entryYear(entry), [...(groups.get(entryYear(entry)) || []), entry]);
  return [...groups].map(([year, members]) => taskTable(members, { caption: `${year || said("bases", "recurring")} (${numberWords(members.length)})` }));
}

function undatedNumbers() {
  return [...tasksWhere(GAP_TESTS.time), ...answers.aims.numbers.filter((number) => !dueOf(number))];
}

function undatedPart() {
  const numbers = undatedNumbers();
  if (numbers.length === 0) return [];
  return [make("p", {}, press("finding", () => goTo("overview", "undated:"), `${word("undated")}: ${numberWords(numbers.length)}`)), cantKnow("timeline")];
}

// "2025-2026@2026-06-30": years, and the day that is asked about.
function takeWhen(settings) {
  const found = /^(\d{4})?(?:(-)(\d{4})?)?(?:@(\d{4}-\d{2}-\d{2}))?$/.exec(settings);
  if (!found) return;
  when = { ...when, from: found[1] || "", until: found[2] ? found[3] || "" : found[1] || "", state: "" };
  today = found[4] || "";
}

function giveWhen() {
  const years = when.from || when.until ? (when.from === when.until ? when.from : `${when.from}-${when.until}`) : "";
  return `${years}${today ? `@${today}` : ""}`;
}

function whenCsv() {
  return tasksCsv(whenEntries().filter((entry) => fitsTimes(entry)).map((entry) => entry.number));
}
