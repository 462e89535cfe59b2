/**
 * The search box: tells what was typed, a little after the last key, and at once when something else is used.
 */
const PAUSE_MS = 180;

export class SearchBox {
  /**
   * @param {HTMLFormElement} form
   * @param {{onText: (text: string, isFinal: boolean) => void, onInterest: () => void}} events
   */
  constructor(form, events) {
    this.form = form;
    this.events = events;
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.input.addEventListener("focus", () => events.onInterest(), { once: true });
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.tellNow(), PAUSE_MS);
    });
    // before anything else changes what is shown, and with it what stands in the box; not every browser blurs for a tap
    this.input.addEventListener("blur", () => this.tellNow());
    addEventListener("pointerdown", () => this.tellNow(), { capture: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.forget();
      events.onText(this.input.value, true);
    });
  }

  /** What was typed and not told yet. */
  tellNow() {
    if (this.timer === undefined) return;
    this.forget();
    this.events.onText(this.input.value, false);
  }

  /** Nothing is left to tell. */
  forget() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /**
   * Shows what is searched for, but never over what is being typed.
   * @param {string} text
   */
  show(text) {
    if (this.timer === undefined && this.input.value.trim() !== text.trim()) this.input.value = text;
  }
}
