/**
 * The walks of the city: a line along its places with the stops in their order, all of them or the one that was chosen.
 * Each stop leads to the page of its place. The file is fetched when the layer is switched on.
 *
 * Events on the map: `vk:walks` {routes}, when the layer is switched on (null when the file cannot be had) and, without
 * `routes`, when it is switched off; `vk:walk` {id} when somebody chooses one by its name.
 */
import { fromRoot } from "./context.js";
import { isStill, isWide, make } from "./dom.js";

/**
 * @typedef {{number: string, name: string, uri: string, lat: number, lon: number}} Stop
 * @typedef {{id: string, name: string, about: string, stops: Stop[]}} RouteProperties
 * @typedef {RouteProperties & {style: number}} Walk with the kind of its line
 */

/** How many kinds of lines there are. */
const STYLES = 4;
/** Around the lines: room for names, and below for the buttons of the map. */
const ROOM_PX = { wide: 70, narrow: 44 };
const BUTTONS_PX = 170;
const MOST_PART_FOR_BUTTONS = 0.3;

export class RoutesLayer extends L.LayerGroup {
  /**
   * @param {string} address
   */
  constructor(address) {
    super();
    this.address = address;
    /** @type {Walk[] | null} */
    this.routes = null;
    this.chosen = "";
    /** Whether the page names the chosen walk beside the map, so that no name need lie over its stops. */
    this.isNamedBeside = false;
  }

  /**
   * @param {L.Map} map
   */
  onAdd(map) {
    super.onAdd(map);
    map.getContainer().classList.add("vk-map--routes");
    void this.open();
    return this;
  }

  /**
   * @param {L.Map} map
   */
  onRemove(map) {
    map.getContainer().classList.remove("vk-map--routes");
    this.chosen = "";
    super.onRemove(map);
    map.fire("vk:walks", {});
    return this;
  }

  async open() {
    this.routes ??= await fetchRoutes(this.address);
    if (!this._map) return; // switched off meanwhile
    this.draw();
    this.bringIntoView();
    this._map.fire("vk:walks", { routes: this.routes });
  }

  /**
   * Shows one walk alone; all of them again without an id.
   * @param {string} id
   */
  show(id) {
    if (id === this.chosen) return;
    this.chosen = id;
    if (!this._map || !this.routes) return;
    this.draw();
    if (id) this.bringIntoView();
  }

  draw() {
    this.clearLayers();
    const routes = this.routes ?? [];
    const isKnown = routes.some(({ id }) => id === this.chosen);
    for (const route of routes) {
      if (!isKnown || route.id === this.chosen) this.addRoute(route);
    }
  }

  /** Whoever asks for walks wants to see where they go. */
  bringIntoView() {
    const box = L.latLngBounds([]);
    this.eachLayer((layer) => layer instanceof L.Polyline && box.extend(layer.getBounds()));
    const map = this._map;
    if (!box.isValid() || !map) return;
    if (!map.getSize().x) {
      map.once("resize", () => this.bringIntoView()); // on a phone the list may stand in place of the map
      return;
    }
    const side = isWide() ? ROOM_PX.wide : ROOM_PX.narrow;
    const below = Math.min(BUTTONS_PX, map.getSize().y * MOST_PART_FOR_BUTTONS);
    map.fitBounds(box, {
      paddingTopLeft: [side, ROOM_PX.wide],
      paddingBottomRight: [side, below],
      animate: !isStill(),
    });
  }

  /**
   * @param {Walk} walk
   */
  addRoute({ id, name, about, stops, style }) {
    const points = stops.map(({ lat, lon }) => L.latLng(lat, lon));
    const [start] = points;
    if (!start) return;
    const line = L.polyline(points, { className: `vk-route vk-route--${style}`, weight: 5, interactive: false });
    this.addLayer(line);
    if (!(this.isNamedBeside && id === this.chosen)) {
      const label = make("span", "vk-route__name", name);
      const choose = () => void this._map?.fire("vk:walk", { id });
      this.addMark(start, label, "vk-route__anchor", "button", about ? `${name}: ${about}` : name, choose);
    }
    for (const { number, name: place, uri, lat, lon } of stops) {
      const stop = make("span", `vk-route__stop vk-route__stop--${style}`, number);
      this.addMark([lat, lon], stop, "vk-route__anchor", "link", `${number}. ${place}`, () =>
        location.assign(fromRoot(uri)),
      );
    }
  }

  /**
   * @param {L.LatLngExpression} at
   * @param {HTMLElement} content
   * @param {string} className
   * @param {"button" | "link"} role
   * @param {string} name
   * @param {() => void} act
   */
  addMark(at, content, className, role, name, act) {
    const icon = L.divIcon({ html: content, className, iconSize: [0, 0] });
    const marker = L.marker(at, { icon, zIndexOffset: 1500, riseOnHover: true, title: name });
    marker.on("click", act);
    marker.on("add", () => {
      const element = marker.getElement();
      element?.setAttribute("role", role);
      element?.setAttribute("aria-label", name);
      element?.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && !(event.key === " " && role === "button")) return;
        event.preventDefault();
        act();
      });
    });
    this.addLayer(marker);
  }
}

/**
 * What a file says of the routes; null when it cannot be had.
 * @param {string} address
 * @returns {Promise<Walk[] | null>}
 */
async function fetchRoutes(address) {
  try {
    const response = await fetch(address);
    if (!response.ok) return null;
    const { features } = await response.json();
    return features.map((/** @type {{properties: RouteProperties}} */ { properties }, /** @type {number} */ index) => ({
      ...properties,
      style: index % STYLES,
    }));
  } catch {
    return null;
  }
}
