/**
 * The list of stories: the first thirty, and more on scroll or with a button.
 */
import { makeStoryCard } from "./story-card.js";
import { hook, isWide } from "./dom.js";

const STEP = 30;

/**
 * @typedef {object} StoryListEvents
 * @property {(number: number | null) => void} onPoint a story is under the pointer or has the focus, or none
 * @property {(number: number, opener: HTMLElement) => void} onChoose
 */

export class StoryList {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {StoryListEvents} events
   */
  constructor(root, context, events) {
    this.context = context;
    this.events = events;
    this.list = hook(root, "story-list-items");
    this.moreButton = hook(root, "story-list-more");
    /** @type {readonly number[]} */
    this.numbers = [];
    this.shown = 0;
    this.moreButton.addEventListener("click", () => this.showMore(true));
    this.observeEnd();
    this.listen();
  }

  observeEnd() {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.showMore(false);
    });
    observer.observe(this.moreButton);
  }

  listen() {
    const point = (/** @type {Event} */ event) => this.events.onPoint(this.numberAt(event));
    this.list.addEventListener("pointerover", point);
    this.list.addEventListener("focusin", point);
    this.list.addEventListener("pointerleave", () => this.events.onPoint(null));
    this.list.addEventListener("focusout", () => this.events.onPoint(null));
    this.list.addEventListener("click", (event) => this.choose(event));
  }

  /**
   * On a wide screen a story opens over the map; elsewhere, and with a modifier key, its link is a link.
   * @param {MouseEvent} event
   */
  choose(event) {
    const number = this.numberAt(event);
    if (number === null || !isWide() || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const card = event.target instanceof Element ? event.target.closest("[data-story]") : null;
    const link = card?.querySelector("a");
    if (!link) return;
    event.preventDefault();
    this.events.onChoose(number, link);
  }

  /**
   * @param {Event} event
   * @returns {number | null}
   */
  numberAt(event) {
    const card = event.target instanceof Element ? event.target.closest("[data-story]") : null;
    return card instanceof HTMLElement ? Number(card.dataset.story) : null;
  }

  /**
   * @param {readonly number[]} numbers
   */
  show(numbers) {
    this.numbers = numbers;
    this.shown = 0;
    this.list.replaceChildren();
    this.showMore(false);
  }

  /**
   * @param {boolean} takesFocus whether the first new story gets the focus
   */
  showMore(takesFocus) {
    const next = this.numbers.slice(this.shown, this.shown + STEP);
    const cards = next.map((number) => makeStoryCard(this.context, number));
    this.list.append(...cards);
    this.shown += cards.length;
    this.moreButton.hidden = this.shown >= this.numbers.length;
    if (takesFocus) cards[0]?.querySelector("a")?.focus();
  }

  /**
   * Lifts the cards of these stories.
   * @param {readonly number[]} numbers
   */
  lift(numbers) {
    for (const card of this.list.querySelectorAll(".is-lifted")) card.classList.remove("is-lifted");
    for (const number of numbers) {
      this.list.querySelector(`[data-story="${number}"]`)?.classList.add("is-lifted");
    }
  }
}
