/**
 * A marker that can be pointed at, clicked and chosen from the keyboard.
 */

const FACE_SIZE_PX = 44;

/**
 * @param {L.LatLngExpression} at
 * @param {HTMLElement} marks
 */
export function makeMarker(at, marks) {
  const icon = L.divIcon({ html: marks, className: "vk-marker", iconSize: [FACE_SIZE_PX, FACE_SIZE_PX] });
  return L.marker(at, { icon, riseOnHover: true });
}

/**
 * @param {L.Marker} marker
 * @param {HTMLElement} element
 * @param {(isByKey: boolean) => void} choose
 * @param {() => void} point
 */
export function listen(marker, element, choose, point) {
  marker.on("click", () => choose(false));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(true);
  });
  element.addEventListener("pointerenter", point);
  element.addEventListener("focus", point);
}
