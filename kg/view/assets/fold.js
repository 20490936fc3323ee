// Fold a name to what people type: no accents, no case, no punctuation ("Cảng Diêm Điền" -> "cang diem dien").
// Line ends are kept, so that many names can be folded at once as lines of one text.
const MARKS = /[\u0300-\u036f]+/g;
const NOT_WORD = /[^\p{L}\p{N}\n]+/gu;

function foldLines(text) {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase().replaceAll("đ", "d").replace(NOT_WORD, " ");
}

function fold(text) {
  return foldLines(text.replace(/\s+/g, " ")).trim();
}
