/**
 * From a word that was typed to the terms of the index that may be meant: itself in all its inflections, words that
 * start so, and, when there is nothing of that, words that look like it.
 *
 * @typedef {import("./search-files.js").Entry} Entry
 * @typedef {object} Meaning of one word
 * @property {string} text as it was typed
 * @property {Map<string, number>} terms each with how sure it is, 0 to 1
 * @property {boolean} isStop a word that says little: it ranks, and need not be there
 * @property {boolean} isGuess whether it was taken for a word that looks only a little like it
 * @property {string} corrected what was taken for it; empty when it was found as it was typed
 */
import { foldText, withoutArticle } from "./fold.js";
import { isStopWord } from "./search-stop-words.js";

const SURE = 1;
const JOINED = 0.9;
const LONGER = 0.4;
const OTHER_LANGUAGE = 0.8;
const NEAR = [1, 0.6, 0.35];
const MOST_LONGER = 40;
/** Of lists of longer words: half a word must not cost more than a whole one. */
const MOST_LONGER_BYTES = 60_000;
const MOST_NEAR = 4;
/** From so many letters on, words that only start like one that is typed to its end count, too: `fiets`, `fietspad`. */
const LETTERS_OF_COMPOUND = 4;
const LETTERS_OF_OPEN = 2;
/** From so many letters on, an error in a word that is still being typed is forgiven. */
const LETTERS_OF_START = 5;
const SHORTEST_PART = 3;
/** A word in a larger share of the stories says little, whatever its language. */
const COMMON_SHARE = 0.6;

export class Terms {
  /**
   * @param {import("./search-dictionary.js").Dictionary} dictionary
   * @param {import("./search-words.js").Stemmers} stemmers
   */
  constructor(dictionary, stemmers) {
    this.dictionary = dictionary;
    this.stemmers = stemmers;
  }

  /**
   * What each word may mean; a word that is two in the index becomes two.
   * @param {string[]} words
   * @param {boolean} isOpen whether the last one may still grow
   * @returns {Promise<Meaning[]>}
   */
  async understandAll(words, isOpen) {
    const groups = await Promise.all(
      words.map((word, index) => this.understand(word, isOpen && index === words.length - 1)),
    );
    for (let index = 0; index + 1 < words.length; index++) await this.join(groups, words, index);
    return groups.flat();
  }

  /**
   * @param {string} word
   * @param {boolean} isOpen
   * @returns {Promise<Meaning[]>}
   */
  async understand(word, isOpen) {
    const plain = foldText(word);
    const terms = await this.exact(word);
    const isStop = isStopWord(plain) || (await this.isCommon(terms));
    const isLongEnough = plain.length >= (isOpen ? LETTERS_OF_OPEN : LETTERS_OF_COMPOUND);
    if (isLongEnough && (isOpen || !isStop)) await this.addLonger(terms, plain);
    if (terms.size) return [{ text: word, terms, isStop: isStop && !isOpen, isGuess: false, corrected: "" }];
    const parts = await this.split(plain);
    if (parts) return parts;
    return [await this.correct(word, plain, isOpen)];
  }

  /**
   * The terms of a word as it was typed, in every inflection.
   * @param {string} word
   * @returns {Promise<Map<string, number>>}
   */
  async exact(word) {
    /** @type {Map<string, number>} */
    const terms = new Map();
    const plain = foldText(word);
    if (!plain) return terms;
    const known = await this.dictionary.find(plain);
    for (const stem of known?.stems ?? []) terms.set(stem, SURE);
    await this.addStem(terms, word, this.stemmers.first, SURE, !known?.stems.length);
    if (terms.size) return terms;
    for (const stem of (await this.stemmers.all()).slice(1)) {
      await this.addStem(terms, word, stem, OTHER_LANGUAGE, true);
    }
    return terms;
  }

  /**
   * @param {Map<string, number>} terms
   * @param {string} word
   * @param {import("./search-words.js").Stem} stemmer
   * @param {number} sure
   * @param {boolean} isUnknown whether no story has the word as it stands
   */
  async addStem(terms, word, stemmer, sure, isUnknown) {
    const stem = stemmer(word);
    if (terms.has(stem) || (isUnknown && isStopWord(stem))) return; // no form of “the” or “from”, which we would know
    if ((await this.dictionary.find(stem))?.count) terms.set(stem, sure);
  }

  /**
   * @param {Map<string, number>} terms
   * @param {string} plain
   * @param {number} [sure]
   */
  async addLonger(terms, plain, sure = LONGER) {
    let left = MOST_LONGER_BYTES;
    for (const entry of await this.dictionary.startingWith(plain, MOST_LONGER)) {
      for (const stem of entry.stems) {
        if (terms.has(stem)) continue;
        const size = sizeOf(await this.dictionary.find(stem));
        if (size > left && terms.size) continue;
        left -= size;
        terms.set(stem, sure);
      }
    }
  }

  /**
   * Two words of the index that were typed as one, as two meanings; null when there are none.
   * @param {string} plain
   * @returns {Promise<Meaning[] | null>}
   */
  async split(plain) {
    for (let at = plain.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
      const [head, tail] = [plain.slice(0, at), plain.slice(at)];
      const [one, other] = [await this.dictionary.find(head), await this.dictionary.find(tail)];
      if (!one?.stems.length || !other?.stems.length) continue;
      return [one, other].map((entry) => ({
        text: entry.key,
        terms: new Map(entry.stems.map((stem) => [stem, JOINED])),
        isStop: isStopWord(entry.key),
        isGuess: false,
        corrected: entry.key,
      }));
    }
    return null;
  }

  /**
   * One word of the index that was typed as two: it counts for both.
   * @param {Meaning[][]} groups
   * @param {string[]} words
   * @param {number} index of the first of the two
   */
  async join(groups, words, index) {
    const joined = await this.dictionary.find(foldText(`${words[index]}${words[index + 1]}`));
    if (!joined?.stems.length) return;
    for (const stem of joined.stems) {
      for (const group of [groups[index], groups[index + 1]]) {
        for (const meaning of group ?? []) {
          if (meaning.corrected) Object.assign(meaning, { corrected: "", terms: new Map() });
          meaning.terms.set(stem, Math.max(JOINED, meaning.terms.get(stem) ?? 0));
        }
      }
    }
  }

  /**
   * @param {string} word
   * @param {string} plain
   * @param {boolean} isOpen
   * @returns {Promise<Meaning>}
   */
  async correct(word, plain, isOpen) {
    /** @type {Map<string, number>} */
    const terms = new Map();
    let near = await this.looksLike(plain);
    if (!near.length && isOpen && plain.length >= LETTERS_OF_START) near = await this.dictionary.nearStart(plain);
    const [best] = near;
    for (const each of near.filter((other) => other.distance === best?.distance).slice(0, MOST_NEAR)) {
      const sure = (NEAR[each.distance] ?? 0) * (each === best ? 1 : 0.7);
      for (const stem of (await this.dictionary.find(each.word))?.stems ?? []) {
        terms.set(stem, Math.max(sure, terms.get(stem) ?? 0));
      }
    }
    if (best && best.word.length >= LETTERS_OF_COMPOUND) {
      await this.addLonger(terms, best.word, LONGER * (NEAR[best.distance] ?? 0));
    }
    return { text: word, terms, isStop: false, isGuess: (best?.distance ?? 0) > 1, corrected: best?.word ?? "" };
  }

  /**
   * The words of the index that look like this one, with and without an Arabic article.
   * @param {string} plain
   */
  async looksLike(plain) {
    const found = [];
    for (const form of new Set([plain, withoutArticle(plain)])) {
      const most = allowedErrors(form);
      if (most) found.push(...(await this.dictionary.near(form, most)));
    }
    return found.sort((one, other) => one.distance - other.distance);
  }

  /**
   * @param {Map<string, number>} terms
   */
  async isCommon(terms) {
    const { count } = this.dictionary.manifest;
    if (count < 50) return false;
    for (const term of terms.keys()) {
      if (((await this.dictionary.find(term))?.count ?? 0) > COMMON_SHARE * count) return true;
    }
    return false;
  }
}

/**
 * How many bytes the list of a term takes.
 * @param {Entry | null} entry
 */
function sizeOf(entry) {
  return (entry?.postings ?? []).reduce((sum, part) => sum + part.end - part.start, 0);
}

/**
 * How many typing errors a word of this length may have.
 * @param {string} plain
 */
export function allowedErrors(plain) {
  if (/\d/.test(plain) || plain.length < 4) return 0;
  return plain.length < 6 ? 1 : 2;
}
