/**
 * In what order the list stands: the newest, the nearest or the best match first. Never by how often a story is read.
 *
 * @typedef {"new" | "near" | "best"} Order
 * @typedef {import("./facet-index.js").FacetIndex} FacetIndex
 * @typedef {{lat: number, lon: number}} Point
 */
import { distanceM } from "./columns.js";

/**
 * The order that a list has: the one that was chosen when it is possible, else the one that fits.
 * @param {Order | ""} chosen
 * @param {boolean} hasText
 * @param {boolean} hasPoint
 * @returns {Order}
 */
export function orderOf(chosen, hasText, hasPoint) {
  if (ordersFor(hasText, hasPoint).some((order) => order === chosen)) return /** @type {Order} */ (chosen);
  if (hasPoint) return "near";
  return hasText ? "best" : "new";
}

/**
 * The orders that are possible.
 * @param {boolean} hasText
 * @param {boolean} hasPoint
 * @returns {Order[]}
 */
export function ordersFor(hasText, hasPoint) {
  return [...(hasText ? /** @type {Order[]} */ (["best"]) : []), ...(hasPoint ? /** @type {Order[]} */ (["near"]) : []), "new"];
}

/**
 * Stories in an order; the numbers come best match first, and a smaller number is a newer story.
 * @param {FacetIndex} index
 * @param {readonly number[]} numbers
 * @param {Order} order
 * @param {Point | null} here
 * @returns {readonly number[]}
 */
export function inOrder(index, numbers, order, here) {
  if (order === "best") return numbers;
  if (order === "near" && here) return byDistance(index, numbers, here);
  return [...Uint32Array.from(numbers).sort()];
}

/**
 * The nearest first; those without a point last, the newest first.
 * @param {FacetIndex} index
 * @param {readonly number[]} numbers
 * @param {Point} here
 */
function byDistance(index, numbers, here) {
  const distances = new Float64Array(index.count);
  for (const number of numbers) distances[number] = distanceTo(index, number, here);
  const of = (/** @type {number} */ number) => distances[number] ?? Infinity;
  return [...numbers].sort((one, other) => (of(one) === of(other) ? one - other : of(one) - of(other)));
}

/**
 * Metres to the nearest point of a story; infinite when it has none.
 * @param {FacetIndex} index
 * @param {number} number
 * @param {Point} here
 */
function distanceTo({ spotStarts, lats, lons }, number, here) {
  let nearest = Infinity;
  for (let spot = spotStarts[number] ?? 0; spot < (spotStarts[number + 1] ?? 0); spot++) {
    nearest = Math.min(nearest, distanceM(here, { lat: lats[spot] ?? 0, lon: lons[spot] ?? 0 }));
  }
  return nearest;
}

/**
 * Metres from a point to the nearest story of all; infinite when none has a point.
 * @param {FacetIndex} index
 * @param {Point} here
 */
export function distanceToNearest(index, here) {
  let nearest = Infinity;
  for (let number = 0; number < index.count; number++) nearest = Math.min(nearest, distanceTo(index, number, here));
  return nearest;
}

/**
 * How many of these stories have no point.
 * @param {FacetIndex} index
 * @param {readonly number[]} numbers
 */
export function countOffMap({ spotStarts }, numbers) {
  return numbers.filter((number) => spotStarts[number] === spotStarts[number + 1]).length;
}
