/**
 * The index of words: documents in, ranked story numbers out. Runs in the worker; pure, so that node can test it.
 *
 * @typedef {{fields: string[], documents: string[][]}} SearchFile
 * @typedef {{numbers: number[], isLoose: boolean, suggestion: string}} Found
 *   `isLoose`: no story has all the words, these have some; `suggestion`: words that would give something
 */
import MiniSearch from "../vendor/minisearch/minisearch.js";
import { foldQueryTerm, foldTerm } from "./fold.js";

const BOOSTS = { title: 6, place: 4, theme: 3, summary: 2, body: 1 };

/**
 * @param {string} term
 * @param {number} index
 * @param {string[]} terms
 */
const mayBePrefix = (term, index, terms) => index === terms.length - 1 ? term.length >= 2 : term.length >= 4;

/** @param {string} term */
const allowedTypos = (term) => (term.length < 4 || /^\d+$/.test(term) ? false : term.length < 8 ? 1 : 2);

/** @type {import("../vendor/minisearch/minisearch.js").SearchOptions} */
const STRICT = {
  boost: BOOSTS,
  combineWith: "AND",
  prefix: mayBePrefix,
  fuzzy: allowedTypos,
  weights: { fuzzy: 0.3, prefix: 0.6 },
  processTerm: foldQueryTerm,
};

/**
 * @param {SearchFile} file
 * @returns {MiniSearch}
 */
export function buildIndex(file) {
  const index = new MiniSearch({ fields: file.fields, idField: "number", processTerm: foldTerm });
  index.addAll(
    file.documents.map((texts, number) => ({
      number,
      ...Object.fromEntries(file.fields.map((field, position) => [field, texts[position] ?? ""])),
    })),
  );
  return index;
}

/**
 * The stories for a text, the best first; ties in the order of the edition.
 * @param {MiniSearch} index
 * @param {string} text
 * @returns {Found}
 */
export function findStories(index, text) {
  const strict = ranked(index.search(text, STRICT));
  if (strict.length) return { numbers: strict, isLoose: false, suggestion: "" };
  const loose = ranked(index.search(text, { ...STRICT, combineWith: "OR" }));
  if (loose.length) return { numbers: loose, isLoose: true, suggestion: "" };
  return { numbers: [], isLoose: false, suggestion: suggestWords(index, text) };
}

/**
 * @param {import("../vendor/minisearch/minisearch.js").SearchResult[]} results
 * @returns {number[]}
 */
function ranked(results) {
  return results
    .sort((one, other) => other.score - one.score || one.id - other.id)
    .map((result) => /** @type {number} */ (result.id));
}

/**
 * Words that look like the text and that some story has; empty when there are none.
 * @param {MiniSearch} index
 * @param {string} text
 */
function suggestWords(index, text) {
  const options = { fuzzy: 0.45, maxFuzzy: 4, prefix: true, processTerm: foldQueryTerm, boost: BOOSTS };
  return index.autoSuggest(text, options)[0]?.suggestion ?? "";
}
