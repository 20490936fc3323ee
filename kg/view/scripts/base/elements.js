// The parts of the page that several scripts speak with.
export const holder = document.getElementById("canvas");
export const panel = document.getElementById("panel");
export const box = document.getElementById("search");
export const popup = document.getElementById("popup");
export const textBody = document.getElementById("text-body");
export const filterForm = document.getElementById("filters");
export const NARROW = window.matchMedia("(max-width: 700px)");
