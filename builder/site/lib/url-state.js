/**
 * What the page shows, as a query string: short, shareable, and the same for the same state.
 *
 * @typedef {"map" | "list"} View
 * @typedef {{text: string, filters: import("./facets.js").Filters, view: View}} State
 */
import { FACET_NAMES } from "./columns.js";
import { noFilters } from "./facets.js";

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/i;
const MAX_TEXT_LENGTH = 200;

/** @returns {State} */
export function startState() {
  return { text: "", filters: noFilters(), view: "map" };
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
  return parts.length ? `?${parts.join("&")}` : "";
}
