/**
 * What the page shows, as a query string: short, shareable, and the same for the same state.
 *
 * @typedef {"map" | "list"} View
 * @typedef {object} State
 * @property {string} text
 * @property {import("./facets.js").Filters} filters
 * @property {View} view
 * @property {string} story id of the story whose card is open, `<workshop>/<story>`; empty for none
 */
import { FACET_NAMES } from "./columns.js";
import { noFilters } from "./facets.js";

const ID = /^(?:_other|[a-z0-9][a-z0-9-]{0,63})$/i;
const STORY_ID = /^[a-z0-9][a-z0-9-]{0,63}\/[a-z0-9][a-z0-9-]{0,63}$/;
const MAX_TEXT_LENGTH = 200;

/** @returns {State} */
export function startState() {
  return { text: "", filters: noFilters(), view: "map", story: "" };
}

/**
 * The state of a query string; what is not understood is left out.
 * @param {string} query
 * @returns {State}
 */
export function parseState(query) {
  const params = new URLSearchParams(query);
  const state = startState();
  state.text = (params.get("q") ?? "").slice(0, MAX_TEXT_LENGTH);
  if (params.get("view") === "list") state.view = "list";
  const story = params.get("story") ?? "";
  if (STORY_ID.test(story)) state.story = story;
  for (const facet of FACET_NAMES) {
    const ids = params.getAll(facet).flatMap((value) => value.split(","));
    state.filters[facet] = [...new Set(ids.filter((id) => ID.test(id)))];
  }
  return state;
}

/**
 * The query string of a state, with `?`; empty for the start.
 * @param {State} state
 */
export function formatState(state) {
  const parts = [];
  if (state.text.trim()) parts.push(`q=${encodeURIComponent(state.text.trim())}`);
  for (const facet of FACET_NAMES) {
    const ids = state.filters[facet];
    if (ids.length) parts.push(`${facet}=${ids.map(encodeURIComponent).join(",")}`);
  }
  if (state.view !== "map") parts.push(`view=${state.view}`);
  if (state.story) parts.push(`story=${state.story}`);
  return parts.length ? `?${parts.join("&")}` : "";
}
