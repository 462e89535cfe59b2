/**
 * “Near me”: asks where somebody is only after a tap, and says in words how it went. It is sent nowhere: the distance
 * is worked out here, and no address has it.
 */
import { distanceToNearest } from "../lib/story-order.js";
import { hook } from "./dom.js";

const FAR_M = 5_000;
/** By the `code` of the browser's error. */
const REASONS = ["", "near-refused", "near-unavailable", "near-slow"];

export class NearMe {
  /**
   * @param {HTMLElement} page
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(page, context, state) {
    this.context = context;
    this.state = state;
    this.button = hook(page, "near");
    this.note = hook(page, "near-note");
    this.isAsking = false;
    this.button.addEventListener("click", () => this.toggle());
    state.follow(({ here }) => this.show(here));
  }

  toggle() {
    if (this.isAsking) return;
    if (this.state.now.here) {
      this.state.change({ here: null });
      return;
    }
    if (!navigator.geolocation) {
      this.say("near-unavailable");
      return;
    }
    this.isAsking = true;
    this.say("near-asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.arrive({ lat: coords.latitude, lon: coords.longitude }),
      ({ code }) => {
        this.isAsking = false;
        this.say(REASONS[code] ?? "near-unavailable");
      },
      { timeout: 10_000, maximumAge: 60_000 },
    );
  }

  /**
   * @param {import("../lib/story-order.js").Point} here
   */
  arrive(here) {
    const { messages } = this.context;
    this.isAsking = false;
    this.state.change({ here, order: "" });
    const distance = distanceToNearest(this.context.columns, here);
    if (distance < FAR_M) this.note.textContent = "";
    else if (distance === Infinity) this.say("near-nowhere");
    else this.note.textContent = messages.say("near-far", { km: messages.number(Math.round(distance / 1000)) });
  }

  /**
   * @param {string} key
   */
  say(key) {
    this.note.textContent = this.context.messages.say(key);
  }

  /**
   * @param {import("../lib/story-order.js").Point | null} here
   */
  show(here) {
    const isOn = here !== null;
    if (!isOn && this.button.getAttribute("aria-pressed") === "true") this.note.textContent = "";
    this.button.setAttribute("aria-pressed", String(isOn));
  }
}
