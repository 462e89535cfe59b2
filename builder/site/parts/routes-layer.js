/**
 * The routes of the city: a line along its places with the stops in their order. Each stop leads to the page of its place;
 * the name of a route shows it whole. The file is fetched when the layer is switched on.
 */
import { fromRoot } from "./context.js";
import { isStill, make } from "./dom.js";

/**
 * @typedef {{number: string, name: string, uri: string, lat: number, lon: number}} Stop
 * @typedef {{id: string, name: string, about: string, stops: Stop[]}} RouteProperties
 */

const STYLES = 4;
const ROOM_PX = 70;

export class RoutesLayer extends L.LayerGroup {
  /**
   * @param {string} address
   */
  constructor(address) {
    super();
    this.address = address;
    this.isFetched = false;
  }

  /**
   * @param {L.Map} map
   */
  onAdd(map) {
    super.onAdd(map);
    map.getContainer().classList.add("vk-map--routes");
    if (!this.isFetched) void this.fetchRoutes();
    return this;
  }

  /**
   * @param {L.Map} map
   */
  onRemove(map) {
    map.getContainer().classList.remove("vk-map--routes");
    return super.onRemove(map);
  }

  async fetchRoutes() {
    this.isFetched = true;
    const response = await fetch(this.address).catch(() => null);
    if (!response?.ok) {
      this.isFetched = false;
      return;
    }
    const { features } = await response.json();
    features.forEach((/** @type {{properties: RouteProperties}} */ feature, /** @type {number} */ index) =>
      this.addRoute(feature.properties, index),
    );
    this.showAll();
  }

  /** Brings all routes into view: whoever asks for walks wants to see where they go. */
  showAll() {
    const box = L.latLngBounds([]);
    this.eachLayer((layer) => layer instanceof L.Polyline && box.extend(layer.getBounds()));
    if (box.isValid()) this._map?.fitBounds(box, { padding: [ROOM_PX, ROOM_PX], animate: !isStill() });
  }

  /**
   * @param {RouteProperties} route
   * @param {number} index
   */
  addRoute({ name, about, stops }, index) {
    const points = stops.map(({ lat, lon }) => L.latLng(lat, lon));
    const [start] = points;
    if (!start) return;
    const line = L.polyline(points, { className: `vk-route vk-route--${index % STYLES}`, weight: 5, interactive: false });
    this.addLayer(line);
    const label = make("span", "vk-route__name", name);
    const showAll = () => this._map?.fitBounds(line.getBounds(), { padding: [ROOM_PX, ROOM_PX], animate: !isStill() });
    this.addMark(start, label, "vk-route__anchor", "button", about ? `${name}: ${about}` : name, showAll);
    for (const { number, name: place, uri, lat, lon } of stops) {
      const stop = make("span", `vk-route__stop vk-route__stop--${index % STYLES}`, number);
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
