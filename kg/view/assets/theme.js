// Keep the theme: what the system prefers, or what the reader chose; the canvas takes its colours from the style.
const DARK = window.matchMedia("(prefers-color-scheme: dark)");
let theme = "auto";

function isDark() {
  return theme === "auto" ? DARK.matches : theme === "dark";
}

function tint(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function colourOf(cls) {
  return isDark() ? looks[cls].night : looks[cls].colour;
}

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const button = document.getElementById("theme");
  button.setAttribute("aria-pressed", String(isDark()));
}

function setTheme(chosen) {
  theme = chosen;
  applyTheme();
  render();
}

DARK.addEventListener("change", () => setTheme(theme));
