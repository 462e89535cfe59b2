/**
 * What stands for stories on the map: the face of a feeling, or the sign of a theme. Each has a colour and a shape.
 */
import { make } from "./dom.js";
import { drawFace } from "./face.js";

/**
 * @typedef {"emotion" | "theme"} MarkFacet what the colours and shapes on the map tell
 */

/** @type {readonly MarkFacet[]} */
export const MARK_FACETS = ["emotion", "theme"];
const MOST_IN_FAN = 3;
const SVG = "http://www.w3.org/2000/svg";
/** Outlines in a square of 48; with another sign inside, each stands for three themes. */
const OUTLINES = [
  "M24 6a18 18 0 1 1 0 36 18 18 0 1 1 0-36Z",
  "M9 8.5h30l.5 31H8.5Z",
  "M24 4 44 24 24 44 4 24Z",
  "M24 5 44.5 40.5h-41Z",
  "M14 6.5h20L44 24 34 41.5H14L4 24Z",
  "m24 3.5 5.8 13 14.2 1.5-10.6 9.6 2.9 14-12.3-7-12.3 7 2.9-14L4 18l14.2-1.5Z",
  "M16 5h16v11h11v16H32v11H16V32H5V16h11Z",
  "M8 7h32v19c0 9-8 14-16 17C16 40 8 35 8 26Z",
];
const SIGNS = ["M24 20.5a4 4 0 1 1 0 8 4 4 0 1 1 0-8Z", "M15.5 22.5h17v4h-17Z", "M22 16h4v16h-4Z"];

/**
 * The mark of a value; without one, the neutral mark. Decoration: the word stands beside it.
 * @param {MarkFacet} facet
 * @param {readonly import("../lib/columns.js").FacetValue[]} values
 * @param {number} index -1 for none
 * @param {string} [className]
 * @returns {SVGSVGElement}
 */
export function drawMark(facet, values, index, className = "") {
  const value = values[index];
  return facet === "emotion" || !value ? drawFace(value?.id, className) : drawThemeSign(index, className);
}

/**
 * @param {number} index
 * @param {string} className
 */
function drawThemeSign(index, className) {
  const svg = document.createElementNS(SVG, "svg");
  const shape = index % OUTLINES.length;
  svg.setAttribute("class", `vk-face vk-theme-sign vk-theme-sign--${shape} ${className}`.trim());
  svg.setAttribute("viewBox", "0 0 48 48");
  svg.setAttribute("aria-hidden", "true");
  const sign = SIGNS[Math.floor(index / OUTLINES.length) % SIGNS.length] ?? "";
  for (const [part, path] of [["outline", OUTLINES[shape] ?? ""], ["sign", sign]]) {
    const element = document.createElementNS(SVG, "path");
    element.setAttribute("class", `vk-theme-sign__${part}`);
    element.setAttribute("d", path ?? "");
    svg.append(element);
  }
  return svg;
}

/**
 * Up to three marks, the most frequent one in front, and how many stories there are.
 * @param {MarkFacet} facet
 * @param {readonly import("../lib/columns.js").FacetValue[]} values
 * @param {Uint32Array} tally of each value; the last entry is for none
 * @param {number} count
 * @param {string} digits
 */
export function drawFan(facet, values, tally, count, digits) {
  const marks = pickMarks(tally, count);
  const fan = make("span", `vk-marker__fan vk-marker__fan--${marks.length}`);
  fan.append(...marks.map((index) => drawMark(facet, values, index, "vk-marker__fan-face")));
  const number = make("span", "vk-marker__count", digits);
  number.setAttribute("aria-hidden", "true"); // the marker says it in words
  fan.append(number);
  return fan;
}

/**
 * The values of a fan, from back to front; the most frequent one stands in front, in the middle.
 * @param {Uint32Array} tally
 * @param {number} count
 */
function pickMarks(tally, count) {
  const wanted = Math.min(MOST_IN_FAN, count);
  const marks = [...tally.keys()]
    .filter((index) => tally[index])
    .sort((one, other) => (tally[other] ?? 0) - (tally[one] ?? 0) || one - other)
    .slice(0, wanted)
    .map((index) => (index === tally.length - 1 ? -1 : index));
  while (marks.length < wanted) marks.push(marks[0] ?? -1);
  return marks.reverse();
}
