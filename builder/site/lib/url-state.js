/**
 * The state of the home page as a query string: short, shareable, and the same for the same state. Where somebody is
 * has no place in it, and the language stands in the path.
 *
 * @typedef {import("./home-state.js").State} State
 */
import { FACETS } from "./facet-index.js";
import { startState } from "./home-state.js";

const ID = /^(?:_other|[a-z0-9][a-z0-9-]{0,63})$/i;
const STORY_ID = /^[a-z0-9][a-z0-9-]{0,63}\/[a-z0-9][a-z0-9-]{0,63}$/;
const YEAR = /^\d{1,4}$/;
const DEGREES = /^-?\d{1,3}(?:\.\d{1,6})?$/;
const BOX_DIGITS = 4; // about ten metres
const MAX_TEXT_LENGTH = 200;

/**
 * The state of a query string; what is not understood is left out.
 * @param {string} query
 * @param {string} [language]
 * @returns {State}
 */
export function parseState(query, language = "") {
  const params = new URLSearchParams(query);
  const state = startState(language);
  state.text = (params.get("q") ?? "").slice(0, MAX_TEXT_LENGTH);
  for (const facet of FACETS) {
    const ids = params.getAll(facet).flatMap((value) => value.split(","));
    state.filters[facet] = [...new Set(ids.filter((id) => ID.test(id)))];
  }
  state.from = parseYear(params.get("from"));
  state.to = parseYear(params.get("to"));
  state.box = parseBox(params.get("box"));
  const order = params.get("sort");
  if (order === "new" || order === "best") state.order = order;
  if (params.get("view") === "list") state.layout = "list";
  const story = params.get("story") ?? "";
  if (STORY_ID.test(story)) state.story = story;
  const walk = params.get("walk") ?? "";
  if (ID.test(walk)) state.walk = walk;
  return state;
}

/**
 * @param {string | null} text
 */
function parseYear(text) {
  return text !== null && YEAR.test(text) ? Number(text) : null;
}

/**
 * @param {string | null} text `south,west,north,east` in degrees
 * @returns {import("./facets.js").Box | null}
 */
function parseBox(text) {
  const parts = (text ?? "").split(",");
  if (parts.length !== 4 || !parts.every((part) => DEGREES.test(part))) return null;
  const [south = 0, west = 0, north = 0, east = 0] = parts.map(Number);
  const isOnEarth = south >= -90 && north <= 90 && west >= -180 && east <= 180;
  return isOnEarth && south < north && west < east ? { south, west, north, east } : null;
}

/**
 * The box as an address can tell it: a little larger, never smaller.
 * @param {import("./facets.js").Box} box
 * @returns {import("./facets.js").Box}
 */
export function roundBox({ south, west, north, east }) {
  const step = 10 ** BOX_DIGITS;
  const [down, up] = [(/** @type {number} */ deg) => Math.floor(deg * step) / step, (/** @type {number} */ deg) => Math.ceil(deg * step) / step];
  return { south: down(south), west: down(west), north: up(north), east: up(east) };
}

/**
 * The query string of a state, with `?`; empty for the start.
 * @param {State} state
 */
export function formatState(state) {
  const { text, filters, from, to, box, order, layout, story, walk } = state;
  const parts = [];
  if (text.trim()) parts.push(`q=${encodeURIComponent(text.trim())}`);
  for (const facet of FACETS) {
    const ids = filters[facet];
    if (ids.length) parts.push(`${facet}=${ids.map(encodeURIComponent).join(",")}`);
  }
  if (from !== null) parts.push(`from=${from}`);
  if (to !== null) parts.push(`to=${to}`);
  if (box) parts.push(`box=${[box.south, box.west, box.north, box.east].map((deg) => deg.toFixed(BOX_DIGITS)).join(",")}`);
  if (order === "new" || order === "best") parts.push(`sort=${order}`);
  if (layout !== "map") parts.push(`view=${layout}`);
  if (story) parts.push(`story=${story}`);
  if (walk) parts.push(`walk=${walk}`);
  return parts.length ? `?${parts.join("&")}` : "";
}
