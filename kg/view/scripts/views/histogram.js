// How much is due in which year, stated and inherited in one bar each; a click chooses a year, dragging or Shift several.
// Where one year is chosen, its months stand below, and below a month its days: what states neither has a bar of its own.
import { timeWords, word } from "../base/language.js";
import { make, press } from "../base/symbols.js";
import { numberWords, said } from "../model/answers.js";
import { entryPart, entryYear, fitsTimes, setWhen, when } from "../model/times.js";

const [TALLEST, LOW] = [96, 44]; // pixels: the bars of years, those of months and days
let brushFrom = null;

export function histogram(entries, years) {
  if (years.length === 0) return [];
  const counted = countBy(entries.filter((entry) => entry.due && fitsTimes(entry, { years: false })), entryYear);
  const most = Math.max(1, ...years.map((year) => total(counted.get(year))));
  const bars = years.map((year) => histogramBar(year, counted.get(year), most));
  const [only] = when.from && when.from === when.until ? [when.from] : years.length === 1 ? years : [];
  const clear_ = when.from || when.until ? [press("more", () => setWhen({ from: "", until: "" }), word("allYears"))] : [];
  const all = make("div", { class: "histogram", role: "group", "aria-label": word("histogram") }, ...bars);
  return [...(years.length > 1 ? [all] : []), ...(only ? parts(entries, only) : []), ...clear_];
}

function countBy(entries, keyOf) {
  const counted = new Map();
  for (const entry of entries) {
    const key = keyOf(entry);
    const at = counted.get(key) || { stated: 0, inherited: 0 };
    at[entry.basis] += 1;
    counted.set(key, at);
  }
  return counted;
}

function total(count) {
  return count ? count.stated + count.inherited : 0;
}

function column(count, most, tallest = TALLEST) {
  const stack = make("span", { class: "stack", "aria-hidden": "true" });
  for (const basis of ["inherited", "stated"]) {
    const part = make("span", { class: `h-${basis}` });
    part.style.height = `${(tallest * (count ? count[basis] : 0)) / most}px`;
    stack.append(part);
  }
  return stack;
}

function barLabel(name, count) {
  const { stated, inherited } = count || { stated: 0, inherited: 0 };
  return `${name}: ${stated} ${said("bases", "stated")}, ${inherited} ${said("bases", "inherited")}`;
}

function histogramBar(year, count, most) {
  const inside = (when.from || when.until) && (!when.from || year >= when.from) && (!when.until || year <= when.until);
  const label = barLabel(year, count);
  const bar = make("button", { type: "button", class: "hbar", id: `when-year-${year}`, "aria-pressed": String(Boolean(inside)), "aria-label": label, title: label },
    make("span", { class: "hcount" }, numberWords(total(count))), column(count, most), make("span", { class: "hname" }, year));
  bar.addEventListener("pointerdown", () => { brushFrom = year; });
  bar.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch" && brushFrom !== null && brushFrom !== year) setWhen({ from: brushFrom, until: year });
    brushFrom = null;
  });
  bar.addEventListener("click", (event) => {
    if (event.shiftKey && when.from) setWhen({ until: year });
    else setWhen(when.from === year && when.until === year ? { from: "", until: "" } : { from: year, until: year });
  });
  return bar;
}

// The months of a year, and the days of the month that is chosen.
function parts(entries, year) {
  const inYear = entries.filter((entry) => entry.due && entryYear(entry) === year && fitsTimes(entry, { years: false }));
  const twelve = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));
  const byMonth = countBy(inYear, (entry) => entryPart(entry).slice(0, 2));
  const rows = [partBars(year, byMonth, [...twelve, ...(byMonth.has("00") ? ["00"] : [])], word("noMonth"))];
  const month = when.part.slice(0, 2);
  if (month && month !== "00") {
    const byDay = countBy(inYear.filter((entry) => entryPart(entry).startsWith(month)), entryPart);
    rows.push(partBars(year, byDay, [...byDay.keys()].sort((one, other) => one.endsWith("00") - other.endsWith("00") || one.localeCompare(other)), word("noDay")));
  }
  return rows;
}

// Bars of months ("06") or of days ("06-30"); one that holds something chooses it, and again the whole.
function partBars(year, counted, keys, none) {
  const most = Math.max(1, ...keys.map((key) => total(counted.get(key))));
  const bars = keys.map((key) => {
    const short = key.endsWith("00") ? none : key.split("-").reverse().map(Number).join("/");
    const inside = [make("span", { class: "hcount" }, String(total(counted.get(key)) || "")), column(counted.get(key), most, LOW), make("span", { class: "hname" }, short)];
    if (!counted.has(key)) return make("span", { class: "hbar", "aria-hidden": "true" }, ...inside);
    const label = barLabel(key.endsWith("00") ? `${short} (${timeWords([year, ...key.split("-").slice(0, -1)].join("-"))})` : timeWords(`${year}-${key}`), counted.get(key));
    const chosen = when.part.startsWith(key);
    const open = () => setWhen({ from: year, until: year, part: when.part === key ? key.slice(0, -3) : key });
    return make("button", { type: "button", class: "hbar", id: `when-part-${key}`, "aria-pressed": String(chosen), "aria-label": label, title: label, onclick: open }, ...inside);
  });
  const days = keys.some((key) => key.length > 2);
  return make("div", { class: `histogram ${days ? "days" : "months"}`, role: "group", "aria-label": word(days ? "histogramDays" : "histogramMonths") }, ...bars);
}
