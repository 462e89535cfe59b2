/**
 * From the state of the page to the stories that it shows: search, filters and order in one place, for every page with
 * a map.
 *
 * @typedef {import("./home-state.js").State} State
 * @typedef {{numbers: readonly number[], isLoose: boolean, suggestion: string}} Found what a search gives
 * @typedef {object} Answer
 * @property {readonly number[]} numbers in the order of the list
 * @property {readonly number[]} onMap the same without “only what is in view”: the map shows what is next to it, too
 * @property {import("./facets.js").Counts} counts
 * @property {Partial<Record<import("./facets.js").Condition, number>>} without
 * @property {boolean} isLoose no story has all the words
 * @property {string} suggestion
 * @property {import("./story-order.js").Order} order
 */
import { buildFacetIndex } from "./facet-index.js";
import { knownFilters, matchAll, matchStories } from "./facets.js";
import { isNarrowed } from "./home-state.js";
import { inOrder, orderOf } from "./story-order.js";
import { buildSpan, chosenYears } from "./years.js";

/** @type {Found} */
const NOTHING_ASKED = { numbers: [], isLoose: false, suggestion: "" };

export class StoryFinder {
  /**
   * @param {import("./columns.js").Columns} columns
   * @param {(text: string) => Promise<Found>} find the stories for a text, the best first
   */
  constructor(columns, find) {
    this.columns = columns;
    this.find = find;
    this.index = buildFacetIndex(columns);
    this.span = buildSpan(this.index);
    this.all = matchAll(this.index); // asked for first, and again whenever nothing narrows
    this.lastText = "";
    /** @type {Found} */
    this.lastFound = NOTHING_ASKED;
  }

  /**
   * The state without what this edition does not know.
   * @param {State} state
   * @returns {State}
   */
  settle(state) {
    const years = chosenYears(this.span, state.from, state.to, this.index.smallest);
    return { ...state, ...years, filters: knownFilters(this.columns, state.filters) };
  }

  /**
   * Whether the answer takes a search that was not made yet.
   * @param {State} state
   */
  mustSearch({ text }) {
    return text.trim() !== "" && text.trim() !== this.lastText;
  }

  /**
   * @param {State} state
   * @returns {Promise<Answer>}
   */
  async search(state) {
    const text = state.text.trim();
    const found = await this.find(text);
    this.lastFound = { ...found, numbers: found.numbers.filter((number) => number < this.index.count) };
    this.lastText = text;
    return this.answer(state);
  }

  /**
   * The answer to a state whose search was made.
   * @param {State} state
   * @returns {Answer}
   */
  answer(state) {
    const hasText = state.text.trim() !== "";
    const found = hasText ? this.lastFound : NOTHING_ASKED;
    const candidates = hasText ? found.numbers : undefined;
    const match = isNarrowed(state) ? matchStories(this.index, state, candidates) : this.all;
    const order = orderOf(state.order, hasText, state.here !== null);
    return {
      numbers: inOrder(this.columns, match.numbers, order, state.here),
      onMap: state.box ? matchStories(this.index, { ...state, box: null }, candidates).numbers : match.numbers,
      counts: match.counts,
      without: match.without,
      isLoose: found.isLoose,
      suggestion: found.suggestion,
      order,
    };
  }
}
