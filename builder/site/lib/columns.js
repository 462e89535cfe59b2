/**
 * The columns of all stories: types, reading them, and what they say of one story. What a card says of a story is not
 * here: see `cards.js`.
 *
 * @typedef {"theme" | "emotion" | "area" | "language" | "initiative" | "year"} FacetName
 * @typedef {{id: string, label: string, uri: string, option: number}} FacetValue
 *   `option`: index of the value by which its stories are chosen and counted: itself, the small ones together (`_other`),
 *   or -1 when there are too few of them to be chosen
 * @typedef {Record<FacetName | "place", FacetValue[]>} Facets
 * @typedef {{starts: Uint32Array, values: Uint32Array}} Lists
 *   the values of story `n` are `values[starts[n]]` up to, but not with, `values[starts[n + 1]]`
 * @typedef {{lat: Float64Array, lon: Float64Array, precisionM: Uint32Array}} Spots each spot once, in degrees
 *
 * @typedef {object} Columns
 * @property {string} language
 * @property {number} count
 * @property {number} smallest_group below it no number of a group is told
 * @property {Facets} facets
 * @property {Record<FacetName | "place", Lists>} lists for each story the indices into `facets`
 * @property {Spots} spots
 * @property {Lists} spotLists for each story the indices into `spots`; none when it is not on the map
 * @property {Uint8Array} sound 1 when the story can be heard
 * @property {Uint8Array} picture 1 when it has a picture
 * @property {readonly string[]} withdrawn marks of the stories that were withdrawn when the site was built
 * @property {import("./cards.js").CardStore} cards
 *
 * @typedef {object} Head the file `stories-<language>.json`
 * @property {string} language
 * @property {number} count
 * @property {number} smallest_group
 * @property {Facets} facets
 * @property {{folder: string, hashes: string[], a_chunk: number}} cards
 * @property {{folder: string, hashes: string[]}} ids
 * @property {string[]} withdrawn
 *
 * @typedef {{width: number, values: string}} Packed numbers as signs of one width
 * @typedef {Packed & {counts: Packed | null}} PackedColumn
 * @typedef {object} ColumnsFile the file `columns.json`
 * @property {number} count
 * @property {{lat: number[], lon: number[], precision_m: number[]}} spots
 * @property {Record<FacetName | "place" | "spot" | "sound" | "picture", PackedColumn>} columns
 *
 * @typedef {{lat: number, lon: number, precisionM: number}} Spot
 */

const SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~";
/** Sign → digit. */
const DIGITS = (() => {
  const digits = new Uint8Array(128);
  [...SIGNS].forEach((sign, digit) => (digits[sign.charCodeAt(0)] = digit));
  return digits;
})();
const UNITS_A_DEGREE = 100_000;

/**
 * @param {Head} head
 * @param {ColumnsFile} file
 * @param {import("./cards.js").CardStore} cards
 * @returns {Columns}
 */
export function readColumns(head, file, cards) {
  if (head.count !== file.count) throw new Error("head and columns are of two sites");
  const oneEach = addUp(new Uint32Array(file.count + 1).fill(1, 1));
  const lists = (/** @type {keyof ColumnsFile["columns"]} */ name) => readLists(file.columns[name], oneEach);
  const { lat, lon, precision_m } = file.spots;
  return {
    language: head.language,
    count: head.count,
    smallest_group: head.smallest_group,
    facets: head.facets,
    lists: {
      theme: lists("theme"), emotion: lists("emotion"), area: lists("area"),
      language: lists("language"), initiative: lists("initiative"), year: lists("year"), place: lists("place"),
    },
    spots: {
      lat: Float64Array.from(lat, (units) => units / UNITS_A_DEGREE),
      lon: Float64Array.from(lon, (units) => units / UNITS_A_DEGREE),
      precisionM: Uint32Array.from(precision_m),
    },
    spotLists: lists("spot"),
    sound: new Uint8Array(readNumbers(file.columns.sound)),
    picture: new Uint8Array(readNumbers(file.columns.picture)),
    withdrawn: head.withdrawn,
    cards,
  };
}

/**
 * @param {PackedColumn} column
 * @param {Uint32Array} oneEach the starts of lists that have one value each
 * @returns {Lists}
 */
function readLists(column, oneEach) {
  return { starts: column.counts ? addUp(readNumbers(column.counts, 1)) : oneEach, values: readNumbers(column) };
}

/**
 * Where lists start that stand one after another, and where the last one ends.
 * @param {Uint32Array} counts how many values each list has, behind a zero; the starts take their place
 */
export function addUp(counts) {
  for (let list = 0, end = 0; list < counts.length; list += 1) {
    end += /** @type {number} */ (counts[list]);
    counts[list] = end;
  }
  return counts;
}

/**
 * One loop over all signs, whatever their width: of a hundred thousand stories there are a million, at the start of a visit,
 * when the browser has made nothing fast yet.
 * @param {Packed} packed
 * @param {number} [zeros] so many stand before the numbers
 * @returns {Uint32Array}
 */
function readNumbers({ width, values }, zeros = 0) {
  const [digits, base, end] = [DIGITS, SIGNS.length, values.length];
  const numbers = new Uint32Array(zeros + end / width);
  for (let at = 0, index = zeros, left = width, value = 0; at < end; at += 1) {
    value = value * base + /** @type {number} */ (digits[values.charCodeAt(at)]);
    left -= 1;
    if (left > 0) continue;
    numbers[index] = value;
    index += 1;
    [left, value] = [width, 0];
  }
  return numbers;
}

/**
 * What stands in lists for one story.
 * @param {Lists} lists
 * @param {number} number
 * @returns {Uint32Array}
 */
export function entriesOf({ starts, values }, number) {
  if (number < 0 || number + 1 >= starts.length) throw new RangeError("no such story");
  return values.subarray(starts[number], starts[number + 1]);
}

/**
 * The points of a story; empty when it is not on the map.
 * @param {Columns} columns
 * @param {number} number
 * @returns {Spot[]}
 */
export function spotsOf({ spots, spotLists }, number) {
  return Array.from(entriesOf(spotLists, number), (index) => ({
    lat: /** @type {number} */ (spots.lat[index]),
    lon: /** @type {number} */ (spots.lon[index]),
    precisionM: /** @type {number} */ (spots.precisionM[index]),
  }));
}

/**
 * Whether a story is on the map.
 * @param {Columns} columns
 * @param {number} number
 */
export function hasSpot({ spotLists: { starts } }, number) {
  return starts[number] !== starts[number + 1];
}

/**
 * The indices into a facet that a story has.
 * @param {Columns} columns
 * @param {FacetName | "place"} facet
 * @param {number} number
 * @returns {Uint32Array}
 */
export function facetIndices(columns, facet, number) {
  return entriesOf(columns.lists[facet], number);
}

/**
 * How many of these stories have no point.
 * @param {Columns} columns
 * @param {readonly number[]} numbers
 */
export function countWithoutSpot({ spotLists: { starts } }, numbers) {
  let count = 0;
  for (const number of numbers) if (starts[number] === starts[number + 1]) count += 1;
  return count;
}

/**
 * Stories by distance from a point, the nearest first; those without a point last, in their own order.
 * @param {Columns} columns
 * @param {readonly number[]} numbers
 * @param {{lat: number, lon: number}} from
 * @returns {number[]}
 */
export function sortByDistance(columns, numbers, from) {
  const toSpots = Float64Array.from(columns.spots.lat, (lat, index) =>
    distanceM(from, { lat, lon: /** @type {number} */ (columns.spots.lon[index]) }),
  );
  const distances = new Map(
    numbers.map((number) => {
      let nearest = Infinity;
      for (const spot of entriesOf(columns.spotLists, number)) nearest = Math.min(nearest, toSpots[spot] ?? Infinity);
      return [number, nearest];
    }),
  );
  const of = (/** @type {number} */ number) => distances.get(number) ?? Infinity;
  return [...numbers].sort((one, other) => (of(one) === of(other) ? 0 : of(one) - of(other)));
}

const EARTH_RADIUS_M = 6_371_008.8;

/**
 * Great-circle distance in metres (haversine on a sphere).
 * @param {{lat: number, lon: number}} one
 * @param {{lat: number, lon: number}} other
 */
export function distanceM(one, other) {
  const radians = Math.PI / 180;
  const half = (/** @type {number} */ deg) => Math.sin((deg * radians) / 2) ** 2;
  const part =
    half(other.lat - one.lat) +
    Math.cos(one.lat * radians) * Math.cos(other.lat * radians) * half(other.lon - one.lon);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(part)));
}

/**
 * The entry at an index that must exist.
 * @template T
 * @param {readonly T[]} list
 * @param {number} index
 * @returns {T}
 */
export function at(list, index) {
  if (index < 0 || index >= list.length) throw new RangeError("no such entry");
  return /** @type {T} */ (list[index]);
}
