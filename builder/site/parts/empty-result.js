/**
 * No story found: an invitation, and the ways out of it.
 */
import { FACET_NAMES } from "../lib/columns.js";
import { hook, make, makeButton } from "./dom.js";

export class EmptyResult {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {{onText: (text: string) => void, onDrop: (facet: import("../lib/columns.js").FacetName) => void, onClear: () => void}} events
   */
  constructor(root, context, events) {
    this.root = root;
    this.context = context;
    this.events = events;
    this.ways = hook(root, "empty-result-ways");
  }

  /**
   * @param {boolean} isEmpty
   * @param {import("./home.js").SearchResult} result
   * @param {import("../lib/facets.js").Filters} filters
   * @param {string} text
   */
  show(isEmpty, result, filters, text) {
    this.root.hidden = !isEmpty;
    if (!isEmpty) return;
    const { messages, columns } = this.context;
    const ways = [];
    const { suggestion } = result;
    if (suggestion) {
      ways.push(this.makeWay(() => this.events.onText(suggestion), messages.say("did-you-mean", { text: suggestion })));
    }
    for (const facet of FACET_NAMES) {
      const count = result.without[facet] ?? 0;
      if (!count || !filters[facet].length) continue;
      const name = messages.say(`facet-${facet}`);
      const label = messages.countAtLeast("without-filter", count, columns.smallest_group, { name });
      ways.push(this.makeWay(() => this.events.onDrop(facet), label));
    }
    if (text.trim() && !suggestion && !ways.length) {
      ways.push(this.makeWay(() => this.events.onText(""), messages.say("clear-search")));
    }
    ways.push(this.makeWay(() => this.events.onClear(), messages.say("all-stories")));
    this.ways.replaceChildren(...ways);
  }

  /**
   * @param {() => void} act
   * @param {string} text
   */
  makeWay(act, text) {
    return make("li", "", makeButton("vk-empty-result__way", act, text));
  }
}
