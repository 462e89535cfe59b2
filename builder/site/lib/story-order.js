/**
 * In what order the list stands: the newest, the nearest or the best match first. Never by how often a story is read.
 *
 * @typedef {"new" | "near" | "best"} Order
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {{lat: number, lon: number}} Point
 */
import { distanceM, sortByDistance } from "./columns.js";

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
 * @param {Columns} columns
 * @param {readonly number[]} numbers
 * @param {Order} order
 * @param {Point | null} here
 * @returns {readonly number[]}
 */
export function inOrder(columns, numbers, order, here) {
  if (order === "best") return numbers;
  const newest = isRising(numbers) ? numbers : [...Uint32Array.from(numbers).sort()];
  return order === "near" && here ? sortByDistance(columns, newest, here) : newest;
}

/**
 * Whether numbers stand in their own order, as they do when nothing was searched.
 * @param {readonly number[]} numbers
 */
function isRising(numbers) {
  for (let row = 1; row < numbers.length; row++) {
    if (/** @type {number} */ (numbers[row]) < /** @type {number} */ (numbers[row - 1])) return false;
  }
  return true;
}

/**
 * Metres from a point to the nearest story of all; infinite when none has a point.
 * @param {Columns} columns
 * @param {Point} here
 */
export function distanceToNearest({ spots }, here) {
  return spots.lat.reduce(
    (nearest, lat, spot) => Math.min(nearest, distanceM(here, { lat, lon: /** @type {number} */ (spots.lon[spot]) })),
    Infinity,
  );
}
