/**
 * The layers of the composed map. folium's script gets this module as `vk`; Leaflet (`L`) stands before it.
 *
 * Events on the map: `vk:area` {id, uri} when somebody chooses a neighbourhood, and `vk:drawn` when the drawing of the city
 * is there, or cannot be had.
 */
import { fromRoot } from "./context.js";
import { make } from "./dom.js";
import { RoutesLayer } from "./routes-layer.js";
import { StoriesLayer } from "./stories-layer.js";
import { VectorBase } from "./vector-base.js";

/**
 * The drawing of the city over its bounds: an SVG that CSS reaches, or a picture when an illustrator gave one.
 * @param {{url: string, bounds: L.LatLngBoundsLiteral, attribution?: string}} options
 * @returns {L.Layer}
 */
export function drawnBase({ url, bounds, attribution = "" }) {
  const address = fromRoot(url);
  if (!/\.svg$/i.test(url)) return L.imageOverlay(address, bounds, { attribution, className: "vk-map-drawing" });
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("preserveAspectRatio", "none");
  const layer = L.svgOverlay(drawing, bounds, { attribution, className: "vk-map-drawing" });
  layer.once("add", ({ target }) => void fetchDrawing(address, drawing).then(() => target._map?.fire("vk:drawn")));
  return layer;
}

/**
 * Vector tiles from one file.
 * @param {import("./vector-base.js").VectorOptions} options
 * @returns {L.Layer}
 */
export function vectorBase(options) {
  return new VectorBase(options);
}

/**
 * Fills an empty drawing with the fetched one.
 * @param {string} address
 * @param {SVGSVGElement} drawing
 */
async function fetchDrawing(address, drawing) {
  const parsed = await fetchXml(address);
  if (!parsed) return; // the map then has stories on plain paper
  for (const name of ["viewBox", "font-family", "class"]) {
    const value = parsed.getAttribute(name);
    if (name === "class" && value) drawing.classList.add(...value.split(/\s+/));
    else if (value) drawing.setAttribute(name, value);
  }
  drawing.append(...[...parsed.childNodes].map((node) => document.importNode(node, true)));
}

/**
 * The root of an XML file, read by the browser itself: no string of ours becomes mark-up. Null when it is not there.
 * @param {string} address
 * @returns {Promise<Element | null>}
 */
function fetchXml(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.overrideMimeType("image/svg+xml");
    request.addEventListener("loadend", () => {
      resolve(request.status === 200 ? (request.responseXML?.documentElement ?? null) : null);
    });
    request.send();
  });
}

/**
 * The neighbourhoods: outlines, names and numbers of stories. The file is fetched when the layer is switched on.
 * @param {{url: string}} options
 * @returns {L.Layer}
 */
export function areasLayer({ url }) {
  return new AreasLayer(fromRoot(url));
}

/**
 * The routes of the city: lines with their stops. The file is fetched when the layer is switched on.
 * @param {{url: string}} options
 * @returns {L.Layer}
 */
export function routesLayer({ url }) {
  return new RoutesLayer(fromRoot(url));
}

/**
 * The stories as faces or as signs of themes.
 * @param {import("./stories-layer.js").LayerOptions} options
 */
export function storiesLayer(options) {
  return new StoriesLayer(options);
}

/**
 * @typedef {{id: string, name: string, uri: string, label: string, lat: number, lon: number}} AreaProperties
 */

class AreasLayer extends L.GeoJSON {
  /**
   * @param {string} address
   */
  constructor(address) {
    super(undefined, {
      style: () => ({ className: "vk-area", weight: 2 }),
      interactive: true,
      bubblingMouseEvents: false,
    });
    this.address = address;
    this.isFetched = false;
    this.labels = L.layerGroup();
  }

  /**
   * @param {L.Map} map
   */
  onAdd(map) {
    super.onAdd(map);
    this.labels.addTo(map);
    map.getContainer().classList.add("vk-map--areas");
    if (!this.isFetched) void this.fetchAreas();
    return this;
  }

  /**
   * @param {L.Map} map
   */
  onRemove(map) {
    this.labels.removeFrom(map);
    map.getContainer().classList.remove("vk-map--areas");
    return super.onRemove(map);
  }

  async fetchAreas() {
    this.isFetched = true;
    const response = await fetch(this.address);
    if (!response.ok) {
      this.isFetched = false;
      return;
    }
    this.addData(await response.json());
    this.eachLayer((layer) => this.prepareArea(/** @type {L.Polygon} */ (layer)));
  }

  /**
   * @param {L.Polygon} polygon
   */
  prepareArea(polygon) {
    const area = /** @type {AreaProperties} */ (polygon.feature?.properties);
    const choose = () => this._map?.fire("vk:area", { id: area.id, uri: area.uri });
    polygon.on("click", choose);
    const name = make("span", "vk-area__name", area.name);
    const label = make("span", "vk-area__label", name, make("span", "vk-area__count", area.label));
    const icon = L.divIcon({ html: label, className: "vk-area__anchor", iconSize: [0, 0] });
    const marker = L.marker([area.lat, area.lon], { icon, keyboard: true, zIndexOffset: 2000, riseOnHover: true });
    marker.on("click", choose);
    marker.on("add", () => {
      const element = marker.getElement();
      element?.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          choose();
        }
      });
    });
    this.labels.addLayer(marker);
  }
}
