/**
 * A story in the list: the same mark-up as the server writes, filled from the columns.
 */
import { storyAt } from "../lib/cards.js";
import { fromRoot } from "./context.js";
import { cloneTemplate, slot } from "./dom.js";
import { drawFace } from "./face.js";

/**
 * @param {import("./context.js").Context} context
 * @param {number} number
 * @returns {HTMLElement}
 */
export function makeStoryCard(context, number) {
  const story = storyAt(context.columns, number);
  const card = cloneTemplate("story-card-template");
  card.dataset.story = String(number);
  card.classList.add(`vk-emotion--${story.emotion?.id ?? "none"}`);
  const link = /** @type {HTMLAnchorElement} */ (slot(card, "link"));
  link.href = fromRoot(story.uri);
  setText(link, story.title, story.lang);
  setText(slot(card, "first"), story.first, story.lang);
  slot(card, "place").textContent = story.place;
  slot(card, "place").hidden = !story.place;
  slot(card, "emotion").textContent = story.emotion?.label ?? "";
  slot(card, "emotion").hidden = !story.emotion;
  slot(card, "sound").hidden = !story.hasSound;
  slot(card, "pin").hidden = story.spots.length === 0;
  slot(card, "pin").setAttribute("aria-label", context.messages.say("show-on-map", { name: story.title }));
  slot(card, "off-map").hidden = story.spots.length > 0;
  fillPicture(slot(card, "picture"), story.picture, story.emotion?.id);
  return card;
}

/**
 * Text in the language that it is written in.
 * @param {HTMLElement} element
 * @param {string} text
 * @param {string} language
 */
export function setText(element, text, language) {
  element.textContent = text;
  element.lang = language;
  element.dir = "auto";
}

/**
 * A picture with the face on its corner, or the face alone.
 * @param {HTMLElement} holder
 * @param {string} uri
 * @param {string | undefined} emotionId
 */
function fillPicture(holder, uri, emotionId) {
  holder.replaceChildren();
  if (uri) {
    const picture = new Image();
    picture.loading = "lazy";
    picture.decoding = "async";
    picture.alt = "";
    picture.className = "vk-story-card__image";
    picture.src = fromRoot(uri);
    holder.append(picture);
  }
  holder.append(drawFace(emotionId, uri ? "vk-story-card__badge" : "vk-story-card__face"));
}
