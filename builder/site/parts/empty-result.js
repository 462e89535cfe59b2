/**
 * No story found: an invitation, and the ways out of it.
 */
import { FACETS } from "../lib/facet-index.js";
import { isNarrowed } from "../lib/home-state.js";
import { hook, make, makeButton } from "./dom.js";

export class EmptyResult {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(root, context, state) {
    this.root = root;
    this.context = context;
    this.state = state;
    this.ways = hook(root, "empty-result-ways");
    this.refuge = hook(document, "status");
  }

  /**
   * @param {import("../lib/story-finder.js").Answer} answer
   */
  show({ numbers, suggestion, without }) {
    this.root.hidden = numbers.length > 0;
    if (numbers.length > 0) return;
    const { messages } = this.context;
    const { now } = this.state;
    const ways = [];
    if (suggestion && !isNarrowed({ ...now, text: "" })) { // other words do not help against a filter
      const text = messages.say("did-you-mean", { text: suggestion });
      ways.push(this.makeWay(() => this.state.change({ text: suggestion }), text));
    }
    for (const facet of FACETS) {
      const part = facet === "year" ? { from: null, to: null } : {};
      this.addWay(ways, without[facet], messages.say(`facet-${facet}`), {
        filters: { ...now.filters, [facet]: [] }, ...part,
      });
    }
    this.addWay(ways, without.box, messages.say("in-view"), { box: null });
    if (now.text.trim() && !ways.length) {
      ways.push(this.makeWay(() => this.state.change({ text: "" }), messages.say("clear-search")));
    }
    ways.push(this.makeWay(() => this.state.clear(), messages.say("all-stories")));
    this.ways.replaceChildren(...ways);
  }

  /**
   * The way out by dropping one condition, when that gives stories.
   * @param {HTMLElement[]} ways
   * @param {number | undefined} count
   * @param {string} name
   * @param {Partial<import("../lib/home-state.js").State>} part
   */
  addWay(ways, count, name, part) {
    if (!count) return;
    const { messages, columns } = this.context;
    const label = messages.countAtLeast("without-filter", count, columns.smallest_group, { name });
    ways.push(this.makeWay(() => this.state.change(part), label));
  }

  /**
   * @param {() => void} act
   * @param {string} text
   */
  makeWay(act, text) {
    const button = makeButton("vk-empty-result__way", () => {
      act();
      this.refuge.focus({ preventScroll: true }); // the way itself is gone now
    }, text);
    return make("li", "", button);
  }
}
