/**
 * The years of the stories, from the first to the last: what the slider of time shows.
 *
 * A year with few stories has no number, and cannot be chosen alone: a span is widened until its stories are no small
 * group.
 *
 * @typedef {{year: number, count: number | null}} Bar `count`: null where it may not be told
 * @typedef {{first: number, last: number, sizes: ReadonlyMap<number, number>}} Span `sizes`: stories of each year
 */
import { NO_YEAR } from "./facet-index.js";

/**
 * The span of all stories; null when no two years have one.
 * @param {import("./facet-index.js").FacetIndex} index
 * @returns {Span | null}
 */
export function buildSpan({ years }) {
  const sizes = new Map();
  for (const year of years) if (year !== NO_YEAR) sizes.set(year, (sizes.get(year) ?? 0) + 1);
  if (sizes.size < 2) return null;
  return { first: Math.min(...sizes.keys()), last: Math.max(...sizes.keys()), sizes };
}

/**
 * A bar for each year, also for those without a story.
 * @param {import("./facet-index.js").FacetIndex} index
 * @param {Span} span
 * @param {Uint32Array} counts for each value of the facet `year`
 * @returns {Bar[]}
 */
export function buildBars({ facets, smallest }, { first, last, sizes }, counts) {
  const { values, optionOf } = facets.year;
  /** @type {Map<number, number | null>} */
  const told = new Map();
  for (const [position, { id }] of values.entries()) {
    if (!/^\d+$/.test(id)) continue;
    const isOwn = optionOf[position] === position;
    const count = counts[position] ?? 0;
    told.set(Number(id), isOwn && (count === 0 || count >= smallest) ? count : null);
  }
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const year = first + step;
    return { year, count: sizes.has(year) ? (told.get(year) ?? null) : 0 };
  });
}

/**
 * A span as it may be chosen: in order, inside the years of the map, and with enough stories. An end that is that of
 * all years is no end.
 * @param {Span | null} span
 * @param {number | null} from
 * @param {number | null} to
 * @param {number} smallest
 * @returns {{from: number | null, to: number | null}}
 */
export function chosenYears(span, from, to, smallest) {
  if (!span || (from === null && to === null)) return { from: null, to: null };
  const inside = (/** @type {number} */ year) => Math.min(span.last, Math.max(span.first, year));
  let [start, end] = [inside(from ?? span.first), inside(to ?? span.last)];
  if (start > end) [start, end] = [end, start];
  while (sizeOf(span, start, end) < smallest && (start > span.first || end < span.last)) {
    if (end < span.last) end += 1;
    if (start > span.first && sizeOf(span, start, end) < smallest) start -= 1;
  }
  return { from: start === span.first ? null : start, to: end === span.last ? null : end };
}

/**
 * @param {Span} span
 * @param {number} start
 * @param {number} end
 */
function sizeOf({ sizes }, start, end) {
  let sum = 0;
  for (let year = start; year <= end; year++) sum += sizes.get(year) ?? 0;
  return sum;
}
