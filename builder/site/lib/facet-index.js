/**
 * The facets of all stories as typed columns, made once: so that a hundred thousand stories are counted in milliseconds.
 *
 * Two facets have no vocabulary: a story can be heard, or has a picture. They have one value, `1`.
 */
import { addUp } from "./columns.js";

/**
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("./columns.js").FacetValue} FacetValue
 * @typedef {import("./columns.js").FacetName | "place" | "sound" | "picture"} Facet
 *
 * @typedef {object} FacetColumn
 * @property {readonly FacetValue[]} values
 * @property {Int32Array} optionOf value → the value by which its stories are chosen and counted, or -1
 * @property {import("./columns.js").Lists} options for each story the values by which it is chosen, each once
 *
 * @typedef {object} FacetIndex
 * @property {number} count of stories
 * @property {number} smallest below it no number of a group is told
 * @property {Record<Facet, FacetColumn>} facets
 * @property {Int16Array} years the year of each story; `NO_YEAR` for none
 * @property {Map<number, number>} yearSizes year → how many stories it has; without those that have none
 * @property {import("./columns.js").Spots} spots
 * @property {import("./columns.js").Lists} spotLists
 */

/** @type {readonly Facet[]} */
export const FACETS = ["emotion", "theme", "area", "place", "initiative", "language", "year", "sound", "picture"];
export const NO_YEAR = -32768;
/** The value into which small ones are merged. */
export const OTHER_ID = "_other";

/** @type {readonly FacetValue[]} */
const YES = [{ id: "1", label: "", uri: "", option: 0 }];

/**
 * The values of a facet; none when this edition does not have the facet.
 * @param {Columns} columns
 * @param {Facet} facet
 * @returns {readonly FacetValue[]}
 */
export function facetValues(columns, facet) {
  return facet === "sound" || facet === "picture" ? YES : columns.facets[facet];
}

/**
 * @param {Columns} columns
 * @returns {FacetIndex}
 */
export function buildFacetIndex(columns) {
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, buildColumn(columns, facet)]));
  const { count, smallest_group, spots, spotLists } = columns;
  return {
    count,
    smallest: smallest_group,
    facets: /** @type {Record<Facet, FacetColumn>} */ (facets),
    ...buildYears(columns),
    spots,
    spotLists,
  };
}

/**
 * @param {Columns} columns
 * @param {Facet} facet
 * @returns {FacetColumn}
 */
function buildColumn(columns, facet) {
  const values = facetValues(columns, facet);
  const optionOf = Int32Array.from(values, (value) => value.option);
  const lists = facet === "sound" || facet === "picture" ? listYes(columns[facet]) : columns.lists[facet];
  const isPlain = optionOf.every((option, value) => option === value);
  return { values, optionOf, options: isPlain ? lists : mergeOptions(lists, optionOf) };
}

/**
 * @param {Uint8Array} flags
 * @returns {import("./columns.js").Lists}
 */
function listYes(flags) {
  const starts = new Uint32Array(flags.length + 1);
  starts.set(flags, 1);
  addUp(starts);
  return { starts, values: new Uint32Array(starts[flags.length] ?? 0) };
}

/**
 * @param {import("./columns.js").Lists} lists
 * @param {Int32Array} optionOf
 * @returns {import("./columns.js").Lists}
 */
function mergeOptions({ starts, values }, optionOf) {
  const newStarts = new Uint32Array(starts.length);
  const options = new Uint32Array(values.length);
  let end = 0;
  for (let number = 0; number + 1 < starts.length; number++) {
    const start = end;
    for (let entry = starts[number] ?? 0; entry < (starts[number + 1] ?? 0); entry++) {
      const option = optionOf[values[entry] ?? 0] ?? -1;
      if (option >= 0 && !options.subarray(start, end).includes(option)) options[end++] = option;
    }
    newStarts[number + 1] = end;
  }
  return { starts: newStarts, values: options.subarray(0, end) };
}

/**
 * @param {Columns} columns
 */
function buildYears({ count, facets, lists }) {
  const told = facets.year.map(({ id }) => (/^\d+$/.test(id) ? Number(id) : NO_YEAR));
  const { starts, values } = lists.year;
  const years = new Int16Array(count).fill(NO_YEAR);
  const tally = new Uint32Array(told.length);
  for (let number = 0; number < count; number++) {
    const start = /** @type {number} */ (starts[number]);
    if (start === starts[number + 1]) continue;
    const value = /** @type {number} */ (values[start]);
    years[number] = told[value] ?? NO_YEAR;
    tally[value] = /** @type {number} */ (tally[value]) + 1;
  }
  return { years, yearSizes: sumSizes(told, tally) };
}

/**
 * @param {readonly number[]} told the years of values, of which two may be the same
 * @param {Uint32Array} tally
 */
function sumSizes(told, tally) {
  /** @type {Map<number, number>} */
  const sizes = new Map();
  for (const [value, year] of told.entries()) {
    const size = tally[value] ?? 0;
    if (year !== NO_YEAR && size > 0) sizes.set(year, (sizes.get(year) ?? 0) + size);
  }
  return sizes;
}
