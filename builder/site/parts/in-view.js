/**
 * “Only what is in view”: on request the list follows the map, and an address with a view brings the map there.
 */
import { roundBox } from "../lib/url-state.js";
import { hook } from "./dom.js";

/** @typedef {import("../lib/facets.js").Box} Box */

/** How long the map may take to make room for a card. */
const OWN_MOVE_MS = 1000;

export class InView {
  /**
   * @param {HTMLElement} page
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(page, state) {
    this.state = state;
    this.button = hook(page, "in-view");
    /** @type {L.Map | null} */
    this.map = null;
    /** Where the map was put, or moved to, while the list follows it. */
    this.placed = "";
    /** @type {Box | null} what the state has of the map's own view */
    this.ownBox = null;
    this.heldUntil = 0;
    this.button.addEventListener("click", () => this.toggle());
    state.follow(({ box }) => this.show(box));
    this.show(state.now.box);
  }

  /**
   * @param {L.Map} map
   */
  connect(map) {
    this.map = map;
    if (this.state.now.box) this.place(this.state.now.box);
    map.on("moveend", () => this.followMap());
  }

  /**
   * @param {Box | null} box
   */
  show(box) {
    this.button.setAttribute("aria-pressed", String(box !== null));
    if (box && box !== this.ownBox) this.place(box);
  }

  toggle() {
    this.ownBox = this.state.now.box ? null : this.boxOf();
    this.placed = this.viewOf();
    this.state.change({ box: this.ownBox });
  }

  /** The map moves by itself next, to make room: the list does not follow that. */
  hold() {
    this.heldUntil = performance.now() + OWN_MOVE_MS;
  }

  /** While the list follows the map, it follows each movement; going back undoes the following, not each movement. */
  followMap() {
    const view = this.viewOf();
    if (performance.now() < this.heldUntil) this.placed = view;
    const box = this.state.now.box && view !== this.placed ? this.boxOf() : null;
    if (!box) return;
    [this.placed, this.ownBox] = [view, box];
    this.state.change({ box }, "quiet");
  }

  /**
   * @param {Box} box
   */
  place(box) {
    if (!this.map) return;
    const { south, west, north, east } = box;
    this.ownBox = box;
    this.map.fitBounds([[south, west], [north, east]], { animate: false });
    this.placed = this.viewOf();
  }

  /** What the map shows; null when it is not seen. */
  boxOf() {
    const bounds = this.map?.getBounds();
    const size = this.map?.getSize();
    if (!bounds || !size?.x || !size.y) return null;
    return roundBox({ south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast() });
  }

  viewOf() {
    const { map } = this;
    return map ? `${map.getZoom()} ${map.getCenter().lat.toFixed(5)} ${map.getCenter().lng.toFixed(5)}` : "";
  }
}
