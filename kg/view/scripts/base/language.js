// Keep the chosen language, Vietnamese at first, and name things in it; `also` is the other language's subtitle.
import { looks } from "./catalogue.js";
import { readData } from "./data.js";

export const words = await readData("words");
export let language = "vi";

export function pick(names) {
  return names ? names[language] || names.vi || names.en : "";
}

export function word(key) {
  return pick(words.ui[key]);
}

export function className(cls) {
  return pick(looks[cls]);
}

export function alsoClassName(cls) {
  return looks[cls][language === "vi" ? "en" : "vi"];
}

export function nameOf(thing) {
  return language === "en" && thing.facts.en ? thing.facts.en : thing.label;
}

export function valueName(value) {
  const [kind, number] = value.split(":");
  if (!Object.hasOwn(words.values, kind)) return value;
  return number ? `${pick(words.values[kind])} ${number}` : pick(words.values[kind]);
}

export function linkName(predicate, outward) {
  const names = words.links[predicate];
  if (!names) return predicate;
  return pick(outward ? names : names.back);
}

export function applyLanguage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = word(element.dataset.label);
    if (element.dataset.key) element.title += ` (${element.dataset.key})`;
  }
  for (const element of document.querySelectorAll("[data-repair]")) {
    element.title = word(`repair-${element.dataset.repair}`);
    if (element.dataset.note) element.dataset.note = word(`note-${element.dataset.repair}`);
  }
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = word(element.dataset.hint);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}

export function columnName(column) {
  return words.columns[column] ? pick(words.columns[column]) : column;
}

// A time in words: "2020/2025" is "2020 – 2025", "2025-06-30" is "30/6/2025".
export function timeWords(value) {
  return String(value).split("/").map((part) => {
    const [year, month, day] = part.split("-").map(Number);
    return [day, month, year].filter(Boolean).join("/");
  }).join(" – ");
}

export function setLanguageTo(chosen) {
  language = chosen;
}
