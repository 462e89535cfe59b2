/**
 * The filters of the page of answers: one word for each thing that answers differ in, kept in the address.
 *
 * @typedef {"status" | "theme" | "service" | "year"} AnswerFacet
 * @typedef {Record<AnswerFacet, string>} AnswerWords a word for each; empty for any, or for none
 * @typedef {"all" | "few" | "most" | "some"} Telling what may be told of a number
 */

/** @type {readonly AnswerFacet[]} */
export const ANSWER_FACETS = ["status", "theme", "service", "year"];
const WORD = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** @returns {AnswerWords} */
export function anyAnswer() {
  return { status: "", theme: "", service: "", year: "" };
}

/**
 * The filters of a query string; a word that stands with no answer is left out.
 * @param {string} query
 * @param {readonly AnswerWords[]} answers
 * @returns {AnswerWords}
 */
export function parseAnswerFilters(query, answers) {
  const params = new URLSearchParams(query);
  const filters = anyAnswer();
  for (const facet of ANSWER_FACETS) {
    const word = params.get(facet) ?? "";
    if (WORD.test(word) && answers.some((answer) => answer[facet] === word)) filters[facet] = word;
  }
  return filters;
}

/**
 * The query string of filters, with `?`; empty for none.
 * @param {AnswerWords} filters
 */
export function formatAnswerFilters(filters) {
  const parts = ANSWER_FACETS.filter((facet) => filters[facet]).map((facet) => `${facet}=${filters[facet]}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * Whether an answer passes the filters.
 * @param {AnswerWords} filters
 * @param {AnswerWords} answer
 */
export function passes(filters, answer) {
  return ANSWER_FACETS.every((facet) => !filters[facet] || filters[facet] === answer[facet]);
}

/**
 * What may be told of a number of answers: not a small one, and not one that leaves a small one of the total.
 * @param {number} shown
 * @param {number} total
 * @param {number} smallest
 * @returns {Telling}
 */
export function tellingOf(shown, total, smallest) {
  if (shown > 0 && shown < smallest) return "few";
  if (shown === total) return "all";
  return shown > 0 && total - shown < smallest ? "most" : "some";
}
