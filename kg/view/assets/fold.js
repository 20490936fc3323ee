// Fold a name to what people type: no accents, no case, no punctuation ("Cảng Diêm Điền" -> "cang diem dien").
const MARKS = /[\u0300-\u036f]/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

function fold(text) {
  return text.normalize("NFD").replace(MARKS, "").replace(/[đĐ]/g, "d").toLowerCase().replace(NOT_WORD, " ").trim();
}
