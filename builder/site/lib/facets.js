/**
 * Filters: which stories pass, and how many each value of each facet would give.
 *
 * Values of one facet add up (this or that), facets narrow (this and that). The count beside a value is the number
 * of stories that you see when you choose it, so a facet does not narrow its own counts. Values with few stories are
 * chosen and counted together; the builder says which (`option`).
 */
import { FACET_NAMES, optionIndices } from "./columns.js";

/**
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("./columns.js").FacetName} FacetName
 * @typedef {Record<FacetName, string[]>} Filters ids that were chosen, for each facet
 * @typedef {Record<FacetName, number[]>} Counts for each facet: number of stories for each value that can be chosen
 * @typedef {{numbers: number[], counts: Counts, without: Partial<Record<FacetName, number>>}} Match
 *   `without`: how many stories there would be without the filters of one facet
 */

/** @returns {Filters} */
export function noFilters() {
  return { theme: [], emotion: [], area: [], language: [], initiative: [], year: [] };
}

/**
 * @param {Filters} filters
 */
export function hasFilters(filters) {
  return FACET_NAMES.some((facet) => filters[facet].length > 0);
}

/**
 * The filters with one value switched on or off.
 * @param {Filters} filters
 * @param {FacetName} facet
 * @param {string} id
 * @returns {Filters}
 */
export function toggleFilter(filters, facet, id) {
  const chosen = filters[facet];
  const next = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
  return { ...filters, [facet]: next };
}

/**
 * The filters that mean something in this edition; ids that it does not know are left out, and a value with few
 * stories stands for all such values.
 * @param {Columns} columns
 * @param {Filters} filters
 * @returns {Filters}
 */
export function knownFilters(columns, filters) {
  const known = noFilters();
  for (const facet of FACET_NAMES) {
    const ids = filters[facet].map((id) => optionOf(columns, facet, id)).filter((id) => id !== null);
    known[facet] = [...new Set(ids)];
  }
  return known;
}

/**
 * The id by which the stories of a value are chosen; null when they cannot be.
 * @param {Columns} columns
 * @param {FacetName} facet
 * @param {string} id
 * @returns {string | null}
 */
export function optionOf(columns, facet, id) {
  const values = columns.facets[facet];
  const value = values.find((each) => each.id === id);
  return values[value?.option ?? -1]?.id ?? null;
}

/**
 * The stories that pass, in the order of `candidates` (default: all, in their own order).
 * @param {Columns} columns
 * @param {Filters} filters
 * @param {readonly number[]} [candidates]
 * @returns {Match}
 */
export function matchStories(columns, filters, candidates) {
  const active = FACET_NAMES.filter((facet) => filters[facet].length > 0);
  const wanted = active.map((facet) => wantedIndices(columns, facet, filters[facet]));
  const counts = emptyCounts(columns);
  /** @type {number[]} */
  const numbers = [];
  /** @type {number[]} */
  const missedBy = active.map(() => 0);
  for (const number of candidates ?? allNumbers(columns)) {
    const missed = missedFacets(columns, active, wanted, number);
    if (missed.length > 1) continue;
    const [only] = missed;
    if (only === undefined) {
      numbers.push(number);
      for (const facet of FACET_NAMES) addCounts(columns, counts, facet, number);
    } else {
      missedBy[only] = (missedBy[only] ?? 0) + 1;
      addCounts(columns, counts, /** @type {FacetName} */ (active[only]), number);
    }
  }
  const without = Object.fromEntries(
    active.map((facet, index) => [facet, numbers.length + (missedBy[index] ?? 0)]),
  );
  return { numbers, counts, without };
}

/**
 * @param {Columns} columns
 */
function allNumbers(columns) {
  return Array.from({ length: columns.count }, (_, number) => number);
}

/**
 * @param {Columns} columns
 * @param {FacetName} facet
 * @param {string[]} ids
 */
function wantedIndices(columns, facet, ids) {
  const indices = new Set(ids.map((id) => columns.facets[facet].findIndex((value) => value.id === id)));
  indices.delete(-1);
  return indices;
}

/**
 * Positions in `active` of the facets that keep this story out.
 * @param {Columns} columns
 * @param {FacetName[]} active
 * @param {Set<number>[]} wanted
 * @param {number} number
 */
function missedFacets(columns, active, wanted, number) {
  const missed = [];
  for (const [position, facet] of active.entries()) {
    const indices = optionIndices(columns, facet, number);
    if (!indices.some((index) => wanted[position]?.has(index))) missed.push(position);
    if (missed.length > 1) break;
  }
  return missed;
}

/**
 * @param {Columns} columns
 * @returns {Counts}
 */
function emptyCounts(columns) {
  const of = (/** @type {FacetName} */ facet) => columns.facets[facet].map(() => 0);
  return {
    theme: of("theme"), emotion: of("emotion"), area: of("area"),
    language: of("language"), initiative: of("initiative"), year: of("year"),
  };
}

/**
 * @param {Columns} columns
 * @param {Counts} counts
 * @param {FacetName} facet
 * @param {number} number
 */
function addCounts(columns, counts, facet, number) {
  const column = counts[facet];
  for (const index of optionIndices(columns, facet, number)) column[index] = (column[index] ?? 0) + 1;
}
