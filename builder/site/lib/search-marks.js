/**
 * Where the words that were asked for stand in a text: for marks, and for the passage that is shown of a story.
 *
 * @typedef {[number, number]} Mark start and end
 */
import { foldText, withoutArticle } from "./fold.js";
import { parseQuestion } from "./search-question.js";
import { findWords } from "./search-words.js";

const EXCERPT_LETTERS = 180;
const LETTERS_BEFORE = 50;
const LETTERS_OF_START = 3;

/**
 * The marks in each text.
 * @param {import("./search-engine.js").SearchEngine} engine
 * @param {string} question
 * @param {string[]} texts
 * @returns {Promise<Mark[][]>}
 */
export async function markTexts(engine, question, texts) {
  const isMeant = await matcher(engine, question);
  return texts.map((text) => marksIn(text, isMeant));
}

/**
 * The passage with the most different words that were asked for, cut between words; without marks when there are none.
 * @param {import("./search-engine.js").SearchEngine} engine
 * @param {string} question
 * @param {string} story
 * @returns {Promise<{text: string, marks: Mark[]}>}
 */
export async function pickExcerpt(engine, question, story) {
  const marks = marksIn(story, await matcher(engine, question));
  const [start, end] = cut(story, bestStart(story, marks));
  const before = start > 0 ? "… " : "";
  const after = end < story.length ? " …" : "";
  const shift = before.length - start;
  return {
    text: before + story.slice(start, end) + after,
    marks: marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from + shift, to + shift]),
  };
}

/**
 * @param {string} text
 * @param {(word: string) => boolean} isMeant
 * @returns {Mark[]}
 */
function marksIn(text, isMeant) {
  return findWords(text).filter((word) => isMeant(word.text)).map(({ start, end }) => [start, end]);
}

/**
 * Whether a word of a text is one of those that the question means.
 * @param {import("./search-engine.js").SearchEngine} engine
 * @param {string} question
 * @returns {Promise<(word: string) => boolean>}
 */
async function matcher(engine, question) {
  const { words, phrases, isOpen } = parseQuestion(question);
  const meanings = await engine.terms.understandAll(words, isOpen);
  for (const phrase of phrases) meanings.push(...(await engine.terms.understandAll(phrase, false)));
  const telling = meanings.filter((meaning) => !meaning.isStop);
  const meant = telling.length ? telling : meanings;
  const starts = meant.map(({ text }) => foldText(text)).filter((start) => start.length >= LETTERS_OF_START);
  const terms = new Set(meant.flatMap((meaning) => [...meaning.terms.keys()]));
  const stemmers = await engine.terms.stemmers.all();
  /** @type {Map<string, boolean>} */
  const known = new Map();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const plain = foldText(word);
    const is =
      terms.has(plain) ||
      starts.some((start) => plain.startsWith(start) || withoutArticle(plain).startsWith(start)) ||
      stemmers.some((stem) => terms.has(stem(word)));
    known.set(word, is);
    return is;
  };
}

/**
 * @param {string} story
 * @param {Mark[]} marks
 */
function bestStart(story, marks) {
  let [best, most] = [0, 0];
  for (const [from] of marks) {
    const near = marks.filter(([start, end]) => start >= from && end <= from + EXCERPT_LETTERS - LETTERS_BEFORE);
    const different = new Set(near.map(([start, end]) => foldText(story.slice(start, end)))).size;
    if (different > most) [best, most] = [from, different];
  }
  return Math.max(0, best - LETTERS_BEFORE);
}

/**
 * Start and end of the passage, moved to where a word starts and ends.
 * @param {string} story
 * @param {number} from
 * @returns {[number, number]}
 */
function cut(story, from) {
  const words = findWords(story);
  const start = from === 0 ? 0 : (words.find((word) => word.start >= from)?.start ?? 0);
  if (story.length <= start + EXCERPT_LETTERS) return [start, story.length];
  const last = words.findLast((word) => word.end <= start + EXCERPT_LETTERS && word.start >= start);
  return [start, last?.end ?? Math.min(story.length, start + EXCERPT_LETTERS)];
}
