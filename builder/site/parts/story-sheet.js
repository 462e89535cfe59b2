/**
 * The opened card: one story over the map (a sheet from below on a phone), or a choice of stories on one spot.
 */
import { loadCards, storyAt } from "../lib/cards.js";
import { fromRoot } from "./context.js";
import { hook, make, makeButton, slot } from "./dom.js";
import { drawFace } from "./face.js";
import { setText } from "./story-card.js";

const ROUGH_M = 100;

/**
 * @typedef {object} SheetEvents
 * @property {() => void} onClose
 * @property {(number: number) => void} onChoose one of several stories was chosen
 * @property {(number: number | null) => void} onShow this story is shown now; null for a choice, or for nothing
 */

export class StorySheet {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {SheetEvents} events
   */
  constructor(root, context, events) {
    this.root = root;
    this.context = context;
    this.events = events;
    /** @type {(() => void) | null} */
    this.giveFocusBack = null;
    /** @type {readonly number[]} */
    this.choice = [];
    this.round = 0;
    slot(root, "close").addEventListener("click", () => this.close());
    slot(root, "back").addEventListener("click", () => void this.openChoice(this.choice, this.giveFocusBack));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !root.hidden && !event.defaultPrevented) this.close();
    });
  }

  /**
   * Fetches what the cards say; false when something else was asked for in the meantime.
   * @param {readonly number[]} numbers
   */
  async prepare(numbers) {
    const round = ++this.round;
    await loadCards(this.context.columns, numbers);
    return round === this.round;
  }

  /**
   * One story.
   * @param {number} number
   * @param {(() => void) | null} giveFocusBack called when the sheet closes
   */
  async open(number, giveFocusBack) {
    if (!(await this.prepare([number]))) return;
    this.choice = [];
    this.showStory(number);
    this.reveal(giveFocusBack, "link");
  }

  /**
   * Several stories on one spot.
   * @param {readonly number[]} numbers
   * @param {(() => void) | null} giveFocusBack
   */
  async openChoice(numbers, giveFocusBack) {
    if (!(await this.prepare(numbers))) return;
    this.choice = numbers;
    this.events.onShow(null);
    const { messages } = this.context;
    slot(this.root, "story").hidden = true;
    slot(this.root, "choice").hidden = false;
    slot(this.root, "back").hidden = true;
    const heading = slot(this.root, "choice-title");
    heading.textContent = messages.count("stories-here", numbers.length);
    this.root.setAttribute("aria-labelledby", heading.id);
    const place = storyAt(this.context.columns, numbers[0] ?? 0).place;
    slot(this.root, "choice-place").textContent = place;
    slot(this.root, "choices").replaceChildren(...numbers.map((number) => this.makeChoice(number)));
    this.reveal(giveFocusBack, "choice-title");
  }

  /**
   * @param {number} number
   */
  makeChoice(number) {
    const story = storyAt(this.context.columns, number);
    const title = make("span", "vk-story-sheet__choice-title");
    setText(title, story.title, story.lang);
    const emotion = make("span", "vk-story-sheet__choice-emotion", story.emotion?.label ?? "");
    const choose = () => {
      this.showStory(number);
      slot(this.root, "back").hidden = false;
      slot(this.root, "link").focus();
      this.events.onChoose(number);
    };
    const words = make("span", "vk-story-sheet__choice-words", title, emotion);
    return make("li", "", makeButton("vk-story-sheet__choice", choose, drawFace(story.emotion?.id), words));
  }

  /**
   * @param {number} number
   */
  showStory(number) {
    this.events.onShow(number);
    const story = storyAt(this.context.columns, number);
    slot(this.root, "story").hidden = false;
    slot(this.root, "choice").hidden = true;
    slot(this.root, "back").hidden = true;
    const title = slot(this.root, "title");
    setText(title, story.title, story.lang);
    this.root.setAttribute("aria-labelledby", title.id);
    setText(slot(this.root, "first"), story.first, story.lang);
    slot(this.root, "place").textContent = [story.place, story.date].filter(Boolean).join(" · ");
    slot(this.root, "face").replaceChildren(drawFace(story.emotion?.id));
    slot(this.root, "emotion").textContent = story.emotion?.label ?? "";
    slot(this.root, "sound").hidden = !story.hasSound;
    slot(this.root, "off-map").hidden = story.spots.length > 0;
    slot(this.root, "rough").hidden = !story.spots.some((spot) => spot.precisionM > ROUGH_M);
    const link = /** @type {HTMLAnchorElement} */ (slot(this.root, "link"));
    link.href = fromRoot(story.uri);
    slot(this.root, "link-title").textContent = story.title;
    slot(this.root, "themes").replaceChildren(...story.themes.map((theme) => this.makeTheme(theme)));
    this.showPicture(story.pictureLarge, story.pictureAlt, story.lang);
  }

  /**
   * @param {import("../lib/columns.js").FacetValue} theme
   */
  makeTheme(theme) {
    const link = make("a", "vk-story-sheet__theme", theme.label);
    link.href = fromRoot(theme.uri);
    return make("li", "", link);
  }

  /**
   * @param {string} uri
   * @param {string} alt
   * @param {string} language
   */
  showPicture(uri, alt, language) {
    const holder = slot(this.root, "picture");
    holder.replaceChildren();
    holder.hidden = !uri;
    if (!uri) return;
    const picture = new Image();
    picture.className = "vk-story-sheet__image";
    picture.alt = alt;
    picture.lang = language;
    picture.src = fromRoot(uri);
    holder.append(picture);
  }

  /**
   * @param {(() => void) | null} giveFocusBack
   * @param {string} focusSlot
   */
  reveal(giveFocusBack, focusSlot) {
    this.giveFocusBack = giveFocusBack;
    this.root.hidden = false;
    this.root.scrollTop = 0;
    slot(this.root, focusSlot).focus({ preventScroll: true });
  }

  close() {
    this.round += 1;
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.events.onShow(null);
    this.events.onClose();
    const giveFocusBack = this.giveFocusBack;
    this.giveFocusBack = null;
    giveFocusBack?.();
  }

  get isOpen() {
    return !this.root.hidden;
  }
}

/**
 * @param {ParentNode} page
 * @param {import("./context.js").Context} context
 * @param {SheetEvents} events
 */
export function mountStorySheet(page, context, events) {
  return new StorySheet(hook(page, "story-sheet"), context, events);
}
