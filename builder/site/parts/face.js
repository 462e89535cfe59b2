/**
 * A face: the drawn icon of an emotion, from the sprite in the page.
 */
const SVG = "http://www.w3.org/2000/svg";

/**
 * The face of an emotion, or the neutral mark for a story without one. Decoration: the word stands beside it.
 * @param {string | undefined} emotionId
 * @param {string} [className]
 * @returns {SVGSVGElement}
 */
export function drawFace(emotionId, className = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `vk-face vk-emotion--${emotionId ?? "none"} ${className}`.trim());
  svg.setAttribute("viewBox", "0 0 48 48");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#vk-face-${emotionId ?? "none"}`);
  svg.append(use);
  return svg;
}
