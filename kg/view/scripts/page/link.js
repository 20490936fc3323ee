// A link that restores the view: the state as JSON in the URL's fragment. Things are named by number, which holds for
// one edition of the page; `of` tells whether the link was made for this one. The chosen thing is named by its IRI too.
import { byIri, linkCount, packed, things } from "../base/catalogue.js";
import { box } from "../base/elements.js";
import { VIEWS, front, hasView } from "../base/front.js";
import { language, setLanguageTo, word } from "../base/language.js";
import { copy, dialogue } from "../base/live.js";
import { act, freshState, setState, state } from "../base/state.js";
import { make } from "../base/symbols.js";
import { showTab } from "../base/tabs.js";
import { applyTheme, keepTheme, theme } from "../base/theme.js";
import { fitAll } from "../drawing/camera.js";
import { reveal } from "../drawing/explore.js";
import { drawSkeleton, isSkeleton } from "../drawing/skeleton.js";
import { readThing } from "../text/reading.js";
import { showView } from "../views/views.js";
import { setLanguage } from "./translate.js";

const EDITION = `${things.length}.${linkCount}.${things.reduce((sum, thing) => (sum * 31 + thing.label.length) % 999_983, 7)}`;

function toBase64(text) {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text) {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(raw, (one) => one.charCodeAt(0)));
}

function toFragment() {
  const drawn = isSkeleton() ? null : [...state.drawn].map(([number, one]) => [number, one.x, one.y, one.owner]);
  const kept = {
    of: EDITION, chosen: state.chosen === null ? null : things[state.chosen].iri, drawn,
    hidden: [...state.hidden], pinned: [...state.pinned], classes: [...state.classes], relations: [...state.relations],
    filter: state.filter, path: state.path, communities: state.communities,
    language, theme, tab: front.tab, view: front.view, settings: VIEWS[front.view].give ? VIEWS[front.view].give() : null,
  };
  return `#view=${toBase64(JSON.stringify(kept))}`;
}

export function copyLink() {
  const fragment = toFragment();
  try {
    history.replaceState(null, "", fragment);
  } catch {
    // a page in a frame of its own may not touch its address; the link can be copied all the same
  }
  copy(location.href.replace(/#.*$/s, "") + fragment, word("link"), word("copied"));
  if (location.protocol === "file:") tellLocal(fragment);
}

// An address of a file opens on this machine only: what to send instead.
function tellLocal(fragment) {
  const name = decodeURIComponent(location.pathname.split("/").pop());
  const area = make("textarea", { readonly: "", rows: "3", class: "view-name", "aria-label": word("viewName") });
  area.value = fragment;
  area.addEventListener("focus", () => area.select());
  dialogue.append(make("p", {}, word("linkLocal")), make("ol", {},
    make("li", {}, `${word("sendFile")}: `, make("b", {}, name)),
    make("li", {}, word("sendView"), area)));
}

// A view's name pasted into the search box opens it.
export function openView(text) {
  const at = text.indexOf("#view=");
  if (at < 0) return false;
  box.value = "";
  location.hash = text.slice(at).trim();
  return true;
}

function isNumber(value) {
  return Number.isInteger(value) && value >= 0 && value < things.length;
}

function numbersOf(list) {
  return new Set((Array.isArray(list) ? list : []).filter(isNumber));
}

function readFragment() {
  if (!location.hash.startsWith("#view=")) return null;
  try {
    return JSON.parse(fromBase64(location.hash.slice(6)));
  } catch {
    return null;
  }
}

// Build the state that a link describes; of a link for another edition only what does not depend on numbers.
function stateOf(kept) {
  const restored = freshState();
  const same = kept.of === EDITION;
  const chosen = byIri(kept.chosen);
  if (chosen) restored.chosen = chosen.number;
  restored.classes = new Set((kept.classes || []).filter((cls) => packed.classes.includes(cls)));
  restored.relations = new Set((kept.relations || []).filter((predicate) => packed.predicates.includes(predicate)));
  restored.communities = kept.communities === true;
  if (!same) return restored;
  restored.hidden = numbersOf(kept.hidden);
  restored.pinned = numbersOf(kept.pinned);
  for (const name of Object.keys(restored.filter)) restored.filter[name] = kept.filter?.[name] ?? restored.filter[name];
  if (Array.isArray(kept.drawn)) {
    restored.drawn = new Map(kept.drawn.filter(([number]) => isNumber(number)).map(([number, x, y, owner]) => [number, { x: Number(x), y: Number(y), owner }]));
  }
  if (kept.path && kept.path.steps.every(isNumber)) restored.path = kept.path;
  return restored;
}

// Open what the address names: the whole state of a view, or a view by its name ("#who=Bộ Tài chính").
export function restore() {
  const kept = readFragment();
  if (kept === null) return restoreView();
  if (["vi", "en"].includes(kept.language)) setLanguageTo(kept.language);
  if (["auto", "light", "dark"].includes(kept.theme)) keepTheme(kept.theme);
  act(() => {
    setState(stateOf(kept));
    if (state.drawn.size === 0) drawSkeleton();
    if (state.chosen !== null) reveal(state.chosen);
    return word(kept.of === EDITION ? "restored" : "otherEdition");
  });
  setLanguage(language);
  applyTheme();
  showView(hasView(kept.view) ? kept.view : "drawing", typeof kept.settings === "string" ? kept.settings : null);
  if (state.chosen !== null) readThing(things[state.chosen]);
  showTab(kept.tab);
  fitAll();
  return true;
}

function restoreView() {
  const [, name, settings] = /^#([a-z]+)(?:=(.*))?$/s.exec(location.hash) || [];
  if (!hasView(name)) return false;
  try {
    showView(name, settings === undefined ? null : decodeURIComponent(settings));
  } catch {
    showView(name);
  }
  return true;
}

window.addEventListener("hashchange", restore);
