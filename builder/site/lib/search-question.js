/**
 * What somebody typed, taken apart: words, phrases in quotes, and what must not be there.
 *
 * @typedef {object} Question
 * @property {string[]} words
 * @property {boolean} isOpen whether the last word may still grow: it stands at the very end
 * @property {string[][]} phrases
 * @property {string[][]} without words and phrases that must not be there
 */
import { splitWords } from "./search-words.js";

const PART = /(?<minus>(?<=^|\s)[-\u2212])?(?:["“”„«»‟](?<phrase>[^"“”„«»‟]*)(?:["“”„«»‟]|$)|(?<plain>[^\s"“”„«»‟]+))/gu;
const ENDS_IN_WORD = /[\p{L}\p{N}\p{M}]$/u;

/**
 * @param {string} text
 * @returns {Question}
 */
export function parseQuestion(text) {
  /** @type {Question} */
  const question = { words: [], isOpen: false, phrases: [], without: [] };
  for (const { groups } of text.matchAll(PART)) {
    const { minus, phrase, plain = "" } = groups ?? {};
    const words = splitWords(phrase ?? plain);
    question.isOpen = !minus && phrase === undefined && words.length > 0;
    if (!words.length) continue;
    if (minus) question.without.push(words);
    else if (phrase !== undefined && words.length > 1) question.phrases.push(words);
    else question.words.push(...words);
  }
  question.isOpen &&= ENDS_IN_WORD.test(text);
  return question;
}

/**
 * Whether something is asked for; a question of minus signs alone is none.
 * @param {Question} question
 */
export function asksForSomething(question) {
  return question.words.length + question.phrases.length > 0;
}
