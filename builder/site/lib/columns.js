/**
 * The file of columns: types, and one story at a time.
 *
 * @typedef {"theme" | "emotion" | "area" | "language" | "initiative" | "year"} FacetName
 * @typedef {{id: string, label: string, uri: string, option: number}} FacetValue
 *   `option`: index of the value by which its stories are chosen and counted: itself, the small ones together (`_other`),
 *   or -1 when there are too few of them to be chosen
 * @typedef {Record<FacetName, FacetValue[]>} Facets
 *
 * @typedef {object} Columns
 * @property {string} language
 * @property {number} count
 * @property {number} smallest_group below it no number of a group is told
 * @property {Facets} facets
 * @property {StoryFields} stories
 *
 * @typedef {object} StoryFields
 * @property {string[]} uri from the root of the site
 * @property {string[]} title
 * @property {string[]} lang language of title and first sentence
 * @property {string[]} place
 * @property {string[]} first
 * @property {string[]} date in words
 * @property {number[][]} theme
 * @property {number[]} emotion -1 for none
 * @property {number[][]} area
 * @property {number[][]} language
 * @property {number[]} initiative -1 for none
 * @property {number[]} year -1 for none
 * @property {number[][]} lat
 * @property {number[][]} lon
 * @property {number[][]} precision_m
 * @property {string[]} picture from the root of the site, empty for none
 * @property {string[]} picture_large
 * @property {string[]} picture_alt
 * @property {number[]} sound 1 when it can be heard
 *
 * @typedef {object} Story
 * @property {number} number
 * @property {string} uri
 * @property {string} title
 * @property {string} lang
 * @property {string} place
 * @property {string} first
 * @property {string} date
 * @property {FacetValue[]} themes
 * @property {FacetValue | null} emotion
 * @property {string} picture
 * @property {string} pictureLarge
 * @property {string} pictureAlt
 * @property {boolean} hasSound
 * @property {Spot[]} spots
 *
 * @typedef {{lat: number, lon: number, precisionM: number}} Spot
 */

/** @type {readonly FacetName[]} */
export const FACET_NAMES = ["theme", "emotion", "area", "language", "initiative", "year"];

/**
 * The story with this number.
 * @param {Columns} columns
 * @param {number} number
 * @returns {Story}
 */
export function storyAt(columns, number) {
  const { stories, facets } = columns;
  return {
    number,
    uri: at(stories.uri, number),
    title: at(stories.title, number),
    lang: at(stories.lang, number),
    place: at(stories.place, number),
    first: at(stories.first, number),
    date: at(stories.date, number),
    themes: at(stories.theme, number).map((index) => at(facets.theme, index)),
    emotion: facets.emotion[at(stories.emotion, number)] ?? null,
    picture: at(stories.picture, number),
    pictureLarge: at(stories.picture_large, number),
    pictureAlt: at(stories.picture_alt, number),
    hasSound: at(stories.sound, number) === 1,
    spots: spotsOf(columns, number),
  };
}

/**
 * The points of a story; empty when it is not on the map.
 * @param {Columns} columns
 * @param {number} number
 * @returns {Spot[]}
 */
export function spotsOf(columns, number) {
  const { lat, lon, precision_m } = columns.stories;
  return at(lat, number).map((latDeg, index) => ({
    lat: latDeg,
    lon: at(at(lon, number), index),
    precisionM: at(at(precision_m, number), index),
  }));
}

/**
 * The id of a story, `<workshop>/<story>`: the last two steps of its address.
 * @param {Columns} columns
 * @param {number} number
 */
export function storyIdAt(columns, number) {
  return at(columns.stories.uri, number).split("/").filter(Boolean).slice(-2).join("/");
}

/**
 * The number of the story with this id; null when the map has no such story.
 * @param {Columns} columns
 * @param {string} id
 * @returns {number | null}
 */
export function findStory(columns, id) {
  const number = columns.stories.uri.findIndex((_, each) => storyIdAt(columns, each) === id);
  return number < 0 ? null : number;
}

/**
 * The indices into a facet that a story has.
 * @param {Columns} columns
 * @param {FacetName} facet
 * @param {number} number
 * @returns {readonly number[]}
 */
export function facetIndices(columns, facet, number) {
  const entry = at(/** @type {(number | number[])[]} */ (columns.stories[facet]), number);
  if (Array.isArray(entry)) return entry;
  return entry < 0 ? [] : [entry];
}

/**
 * The indices of the values by which a story can be chosen, each once.
 * @param {Columns} columns
 * @param {FacetName} facet
 * @param {number} number
 * @returns {readonly number[]}
 */
export function optionIndices(columns, facet, number) {
  const values = columns.facets[facet];
  /** @type {number[]} */
  const options = [];
  for (const index of facetIndices(columns, facet, number)) {
    const option = values[index]?.option ?? -1;
    if (option >= 0 && !options.includes(option)) options.push(option);
  }
  return options;
}

/**
 * The values that can be chosen, with their indices.
 * @param {Columns} columns
 * @param {FacetName} facet
 * @returns {{value: FacetValue, index: number}[]}
 */
export function optionsOf(columns, facet) {
  return columns.facets[facet]
    .map((value, index) => ({ value, index }))
    .filter(({ value, index }) => value.option === index);
}

/**
 * How many of these stories have no point.
 * @param {Columns} columns
 * @param {readonly number[]} numbers
 */
export function countWithoutSpot(columns, numbers) {
  return numbers.filter((number) => at(columns.stories.lat, number).length === 0).length;
}

/**
 * Stories by distance from a point, the nearest first; those without a point last, in their own order.
 * @param {Columns} columns
 * @param {readonly number[]} numbers
 * @param {{lat: number, lon: number}} from
 * @returns {number[]}
 */
export function sortByDistance(columns, numbers, from) {
  const distances = new Map(
    numbers.map((number) => [
      number,
      Math.min(Infinity, ...spotsOf(columns, number).map((spot) => distanceM(from, spot))),
    ]),
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
