// Fold a name to what people type: no accents, no case, no punctuation ("Cảng Diêm Điền" -> "cang diem dien").
// Each UTF-16 unit is looked up once and then read from a table, which folds a million sentences' letters in a blink.
const MARK = 0;
const UNKNOWN = 0xffff;
const SPACE = 32;
const NEWLINE = 10;
const foldTable = new Uint16Array(0x10000).fill(UNKNOWN);

function foldUnit(unit) {
  const plain = String.fromCharCode(unit).normalize("NFD").toLowerCase().replace(/\p{M}+/gu, "").replaceAll("đ", "d");
  if (plain === "") return MARK;
  return /^[\p{L}\p{N}]/u.test(plain) ? plain.charCodeAt(0) : SPACE;
}

// Return one folded text with a line for each word list: " name of it \n name of the next \n", and where lines begin.
function foldLines(texts) {
  let length = 0;
  for (const text of texts) length += text.length + 3;
  const units = new Uint16Array(length);
  const starts = new Array(texts.length);
  let at = 0;
  let wide = 0;
  texts.forEach((text, number) => {
    starts[number] = at;
    units[at++] = SPACE;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      let folded = foldTable[unit];
      if (folded === UNKNOWN) folded = foldTable[unit] = foldUnit(unit);
      if (folded === MARK || (folded === SPACE && units[at - 1] === SPACE)) continue;
      units[at++] = folded;
      wide |= folded;
    }
    if (units[at - 1] !== SPACE) units[at++] = SPACE;
    units[at++] = NEWLINE;
  });
  const kept = units.subarray(0, at);
  return { text: wide < 0x80 ? new TextDecoder("latin1").decode(Uint8Array.from(kept)) : new TextDecoder("utf-16le").decode(kept), starts };
}

function fold(text) {
  return foldLines([text]).text.trim();
}
