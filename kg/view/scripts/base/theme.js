// Keep the theme: what the system prefers, or what the reader chose; the canvas takes its colours from the style.
import { tell } from "./bus.js";
import { looks } from "./catalogue.js";

const DARK = window.matchMedia("(prefers-color-scheme: dark)");
export let theme = "auto";
// Colours of documents and communities, in turn.
export const HUES = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#997700", "#994455", "#004488", "#6699cc",
  "#ee99aa", "#997755"];

export function isDark() {
  return theme === "auto" ? DARK.matches : theme === "dark";
}

export function tint(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function colourOf(cls) {
  return isDark() ? looks[cls].night : looks[cls].colour;
}

export function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const button = document.getElementById("theme");
  button.setAttribute("aria-pressed", String(isDark()));
}

export function setTheme(chosen) {
  theme = chosen;
  applyTheme();
  tell("changed");
}

DARK.addEventListener("change", () => setTheme(theme));

// Keep a theme without showing it yet.
export function keepTheme(chosen) {
  theme = chosen;
}
