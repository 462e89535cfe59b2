/**
 * Marks in the list of found stories: the words that were looked for, in title, place and first sentence. A story that has
 * them only further on shows that passage in place of its first sentence, out of its own page: the index holds no texts, and
 * the page is what the reader may open next anyway.
 */
import { make, slot } from "./dom.js";

const SLOTS = ["link", "place", "first"];
/** Passages for one question; more cards than that are not read at once. */
const MOST_PASSAGES = 20;

/**
 * @typedef {import("../lib/search-client.js").SearchClient} SearchClient
 * @typedef {[number, number]} Mark
 */

export class SearchMarks {
  /**
   * @param {HTMLElement} list the element whose children are cards
   * @param {SearchClient} client
   */
  constructor(list, client) {
    this.list = list;
    this.client = client;
    this.text = "";
    this.round = 0;
    this.passages = 0;
    /** @type {WeakMap<HTMLElement, string>} what stood in a slot before it was marked */
    this.plain = new WeakMap();
    this.seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) void this.mark(/** @type {HTMLElement} */ (target));
    });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) this.watch(node);
    }).observe(list, { childList: true });
  }

  /**
   * Marks what a text asks for from now on; an empty text takes the marks away.
   * @param {string} text
   */
  show(text) {
    if (text === this.text) return;
    this.text = text;
    this.round += 1;
    this.passages = 0;
    this.seen.disconnect();
    for (const card of this.list.children) {
      this.clear(/** @type {HTMLElement} */ (card));
      this.watch(card);
    }
  }

  /**
   * @param {Node} card
   */
  watch(card) {
    if (this.text && card instanceof HTMLElement && card.dataset.story !== undefined) this.seen.observe(card);
  }

  /**
   * @param {HTMLElement} card
   */
  clear(card) {
    for (const name of SLOTS) {
      const element = card.querySelector(`[data-slot="${name}"]`);
      const plain = element instanceof HTMLElement ? this.plain.get(element) : undefined;
      if (element && plain !== undefined) element.textContent = plain;
    }
  }

  /**
   * @param {HTMLElement} card
   */
  async mark(card) {
    this.seen.unobserve(card);
    const { round, text } = this;
    const slots = SLOTS.map((name) => slot(card, name));
    const texts = slots.map((element) => this.plain.get(element) ?? element.textContent ?? "");
    try {
      const marks = await this.client.mark(text, texts);
      if (round !== this.round) return;
      slots.forEach((element, index) => this.write(element, texts[index] ?? "", marks[index] ?? []));
      const [title, , first] = marks;
      if (!title?.length && !first?.length) await this.showPassage(card, round);
    } catch {
      // a list without marks is a list; what went wrong with the search itself is told where it was asked for
    }
  }

  /**
   * @param {HTMLElement} card
   * @param {number} round
   */
  async showPassage(card, round) {
    if (++this.passages > MOST_PASSAGES) return;
    const page = await fetchPage(/** @type {HTMLAnchorElement} */ (slot(card, "link")).href);
    const story = page?.querySelector('[data-part="prose"]')?.textContent?.replace(/\s+/gu, " ").trim() ?? "";
    const passage = await this.client.excerpt(this.text, story);
    if (round === this.round && passage.marks.length) this.write(slot(card, "first"), passage.text, passage.marks);
  }

  /**
   * @param {HTMLElement} element
   * @param {string} text
   * @param {Mark[]} marks
   */
  write(element, text, marks) {
    if (!this.plain.has(element)) this.plain.set(element, element.textContent ?? "");
    /** @type {(string | Node)[]} */
    const content = [];
    let at = 0;
    for (const [start, end] of marks) {
      content.push(text.slice(at, start), make("mark", "vk-search-mark", text.slice(start, end)));
      at = end;
    }
    element.replaceChildren(...content, text.slice(at));
  }
}

/**
 * A page of this site as a document in which nothing runs and nothing is loaded; null when it cannot be had. Not by `fetch`
 * and `DOMParser`: pages forbid text to become mark-up.
 * @param {string} address
 * @returns {Promise<Document | null>}
 */
function fetchPage(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.addEventListener("loadend", () => resolve(request.status === 200 ? request.responseXML : null));
    request.send();
  });
}
