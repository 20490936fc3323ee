// How much is due in which year, stated and inherited in one bar each; a click chooses a year, dragging or Shift several.
// Where one year is chosen, its months stand below.
import { word } from "../base/language.js";
import { make, press } from "../base/symbols.js";
import { numberWords, said } from "../model/answers.js";
import { entryYear, fitsTimes, setWhen, when } from "../model/times.js";

const TALLEST = 96; // pixels
let brushFrom = null;

export function histogram(entries, years) {
  if (years.length < 2) return [];
  const counted = countBy(entries.filter((entry) => entry.due && fitsTimes(entry, { years: false })), entryYear);
  const most = Math.max(1, ...years.map((year) => total(counted.get(year))));
  const bars = years.map((year) => histogramBar(year, counted.get(year), most));
  const [only] = when.from && when.from === when.until ? [when.from] : [];
  const clear_ = when.from || when.until ? [press("more", () => setWhen({ from: "", until: "" }), word("allYears"))] : [];
  return [make("div", { class: "histogram", role: "group", "aria-label": word("histogram") }, ...bars), ...(only ? months(entries, only) : []), ...clear_];
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

function column(count, most) {
  const stack = make("span", { class: "stack", "aria-hidden": "true" });
  for (const basis of ["inherited", "stated"]) {
    const part = make("span", { class: `h-${basis}` });
    part.style.height = `${(TALLEST * (count ? count[basis] : 0)) / most}px`;
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

function months(entries, year) {
  const inYear = entries.filter((entry) => entry.due && entryYear(entry) === year && fitsTimes(entry));
  const monthOf = (entry) => (["day", "month"].includes(entry.due.precision) ? entry.due.last.slice(5, 7) : "");
  const counted = countBy(inYear, monthOf);
  const keys = [...Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0")), ""].filter((key) => key !== "" || counted.has(""));
  const most = Math.max(1, ...keys.map((key) => total(counted.get(key))));
  const name = (key) => (key ? `${Number(key)}/${year}` : word("noMonth"));
  const words_ = keys.filter((key) => counted.has(key)).map((key) => barLabel(name(key), counted.get(key))).join("; ");
  const bars = keys.map((key) => make("span", { class: "hbar" }, make("span", { class: "hcount" }, String(total(counted.get(key)) || "")),
    column(counted.get(key), most), make("span", { class: "hname" }, key ? String(Number(key)) : word("noMonth"))));
  return [make("div", { class: "histogram months", role: "img", "aria-label": words_ }, ...bars)];
}
