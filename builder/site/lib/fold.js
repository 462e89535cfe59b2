/**
 * Text folding: what people type and what stands in a story meet in one plain form.
 *
 * Accents, capitals, ligatures and Arabic spelling variants go; letters and digits stay.
 */

/** Letters that Unicode does not take apart. */
const SINGLE_LETTERS = new Map(
  Object.entries({
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ء": "",
    "ـ": "", "\u200c": "", "\u200d": "",
  }),
);
const SINGLE = new RegExp(`[${[...SINGLE_LETTERS.keys()].join("")}]`, "gu");
const MARKS = /\p{M}+/gu;
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;
const APOSTROPHES = /[’ʼ`´]/gu;

/**
 * The plain form of a text; the same for `Café`, `cafe` and `CAFÉ`, for `أحمد` and `احمد`.
 * @param {string} text
 */
export function foldText(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(MARKS, "")
    .replace(APOSTROPHES, "'")
    .replace(SINGLE, (letter) => SINGLE_LETTERS.get(letter) ?? letter)
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}

const ARABIC_ARTICLE = /^(?:[وفبك])?ال(?=..)|^لل(?=..)/u;

/**
 * The forms under which a word is kept in the index: the word, and an Arabic word also without its article.
 * @param {string} term
 * @returns {string[]}
 */
export function foldTerm(term) {
  const folded = foldText(term);
  if (!folded) return [];
  const bare = folded.replace(ARABIC_ARTICLE, "");
  return bare === folded ? [folded] : [folded, bare];
}

/**
 * The one form under which a word of a question is looked up.
 * @param {string} term
 * @returns {string | null}
 */
export function foldQueryTerm(term) {
  return foldTerm(term).at(-1) ?? null;
}
