/**
 * The list of stories: a window of at most some hundred cards on all that match. It moves on with the scrolling or with
 * the buttons at its ends, so that ten thousand stories never become ten thousand cards.
 */
import { loadCards, storyAt } from "../lib/cards.js";
import { hook, isWide } from "./dom.js";
import { completeStoryCard, makeStoryCard } from "./story-card.js";

/** So many are asked for ahead of the list, when nothing is asked. */
export const CARDS_AT_FIRST = 30;
const STEP = CARDS_AT_FIRST;
const MOST_CARDS = 120;

/**
 * @typedef {object} StoryListEvents
 * @property {(number: number | null) => void} onPoint a story is under the pointer or has the focus, or none
 * @property {(number: number, opener: HTMLElement) => void} onChoose
 * @property {(placeId: string) => void} onPlace all stories of a place are asked for
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
    this.earlierButton = hook(root, "story-list-earlier");
    /** @type {Map<number, HTMLElement>} the cards that the server wrote, until others are shown */
    this.written = new Map();
    for (const card of this.list.children) {
      if (card instanceof HTMLElement && card.dataset.story) this.written.set(Number(card.dataset.story), card);
    }
    /** @type {readonly number[]} */
    this.numbers = [];
    /** The part of `numbers` that has cards. */
    this.first = 0;
    this.end = 0;
    this.round = 0;
    this.isMoving = false;
    this.moreButton.addEventListener("click", () => void this.showMore(true));
    this.earlierButton.addEventListener("click", () => void this.showEarlier(true));
    this.observeEnds();
    this.listen();
  }

  observeEnds() {
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || this.isMoving || this.isWalked()) continue;
        if (target === this.moreButton) void this.showMore(false);
        else void this.showEarlier(false);
      }
    });
    observer.observe(this.moreButton);
    observer.observe(this.earlierButton);
  }

  /** Whether somebody goes through the list by keyboard: a list that grows by itself would never let them out. */
  isWalked() {
    return this.list.querySelector(":focus-visible") !== null;
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
    const place = target?.closest("[data-place]");
    if (place instanceof HTMLElement) {
      this.events.onPlace(place.dataset.place ?? "");
      return;
    }
    const pin = target?.closest("[data-slot='pin']");
    const card = target?.closest("[data-story]");
    const opener = pin ?? (isWide() && !target?.closest("a, button") ? card?.querySelector("a") : null);
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
   * @returns {Promise<void>} when the first cards stand there
   */
  async show(numbers) {
    this.numbers = numbers;
    const round = ++this.round;
    const cards = await this.makeCards(0, STEP);
    if (round !== this.round) return; // somebody asked for other stories meanwhile
    this.first = 0;
    this.end = cards.length;
    const isThere = cards.every((card, step) => card === this.list.children[step]);
    if (isThere) [...this.list.children].slice(cards.length).forEach((card) => card.remove());
    else this.list.replaceChildren(...cards);
    this.written.clear();
    this.markEnds();
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {Promise<HTMLElement[]>}
   */
  async makeCards(start, end) {
    const { context, numbers } = this;
    const wanted = numbers.slice(start, end);
    await loadCards(context.columns, wanted);
    const cards = wanted.map((number, step) => {
      const card = this.cardOf(number);
      card.setAttribute("aria-setsize", String(numbers.length)); // the window is not the whole list
      card.setAttribute("aria-posinset", String(start + step + 1));
      return card;
    });
    return cards;
  }

  /**
   * The card of the server where it stands, else a new one.
   * @param {number} number
   */
  cardOf(number) {
    const { context } = this;
    const story = storyAt(context.columns, number);
    const written = this.written.get(number);
    if (!written) return makeStoryCard(context, story);
    completeStoryCard(context, written, story);
    return written;
  }

  /**
   * @param {boolean} takesFocus whether the first new story gets the focus
   */
  async showMore(takesFocus) {
    const cards = await this.fetchNext(this.end, this.end + STEP);
    if (!cards) return;
    this.list.append(...cards);
    this.end += cards.length;
    const surplus = Math.max(0, this.end - this.first - MOST_CARDS);
    this.keepStill(cards[0], () => [...this.list.children].slice(0, surplus).forEach((card) => card.remove()));
    this.first += surplus;
    this.markEnds();
    if (takesFocus) cards[0]?.querySelector("a")?.focus();
  }

  /**
   * @param {boolean} takesFocus whether the last of the earlier stories gets the focus
   */
  async showEarlier(takesFocus) {
    const start = Math.max(0, this.first - STEP);
    const cards = await this.fetchNext(start, this.first);
    if (!cards) return;
    this.keepStill(this.list.firstElementChild, () => this.list.prepend(...cards));
    this.first = start;
    const surplus = Math.max(0, this.end - this.first - MOST_CARDS);
    [...this.list.children].slice(MOST_CARDS).forEach((card) => card.remove());
    this.end -= surplus;
    this.markEnds();
    if (takesFocus) cards.at(-1)?.querySelector("a")?.focus();
  }

  /**
   * Cards beside the window; null when there are none, or when other stories are shown before they are there.
   * @param {number} start
   * @param {number} end
   */
  async fetchNext(start, end) {
    if (this.isMoving || start >= Math.min(end, this.numbers.length)) return null;
    const { round } = this;
    this.isMoving = true;
    try {
      const cards = await this.makeCards(start, end);
      return round === this.round ? cards : null;
    } catch {
      return null; // the button stays, to try again
    } finally {
      this.isMoving = false;
    }
  }

  /**
   * Changes what stands above a card without moving it on the screen.
   * @param {Element | null | undefined} card
   * @param {() => void} change
   */
  keepStill(card, change) {
    const before = card?.getBoundingClientRect().top ?? 0;
    change();
    const moved = (card?.getBoundingClientRect().top ?? 0) - before;
    if (!moved) return; // the browser kept it itself
    const scroller = isWide() ? this.list.closest('[data-part="panel"]') : document.scrollingElement;
    scroller?.scrollBy({ top: moved, behavior: "instant" });
  }

  markEnds() {
    this.moreButton.hidden = this.end >= this.numbers.length;
    this.earlierButton.hidden = this.first === 0;
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
