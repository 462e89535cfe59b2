/**
 * The list of stories: the first thirty, and more on scroll or with a button.
 */
import { loadCards } from "../lib/cards.js";
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
    this.round = 0;
    this.moreButton.addEventListener("click", () => void this.showMore(true));
    this.observeEnd();
    this.listen();
  }

  observeEnd() {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.showMore(false);
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
   * The pin opens a story over the map, and on a wide screen so does its card; its title is a plain link.
   * @param {MouseEvent} event
   */
  choose(event) {
    const number = this.numberAt(event);
    const target = event.target instanceof Element ? event.target : null;
    const pin = target?.closest("[data-slot='pin']");
    const card = target?.closest("[data-story]");
    const opener = pin ?? (isWide() && !target?.closest("a") ? card?.querySelector("a") : null);
    if (number === null || !(opener instanceof HTMLElement)) return;
    this.events.onChoose(number, opener);
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
  async show(numbers) {
    this.numbers = numbers;
    this.shown = 0;
    await this.showMore(false);
  }

  /**
   * @param {boolean} takesFocus whether the first new story gets the focus
   */
  async showMore(takesFocus) {
    const round = ++this.round;
    const next = this.numbers.slice(this.shown, this.shown + STEP);
    await loadCards(this.context.columns, next);
    if (round !== this.round) return; // something else is shown in the meantime
    if (this.shown === 0) this.list.replaceChildren();
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
