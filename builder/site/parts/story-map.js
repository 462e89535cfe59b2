/**
 * The map on the page: composes it, keeps the drawing edge to edge, and keeps one finger for the page.
 */
import { fromRoot, loadColumns } from "./context.js";
import { hook, isStill, isWide } from "./dom.js";

const HINT_MS = 1600;
/** How much of the frame may lie bare around the whole sheet when somebody zooms out to it. */
const MAX_EMPTY_PART = 0.25;
/** The detail of the next zoom level shows a little before it is reached. */
const ZOOM_SLACK = 0.3;
const CLEAR_PX = 40;
/** As `fonts.css` has it. */
const SLANTED = "italic 1em Fraunces";
const STORY_ZOOM = 15;
const SHEET_PX = 420;
/** Room for most of a face at the edge of the frame. */
const FACE_ROOM_PX = 16;
/** How far a map may have been moved and still stand where it started, in degrees. */
const STILL_DEG = 0.001;

export class StoryMap {
  /**
   * @param {HTMLElement} root
   * @param {L.Map} map
   * @param {import("./stories-layer.js").StoriesLayer} stories
   * @param {import("./routes-layer.js").RoutesLayer | null} routes null in a city without walks
   * @param {L.LatLngBounds} extent of all stories
   */
  constructor(root, map, stories, routes, extent) {
    this.root = root;
    this.map = map;
    this.stories = stories;
    this.routes = routes;
    this.extent = extent;
    this.lowestZoom = map.getMinZoom();
    /** @type {{centre: L.LatLng, zoom: number} | null} */
    this.start = null;
    map.getContainer().classList.add("vk-map");
    this.markZoom();
    map.on("zoomend", () => this.markZoom());
    this.fillFrame();
    this.observer = new ResizeObserver(() => this.hasOtherFrame() && this.fillFrame());
    this.observer.observe(map.getContainer());
    this.leaveOneFinger();
    /** When the drawing of the city, if there is one, was painted. */
    this.isDrawn = drawingOf(map);
  }

  /** Takes the map off the page: without its stories it says nothing. */
  remove() {
    const { map, observer } = this;
    const container = map.getContainer();
    observer.disconnect();
    map.remove();
    container.className = "folium-map";
    container.removeAttribute("tabindex"); // nothing is left to go to by keyboard
  }

  /** Tells CSS the zoom level, so that the drawing shows its details. */
  markZoom() {
    this.map.getContainer().dataset.zoom = String(Math.floor(this.map.getZoom() + ZOOM_SLACK));
  }

  /**
   * The lowest zoom is the one at which the sheet fits the frame, or fills it when it would leave much of it empty.
   * A wide frame starts filled; a narrow one with the middle of the city, as the settings say.
   */
  fillFrame() {
    const { map } = this;
    const isAtStart = this.isAtStart();
    map.invalidateSize({ animate: false });
    const size = map.getSize();
    const sheet = L.latLngBounds(/** @type {L.LatLngTuple[]} */ (map.options.maxBounds));
    if (!sheet.isValid() || !size.x || !size.y) return;
    map.setMinZoom(this.lowestZoom - 1);
    const whole = map.getBoundsZoom(sheet, false);
    const filled = map.getBoundsZoom(sheet, true);
    const corner = map.project(sheet.getSouthEast(), whole).subtract(map.project(sheet.getNorthWest(), whole));
    const emptyPart = 1 - (corner.x * corner.y) / (size.x * size.y);
    const fits = emptyPart <= MAX_EMPTY_PART;
    const lowest = fits ? whole : Math.max(this.lowestZoom, filled);
    if ((fits || isWide()) && isAtStart) this.placeAtStart(sheet, Math.max(filled, lowest), fits ? whole : null);
    else if (map.getZoom() < lowest) map.setView(map.getCenter(), lowest, { animate: false });
    map.setMinZoom(lowest); // last: it would start a movement of its own when the map is below it
  }

  /** Whether the frame has another size than the map was placed for: the browser tells of the first one, too. */
  hasOtherFrame() {
    const { x, y } = this.map.getSize();
    const { clientWidth, clientHeight } = this.map.getContainer();
    return x !== clientWidth || y !== clientHeight;
  }

  /** Whether nobody has moved the map since it was placed. */
  isAtStart() {
    const { map, start } = this;
    return !start || (start.zoom === map.getZoom() && start.centre.equals(map.getCenter(), STILL_DEG));
  }

  /**
   * Fills the frame from the top left corner of the sheet, where its title stands, when all stories are then in view;
   * else shows the whole sheet, or with a frame of another shape the stories in the middle.
   * @param {L.LatLngBounds} sheet
   * @param {number} zoom
   * @param {number | null} whole the zoom for the whole sheet; null when it would leave much of the frame empty
   */
  placeAtStart(sheet, zoom, whole) {
    const { map, extent } = this;
    const half = map.getSize().divideBy(2);
    const fromCorner = map.unproject(map.project(sheet.getNorthWest(), zoom).add(half), zoom);
    map.setView(fromCorner, zoom, { animate: false });
    const edge = L.point(FACE_ROOM_PX, FACE_ROOM_PX);
    const room = L.bounds(edge, map.getSize().subtract(edge));
    const holdsAll =
      !extent.isValid() ||
      room.contains(
        L.bounds(map.latLngToContainerPoint(extent.getNorthWest()), map.latLngToContainerPoint(extent.getSouthEast())),
      );
    if (!holdsAll && whole !== null) map.setView(sheet.getCenter(), whole, { animate: false });
    else if (!holdsAll) map.setView(extent.getCenter(), zoom, { animate: false });
    this.start = { centre: map.getCenter(), zoom: map.getZoom() };
  }

  /** One finger scrolls the page, two move the map; a sentence says so when somebody tries. */
  leaveOneFinger() {
    const { map } = this;
    const hint = hook(this.root, "story-map-hint");
    const coarse = matchMedia("(pointer: coarse)");
    const apply = () => (coarse.matches && !isWide() ? map.dragging.disable() : map.dragging.enable());
    apply();
    coarse.addEventListener("change", apply);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    map.getContainer().addEventListener(
      "touchmove",
      (event) => {
        if (event.touches.length !== 1 || map.dragging.enabled()) return;
        hint.classList.add("is-shown");
        clearTimeout(timer);
        timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_MS);
      },
      { passive: true },
    );
  }

  /**
   * Brings a story into view beside the opened card.
   * @param {number} number
   */
  reveal(number) {
    const side = getComputedStyle(this.root).direction === "rtl" ? -1 : 1;
    this.stories.reveal(number, { zoom: STORY_ZOOM, coverPx: isWide() ? side * SHEET_PX : 0 });
  }

  /**
   * Moves the map when the opened card lies over a story.
   * @param {number} number
   * @param {DOMRect} cover
   */
  keepClear(number, cover) {
    const at = this.stories.screenSpot(number);
    if (!at) return;
    const frame = this.map.getContainer().getBoundingClientRect();
    const [x, y] = [frame.left + at.x, frame.top + at.y];
    const isHidden =
      x > cover.left - CLEAR_PX && x < cover.right + CLEAR_PX && y > cover.top - CLEAR_PX && y < cover.bottom + CLEAR_PX;
    if (!isHidden) return;
    if (isWide()) {
      this.reveal(number);
      return;
    }
    const free = Math.max(CLEAR_PX, (Math.max(frame.top, 0) + cover.top) / 2);
    this.map.panBy([0, y - free], { animate: !isStill() });
  }

  /**
   * Puts a dot where somebody is; it never leaves the browser.
   * @param {{lat: number, lon: number} | null} here
   */
  markHere(here) {
    this.here?.remove();
    this.here = undefined;
    if (!here) return;
    this.here = L.circleMarker([here.lat, here.lon], { radius: 9, className: "vk-here", interactive: false });
    this.here.addTo(this.map);
  }
}

/**
 * @param {L.Map} map
 * @returns {Promise<void>} kept when its drawing, if it has one, was given to the screen
 */
function drawingOf(map) {
  let hasDrawing = false;
  map.eachLayer((layer) => (hasDrawing ||= layer instanceof L.SVGOverlay));
  if (!hasDrawing) return Promise.resolve();
  return new Promise((resolve) => map.once("vk:drawn", () => requestAnimationFrame(() => setTimeout(resolve))));
}

/**
 * For who asked for less movement: Leaflet lets the map glide by itself, after an arrow key and when a mark gets the focus.
 * @param {L.Map} map
 */
function holdStill(map) {
  const { panBy } = map;
  map.panBy = (offset, options) => panBy.call(map, offset, isStill() ? { ...options, animate: false } : options);
}

/**
 * The composed map, placed where it starts, and the columns of its stories. The map stands on the page while they are
 * fetched, and goes when they cannot be had.
 * @param {HTMLElement} root
 * @param {import("./context.js").Settings} settings
 * @param {number} [ahead] cards of so many of the newest stories are asked for at once
 */
export function startStoryMap(root, settings, ahead) {
  if (settings.slanted) void document.fonts.load(SLANTED); // else names change their face when the drawing stands there
  const map = composeStoryMap(root, settings);
  const isDrawn = map.then((started) => started.isDrawn, () => undefined); // who waits for the map is told
  const columns = loadColumns(settings, isDrawn, ahead);
  columns.catch(() => map.then((started) => started.remove(), () => undefined));
  return { map, columns };
}

/**
 * @param {HTMLElement} root
 * @param {import("./context.js").Settings} settings
 */
async function composeStoryMap(root, settings) {
  const [{ composeMap }, layers] = await Promise.all([
    import(fromRoot(settings.map)),
    import("./map-layers.js"), // needs Leaflet; a page without it keeps its list
  ]);
  L.Control.Attribution.prototype.options.prefix = false; // a flag with a link, written as HTML
  if (isStill()) L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, inertia: false });
  const { map, stories, routes } = composeMap(L, layers);
  holdStill(map);
  return new StoryMap(root, map, stories, routes, L.latLngBounds(settings.extent));
}
