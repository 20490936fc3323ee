// Tell what happened: to screen readers through a live region, to everyone in a line that goes away.
import { word } from "./language.js";
import { make } from "./symbols.js";

export const live = document.getElementById("live");
let quiet = 0;

export function announce(text) {
  if (!text) return;
  live.textContent = text;
  live.classList.add("shown");
  clearTimeout(quiet);
  quiet = setTimeout(() => live.classList.remove("shown"), 4000);
}

// Put a title and some content into the page's one dialogue and open it; focus goes back when it closes.
export const dialogue = document.getElementById("dialogue");

export function openDialogue(title, ...content) {
  const close = make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => dialogue.close() }, "×");
  dialogue.replaceChildren(make("div", { class: "kind" }, make("h2", { id: "dialogue-title" }, title), close), ...content);
  if (!dialogue.open) dialogue.showModal();
}

dialogue.addEventListener("click", (event) => { if (event.target === dialogue) dialogue.close(); });

// Copy a text and show it, selected: where the browser forbids copying it can be copied by hand. The old command is used
// since the newer interface is closed, with a complaint, to a page in a frame of its own.
export function copy(text, title, done) {
  const area = make("textarea", { readonly: "", rows: "6", "aria-label": title });
  area.value = text;
  openDialogue(title, area);
  area.select();
  announce(document.execCommand("copy") ? done : word("copyByHand"));
}
