/**
 * The opened card: one story over the map (a sheet from below on a phone), or a choice of stories on one spot.
 */
import { loadCards, storyAt } from "../lib/cards.js";
import { fromRoot } from "./context.js";
import { hook, make, makeButton, slot } from "./dom.js";
import { drawFace } from "./face.js";
import { setText, whereOf } from "./story-card.js";

const ROUGH_M = 100;
/** A spot may have thousands of stories. */
const CHOICES_A_STEP = 20;

/**
 * @typedef {object} SheetEvents
 * @property {() => void} onDismiss somebody wants it closed
 * @property {() => void} onClose it is closed
 * @property {(number: number) => void} onChoose one of several stories was chosen
 * @property {(number: number | null) => void} onShow this story is shown now; null for a choice
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
    /** @type {number | null} the story that is shown */
    this.number = null;
    this.round = 0;
    slot(root, "more-choices").addEventListener("click", () => void this.showMoreChoices());
    slot(root, "close").addEventListener("click", () => this.dismiss());
    slot(root, "back").addEventListener("click", () => void this.openChoice(this.choice, this.giveFocusBack));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !root.hidden && !event.defaultPrevented) this.dismiss();
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
    this.choice = [];
    if (await this.showStory(number)) this.reveal(giveFocusBack, "link");
  }

  /**
   * Several stories on one spot.
   * @param {readonly number[]} numbers
   * @param {(() => void) | null} giveFocusBack
   */
  async openChoice(numbers, giveFocusBack) {
    if (!(await this.prepare(numbers.slice(0, CHOICES_A_STEP)))) return;
    this.choice = numbers;
    this.number = null;
    this.events.onShow(null);
    const { messages } = this.context;
    slot(this.root, "story").hidden = true;
    slot(this.root, "choice").hidden = false;
    slot(this.root, "back").hidden = true;
    const heading = slot(this.root, "choice-title");
    heading.textContent = messages.count("stories-here", numbers.length);
    this.root.setAttribute("aria-labelledby", heading.id);
    slot(this.root, "choice-place").textContent = storyAt(this.context.columns, numbers[0] ?? 0).place;
    slot(this.root, "choices").replaceChildren();
    this.addChoices();
    this.reveal(giveFocusBack, "choice-title");
  }

  /** The next stories of a choice, whose cards are there. */
  addChoices() {
    const choices = slot(this.root, "choices");
    const from = choices.childElementCount;
    const added = this.choice
      .slice(from, from + CHOICES_A_STEP)
      .map((number) => this.makeChoice(storyAt(this.context.columns, number)));
    choices.append(...added);
    slot(this.root, "more-choices").hidden = choices.childElementCount >= this.choice.length;
    return added[0];
  }

  /** Fetches and shows more stories of a long choice; the first of them gets the focus. */
  async showMoreChoices() {
    const from = slot(this.root, "choices").childElementCount;
    if (!(await this.prepare(this.choice.slice(from, from + CHOICES_A_STEP)))) return;
    this.addChoices()?.querySelector("button")?.focus();
  }

  /**
   * @param {import("../lib/cards.js").Story} story
   */
  makeChoice(story) {
    const title = make("span", "vk-story-sheet__choice-title");
    setText(title, story.title, story.lang);
    const emotion = make("span", "vk-story-sheet__choice-emotion", story.emotion?.label ?? "");
    const choose = async () => {
      if (!(await this.showStory(story.number))) return;
      slot(this.root, "back").hidden = false;
      slot(this.root, "link").focus();
      this.events.onChoose(story.number);
    };
    const words = make("span", "vk-story-sheet__choice-words", title, emotion);
    return make("li", "", makeButton("vk-story-sheet__choice", choose, drawFace(story.emotion?.id), words));
  }

  /**
   * @param {number} number
   * @returns {Promise<boolean>} false when another one was asked for meanwhile
   */
  async showStory(number) {
    if (!(await this.prepare([number]))) return false;
    const story = storyAt(this.context.columns, number);
    this.number = number;
    this.events.onShow(number);
    slot(this.root, "story").hidden = false;
    slot(this.root, "choice").hidden = true;
    slot(this.root, "back").hidden = true;
    const title = slot(this.root, "title");
    setText(title, story.title, story.lang);
    this.root.setAttribute("aria-labelledby", title.id);
    setText(slot(this.root, "first"), story.first, story.lang);
    slot(this.root, "place").textContent = [whereOf(this.context, story), story.date].filter(Boolean).join(" · ");
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
    return true;
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

  /** Closes the sheet as its button does. */
  dismiss() {
    if (!this.root.hidden) this.events.onDismiss();
  }

  /** Closes the sheet, and gives the focus back. */
  close() {
    this.round += 1;
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.number = null;
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
