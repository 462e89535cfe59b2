/**
 * In what order the list stands: what fits by itself, or what somebody chose.
 */
import { orderOf, ordersFor } from "../lib/story-order.js";
import { hook, make } from "./dom.js";

export class ListOrder {
  /**
   * @param {HTMLElement} page
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(page, context, state) {
    this.context = context;
    this.root = hook(page, "list-order");
    this.select = /** @type {HTMLSelectElement} */ (hook(page, "list-order-choice"));
    this.select.addEventListener("change", () => {
      const { text, here } = state.now;
      const chosen = /** @type {import("../lib/story-order.js").Order} */ (this.select.value);
      const isFitting = chosen === orderOf("", text.trim() !== "", here !== null);
      state.change({ order: isFitting ? "" : chosen });
    });
  }

  /**
   * @param {import("../lib/home-state.js").State} now
   * @param {import("../lib/story-order.js").Order} order
   * @param {number} count of stories: one has no order
   */
  show({ text, here }, order, count) {
    const possible = ordersFor(text.trim() !== "", here !== null);
    this.root.hidden = possible.length < 2 || count < 2;
    const shown = [...this.select.options].map((option) => option.value);
    if (shown.join() !== possible.join()) {
      this.select.replaceChildren(
        ...possible.map((each) => {
          const option = make("option", "", this.context.messages.say(`order-${each}`));
          option.value = each;
          return option;
        }),
      );
    }
    this.select.value = order;
  }
}
