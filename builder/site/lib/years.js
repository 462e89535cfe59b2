/**
 * The years in which stories happened: what the slider of time shows, a step for each. Years without a story have no
 * step, for one story of long ago would leave no room for the others.
 *
 * A year with few stories has no number, and cannot be chosen alone: a span is widened until its stories are no small
 * group.
 *
 * @typedef {{year: number, count: number | null}} Bar `count`: null for a year that is counted with others only
 * @typedef {{years: readonly number[], sizes: readonly number[]}} Span the years in order, and the stories of each
 */

/**
 * The span of all stories; null when they have fewer than two years.
 * @param {import("./facet-index.js").FacetIndex} index
 * @returns {Span | null}
 */
export function buildSpan({ yearSizes }) {
  if (yearSizes.size < 2) return null;
  const sorted = [...yearSizes].sort(([one], [other]) => one - other);
  return { years: sorted.map(([year]) => year), sizes: sorted.map(([, size]) => size) };
}

/**
 * A bar for each year.
 * @param {import("./facet-index.js").FacetIndex} index
 * @param {Span} span
 * @param {Uint32Array} counts for each value of the facet `year`
 * @returns {Bar[]}
 */
export function buildBars({ facets }, { years }, counts) {
  const { values, optionOf } = facets.year;
  /** @type {Map<string, number | null>} */
  const told = new Map();
  for (const [position, { id }] of values.entries()) {
    told.set(id, optionOf[position] === position ? (counts[position] ?? 0) : null);
  }
  return years.map((year) => ({ year, count: told.get(String(year)) ?? null }));
}

/**
 * The first and the last step of a span of years.
 * @param {Span} span
 * @param {number | null} from
 * @param {number | null} to
 */
export function stepsOf({ years }, from, to) {
  const first = from === null ? 0 : years.findIndex((year) => year >= from);
  const last = to === null ? years.length - 1 : years.findLastIndex((year) => year <= to);
  return { first: first < 0 ? years.length - 1 : first, last: Math.max(0, last) };
}

/**
 * The years of two steps; an end that is that of all years is no end.
 * @param {Span} span
 * @param {number} first
 * @param {number} last
 * @returns {{from: number | null, to: number | null}}
 */
export function yearsOf({ years }, first, last) {
  return {
    from: first > 0 ? (years[first] ?? null) : null,
    to: last < years.length - 1 ? (years[last] ?? null) : null,
  };
}

/**
 * A span as it may be chosen: in order, with ends that have stories, and with enough of them.
 * @param {Span | null} span
 * @param {number | null} from
 * @param {number | null} to
 * @param {number} smallest
 * @returns {{from: number | null, to: number | null}}
 */
export function chosenYears(span, from, to, smallest) {
  if (!span || (from === null && to === null)) return { from: null, to: null };
  const isTurned = from !== null && to !== null && from > to;
  let { first, last } = isTurned ? stepsOf(span, to, from) : stepsOf(span, from, to);
  if (first > last) [first, last] = [last, first]; // between two years with stories: both of them
  const end = span.years.length - 1;
  while (sizeOf(span, first, last) < smallest && (first > 0 || last < end)) {
    if (last < end) last += 1;
    if (first > 0 && sizeOf(span, first, last) < smallest) first -= 1;
  }
  return yearsOf(span, first, last);
}

/**
 * @param {Span} span
 * @param {number} first
 * @param {number} last
 */
function sizeOf({ sizes }, first, last) {
  let sum = 0;
  for (let step = first; step <= last; step++) sum += sizes[step] ?? 0;
  return sum;
}
