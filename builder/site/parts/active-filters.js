/**
 * What narrows the stories now, as chips that can be taken away; one tap clears everything, another takes that back.
 */
import { FACETS, facetValues } from "../lib/facet-index.js";
import { toggleFilter } from "../lib/facets.js";
import { isNarrowed } from "../lib/home-state.js";
import { hook, make, makeButton } from "./dom.js";

export class ActiveFilters {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(root, context, state) {
    this.context = context;
    this.state = state;
    this.list = hook(root, "active-filters");
    this.undo = hook(root, "active-filters-undo");
    this.refuge = hook(root, "status");
    hook(root, "active-filters-undo-button").addEventListener("click", () => {
      state.undo();
      this.giveFocus();
    });
    state.follow((now) => this.show(now));
    this.show(state.now);
  }

  /**
   * @param {import("../lib/home-state.js").State} now
   */
  show(now) {
    const hadFocus = this.list.contains(document.activeElement);
    const chips = this.chipsOf(now);
    if (isNarrowed(now)) {
      const clear = makeButton("vk-chips__clear", () => this.state.clear(), this.context.messages.say("clear-all"));
      clear.dataset.part = "clear-all";
      chips.push(make("li", "", clear));
    }
    this.list.replaceChildren(...chips);
    this.list.hidden = chips.length === 0;
    this.undo.hidden = !this.state.canUndo;
    if (hadFocus) this.giveFocus();
  }

  /** The focus goes on where it was of use: to what can be taken away next, to the way back, to the count. */
  giveFocus() {
    const undo = this.undo.hidden ? null : this.undo.querySelector("button");
    (this.list.querySelector("button") ?? undo ?? this.refuge).focus();
  }

  /**
   * @param {import("../lib/home-state.js").State} now
   */
  chipsOf(now) {
    const { messages, columns } = this.context;
    const { text, filters, from, to, box, here } = now;
    const chips = text.trim() ? [this.makeChip(isolate(`“${text.trim()}”`), { text: "" })] : [];
    for (const facet of FACETS) {
      for (const id of filters[facet]) {
        const label = facetValues(columns, facet).find((value) => value.id === id)?.label || messages.say(`with-${facet}`);
        chips.push(this.makeChip(label, { filters: toggleFilter(filters, facet, id) }));
      }
    }
    if (from !== null || to !== null) chips.push(this.makeChip(sayYears(messages, from, to), { from: null, to: null }));
    if (box) chips.push(this.makeChip(messages.say("in-view"), { box: null }));
    if (here) chips.push(this.makeChip(messages.say("near"), { here: null }));
    return chips;
  }

  /**
   * @param {string} label
   * @param {Partial<import("../lib/home-state.js").State>} without the change that takes it away
   */
  makeChip(label, without) {
    const chip = makeButton("vk-chips__chip", () => this.state.change(without), label);
    chip.setAttribute("aria-label", this.context.messages.say("remove-filter", { name: label }));
    return make("li", "", chip);
  }
}

/**
 * A text that keeps its own direction, with its quotes, between words of another one.
 * @param {string} text
 */
const isolate = (text) => `\u2068${text}\u2069`;

/**
 * A span of years in words. Years are not numbers: no language writes a point in them.
 * @param {import("../lib/messages.js").Messages} messages
 * @param {number | null} from
 * @param {number | null} to
 */
export function sayYears(messages, from, to) {
  if (from !== null && from === to) return String(from);
  if (from === null) return messages.say("years-to", { to: String(to) });
  if (to === null) return messages.say("years-from", { from: String(from) });
  return messages.say("years-between", { from: String(from), to: String(to) });
}
