// Keep the chosen language, Vietnamese at first, and name things in it; `also` is the other language's subtitle.
const words = await readData("words");
let language = "vi";

function pick(names) {
  return names ? names[language] || names.vi || names.en : "";
}

function word(key) {
  return pick(words.ui[key]);
}

function className(cls) {
  return pick(looks[cls]);
}

function alsoClassName(cls) {
  return looks[cls][language === "vi" ? "en" : "vi"];
}

function nameOf(thing) {
  return language === "en" && thing.facts.en ? thing.facts.en : thing.label;
}

function valueName(value) {
  const [kind, number] = value.split(":");
  if (!Object.hasOwn(words.values, kind)) return value;
  return number ? `${pick(words.values[kind])} ${number}` : pick(words.values[kind]);
}

function linkName(predicate, outward) {
  const names = words.links[predicate];
  if (!names) return predicate;
  return pick(outward ? names : names.back);
}

function applyLanguage() {
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
