/**
 * Words of a text and their stems: the same as `words.py` of the search index makes when the site is built.
 */
import { foldText } from "./fold.js";

/** Accents, vowel signs and joiners that stand between the letters of a word, and the scripts that are made of them. */
const MARKS_INSIDE_WORDS =
  "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670" +
  "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff" +
  "\u1000-\u1049\u1780-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f";
/** Scripts without spaces: each sign is a word. */
const WORDS_OF_ONE_SIGN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";
const LETTERS = `(?![${WORDS_OF_ONE_SIGN}])[\\p{L}\\p{N}]`;
const WORD = new RegExp(`[${WORDS_OF_ONE_SIGN}]|(?:${LETTERS}|[${MARKS_INSIDE_WORDS}])+`, "gu");
const JOINERS = /[\u200c\u200d]/g;
const ARABIC_SIGNS = /[\u0640\u064b-\u0652]/g;
/** “And”, “so”, “in” or “like” before the article, which the stemmer leaves. */
const ARABIC_PARTICLE = /^[وفبك](?=ال..)/u;

/** @type {Record<string, string>} */
const ALGORITHMS = {
  ar: "arabic", de: "german", en: "english", es: "spanish", fr: "french", it: "italian", nl: "dutch",
  pt: "portuguese", ru: "russian", tr: "turkish",
};

/**
 * @typedef {(word: string) => string} Stem the folded stem of a word as it is written
 * @typedef {{text: string, start: number, end: number}} Spot a word and where it stands
 */

/**
 * The words of a text, as they are written.
 * @param {string} text
 * @returns {string[]}
 */
export function splitWords(text) {
  return text.match(WORD) ?? [];
}

/**
 * The term under which the stories of a place, a theme or an initiative with this name stand.
 * @param {string} text
 */
export function nameTerm(text) {
  return `=${splitWords(text).map(foldText).join(" ")}`;
}

/**
 * The words of a text and where they stand.
 * @param {string} text
 * @returns {Spot[]}
 */
export function findWords(text) {
  return Array.from(text.matchAll(WORD), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * The stemmer of a language; words of a language without one stay as they are.
 * @param {string} language
 * @returns {Promise<Stem>}
 */
export async function loadStemmer(language) {
  const algorithm = ALGORITHMS[language];
  if (!algorithm) return foldText;
  const { Stemmer } = await import(`../vendor/snowball/${algorithm}.js`);
  const stemmer = new Stemmer();
  return (word) => {
    let plain = word.toLowerCase().replace(JOINERS, "").normalize("NFKC");
    if (language === "ar") plain = plain.replace(ARABIC_SIGNS, "").replace(ARABIC_PARTICLE, "");
    return foldText(stemmer.stemWord(plain)) || foldText(word);
  };
}

/** The stemmer of the reader's language, and those of the other languages of the stories when they are needed. */
export class Stemmers {
  /**
   * @param {Stem} first
   * @param {string[]} others
   */
  constructor(first, others) {
    this.first = first;
    this.others = others;
    /** @type {Promise<Stem[]> | null} */
    this.loading = null;
  }

  /**
   * @param {string} language of the reader
   * @param {string[]} languages of the stories
   */
  static async load(language, languages) {
    const [first = "", ...others] = new Set([language, ...languages].filter((code) => languages.includes(code)));
    return new Stemmers(await loadStemmer(first), others);
  }

  /** All of them, the reader's first. */
  async all() {
    this.loading ??= Promise.all(this.others.map(loadStemmer));
    this.loading.catch(() => (this.loading = null));
    return [this.first, ...(await this.loading)];
  }
}
