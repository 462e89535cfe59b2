/**
 * A base map of vector tiles in one file (PMTiles): asked for piece by piece, drawn in the colours of the page, light and
 * dark. Knows the layers of the usual basemaps (Protomaps, OpenMapTiles); a layer that it does not know is not drawn.
 */
import { fromRoot } from "./context.js";
import { make } from "./dom.js";

/** Without the head of the file after so long, the map says that it stays plain paper. */
const PATIENCE_MS = 6000;
const SCHEME = "data-md-color-scheme";
const HIGHWAY = new Set(["highway", "motorway", "trunk", "primary", "secondary", "major_road"]);
const GREEN = new Set(["park", "forest", "wood", "grass", "cemetery", "nature_reserve", "meadow", "garden", "farmland"]);

/**
 * @typedef {{url: string, bounds: L.LatLngBoundsLiteral, attribution: string, maxZoom: number, missing: string}} VectorOptions
 *   `missing`: what is said while the file cannot be had
 * @typedef {import("protomaps-leaflet").PaintRule} PaintRule
 * @typedef {import("protomaps-leaflet").LabelRule} LabelRule
 */

export class VectorBase extends L.LayerGroup {
  /**
   * @param {VectorOptions} options
   */
  constructor(options) {
    super();
    this.attribution = options.attribution;
    this.settings = options;
    this.source = this.openSource();
    this.watcher = new MutationObserver(() => void this.paint());
    this.repaint = () => void this.paint();
    this.round = 0;
    /** @type {L.Control | null} */
    this.notice = null;
  }

  /** The file, of which nothing was asked yet. */
  openSource() {
    return new protomapsL.PmtilesSource(addressOf(this.settings.url), true).p;
  }

  getAttribution() {
    return this.attribution;
  }

  /**
   * @param {L.Map} map
   */
  onAdd(map) {
    super.onAdd(map);
    this.watcher.observe(document.body, { attributes: true, attributeFilter: [SCHEME] });
    addEventListener("online", this.repaint);
    void this.paint();
    return this;
  }

  /**
   * @param {L.Map} map
   */
  onRemove(map) {
    this.watcher.disconnect();
    removeEventListener("online", this.repaint);
    this.tellMissing(false);
    return super.onRemove(map);
  }

  /** Draws the tiles in the colours that the page has now; without the file the map stays plain paper, and says so. */
  async paint() {
    const round = ++this.round;
    const patience = setTimeout(() => this.tellMissing(true), PATIENCE_MS);
    const header = await this.source.getHeader().catch(() => null);
    clearTimeout(patience);
    if (round !== this.round) return; // other colours are asked for meanwhile
    this.tellMissing(!header);
    if (!header) {
      this.source = this.openSource(); // the one that failed remembers that it did, and would not ask again
      return;
    }
    const colours = readColours();
    this.clearLayers();
    const layer = protomapsL.leafletLayer({
      url: this.source,
      attribution: "",
      bounds: this.settings.bounds,
      maxDataZoom: header.maxZoom,
      maxZoom: this.settings.maxZoom,
      maxNativeZoom: this.settings.maxZoom,
      backgroundColor: colours.land,
      paintRules: paintRules(colours),
      labelRules: labelRules(colours),
      lang: document.documentElement.lang,
    });
    this.addLayer(/** @type {L.Layer} */ (/** @type {unknown} */ (layer)));
  }

  /**
   * @param {boolean} isMissing
   */
  tellMissing(isMissing) {
    if (isMissing === (this.notice !== null)) return;
    this.notice?.remove();
    this.notice = null;
    if (!isMissing || !this._map) return;
    const isRtl = document.documentElement.dir === "rtl";
    this.notice = new L.Control({ position: isRtl ? "topright" : "topleft" });
    const text = make("p", "vk-map-notice", this.settings.missing);
    text.setAttribute("role", "status");
    this.notice.onAdd = () => text;
    this.notice.addTo(this._map);
  }
}

/**
 * @param {string} url from the root of the site, or of another host
 */
function addressOf(url) {
  return url.startsWith("https://") ? url : fromRoot(url);
}

/**
 * The colours of the page, by what they are used for.
 */
function readColours() {
  const style = getComputedStyle(document.body);
  const token = (/** @type {string} */ name) => style.getPropertyValue(`--vk-${name}`).trim();
  const isDark = document.body.getAttribute(SCHEME) === "slate";
  return {
    land: token("land"), paper: token("paper"), ink: token("ink-soft"), water: token("water"), rail: token("rail"),
    waterInk: token("water-ink"), building: token("fold"), road: isDark ? "#5a5040" : "#fffdf6", green: isDark ? "#35422c" : "#d9e0a8",
    serif: token("serif"),
  };
}

/**
 * @param {ReturnType<typeof readColours>} colours
 * @returns {PaintRule[]}
 */
function paintRules(colours) {
  const { PolygonSymbolizer, LineSymbolizer } = protomapsL;
  const fill = (/** @type {string} */ colour) => new PolygonSymbolizer({ fill: colour });
  const line = (/** @type {string} */ color, /** @type {number} */ base) =>
    new LineSymbolizer({ color, width: (zoom) => Math.max(0.5, base * 1.5 ** (zoom - 14)), lineCap: "round" });
  const kindOf = (/** @type {import("protomaps-leaflet").Feature} */ { props }) => String(props.kind ?? props.class ?? "");
  const isGreen = (/** @type {number} */ _, /** @type {import("protomaps-leaflet").Feature} */ feature) => GREEN.has(kindOf(feature));
  const isLarge = (/** @type {number} */ _, /** @type {import("protomaps-leaflet").Feature} */ feature) => HIGHWAY.has(kindOf(feature));
  const isRail = (/** @type {number} */ _, /** @type {import("protomaps-leaflet").Feature} */ feature) => kindOf(feature) === "rail";
  const isSmall = (/** @type {number} */ zoom, /** @type {import("protomaps-leaflet").Feature} */ feature) =>
    !isLarge(zoom, feature) && !isRail(zoom, feature);
  const roads = ["roads", "transportation"].flatMap((dataLayer) => [
    { dataLayer, symbolizer: line(colours.road, 2), filter: isSmall, minzoom: 12 },
    { dataLayer, symbolizer: line(colours.road, 4.5), filter: isLarge },
    { dataLayer, symbolizer: line(colours.rail, 1.6), filter: isRail },
  ]);
  return [
    { dataLayer: "earth", symbolizer: fill(colours.land) },
    ...["landuse", "landcover"].map((dataLayer) => ({ dataLayer, symbolizer: fill(colours.green), filter: isGreen })),
    { dataLayer: "water", symbolizer: fill(colours.water) },
    { dataLayer: "waterway", symbolizer: line(colours.water, 3) },
    ...["buildings", "building"].map((dataLayer) => ({ dataLayer, symbolizer: fill(colours.building), minzoom: 14 })),
    ...roads,
  ];
}

/**
 * @param {ReturnType<typeof readColours>} colours
 * @returns {LabelRule[]}
 */
function labelRules(colours) {
  const { CenteredTextSymbolizer, LineLabelSymbolizer } = protomapsL;
  const language = document.documentElement.lang;
  const labelProps = [`name:${language}`, "name"];
  const name = (/** @type {number} */ size, /** @type {string} */ fill) =>
    new CenteredTextSymbolizer({ labelProps, fill, stroke: colours.paper, width: 2, font: `600 ${size}px ${colours.serif}` });
  const along = new LineLabelSymbolizer({ labelProps, fill: colours.ink, stroke: colours.paper, width: 2, font: `400 12px ${colours.serif}` });
  return [
    ...["places", "place"].map((dataLayer) => ({ dataLayer, symbolizer: name(16, colours.ink) })),
    ...["roads", "transportation_name"].map((dataLayer) => ({ dataLayer, symbolizer: along, minzoom: 15 })),
  ];
}
