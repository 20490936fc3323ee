// Long lists are made as they are needed: some rows at first, more when the end comes into sight or its button is pressed.
import { cut, documents, quoteOf, things } from "../base/catalogue.js";
import { shorten } from "../base/labels.js";
import { nameOf, word } from "../base/language.js";
import { make } from "../base/symbols.js";
import { openRow } from "./views.js";

export function grow(list, makers, most) {
  list.append(...makers.slice(0, most).map((maker) => maker()));
  const rest = makers.slice(most);
  if (rest.length === 0) return list;
  const more = make("button", { type: "button", class: "more" }, `${word("more")} (${rest.length})`);
  const holder_ = list.tagName === "UL" ? make("li", {}, more) : list.tagName === "TBODY" ? make("tr", {}, make("td", { colspan: "99" }, more)) : more;
  const next = () => {
    seen.disconnect();
    holder_.remove();
    grow(list, rest, most * 2);
  };
  const seen = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) next(); }, { rootMargin: "600px" });
  more.addEventListener("click", next);
  list.append(holder_);
  seen.observe(holder_);
  return list;
}

// A table whose cells know their heads, so that they can stand below each other where there is no room beside.
export function tableOf(heads, caption = "") {
  const body = make("tbody", {});
  const table = make("table", { class: "wide" }, caption ? make("caption", {}, caption) : "",
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))), body);
  return { table, body };
}

export function rowOf(heads, cells, attributes = {}) {
  return make("tr", attributes, ...cells.map((content, index) => (
    make("td", { dir: "auto", "data-head": heads[index] }, ...(Array.isArray(content) ? content : [content])))));
}

// The words of a statement as a button that opens its sentence.
export function quoteButton(number, at, most = 260) {
  const thing = things[number];
  const quote = at && documents[at[0]].text !== null ? cut(...at) : quoteOf(thing);
  return make("button", { type: "button", class: "row-quote", "data-row": String(number), onclick: () => openRow(number, at) },
    make("q", { dir: "auto" }, shorten(quote.replace(/\s+/g, " ") || nameOf(thing), most)));
}
