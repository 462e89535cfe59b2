/**
 * “Share or embed”: the address of what is shown now, and the code with which another site shows it.
 */
import { formatState } from "../lib/url-state.js";
import { fromRoot } from "./context.js";
import { hook } from "./dom.js";

const FRAME_HEIGHT_PX = 560;

export class ShareView {
  /**
   * @param {HTMLElement} page
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(page, context, state) {
    this.context = context;
    this.state = state;
    this.root = /** @type {HTMLDetailsElement} */ (hook(page, "share-view"));
    this.address = /** @type {HTMLInputElement} */ (hook(page, "share-view-address"));
    this.code = /** @type {HTMLTextAreaElement} */ (hook(page, "share-view-code"));
    this.said = hook(page, "share-view-said");
    this.listen(hook(page, "share-view-copy-address"), this.address);
    this.listen(hook(page, "share-view-copy-code"), this.code);
    this.root.addEventListener("toggle", () => this.show());
    state.follow(() => this.show());
  }

  /**
   * @param {HTMLElement} button
   * @param {HTMLInputElement | HTMLTextAreaElement} field
   */
  listen(button, field) {
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        this.said.textContent = this.context.messages.say("copied");
      } catch {
        this.said.textContent = this.context.messages.say("not-copied"); // it is selected: the keys of the browser do it
      }
    });
  }

  show() {
    if (!this.root.open) return;
    const { messages, settings } = this.context;
    const query = formatState(this.state.now);
    this.said.textContent = "";
    this.address.value = location.origin + location.pathname + query;
    this.code.value = frameCode(fromRoot(settings.embed) + query, messages.say("embed-title"));
  }
}

/**
 * @param {string} address
 * @param {string} title
 */
function frameCode(address, title) {
  const escape = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${escape(address)}" title="${escape(title)}" width="100%" height="${FRAME_HEIGHT_PX}" loading="lazy" style="border:0"></iframe>`;
}
