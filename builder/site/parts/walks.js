/**
 * The walks beside the map: all by name while their layer is on; of the chosen one its stops in order, each a link to the
 * page of its place. The chosen one is part of the state, and so of the address; one button leaves it.
 */
import { fromRoot } from "./context.js";
import { hook, isWide, make, makeButton } from "./dom.js";

/** @typedef {import("./routes-layer.js").Walk} Walk */

export class Walks {
  /**
   * @param {HTMLElement} page
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(page, context, state) {
    this.context = context;
    this.state = state;
    this.root = hook(page, "walks");
    this.title = hook(page, "walks-title");
    this.about = hook(page, "walks-about");
    this.list = hook(page, "walks-items");
    this.leaveButton = hook(page, "walks-leave");
    this.top = hook(page, "search-box");
    this.refuge = hook(page, "status");
    /** @type {readonly Walk[] | null} */
    this.routes = null;
    /** Whether it was the address that switched the layer on: leaving the walk switches it off. */
    this.isLayerOurs = false;
    this.leaveButton.addEventListener("click", () => this.leave());
    state.follow((now, before) => now.walk !== before.walk && this.follow());
  }

  /**
   * @param {L.Map} map
   * @param {import("./routes-layer.js").RoutesLayer | null} layer null in a city without walks
   */
  connect(map, layer) {
    this.map = map;
    this.layer = layer;
    if (layer) layer.isNamedBeside = true;
    map.on("vk:walk", (event) => this.choose(/** @type {L.LeafletEvent & {id: string}} */ (event).id));
    map.on("vk:walks", (event) => {
      this.hear(/** @type {L.LeafletEvent & {routes?: readonly Walk[] | null}} */ (event).routes);
    });
    if (layer && map.hasLayer(layer)) void layer.open(); // switched on before this part listened
    this.follow();
  }

  /** The layer is what the state asks for. */
  follow() {
    const { map, layer } = this;
    const { walk } = this.state.now;
    if (!map) return; // it asks again when it is there
    if (!layer) {
      if (walk) this.state.change({ walk: "" }, "quiet");
      return;
    }
    layer.show(walk);
    if (walk && !map.hasLayer(layer)) {
      this.isLayerOurs = true;
      map.addLayer(layer);
    } else if (!walk && this.isLayerOurs) map.removeLayer(layer);
    else this.show();
  }

  /**
   * @param {readonly Walk[] | null} [routes] null when they cannot be had; missing when the layer is off
   */
  hear(routes) {
    const { walk } = this.state.now;
    this.routes = routes ?? null;
    this.root.hidden = routes === undefined;
    if (routes === undefined) {
      this.isLayerOurs = false;
      if (walk) this.state.change({ walk: "" });
      return;
    }
    if (routes && walk && !routes.some(({ id }) => id === walk)) this.state.change({ walk: "" }, "quiet");
    else this.show();
  }

  show() {
    const { messages } = this.context;
    const routes = this.routes ?? [];
    const walk = routes.find(({ id }) => id === this.state.now.walk);
    this.title.textContent = walk ? walk.name : messages.say("walks");
    this.about.textContent = this.routes ? (walk?.about ?? "") : messages.say("walks-failed");
    this.about.hidden = this.about.textContent === "";
    this.leaveButton.hidden = !walk;
    this.list.replaceChildren(...(walk ? stopsOf(walk) : routes.map((route) => this.makeChoice(route))));
  }

  /**
   * @param {Walk} route
   */
  makeChoice({ id, name, about }) {
    const button = makeButton("vk-walks__choice", () => this.choose(id), name);
    button.dataset.walk = id;
    return make("li", "vk-walks__item", button, ...(about ? [make("p", "vk-walks__about", about)] : []));
  }

  /**
   * @param {string} id
   */
  choose(id) {
    this.state.change({ walk: id });
    this.title.focus({ preventScroll: !isWide() });
    // on a phone the map and the first stops are seen together
    if (!isWide()) this.top.scrollIntoView({ block: "start", behavior: "instant" });
  }

  leave() {
    const { walk } = this.state.now;
    this.state.change({ walk: "" });
    const choice = this.root.hidden ? null : this.list.querySelector(`[data-walk="${walk}"]`);
    (choice instanceof HTMLElement ? choice : this.refuge).focus({ preventScroll: !isWide() });
  }
}

/**
 * The stops in their order, with the number that they have on the map.
 * @param {Walk} walk
 */
function stopsOf({ stops, style }) {
  return stops.map(({ number, name, uri }) => {
    const mark = make("span", `vk-walks__number vk-walks__number--${style}`, number);
    mark.setAttribute("aria-hidden", "true"); // the list counts by itself
    const link = make("a", "vk-walks__stop", mark, make("span", "vk-walks__place", name));
    link.href = fromRoot(uri);
    return make("li", "vk-walks__item", link);
  });
}
