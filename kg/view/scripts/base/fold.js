// Fold a name to what people type: no accents, no case, no punctuation ("Cảng Diêm Điền" -> "cang diem dien").
// Each UTF-16 unit is looked up once and then read from a table, which folds a million sentences' letters in a blink.
const MARK = 0;
const UNKNOWN = 0xffff;
const SPACE = 32;
const NEWLINE = 10;
const SHORT = 2000;
const foldTable = new Uint16Array(0x10000).fill(UNKNOWN);

function foldUnit(unit) {
  const plain = String.fromCharCode(unit).normalize("NFD").toLowerCase().replace(/\p{M}+/gu, "").replaceAll("đ", "d");
  if (plain === "") return MARK;
  return /^[\p{L}\p{N}]/u.test(plain) ? plain.charCodeAt(0) : SPACE;
}

// Fold a text into `units` from `at` on, between spaces; return where it ends.
function foldInto(units, at, text) {
  let end = at;
  units[end++] = SPACE;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    let folded = foldTable[unit];
    if (folded === UNKNOWN) folded = foldTable[unit] = foldUnit(unit);
    if (folded !== MARK && (folded !== SPACE || units[end - 1] !== SPACE)) units[end++] = folded;
  }
  if (units[end - 1] !== SPACE) units[end++] = SPACE;
  return end;
}

// Return one folded text with a line for each word list: " name of it \n name of the next \n", and where lines begin.
export function foldLines(texts) {
  let length = 0;
  for (const text of texts) length += text.length + 3;
  const units = new Uint16Array(length);
  const starts = new Uint32Array(texts.length);
  let at = 0;
  for (let number = 0; number < texts.length; number += 1) {
    starts[number] = at;
    at = foldInto(units, at, texts[number]);
    units[at++] = NEWLINE;
  }
  return { text: toText(units.subarray(0, at)), starts };
}

// The units as a string; a text of plain letters takes one byte a letter.
function toText(units) {
  let wide = 0;
  for (let at = 0; at < units.length; at += 1) wide |= units[at];
  return wide < 0x80 ? new TextDecoder("latin1").decode(Uint8Array.from(units)) : new TextDecoder("utf-16le").decode(units);
}

export function fold(text) {
  const units = new Uint16Array(text.length + 3);
  const end = foldInto(units, 0, text);
  return end < SHORT ? String.fromCharCode(...units.subarray(0, end)).trim() : toText(units.subarray(0, end)).trim();
}
