/**
 * The layer of stories: single faces, and fans of up to three faces with a count where they stand close together. Only what
 * is in view stands in the document, and every mark of it has a name and can be reached by keyboard.
 *
 * Event on the map: `vk:view` after a movement, and once at the start.
 */
import { loadCards } from "../lib/cards.js";
import { entriesOf, spotsOf } from "../lib/columns.js";
import { CLUSTER_PX, StoryClusters } from "../lib/story-clusters.js";
import { isStill, make } from "./dom.js";
import { MapLegend } from "./map-legend.js";
import { listen, makeMarker } from "./marker.js";
import { nameMany, nameOne } from "./mark-names.js";
import { drawFan, drawMark } from "./story-marks.js";
import { StorySpider } from "./story-spider.js";

/** So much around the view is drawn, too. */
const EDGE = 0.15;
/** So many stories on one spot are drawn apart; more are a list. */
const MOST_LEGS = 8;
/** Stories that lie closer than this at the highest zoom level are on one spot for whoever looks. */
const SAME_SPOT_PX = 24;
/** So many single stories get their names at once; the others when the focus comes to the map or the pointer to them. */
const MOST_NAMED = 24;
const SETTLE_MS = 250;
const MOST_POINTED = 200;

/**
 * @typedef {object} StoriesEvents
 * @property {(number: number) => void} onChoose one story was chosen
 * @property {(numbers: number[]) => void} onChooseMany several stories on one spot
 * @property {(numbers: readonly number[]) => void} onPoint the pointer or the focus is on these, of many the first; empty for none
 *
 * @typedef {import("../lib/story-clusters.js").Cluster} Cluster
 * @typedef {import("./story-marks.js").MarkFacet} MarkFacet
 * @typedef {import("./map-legend.js").LegendWords & {maxZoom: number, legendPosition: L.ControlPosition}} LayerOptions
 * @typedef {{marker: L.Marker, cluster: Cluster, element: HTMLElement}} Shown
 */

export class StoriesLayer extends L.Layer {
  /**
   * @param {LayerOptions} settings
   */
  constructor(settings) {
    super();
    this.settings = settings;
    /** @type {import("./context.js").Context | null} */
    this.context = null;
    /** @type {StoriesEvents | null} */
    this.events = null;
    /** @type {StoryClusters | null} */
    this.clusters = null;
    /** @type {MarkFacet} */
    this.facet = "emotion";
    this.valueOf = new Int32Array(0);
    /** @type {Map<string, Shown>} */
    this.shown = new Map();
    /** @type {ReadonlySet<number> | null} spots on which the focus goes after the next movement */
    this.focusNext = null;
    /** @type {number | null} */
    this.lifted = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.settling = undefined;
  }

  /**
   * @param {L.Map} map
   */
  onAdd(map) {
    map.on("moveend", this.draw, this);
    this.spider = new StorySpider(map, (number, at) => this.drawLeg(map, number, at));
    map.getPane("markerPane")?.addEventListener("focusin", () => void this.nameFaces(Infinity));
    this.draw();
    return this;
  }

  /**
   * @param {L.Map} map
   */
  onRemove(map) {
    map.off("moveend", this.draw, this);
    this.clear();
    return this;
  }

  /**
   * @param {import("./context.js").Context} context
   * @param {StoriesEvents} events
   */
  connect(context, events) {
    this.context = context;
    this.events = events;
    this.clusters = new StoryClusters(context.columns);
    this.valueOf = firstValues(context.columns.lists[this.facet]);
    const legend = new MapLegend(this.settings.legendPosition, this.settings, context.columns, (facet) =>
      this.colourBy(facet),
    );
    if (this._map) legend.addTo(this._map);
  }

  /**
   * What colours and shapes tell.
   * @param {MarkFacet} facet
   */
  colourBy(facet) {
    const { context } = this;
    if (!context) return;
    this.facet = facet;
    const { columns } = context;
    this.valueOf = firstValues(columns.lists[facet]);
    this.clear();
    this.draw();
  }

  /**
   * Shows these stories and no others.
   * @param {readonly number[]} numbers
   */
  show(numbers) {
    if (!this.clusters) return;
    this.clusters.show(numbers);
    this.clear();
    this.draw();
  }

  clear() {
    this.spider?.close(false);
    for (const { marker } of this.shown.values()) marker.remove();
    this.shown.clear();
  }

  /** The part of the map that is in view. */
  bounds() {
    return this._map.getBounds();
  }

  /** Draws what stands in view; what stood there already stays, with its focus. */
  draw() {
    const { clusters, _map: map } = this;
    if (!clusters || !map) return;
    const box = map.getBounds().pad(EDGE);
    const [south, west, north, east] = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
    const near = clusters
      .inBox({ south, west, north, east }, Math.round(map.getZoom() * 2) / 2)
      .filter(({ lat, lon }) => lat >= south && lat <= north && lon >= west && lon <= east)
      .sort((one, other) => other.lat - one.lat || one.lon - other.lon);
    const keys = new Set(near.map(({ key }) => key));
    for (const [key, { marker }] of this.shown) {
      if (keys.has(key)) continue;
      marker.remove();
      this.shown.delete(key);
    }
    for (const cluster of near) if (!this.shown.has(cluster.key)) this.drawOne(map, cluster);
    this.lift(this.lifted);
    this.moveFocus();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.nameFaces(MOST_NAMED), SETTLE_MS);
    performance.mark("vk:stories-drawn");
    map.fire("vk:view", { bounds: map.getBounds() });
  }

  /**
   * @param {L.Map} map
   * @param {Cluster} cluster
   */
  drawOne(map, cluster) {
    const marker = makeMarker([cluster.lat, cluster.lon], this.drawMarks(cluster)).addTo(map);
    const element = /** @type {HTMLElement} */ (marker.getElement());
    element.dataset.count = String(cluster.count);
    element.setAttribute("role", "button");
    const only = cluster.count === 1 ? this.numbersIn(cluster)[0] : undefined;
    element.setAttribute("aria-label", only === undefined ? nameMany(this.context, cluster.count) : nameOne(this.context, only, this.facet));
    listen(marker, element, (isByKey) => this.choose(cluster, element, isByKey), () => this.point(cluster));
    element.addEventListener("pointerleave", () => this.events?.onPoint([]));
    element.addEventListener("blur", () => this.events?.onPoint([]));
    this.shown.set(cluster.key, { marker, cluster, element });
  }

  /**
   * @param {Cluster} cluster
   */
  drawMarks(cluster) {
    const { clusters, context, facet } = this;
    if (!clusters || !context) return make("span", "vk-marker__face");
    const values = context.columns.facets[facet];
    if (cluster.count === 1) {
      const [only = -1] = this.numbersIn(cluster);
      return make("span", "vk-marker__face", drawMark(facet, values, this.valueOf[only] ?? -1));
    }
    const tally = clusters.tally(cluster.spots, this.valueOf, values.length);
    return drawFan(facet, values, tally, cluster.count, context.messages.number(cluster.count));
  }

  /**
   * One story of several on one spot.
   * @param {L.Map} map
   * @param {number} number
   * @param {L.LatLng} at
   */
  drawLeg(map, number, at) {
    const values = this.context?.columns.facets[this.facet] ?? [];
    const face = make("span", "vk-marker__face", drawMark(this.facet, values, this.valueOf[number] ?? -1));
    const marker = makeMarker(at, face).addTo(map);
    marker.setZIndexOffset(20_000);
    const element = /** @type {HTMLElement} */ (marker.getElement());
    element.dataset.part = "spider-leg";
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", nameOne(this.context, number, this.facet));
    listen(marker, element, () => this.events?.onChoose(number), () => this.events?.onPoint([number]));
    return { marker, element };
  }

  /**
   * @param {Cluster} cluster
   */
  numbersIn(cluster) {
    return this.clusters?.storiesIn(cluster.spots) ?? [];
  }

  /**
   * @param {Cluster} cluster
   */
  point(cluster) {
    this.events?.onPoint(this.numbersIn(cluster).slice(0, MOST_POINTED));
    if (cluster.count === 1) void this.nameFaces(Infinity, cluster.key);
  }

  /**
   * A face opens its story; a fan comes apart: nearer by, on a ring, or as a list.
   * @param {Cluster} cluster
   * @param {HTMLElement} element
   * @param {boolean} isByKey
   */
  choose(cluster, element, isByKey) {
    const { clusters, events, _map: map } = this;
    const numbers = this.numbersIn(cluster);
    const [first] = numbers;
    if (first === undefined || !map || !clusters) return;
    const { maxZoom } = this.settings;
    if (numbers.length === 1) events?.onChoose(first);
    else if (map.getZoom() < maxZoom && clusters.extentPx(cluster.spots, maxZoom) >= SAME_SPOT_PX) {
      this.comeNearer(cluster, isByKey);
    } else if (numbers.length > MOST_LEGS) events?.onChooseMany(numbers);
    else void this.openSpider(cluster, numbers, element);
  }

  /**
   * @param {Cluster} cluster
   * @param {readonly number[]} numbers
   * @param {HTMLElement} element
   */
  async openSpider(cluster, numbers, element) {
    if (!this.context) return;
    await loadCards(this.context.columns, numbers).catch(() => {}); // then the legs are named by their feelings
    if (element.isConnected) this.spider?.open(L.latLng(cluster.lat, cluster.lon), numbers, element);
  }

  /**
   * Goes in until the stories of a cluster fill the view, at least one level and at least until they come apart.
   * @param {Cluster} cluster
   * @param {boolean} isByKey
   */
  comeNearer(cluster, isByKey) {
    const { clusters, _map: map } = this;
    if (!clusters || !map) return;
    const { south, west, north, east } = clusters.boxOf(cluster.spots);
    const box = L.latLngBounds([south, west], [north, east]);
    const apart = Math.log2((2 * CLUSTER_PX) / clusters.extentPx(cluster.spots, 0));
    const filled = map.getBoundsZoom(box, false, L.point(2 * CLUSTER_PX, 2 * CLUSTER_PX));
    const zoom = Math.min(this.settings.maxZoom, Math.max(map.getZoom() + 1, Math.min(filled, Math.ceil(apart) + 1)));
    if (isByKey) this.focusNext = new Set(cluster.spots);
    map.setView(box.getCenter(), zoom, { animate: !isStill() });
  }

  /**
   * Gives faces that stand alone the names of their stories.
   * @param {number} most
   * @param {string} [key] only this one
   */
  async nameFaces(most, key) {
    const { context } = this;
    if (!context) return;
    const alone = [...this.shown.values()].filter(
      ({ cluster, element }) => cluster.count === 1 && !element.dataset.named && (!key || cluster.key === key),
    );
    const wanted = alone.slice(0, most).map((each) => ({ ...each, number: this.numbersIn(each.cluster)[0] ?? 0 }));
    try {
      await loadCards(context.columns, wanted.map(({ number }) => number));
    } catch {
      return; // without a connection they keep the names of their feelings
    }
    for (const { element, number } of wanted) {
      element.dataset.named = "true";
      element.setAttribute("aria-label", nameOne(this.context, number, this.facet));
    }
  }

  /**
   * The marks on which a story stands; more than one when it has several spots.
   * @param {number} number
   * @returns {Shown[]}
   */
  marksOf(number) {
    if (!this.context) return [];
    const spots = new Set(entriesOf(this.context.columns.spotLists, number));
    return [...this.shown.values()].filter(({ cluster }) => cluster.spots.some((spot) => spots.has(spot)));
  }

  /**
   * Lifts the marks on which a story stands, and joins them when the story has several spots.
   * @param {number | null} number
   */
  lift(number) {
    this.lifted = number;
    const marks = new Set(number === null ? [] : this.marksOf(number));
    for (const shown of this.shown.values()) {
      const isLifted = marks.has(shown);
      if (shown.element.classList.contains("is-lifted") === isLifted) continue;
      shown.element.classList.toggle("is-lifted", isLifted);
      shown.marker.setZIndexOffset(isLifted ? 10_000 : 0);
    }
    this.joinSpots(number);
  }

  /**
   * @param {number | null} number
   */
  joinSpots(number) {
    this.thread?.remove();
    this.thread = undefined;
    const spots = number === null || !this.context ? [] : spotsOf(this.context.columns, number);
    if (spots.length < 2 || !this._map) return;
    const points = spots.map(({ lat, lon }) => L.latLng(lat, lon));
    this.thread = L.polyline(points, { className: "vk-story-thread", interactive: false, weight: 3 }).addTo(this._map);
  }

  /**
   * Brings a story into view, beside what covers the map.
   * @param {number} number
   * @param {{zoom: number, coverPx: number}} view `coverPx`: width covered at the left (negative: at the right)
   */
  reveal(number, { zoom, coverPx }) {
    const map = this._map;
    const spot = this.context ? spotsOf(this.context.columns, number)[0] : undefined;
    if (!map || !spot) return;
    const target = Math.max(zoom, map.getZoom());
    const centre = map.project([spot.lat, spot.lon], target).subtract([coverPx / 2, 0]);
    map.setView(map.unproject(centre, target), target, { animate: !isStill() });
  }

  /**
   * Where a story stands, in pixels of the map; undefined when it has no point in view.
   * @param {number} number
   */
  screenSpot(number) {
    const [shown] = this.marksOf(number);
    return shown && this._map?.latLngToContainerPoint(shown.marker.getLatLng());
  }

  /**
   * Gives the focus to the mark on which a story stands, else to the map.
   * @param {number} number
   */
  focusOn(number) {
    const leg = this.spider?.legs.find((each) => each.number === number);
    const element = leg?.element ?? this.marksOf(number)[0]?.element ?? this._map?.getContainer();
    element?.focus({ preventScroll: true });
  }

  moveFocus() {
    const { focusNext } = this;
    if (!focusNext) return;
    this.focusNext = null;
    const found = [...this.shown.values()].find(({ cluster }) => cluster.spots.some((spot) => focusNext.has(spot)));
    found?.element.focus({ preventScroll: true });
  }
}

/**
 * The first value of each story; -1 for none.
 * @param {import("../lib/columns.js").Lists} lists
 */
function firstValues({ starts, values }) {
  const first = new Int32Array(starts.length - 1).fill(-1);
  for (let number = 0; number < first.length; number++) {
    const start = /** @type {number} */ (starts[number]);
    if (start !== starts[number + 1]) first[number] = /** @type {number} */ (values[start]);
  }
  return first;
}
