// The page of a reviewer: a list of what there is to decide on, one of them beside its sentence, decisions by keys.
import { choosing, chooseKey, chooseSelection, chosenWords, drawChosen, startChoosing, stopChoosing } from "./choose.js";

const words = JSON.parse(document.getElementById("words").textContent);
const ui = words.ui;
const token = document.querySelector("meta[name=kg-token]").content;
const filters = document.getElementById("filters");
const rows = document.getElementById("rows");
const card = document.getElementById("card");
const told = document.getElementById("told");
let list = [];
let total = 0;
let decided = 0;
let shown = null;
let busy = false;
let body = null; // the words chosen for another body of a role, with the role as the form had it

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((one) => one !== null));
  return node;
}

const say = (kind, name) => words[kind]?.[name] ?? name;
const sayValue = (name, value) =>
  Array.isArray(value) ? value.map((one) => say("sectors", one)).join(", ") : ["quote", "title", "label"].includes(name) ? value : say("values", value);
const sayState = (name, value) => (name === "object" && shown?.states.predicate !== "status" ? value : sayValue(name, value));

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", "x-kg-token": token } };
  let response;
  try { response = await fetch(path, options); } catch (error) { throw new Error(`${ui.failed}: ${error.message}`); }
  const answer = await response.json().catch(() => ({ error: response.statusText }));
  if (!response.ok) throw new Error([answer.error, answer.remedy && `(${answer.remedy})`].filter(Boolean).join(" "));
  return answer;
}

function tell(text, wrong = false) {
  told.textContent = text;
  told.className = wrong ? "wrong" : "";
  clearTimeout(tell.timer);
  if (!wrong) tell.timer = setTimeout(() => { told.textContent = ""; }, 2500);
}

async function guarded(work) {
  if (busy) return;
  busy = true;
  try { await work(); } catch (error) { tell(error.message, true); } finally { busy = false; }
}

function query(from) {
  const asked = new URLSearchParams(new FormData(filters));
  asked.set("from", from);
  return `/api/items?${asked}`;
}

async function load(from = 0, keep = "") {
  const answer = await ask(query(from));
  list = from ? [...list, ...answer.rows] : answer.rows;
  total = answer.total;
  decided = answer.decided;
  const rule = filters.elements.rule;
  const before = rule.value;
  rule.replaceChildren(make("option", { value: "" }, ui.allRules), ...answer.rules.map(([name, count]) => make("option", { value: name, selected: name === before }, `${name} (${count})`)));
  draw();
  if (from) return;
  const at = Math.max(0, list.findIndex((one) => one.key === keep));
  if (list.length) await show(at);
  else { shown = null; card.replaceChildren(make("p", {}, ui.none)); }
}

function draw() {
  document.getElementById("progress").textContent = ui.progress.replace("{decided}", decided).replace("{total}", total);
  rows.replaceChildren(...list.map((one, at) => {
    const sure = one.confidence === null ? "" : one.confidence.toFixed(2);
    const badge = one.mine ? make("span", { class: `badge ${one.mine}` }, say("verdicts", one.mine)) : null;
    const head = make("span", { class: "kind" }, make("span", {}, say("facts", one.fact), " ", sure), badge);
    const button = make("button", { type: "button", "data-key": one.key, onclick: () => guarded(() => show(at)) }, head, make("span", { class: "quote" }, one.quote));
    if (shown?.key === one.key) button.setAttribute("aria-current", "true");
    return make("li", {}, button);
  }));
  document.getElementById("more").hidden = list.length >= total;
}

const path = (one) => `/api/items/${encodeURIComponent(one.document)}/${one.key}`;
const place = () => list.findIndex((one) => one.key === shown?.key);

async function show(at) {
  stopChoosing();
  body = null;
  shown = await ask(path(list[at]));
  draw();
  rows.children[at]?.scrollIntoView({ block: "nearest" });
  drawCard();
}

function drawCard(mending = false) {
  const one = shown;
  const sure = one.confidence === null ? ui.notCounted : one.confidence.toFixed(3);
  const where = one.page ? `${ui.page} ${one.page.label || one.page.number}, ` : "";
  const pressed = (verdict) => (one.mine === verdict ? "true" : "false");
  const button = (name, key, work, press) => make("button", { type: "button", class: name, "data-do": name, "aria-pressed": press ?? false, onclick: () => guarded(work) }, ui[name], make("kbd", { "aria-hidden": "true" }, key));
  const action = ["document", "sectors", "due"].includes(one.fact) ? [] : [button("reject", "r", () => decide("reject"), pressed("reject"))];
  const mend = one.fields.length ? [button("correct", "c", () => drawCard(true), pressed("correct"))] : [];
  const pieces = [
    make("h2", {}, say("facts", one.fact)),
    make("p", { class: "soft" }, one.title),
    make("p", {}, say("questions", one.fact)),
    one.fact === "passage" ? make("p", { class: "soft" }, ui.passageHelp) : null,
    drawStates(one),
    one.lost ? make("p", { class: "wrong" }, ui.lost) : null,
    drawContext(one),
    make("p", { class: "soft" }, `${where}${ui.where} ${one.start}–${one.end} · ${ui.confidence}: ${sure}${one.rule ? ` · ${one.rule}` : ""}`),
    drawAlso(one),
    drawWithin(one),
    make("div", { class: "actions" },
      ...(one.fact === "due" ? [] : [button("accept", "a", () => decide("accept"), pressed("accept"))]), ...action, ...mend,
      button("add", "t", () => choose("add")), button("undo", "u", undo), button("previous", "k", () => step(-1)), button("next", "j", () => step(1))),
    drawChoosing(one),
    mending ? drawMend(one) : null,
    make("label", { class: "soft" }, ui.note, make("input", { class: "note", id: "note", maxlength: "500", value: one.note })),
    drawDecisions(one),
    drawPage(one),
  ];
  card.replaceChildren(...pieces.filter((piece) => piece !== null));
  if (mending) card.querySelector("#mend input, #mend select, #mend textarea")?.focus();
  else card.querySelector(choosing() ? ".context .pick" : ".context mark")?.scrollIntoView({ block: "nearest" });
  if (choosing()) card.querySelector(".context").focus({ preventScroll: true });
}

function drawStates(one) {
  const table = make("table", { class: "states" });
  for (const [name, value] of Object.entries(one.states)) {
    if ((one.fact === "measure" && name === "sectors") || name === "id") continue;
    const change = one.change[name];
    const after = change === undefined ? [] : [" → ", make("b", {}, sayState(name, change) || "–")];
    table.append(make("tr", {}, make("th", { scope: "row" }, say("fields", name)), make("td", {}, sayState(name, value), ...after)));
  }
  for (const [name, value] of Object.entries(one.change)) {
    if (name in one.states) continue;
    table.append(make("tr", {}, make("th", { scope: "row" }, say("fields", name)), make("td", {}, "→ ", make("b", {}, sayState(name, value)))));
  }
  return table.childElementCount ? table : null;
}

function drawContext(one) {
  const node = make("div", { class: "context", tabindex: "0", lang: "vi", onmouseup: () => {
    if (chooseSelection(one.parts, node)) { body = choosing().purpose === "add" ? null : body; drawCard(); } } },
    ...one.parts.map((part, at) => {
      if (part.mark === "gap") return make("hr");
      const pieces = drawChosen(part, at).map(([text, picked]) => picked ? make("span", { class: "pick" }, text) : text);
      return make(part.mark === "quote" ? "mark" : "span", { class: part.mark === "around" && "around", "data-start": part.start }, ...pieces);
    }));
  return node;
}

// Choosing words: by the arrows of the keyboard or by the mouse; then what they are is said in a form.
function drawChoosing(one) {
  if (!choosing()) return null;
  return make("div", { id: "choosing", role: "group", "aria-label": ui.choose },
    make("p", {}, `${ui.chosen}: `, make("b", { id: "words-chosen", "aria-live": "polite" }, `“${chosenWords(one.parts).text}”`)),
    make("p", { class: "soft" }, ui.chooseHelp),
    make("p", { class: "actions" },
      make("button", { type: "button", "data-do": "chosen", onclick: () => guarded(takeChosen) }, choosing().purpose === "add" ? ui.add : ui.takeBody, make("kbd", { "aria-hidden": "true" }, "Enter")),
      make("button", { type: "button", onclick: cancelChoosing }, ui.cancel, make("kbd", { "aria-hidden": "true" }, "Esc"))));
}

function choose(purpose) {
  if (!shown || !startChoosing(shown.parts, purpose)) return;
  drawCard();
}

function cancelChoosing() {
  const mending = choosing()?.purpose === "body";
  stopChoosing();
  drawCard(mending);
}

async function takeChosen() {
  const { purpose } = choosing();
  const { text, start, end } = chosenWords(shown.parts);
  if (purpose === "body") {
    body = { ...body, place: [start, end], text };
    stopChoosing();
    drawCard(true);
    return;
  }
  const told = await ask(`/api/words/${encodeURIComponent(shown.document)}?start=${start}&end=${end}`);
  stopChoosing();
  drawCard();
  const form = drawAdding(told);
  card.querySelector(".actions").after(form);
  form.querySelector("select").focus();
}

function drawAdding(told) {
  const kind = make("select", { name: "fact" }, ...told.kinds.map((one) => make("option", { value: one.fact }, say("facts", one.fact))));
  const inputs = make("div", { class: "inputs" });
  const needsMeasure = (fact) => ["responsibility", "due"].includes(fact);
  const fields = () => told.kinds.find((one) => one.fact === kind.value).fields;
  const drawFields = () => {
    const own = fields().map((field) => make("label", {}, say("fields", field.name), drawInput(field, field.value)));
    const measures = make("select", { name: "measure" }, ...told.measures.map((one) => make("option", { value: one.key }, one.quote)));
    inputs.replaceChildren(...(needsMeasure(kind.value) ? [make("label", {}, ui.ofMeasure, measures)] : []), ...own);
  };
  kind.addEventListener("change", drawFields);
  const save = async () => {
    const states = {};
    for (const field of fields()) states[field.name] = readInput(form.elements[field.name], field);
    const measure = needsMeasure(kind.value) ? form.elements.measure.value : "";
    const note = card.querySelector("#note")?.value ?? "";
    const answer = await ask(`/api/words/${encodeURIComponent(shown.document)}/add`, { place: [told.start, told.end], fact: kind.value, states, measure, note });
    await load(0, answer.key);
    if (shown?.key !== answer.key) { // the list, as it is filtered, does not hold it
      shown = answer;
      draw();
      drawCard();
    }
    tell(`${ui.saved}: ${say("verdicts", "add")}`);
  };
  const form = make("form", { id: "adding", class: "form", onsubmit: (event) => { event.preventDefault(); guarded(save); } },
    make("p", {}, `${ui.chosen}: `, make("b", { lang: "vi" }, `“${told.quote}”`)),
    make("label", {}, ui.whatIsIt, kind), inputs,
    make("p", { class: "actions" }, make("button", { type: "submit" }, ui.saveAdded), make("button", { type: "button", onclick: () => drawCard() }, ui.cancel)));
  drawFields();
  return form;
}

function drawInput(field, value) {
  if (field.many) return make("select", { name: field.name, multiple: true }, ...Object.entries(words.sectors).map(([code, name]) => make("option", { value: code, selected: value.includes(code) }, name)));
  if (!field.values.length) return make("input", { name: field.name, value, required: field.needed });
  const empty = field.needed ? [] : [make("option", { value: "" }, "–")];
  return make("select", { name: field.name }, ...empty, ...field.values.map((code) => make("option", { value: code, selected: code === value }, say("values", code))));
}

function readInput(input, field) {
  if (!field.many) return input.value.trim();
  const value = [...input.selectedOptions].map((option) => option.value);
  const kept = field.value.filter((code) => value.includes(code));
  return [...kept, ...value.filter((code) => !kept.includes(code))];
}

function drawAlso(one) {
  if (!one.also.length) return null;
  const places = one.also.map((at) => make("li", {}, ...(at.more ? [ui.andMore.replace("{n}", at.more)] : [`…${at.before} `, make("b", {}, at.quote), ` ${at.behind}…`])));
  return make("div", {}, make("p", { class: "soft" }, `${ui.also}:`), make("ul", { class: "also", lang: "vi" }, ...places));
}

function drawWithin(one) {
  if (one.fact !== "passage") return null;
  if (!one.within.length) return make("p", { id: "within" }, ui.withinNone);
  const found = one.within.map((fact) => {
    const states = Object.entries(fact.states).map(([name, value]) => `${say("fields", name)}: ${sayState(name, value)}`).join("; ");
    return make("li", {}, make("b", {}, say("facts", fact.fact)), ` “${fact.quote}” `, make("span", { class: "soft" }, states));
  });
  return make("div", { id: "within" }, make("p", {}, ui.within), make("ul", { class: "also" }, ...found));
}

function drawMend(one) {
  const inputs = one.fields.map((field) => {
    const value = body?.[field.name] ?? one.change[field.name] ?? field.value;
    const input = field.name !== "quote" ? drawInput({ ...field, needed: field.values.length > 0 && field.needed }, value)
      : make("textarea", { name: field.name, rows: "3" }, one.change.quote ?? one.parts.filter((part) => part.mark === "quote").map((part) => part.text).join("").replace(/\s+/g, " "));
    return make("label", {}, say("fields", field.name), input);
  });
  if (one.fact === "responsibility") inputs.push(make("div", { class: "row" }, make("span", {}, say("fields", "agent")), make("span", {},
    make("b", { id: "body" }, body?.text ?? one.change.agent ?? one.states.agent), " ",
    make("button", { type: "button", "data-do": "body", onclick: () => { body = { ...body, role: card.querySelector("#mend [name=role]").value }; choose("body"); } }, ui.chooseBody))));
  const form = make("form", { id: "mend", class: "form", onsubmit: (event) => { event.preventDefault(); guarded(() => decide("correct", read(form, one))); } },
    ...inputs, make("p", { class: "actions" }, make("button", { type: "submit" }, ui.save), make("button", { type: "button", onclick: () => drawCard() }, ui.cancel)));
  return form;
}

function read(form, one) {
  const change = {};
  for (const field of one.fields) {
    const input = form.elements[field.name];
    const value = readInput(input, field);
    if (field.many) {
      if (JSON.stringify(value) === JSON.stringify(field.value)) continue;
    } else if (field.name === "quote") {
      const before = one.parts.filter((part) => part.mark === "quote").map((part) => part.text).join("").replace(/\s+/g, " ");
      if (value.replace(/\s+/g, " ") === before) continue;
    } else if (value === field.value) continue;
    change[field.name] = value;
  }
  if (body?.place) change.place = body.place;
  return change;
}

const sayTime = (at) => new Date(at).toLocaleString(document.documentElement.lang);

function drawDecisions(one) {
  const box = make("div", { id: "decisions" });
  if (one.mine) box.append(make("p", {}, `${ui.mine}: `, make("span", { class: `badge ${one.mine}` }, say("verdicts", one.mine)), ` · ${sayTime(one.at)}`));
  if (!one.mine && one.many) box.append(make("p", { class: "soft" }, ui.hidden.replace("{n}", one.many)));
  for (const other of one.others) {
    const change = Object.entries(other.change).map(([name, value]) => `${say("fields", name)} ${ui.becomes} ${sayState(name, value)}`).join("; ");
    const more = [change, other.note].filter(Boolean).join(" · ");
    box.append(make("p", {}, `${other.by}: `, make("span", { class: `badge ${other.verdict}` }, say("verdicts", other.verdict)), ` · ${sayTime(other.at)}${more ? ` · ${more}` : ""}`));
  }
  return box;
}

function drawPage(one) {
  if (!one.page) return make("p", { class: "soft", id: "picture" }, ui.noPages);
  if (!one.page.picture) return make("p", { class: "soft", id: "picture" }, ui.noPicture);
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${one.page.width} ${one.page.height}`);
  svg.setAttribute("class", "sheet");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${ui.picture} ${one.page.number}`);
  const image = document.createElementNS(space, "image");
  for (const [name, value] of Object.entries({ href: one.page.picture, width: one.page.width, height: one.page.height, preserveAspectRatio: "none" })) image.setAttribute(name, value);
  svg.append(image);
  for (const [x, y, width, height] of one.page.boxes) {
    const box = document.createElementNS(space, "rect");
    for (const [name, value] of Object.entries({ x, y, width, height })) box.setAttribute(name, value);
    svg.append(box);
  }
  return make("details", { open: true, id: "picture" }, make("summary", {}, `${ui.picture} ${one.page.label || one.page.number}`), svg);
}

async function decide(verdict, change = {}) {
  if (!shown) return;
  const note = card.querySelector("#note")?.value ?? "";
  const before = shown.mine;
  const answer = await ask(`${path(shown)}/decide`, { verdict, change, note });
  update(answer, before);
  tell(`${ui.saved}: ${say("verdicts", verdict)}`);
  await step(1, true);
}

async function undo() {
  if (!shown?.mine) { tell(ui.nothingToUndo); return; }
  const before = shown.mine;
  update(await ask(`${path(shown)}/undo`, {}), before);
  tell(ui.undone);
}

function update(answer, before) {
  shown = answer;
  const at = place();
  if (at >= 0) list[at] = { ...list[at], mine: answer.mine };
  decided += (answer.mine ? 1 : 0) - (before ? 1 : 0);
  draw();
  drawCard();
  if (document.getElementById("agreement").open) drawAgreement();
}

async function step(by, quiet = false) {
  const at = place() + by;
  if (at >= list.length && list.length < total) await load(list.length);
  if (at >= 0 && at < list.length) await show(at);
  else if (!quiet) tell(ui.none);
}

async function drawAgreement() {
  const answer = await ask("/api/agreement");
  const box = document.getElementById("pairs");
  if (!answer.pairs.length) { box.replaceChildren(make("p", {}, ui.noPairs)); return; }
  const head = make("tr", {}, ...["pair", "kind", "n", "raw", "kappa"].map((name) => make("th", { scope: "col" }, ui[name])));
  const body = answer.pairs.map((row) => make("tr", {},
    make("td", {}, `${row.one} – ${row.other}`), make("td", {}, row.fact ? say("facts", row.fact) : ui.allTogether),
    make("td", { class: "figure" }, String(row.n)), make("td", { class: "figure" }, `${row.raw.toFixed(3)} (${row.alike})`),
    make("td", { class: row.kappa === null ? "" : "figure" }, row.kappa === null ? ui.kappaNone : row.kappa.toFixed(3))));
  const unlike = answer.unlike.map((one) => make("li", {}, `${say("facts", one.fact)} “${one.quote.slice(0, 120)}”: ${ui.me} ${say("verdicts", one.mine)}, ${one.by} ${say("verdicts", one.theirs)}`));
  box.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)),
    ...(unlike.length ? [make("p", {}, `${ui.unlike}:`), make("ul", {}, ...unlike)] : []));
}

const keys = {
  a: () => decide("accept"), r: () => decide("reject"), c: () => { if (shown?.fields.length) drawCard(true); }, u: undo,
  j: () => step(1), k: () => step(-1), t: () => choose("add"), n: () => card.querySelector("#note")?.focus(), "/": () => filters.elements.fact.focus(),
};

document.addEventListener("keydown", (event) => {
  if (choosing() && !event.target.closest("input, select, textarea, button")) {
    if (event.key === "Escape") { event.preventDefault(); cancelChoosing(); return; }
    if (event.key === "Enter") { event.preventDefault(); guarded(takeChosen); return; }
    if (chooseKey(event)) { event.preventDefault(); drawCard(); return; }
  }
  if (event.key === "Escape") {
    if (choosing()) { cancelChoosing(); return; }
    body = null;
    if (document.querySelector("#mend, #adding")) drawCard();
    document.activeElement?.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const work = keys[event.key];
  if (!work) return;
  event.preventDefault();
  guarded(async () => work());
});
filters.addEventListener("change", () => guarded(() => load(0, shown?.key)));
filters.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("more").addEventListener("click", () => guarded(() => load(list.length)));
document.getElementById("agreement").addEventListener("toggle", (event) => { if (event.target.open) guarded(drawAgreement); });
guarded(() => load());
