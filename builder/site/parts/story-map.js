/**
 * The map on the page: composes it, keeps the drawing edge to edge, and keeps one finger for the page.
 */
import { fromRoot } from "./context.js";
import { hook, isWide } from "./dom.js";

const HINT_MS = 1600;
const STORY_ZOOM = 15;
const SHEET_PX = 420;

export class StoryMap {
  /**
   * @param {HTMLElement} root
   * @param {L.Map} map
   * @param {import("./stories-layer.js").StoriesLayer} stories
   */
  constructor(root, map, stories) {
    this.root = root;
    this.map = map;
    this.stories = stories;
    this.lowestZoom = map.getMinZoom();
    map.getContainer().classList.add("vk-map");
    this.markZoom();
    map.on("zoomend", () => this.markZoom());
    this.fillFrame();
    new ResizeObserver(() => this.fillFrame()).observe(map.getContainer());
    this.leaveOneFinger();
  }

  /** Tells CSS the zoom level, so that the drawing shows its details. */
  markZoom() {
    this.map.getContainer().dataset.zoom = String(Math.floor(this.map.getZoom() + 0.01));
  }

  /** Never shows less drawing than the frame: the lowest zoom is the one at which the drawing fills it. */
  fillFrame() {
    const { map } = this;
    map.invalidateSize({ animate: false });
    const { maxBounds } = map.options;
    const size = map.getSize();
    if (!maxBounds || !size.x || !size.y) return;
    map.setMinZoom(this.lowestZoom);
    map.setMinZoom(Math.max(this.lowestZoom, map.getBoundsZoom(maxBounds, true)));
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
    const side = document.documentElement.dir === "rtl" ? -1 : 1;
    this.stories.reveal(number, { zoom: STORY_ZOOM, coverPx: isWide() ? side * SHEET_PX : 0 });
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
 * @param {HTMLElement} root
 * @param {import("./context.js").Context} context
 * @returns {Promise<StoryMap>}
 */
export async function mountStoryMap(root, context) {
  const [{ composeMap }, layers] = await Promise.all([
    import(fromRoot(context.settings.map)),
    import("./map-layers.js"), // needs Leaflet; a page without it keeps its list
  ]);
  const { map, stories } = composeMap(L, layers);
  map.attributionControl?.setPrefix(false);
  return new StoryMap(root, map, stories);
}
