/**
 * The search engine: a question in, all story numbers out, the best first. Runs in the worker; pure but for the files that
 * it is given a way to read, so that node can test it.
 *
 * @typedef {import("./search-files.js").Manifest} Manifest
 * @typedef {import("./search-terms.js").Meaning} Meaning
 * @typedef {object} Found
 * @property {Uint32Array} numbers of all stories that match, the best first, ties in the order of the edition
 * @property {boolean} isLoose no story has all the words, these have some
 * @property {string} suggestion the question as it was probably meant; empty when it was taken as it was typed
 *
 * @typedef {Map<string, number>} Mark terms that were looked for
 */
import { Dictionary } from "./search-dictionary.js";
import { Lists } from "./search-lists.js";
import { asksForSomething, parseQuestion } from "./search-question.js";
import { Terms } from "./search-terms.js";
import { rankStories, Tally } from "./search-ranking.js";
import { nameTerm, Stemmers } from "./search-words.js";

export class SearchEngine {
  /**
   * @param {Manifest} manifest
   * @param {import("./search-dictionary.js").ReadFile} read
   * @param {import("./search-words.js").Stemmers} stemmers
   */
  constructor(manifest, read, stemmers) {
    this.count = manifest.count;
    this.dictionary = new Dictionary(manifest, read);
    this.lists = new Lists(manifest, this.dictionary, read);
    this.terms = new Terms(this.dictionary, stemmers);
  }

  /**
   * The engine over an index.
   * @param {Manifest} manifest
   * @param {import("./search-dictionary.js").ReadFile} read a file by its name without `.bin`
   * @param {string} [language] that of the reader
   */
  static async open(manifest, read, language = "") {
    return new SearchEngine(manifest, read, await Stemmers.load(language, manifest.languages));
  }

  /**
   * The stories for a question.
   * @param {string} text as it was typed
   * @returns {Promise<Found>}
   */
  async find(text) {
    const question = parseQuestion(text);
    const without = await this.findUnwanted(question.without);
    if (!asksForSomething(question)) {
      const numbers = question.without.length ? this.others(without) : new Uint32Array();
      return { numbers, isLoose: false, suggestion: "" };
    }
    const [meanings, phrases] = await Promise.all([
      this.terms.understandAll(question.words, question.isOpen),
      Promise.all(question.phrases.map((words) => this.terms.understandAll(words, false))),
    ]);
    const tally = new Tally(this.count);
    const telling = meanings.filter((meaning) => !meaning.isStop);
    const mustHave = needed(meanings);
    for (const meaning of meanings) {
      tally.add(await this.lists.best(meaning.terms), mustHave.includes(meaning));
    }
    if (question.words.length) tally.add(await this.lists.best(new Map([[nameTerm(question.words.join(" ")), 1]])), false);
    for (const words of phrases) tally.add(await this.lists.phrase(words), true, words.length);
    const { numbers, isLoose } = rankStories(tally, without, telling.length + phrases.length);
    const isPartial = numbers.length > 0 && telling.some((meaning) => !meaning.terms.size);
    return { numbers, isLoose: isLoose || isPartial, suggestion: suggestion([...meanings, ...phrases.flat()]) };
  }

  /**
   * The stories that must not be shown.
   * @param {string[][]} without
   * @returns {Promise<Uint8Array>}
   */
  async findUnwanted(without) {
    const unwanted = new Uint8Array(this.count);
    for (const words of without) {
      const meanings = await Promise.all(
        words.map(async (text) => ({ text, terms: await this.terms.exact(text), isStop: false, isGuess: false, corrected: "" })),
      );
      const [only] = meanings;
      const levels = words.length > 1 || !only ? await this.lists.phrase(meanings) : await this.lists.best(only.terms);
      for (const number of levels.numbers) unwanted[number] = 1;
    }
    return unwanted;
  }

  /**
   * @param {Uint8Array} unwanted
   */
  others(unwanted) {
    return Uint32Array.from({ length: this.count }, (_, number) => number).filter((number) => !unwanted[number]);
  }
}

/**
 * The words that a story must have: all but those that say little, that no story has or that were guessed; unless there
 * are no others.
 * @param {Meaning[]} meanings
 */
function needed(meanings) {
  const telling = meanings.filter((meaning) => !meaning.isStop);
  const known = telling.filter((meaning) => meaning.terms.size);
  const sure = known.filter((meaning) => !meaning.isGuess);
  return [sure, known, telling].find((some) => some.length) ?? meanings;
}

/**
 * The question with what was taken for its words; empty when nothing was corrected.
 * @param {Meaning[]} meanings
 */
function suggestion(meanings) {
  if (!meanings.some((meaning) => meaning.corrected)) return "";
  return meanings.map((meaning) => meaning.corrected || meaning.text).join(" ");
}
