/**
 * Text folding: what people type and what stands in a story meet in one plain form.
 *
 * Accents, capitals, ligatures and Arabic spelling variants go; letters and digits stay. `words.py` of the search index
 * does the same when the site is built; a test holds the two together.
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
const ONLY_PLAIN = /^[\u0000-\u007f]*$/;
const ARABIC_ARTICLE = /^(?:[وفبك])?ال(?=..)|^لل(?=..)/u;

/**
 * The plain form of a text; the same for `Café`, `cafe` and `CAFÉ`, for `أحمد` and `احمد`.
 * @param {string} text
 */
export function foldText(text) {
  const plain = text.normalize("NFKD").toLowerCase();
  if (ONLY_PLAIN.test(plain)) return plain;
  return plain
    .replace(MARKS, "")
    .replace(SINGLE, (letter) => SINGLE_LETTERS.get(letter) ?? letter)
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}

/**
 * A folded Arabic word without its article; other words as they are.
 * @param {string} word
 */
export function withoutArticle(word) {
  return word.replace(ARABIC_ARTICLE, "");
}
