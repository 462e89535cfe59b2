/**
 * Under the count: as which words the search took what was typed, and a button to ask for these.
 */
import { hook, makeButton } from "./dom.js";

export class Meant {
  /**
   * @param {HTMLElement} page
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(page, context, state) {
    this.context = context;
    this.state = state;
    this.root = hook(page, "meant");
    this.refuge = hook(page, "status");
    this.text = "";
  }

  /**
   * @param {import("../lib/story-finder.js").Answer} answer
   */
  show({ numbers, suggestion }) {
    const text = numbers.length && suggestion !== this.state.now.text.trim() ? suggestion : "";
    if (text === this.text) return; // said once
    this.text = text;
    this.root.hidden = !text;
    this.root.replaceChildren(...(text ? [this.makeWay(text)] : []));
  }

  /**
   * @param {string} text
   */
  makeWay(text) {
    const take = () => {
      this.state.change({ text });
      this.refuge.focus({ preventScroll: true }); // the way itself is gone soon
    };
    return makeButton("vk-story-list__meant-way", take, this.context.messages.say("did-you-mean", { text }));
  }
}
