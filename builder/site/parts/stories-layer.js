/**
 * The layer of stories: single faces, and fans of up to three faces with a count where they stand close together.
 */
import { loadCards, storyAt } from "../lib/cards.js";
import { facetIndices, spotsOf } from "../lib/columns.js";
import { isStill, make } from "./dom.js";
import { drawFace } from "./face.js";

const CLUSTER_RADIUS_PX = 58;
const FACES_IN_FAN = 3;
const FACE_SIZE_PX = 44;

/**
 * @typedef {object} StoriesEvents
 * @property {(number: number) => void} onChoose one story was chosen
 * @property {(numbers: number[]) => void} onChooseMany several stories on one spot
 * @property {(numbers: readonly number[]) => void} onPoint the pointer or the focus is on these; empty for none
 *
 * @typedef {{number: number, spot: number, emotions: Record<number, number>}} PointProperties
 * @typedef {{emotions: Record<number, number>}} ClusterTally
 * @typedef {import("supercluster").PointFeature<PointProperties>} PointFeature
 * @typedef {import("supercluster").ClusterFeature<ClusterTally>} ClusterFeature
 * @typedef {{marker: L.Marker, numbers: number[], element: HTMLElement}} Shown
 */

export class StoriesLayer extends L.Layer {
  /**
   * @param {number} maxZoom
   */
  constructor(maxZoom) {
    super();
    this.maxZoom = maxZoom;
    /** @type {import("./context.js").Context | null} */
    this.context = null;
    /** @type {StoriesEvents | null} */
    this.events = null;
    /** @type {import("supercluster").default<PointProperties, ClusterTally> | null} */
    this.index = null;
    /** @type {Map<string, Shown>} */
    this.shown = new Map();
    /** @type {ReadonlySet<number>} */
    this.focusNext = new Set();
    /** @type {number | null} */
    this.lifted = null;
  }

  /**
   * @param {L.Map} map
   */
  onAdd(map) {
    map.on("moveend", this.draw, this);
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
  }

  /**
   * Shows these stories and no others.
   * @param {readonly number[]} numbers
   */
  show(numbers) {
    const { context } = this;
    if (!context) return;
    const points = numbers.flatMap((number) => makePoints(context.columns, number));
    /** @type {import("supercluster").Options<PointProperties, ClusterTally>} */
    const options = {
      radius: CLUSTER_RADIUS_PX,
      extent: 256,
      maxZoom: this.maxZoom,
      map: (point) => ({ emotions: { ...point.emotions } }),
      reduce: addTally,
    };
    this.index = new Supercluster(options).load(points);
    this.clear();
    this.draw();
  }

  clear() {
    for (const { marker } of this.shown.values()) marker.remove();
    this.shown.clear();
  }

  /** Draws what stands in view; what stood there already stays, with its focus. */
  draw() {
    const { index, _map: map } = this;
    if (!index || !map) return;
    const box = map.getBounds().pad(0.15);
    const bounds = /** @type {[number, number, number, number]} */ (box.toBBoxString().split(",").map(Number));
    const features = index.getClusters(bounds, Math.round(map.getZoom()));
    features.sort((one, other) => latOf(other) - latOf(one) || lonOf(one) - lonOf(other));
    const keys = new Set(features.map(keyOf));
    for (const [key, { marker }] of this.shown) {
      if (keys.has(key)) continue;
      marker.remove();
      this.shown.delete(key);
    }
    for (const feature of features) {
      if (!this.shown.has(keyOf(feature))) this.drawOne(map, feature);
    }
    this.lift(this.lifted);
    this.moveFocus();
    void this.nameFaces();
  }

  /** Gives the faces that stand alone the names of their stories, as soon as these are there. */
  async nameFaces() {
    const { context } = this;
    if (!context) return;
    const alone = [...this.shown.values()].filter(({ numbers }) => numbers.length === 1);
    await loadCards(context.columns, alone.flatMap(({ numbers }) => numbers));
    for (const { element, numbers } of alone) element.setAttribute("aria-label", this.describe(numbers));
  }

  /**
   * @param {L.Map} map
   * @param {PointFeature | ClusterFeature} feature
   */
  drawOne(map, feature) {
    const numbers = this.numbersOf(feature);
    const only = numbers.length === 1 ? numbers[0] : undefined;
    const face = only === undefined ? this.makeFan(feature, numbers) : this.makeFace(only);
    const icon = L.divIcon({ html: face, className: "vk-marker", iconSize: [FACE_SIZE_PX, FACE_SIZE_PX] });
    const marker = L.marker([latOf(feature), lonOf(feature)], { icon, riseOnHover: true }).addTo(map);
    const element = /** @type {HTMLElement} */ (marker.getElement());
    element.setAttribute("role", "button");
    element.dataset.count = String(numbers.length);
    element.setAttribute("aria-label", this.describe(numbers));
    this.listen(marker, element, feature, numbers);
    this.shown.set(keyOf(feature), { marker, numbers, element });
  }

  /**
   * @param {L.Marker} marker
   * @param {HTMLElement} element
   * @param {PointFeature | ClusterFeature} feature
   * @param {number[]} numbers
   */
  listen(marker, element, feature, numbers) {
    marker.on("click", () => this.choose(feature, numbers, false));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.choose(feature, numbers, true);
    });
    const point = () => this.events?.onPoint(numbers);
    const leave = () => this.events?.onPoint([]);
    element.addEventListener("pointerenter", point);
    element.addEventListener("focus", point);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("blur", leave);
  }

  /**
   * A face opens its story; a fan comes apart, or offers a choice when it cannot.
   * @param {PointFeature | ClusterFeature} feature
   * @param {number[]} numbers
   * @param {boolean} isByKey
   */
  choose(feature, numbers, isByKey) {
    const map = this._map;
    const [first] = numbers;
    if (first === undefined || !map) return;
    if (numbers.length === 1) {
      this.events?.onChoose(first);
      return;
    }
    const id = "cluster_id" in feature.properties ? feature.properties.cluster_id : null;
    const zoom = id === null ? Infinity : (this.index?.getClusterExpansionZoom(id) ?? Infinity);
    if (zoom > this.maxZoom) {
      this.events?.onChooseMany(numbers);
      return;
    }
    if (isByKey) this.focusNext = new Set(numbers);
    map.setView([latOf(feature), lonOf(feature)], zoom, { animate: !isStill() });
  }

  /**
   * @param {PointFeature | ClusterFeature} feature
   * @returns {number[]}
   */
  numbersOf(feature) {
    if (!("cluster_id" in feature.properties)) return [feature.properties.number];
    const leaves = this.index?.getLeaves(feature.properties.cluster_id, Infinity) ?? [];
    return [...new Set(leaves.map((leaf) => leaf.properties.number))].sort((one, other) => one - other);
  }

  /**
   * @param {number} number
   */
  makeFace(number) {
    const emotion = this.context ? storyAt(this.context.columns, number).emotion : null;
    return make("span", "vk-marker__face", drawFace(emotion?.id));
  }

  /**
   * Up to three faces, the most frequent feeling in front, and the count.
   * @param {PointFeature | ClusterFeature} feature
   * @param {number[]} numbers
   */
  makeFan(feature, numbers) {
    const emotions = this.context?.columns.facets.emotion ?? [];
    const faces = pickFaces(feature.properties.emotions, numbers.length);
    const fan = make("span", `vk-marker__fan vk-marker__fan--${faces.length}`);
    fan.append(...faces.map((index) => drawFace(emotions[index]?.id, "vk-marker__fan-face")));
    const count = make("span", "vk-marker__count", this.context?.messages.number(numbers.length) ?? "");
    count.setAttribute("aria-hidden", "true"); // the marker says it in words
    fan.append(count);
    return fan;
  }

  /**
   * @param {number[]} numbers
   */
  describe(numbers) {
    const { context } = this;
    const [first] = numbers;
    if (!context || first === undefined) return "";
    if (numbers.length > 1) {
      const [words, digits] = [context.messages.count("stories", numbers.length), context.messages.number(numbers.length)];
      return words.includes(digits) ? words : `${digits}, ${words}`; // what can be seen is in the name
    }
    const story = storyAt(context.columns, first);
    return [story.title, story.emotion?.label, story.place].filter(Boolean).join(", ");
  }

  /**
   * Lifts the marker on which a story stands.
   * @param {number | null} number
   */
  lift(number) {
    this.lifted = number;
    for (const { marker, numbers, element } of this.shown.values()) {
      const isLifted = number !== null && numbers.includes(number);
      if (element.classList.contains("is-lifted") === isLifted) continue;
      element.classList.toggle("is-lifted", isLifted);
      marker.setZIndexOffset(isLifted ? 10_000 : 0);
    }
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
   * Where a story stands, in pixels of the map; undefined when it has no point.
   * @param {number} number
   */
  screenSpot(number) {
    const shown = [...this.shown.values()].find(({ numbers }) => numbers.includes(number));
    return shown && this._map?.latLngToContainerPoint(shown.marker.getLatLng());
  }

  /**
   * Gives the focus to the marker on which a story stands, else to the map.
   * @param {number} number
   */
  focusOn(number) {
    const found = [...this.shown.values()].find(({ numbers }) => numbers.includes(number));
    (found?.element ?? this._map?.getContainer())?.focus({ preventScroll: true });
  }

  moveFocus() {
    if (!this.focusNext.size) return;
    const wanted = this.focusNext;
    this.focusNext = new Set();
    [...this.shown.values()].find(({ numbers }) => numbers.some((number) => wanted.has(number)))?.element.focus();
  }
}

/**
 * @param {import("../lib/columns.js").Columns} columns
 * @param {number} number
 * @returns {PointFeature[]}
 */
function makePoints(columns, number) {
  const [emotion = -1] = facetIndices(columns, "emotion", number);
  return spotsOf(columns, number).map((spot, index) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [spot.lon, spot.lat] },
    properties: { number, spot: index, emotions: { [emotion]: 1 } },
  }));
}

/**
 * @param {ClusterTally} sum
 * @param {Readonly<ClusterTally>} part
 */
function addTally(sum, part) {
  for (const [emotion, count] of Object.entries(part.emotions)) {
    const key = Number(emotion);
    sum.emotions[key] = (sum.emotions[key] ?? 0) + count;
  }
}

/**
 * The feelings of a fan, from back to front; the most frequent one stands in front, in the middle.
 * @param {Record<number, number>} tally
 * @param {number} storyCount
 */
function pickFaces(tally, storyCount) {
  const byCount = Object.entries(tally)
    .map(([emotion, count]) => ({ emotion: Number(emotion), count }))
    .sort((one, other) => other.count - one.count || one.emotion - other.emotion);
  const wanted = Math.min(FACES_IN_FAN, storyCount);
  const faces = byCount.slice(0, wanted).map(({ emotion }) => emotion);
  while (faces.length < wanted) faces.push(faces[0] ?? -1);
  return faces.reverse();
}

/** @param {PointFeature | ClusterFeature} feature */
const latOf = (feature) => feature.geometry.coordinates[1] ?? 0;

/** @param {PointFeature | ClusterFeature} feature */
const lonOf = (feature) => feature.geometry.coordinates[0] ?? 0;

/** @param {PointFeature | ClusterFeature} feature */
const keyOf = ({ properties }) =>
  "cluster_id" in properties ? `c${properties.cluster_id}` : `s${properties.number}/${properties.spot}`;
