/**
 * The facets of all stories as typed columns, made once: so that a hundred thousand stories are counted in milliseconds.
 *
 * Two facets have no vocabulary: a story can be heard, or has a picture. They have one value, `1`.
 */
import { at, facetIndices, spotsOf } from "./columns.js";

/**
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("./columns.js").FacetValue} FacetValue
 * @typedef {"theme" | "emotion" | "area" | "place" | "initiative" | "language" | "year" | "sound" | "picture"} Facet
 *
 * @typedef {object} FacetColumn
 * @property {readonly FacetValue[]} values
 * @property {Int32Array} optionOf value → the value by which its stories are chosen and counted, or -1
 * @property {Uint32Array} starts story → where its entries start; one more than there are stories
 * @property {Uint16Array} entries the values of all stories by which they are chosen, each once a story
 *
 * @typedef {object} FacetIndex
 * @property {number} count of stories
 * @property {number} smallest below it no number of a group is told
 * @property {Record<Facet, FacetColumn>} facets
 * @property {Int16Array} years the year of each story; `NO_YEAR` for none
 * @property {Uint32Array} spotStarts story → its first point; one more than there are stories
 * @property {Float64Array} lats of all points
 * @property {Float64Array} lons
 */

/** @type {readonly Facet[]} */
export const FACETS = ["emotion", "theme", "area", "place", "initiative", "language", "year", "sound", "picture"];
export const NO_YEAR = -32768;
/** The value into which small ones are merged. */
export const OTHER_ID = "_other";

/** @type {FacetValue[]} */
const YES = [{ id: "1", label: "", uri: "", option: 0 }];

/**
 * The values of a facet; none when this edition does not have the facet.
 * @param {Columns} columns
 * @param {Facet} facet
 * @returns {readonly FacetValue[]}
 */
export function facetValues(columns, facet) {
  if (facet === "sound" || facet === "picture") return YES;
  return /** @type {Partial<Record<Facet, FacetValue[]>>} */ (columns.facets)[facet] ?? [];
}

/**
 * @param {Columns} columns
 * @returns {FacetIndex}
 */
export function buildFacetIndex(columns) {
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, buildColumn(columns, facet)]));
  return {
    count: columns.count,
    smallest: columns.smallest_group,
    facets: /** @type {Record<Facet, FacetColumn>} */ (facets),
    years: buildYears(columns),
    ...buildSpots(columns),
  };
}

/**
 * @param {Columns} columns
 * @param {Facet} facet
 * @returns {FacetColumn}
 */
function buildColumn(columns, facet) {
  const values = facetValues(columns, facet);
  const hasFacet = values.length > 0;
  const optionOf = Int32Array.from(values, (value) => value.option);
  const starts = new Uint32Array(columns.count + 1);
  /** @type {number[]} */
  const entries = [];
  for (let number = 0; number < columns.count; number++) {
    const start = entries.length;
    for (const value of hasFacet ? valuesAt(columns, facet, number) : []) {
      const option = optionOf[value] ?? -1;
      if (option >= 0 && !entries.includes(option, start)) entries.push(option);
    }
    starts[number + 1] = entries.length;
  }
  return { values, optionOf, starts, entries: Uint16Array.from(entries) };
}

/**
 * @param {Columns} columns
 * @param {Facet} facet
 * @param {number} number
 * @returns {readonly number[]}
 */
function valuesAt(columns, facet, number) {
  if (facet === "sound") return at(columns.stories.sound, number) ? [0] : [];
  if (facet === "picture") return at(columns.stories.picture, number) ? [0] : [];
  return facetIndices(columns, /** @type {import("./columns.js").FacetName} */ (facet), number);
}

/**
 * @param {Columns} columns
 */
function buildYears(columns) {
  const told = columns.facets.year.map(({ id }) => (/^\d+$/.test(id) ? Number(id) : NO_YEAR));
  const years = new Int16Array(columns.count);
  for (let number = 0; number < columns.count; number++) {
    years[number] = told[facetIndices(columns, "year", number)[0] ?? -1] ?? NO_YEAR;
  }
  return years;
}

/**
 * @param {Columns} columns
 */
function buildSpots(columns) {
  const spotStarts = new Uint32Array(columns.count + 1);
  /** @type {number[]} */
  const lats = [];
  /** @type {number[]} */
  const lons = [];
  for (let number = 0; number < columns.count; number++) {
    for (const { lat, lon } of spotsOf(columns, number)) {
      lats.push(lat);
      lons.push(lon);
    }
    spotStarts[number + 1] = lats.length;
  }
  return { spotStarts, lats: Float64Array.from(lats), lons: Float64Array.from(lons) };
}
