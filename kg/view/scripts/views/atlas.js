// Zoom a map and move it: by wheel, buttons and keys, by dragging where it is zoomed. Signs and letters keep their size, and
// labels that find room as it grows appear.
import { word } from "../base/language.js";
import { announce } from "../base/live.js";
import { make } from "../base/symbols.js";
import { draw } from "../text/sheets.js";

const MOST_ZOOM = 24;
const [LETTER_WIDE, LETTER_TALL] = [0.54, 12]; // as kg/view/map.py has it
const DRAG = 4; // pixels

// What is shown of a map: how many times it is larger, and its left and top.
class Atlas {
  constructor(map) {
    this.map = map;
    [, , this.wide, this.tall] = map.getAttribute("viewBox").split(" ").map(Number);
    [this.zoom, this.left, this.top] = [1, 0, 0];
    this.marks = [...map.querySelectorAll(".marker")].map((marker) => this.readMarker(marker));
    this.names = [...map.querySelectorAll(".sea-name")].map((name) => ({ name, x: Number(name.getAttribute("x")), y: Number(name.getAttribute("y")) }));
  }

  readMarker(marker) {
    const circle = marker.querySelector("circle");
    const [x, y, reach] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name)));
    const told = marker.querySelector("title").textContent;
    return { marker, x, y, reach, text: marker.querySelector("text"), name: told.slice(0, told.lastIndexOf(" (")) };
  }

  // What is looked at: the point with the keyboard, else those that are lit, else of the whole map the middle of all.
  middle() {
    const focused = this.marks.filter(({ marker }) => marker === document.activeElement);
    const lit = this.marks.filter(({ marker }) => marker.hasAttribute("aria-current"));
    const [some] = [focused, lit, this.zoom === 1 ? this.marks : []].filter((list) => list.length > 0);
    if (!some) return [this.left + this.wide / this.zoom / 2, this.top + this.tall / this.zoom / 2];
    const half = (values) => (Math.min(...values) + Math.max(...values)) / 2;
    return [half(some.map(({ x }) => x)), half(some.map(({ y }) => y))];
  }

  // Zoom on the middle of what is looked at.
  zoomOn(factor) {
    const [x, y] = this.middle();
    const zoom = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    this.show(zoom, x - this.wide / zoom / 2, y - this.tall / zoom / 2);
  }

  // Zoom so that what is at (x, y) of the whole map stays where it is.
  zoomBy(factor, x, y) {
    const zoom = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    const share = this.zoom / zoom;
    this.show(zoom, x - (x - this.left) * share, y - (y - this.top) * share);
  }

  // Move by parts of what is shown.
  moveBy(right, down) {
    this.show(this.zoom, this.left + (right * this.wide) / this.zoom, this.top + (down * this.tall) / this.zoom);
  }

  show(zoom, left, top) {
    const grown = zoom !== this.zoom;
    const within = (value, most) => Math.min(Math.max(0, value), most);
    this.zoom = zoom;
    this.left = within(left, this.wide - this.wide / zoom);
    this.top = within(top, this.tall - this.tall / zoom);
    this.map.setAttribute("viewBox", [this.left, this.top, this.wide / zoom, this.tall / zoom].map((value) => value.toFixed(3)).join(" "));
    this.map.classList.toggle("near-by", zoom > 1);
    if (!grown) return;
    const keep = (x, y) => (zoom === 1 ? "" : `translate(${x} ${y}) scale(${(1 / zoom).toFixed(5)}) translate(${-x} ${-y})`);
    for (const { marker, x, y } of this.marks) marker.setAttribute("transform", keep(x, y));
    for (const { name, x, y } of this.names) name.setAttribute("transform", keep(x, y));
    this.letter();
  }

  // Labels on the right or the left of their points, those of most things first, where they cross no other.
  letter() {
    const scale = this.zoom;
    const taken = this.marks.map(({ x, y, reach }) => [x * scale - reach, y * scale - reach, x * scale + reach, y * scale + reach]);
    for (const { name, x, y } of this.names) {
      const half = (name.textContent.length * LETTER_TALL * LETTER_WIDE) / 2;
      taken.push([x * scale - half, y * scale - LETTER_TALL, x * scale + half, y * scale + 4]);
    }
    for (const mark of this.marks) {
      const long = mark.name.length * LETTER_TALL * LETTER_WIDE;
      const [x, y] = [mark.x * scale, mark.y * scale];
      const boxes = [[x + mark.reach + 3, "start"], [x - mark.reach - 3 - long, "end"]].map(([left, anchor]) => ({ anchor, box: [left, y - LETTER_TALL / 2, left + long, y + LETTER_TALL / 2] }));
      const free = boxes.find(({ box: [left, top, right, bottom] }) => left >= 0 && right <= this.wide * scale
        && !taken.some((one) => left < one[2] && one[0] < right && top < one[3] && one[1] < bottom));
      if (free) taken.push(free.box);
      this.label(mark, free ? free.anchor : null);
    }
  }

  label(mark, anchor) {
    if (anchor !== null && mark.text === null) {
      mark.text = draw("text", {}, mark.name);
      mark.marker.append(mark.text);
    }
    if (mark.text === null) return;
    mark.text.style.display = anchor === null ? "none" : "";
    if (anchor === null) return;
    mark.text.setAttribute("x", (mark.x + (anchor === "start" ? 1 : -1) * (mark.reach + 3)).toFixed(1));
    mark.text.setAttribute("y", (mark.y + 4).toFixed(1));
    mark.text.setAttribute("text-anchor", anchor);
  }

  // A point of the whole map below a place of the window.
  placeAt(event) {
    const { left, top, width } = this.map.getBoundingClientRect();
    const unit = this.wide / this.zoom / width;
    return [this.left + (event.clientX - left) * unit, this.top + (event.clientY - top) * unit];
  }

  holds({ x, y }) {
    return x >= this.left && y >= this.top && x <= this.left + this.wide / this.zoom && y <= this.top + this.tall / this.zoom;
  }
}

// Let a map be zoomed; `holder` is the element around it.
export function makeAtlas(holder) {
  const map = holder.querySelector("svg.map");
  const atlas = new Atlas(map);
  const whole = () => atlas.show(1, 0, 0);
  const tellZoom = (does) => () => { does(); announce(`${word("zoomed")} ×${atlas.zoom.toFixed(1).replace(".0", "")}`); };
  const keys = {
    "+": tellZoom(() => atlas.zoomOn(1.5)), "=": tellZoom(() => atlas.zoomOn(1.5)), "-": tellZoom(() => atlas.zoomOn(1 / 1.5)), 0: tellZoom(whole),
    ArrowLeft: () => atlas.moveBy(-0.2, 0), ArrowRight: () => atlas.moveBy(0.2, 0), ArrowUp: () => atlas.moveBy(0, -0.2), ArrowDown: () => atlas.moveBy(0, 0.2),
  };
  const button = (sign, label, does) => make("button", { type: "button", "data-label": label, "aria-label": word(label), title: word(label), onclick: does }, sign);
  holder.prepend(make("div", { class: "map-zoom" }, button("+", "zoomIn", keys["+"]), button("−", "zoomOut", keys["-"]), button("⤢", "wholeMap", keys[0])));
  holder.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key) || (event.key.startsWith("Arrow") && atlas.zoom === 1)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  map.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 && atlas.zoom === 1) return; // the page scrolls
    event.preventDefault();
    atlas.zoomBy(1.0015 ** -event.deltaY, ...atlas.placeAt(event));
  }, { passive: false });
  // A point that the keyboard comes to is brought into sight.
  holder.addEventListener("focusin", ({ target }) => {
    const mark = atlas.marks.find((one) => one.marker === target);
    if (mark && !atlas.holds(mark)) atlas.show(atlas.zoom, mark.x - atlas.wide / atlas.zoom / 2, mark.y - atlas.tall / atlas.zoom / 2);
  });
  dragAtlas(map, atlas);
  return atlas;
}

function dragAtlas(map, atlas) {
  let from = null;
  let moved = false;
  map.addEventListener("pointerdown", (event) => {
    from = atlas.zoom > 1 && event.button === 0 ? { x: event.clientX, y: event.clientY, left: atlas.left, top: atlas.top } : null;
    moved = false;
  });
  map.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [right, down] = [event.clientX - from.x, event.clientY - from.y];
    if (!moved && Math.hypot(right, down) < DRAG) return;
    if (!moved) map.setPointerCapture(event.pointerId);
    moved = true;
    const unit = atlas.wide / atlas.zoom / map.getBoundingClientRect().width;
    atlas.show(atlas.zoom, from.left - right * unit, from.top - down * unit);
  });
  for (const name of ["pointerup", "pointercancel"]) map.addEventListener(name, () => { from = null; });
  // What was dragged over is not clicked.
  map.addEventListener("click", (event) => {
    if (!moved) return;
    event.preventDefault();
    event.stopPropagation();
    moved = false;
  }, { capture: true });
  map.addEventListener("dragstart", (event) => event.preventDefault());
}
