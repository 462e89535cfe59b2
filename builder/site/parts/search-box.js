/**
 * The search box: tells what was typed, a little after the last key.
 */
const PAUSE_MS = 180;

export class SearchBox {
  /**
   * @param {HTMLFormElement} form
   * @param {{onText: (text: string, isFinal: boolean) => void, onInterest: () => void}} events
   */
  constructor(form, events) {
    this.form = form;
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.input.addEventListener("focus", () => events.onInterest(), { once: true });
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => events.onText(this.input.value, false), PAUSE_MS);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      events.onText(this.input.value, true);
    });
  }

  /**
   * @param {string} text
   */
  show(text) {
    if (this.input.value.trim() !== text.trim()) this.input.value = text;
  }
}
