/**
 * A few stories on one spot, drawn apart on a ring with a line to where they belong. Escape, a click beside them or another
 * zoom level folds them up again.
 */

const RING_PX = 62;
const LEG_PX = 14;

export class StorySpider {
  /**
   * @param {L.Map} map
   * @param {(number: number, at: L.LatLng, position: number) => {marker: L.Marker, element: HTMLElement}} drawLeg
   */
  constructor(map, drawLeg) {
    this.map = map;
    this.drawLeg = drawLeg;
    /** @type {{number: number, marker: L.Marker, element: HTMLElement}[]} */
    this.legs = [];
    /** @type {L.Polyline[]} */
    this.lines = [];
    /** @type {HTMLElement | null} */
    this.opener = null;
    map.on("zoomstart click", () => this.close(false));
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOpen) return;
      event.preventDefault(); // the card, when one is open, stays
      this.close(true);
    });
  }

  get isOpen() {
    return this.legs.length > 0;
  }

  /**
   * @param {L.LatLng} middle
   * @param {readonly number[]} numbers
   * @param {HTMLElement} opener gets the focus back
   */
  open(middle, numbers, opener) {
    this.close(false);
    this.opener = opener;
    opener.classList.add("is-open");
    opener.setAttribute("aria-expanded", "true");
    const centre = this.map.latLngToLayerPoint(middle);
    const radius = RING_PX + Math.max(0, numbers.length - 6) * LEG_PX;
    this.legs = numbers.map((number, position) => {
      const angle = (position / numbers.length) * 2 * Math.PI - Math.PI / 2;
      const at = this.map.layerPointToLatLng(
        centre.add([Math.cos(angle) * radius, Math.sin(angle) * radius]),
      );
      const line = L.polyline([middle, at], { className: "vk-spider__line", interactive: false, weight: 2 });
      this.lines.push(line.addTo(this.map));
      return { number, ...this.drawLeg(number, at, position) };
    });
    this.legs[0]?.element.focus({ preventScroll: true });
  }

  /**
   * @param {boolean} givesFocusBack
   */
  close(givesFocusBack) {
    if (!this.isOpen) return;
    const { opener } = this;
    for (const { marker } of this.legs) marker.remove();
    for (const line of this.lines) line.remove();
    [this.legs, this.lines, this.opener] = [[], [], null];
    opener?.classList.remove("is-open");
    opener?.setAttribute("aria-expanded", "false");
    if (givesFocusBack) opener?.focus({ preventScroll: true });
  }
}
