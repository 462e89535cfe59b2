/**
 * A story in the list: the same mark-up as the server writes, filled from the columns.
 */
import { facetIndices } from "../lib/columns.js";
import { fromRoot } from "./context.js";
import { cloneTemplate, slot } from "./dom.js";
import { drawFace } from "./face.js";

/**
 * @param {import("./context.js").Context} context
 * @param {import("../lib/cards.js").Story} story
 * @returns {HTMLElement}
 */
export function makeStoryCard(context, story) {
  const card = cloneTemplate("story-card-template");
  card.dataset.story = String(story.number);
  card.classList.add(`vk-emotion--${story.emotion?.id ?? "none"}`);
  const link = /** @type {HTMLAnchorElement} */ (slot(card, "link"));
  link.href = fromRoot(story.uri);
  setText(link, story.title, story.lang);
  setText(slot(card, "first"), story.first, story.lang);
  slot(card, "emotion").textContent = story.emotion?.label ?? "";
  slot(card, "emotion").hidden = !story.emotion;
  slot(card, "sound").hidden = !story.hasSound;
  slot(card, "pin").hidden = story.spots.length === 0;
  slot(card, "off-map").hidden = story.spots.length > 0;
  fillPicture(slot(card, "picture"), story.picture, story.emotion?.id);
  completeStoryCard(context, card, story);
  return card;
}

/**
 * What the server did not write into a card: its whole place, the others there, and what its pin is called.
 * @param {import("./context.js").Context} context
 * @param {HTMLElement} card
 * @param {import("../lib/cards.js").Story} story
 */
export function completeStoryCard(context, card, story) {
  const where = whereOf(context, story);
  const place = slot(card, "place");
  if (place.textContent !== where) place.textContent = where; // else it would be laid out once more
  place.hidden = !where;
  fillSamePlace(context, card, story.number);
  slot(card, "pin").setAttribute("aria-label", context.messages.say("show-on-map", { name: story.title }));
}

/**
 * The place and the neighbourhood, each named once.
 * @param {import("./context.js").Context} context
 * @param {import("../lib/cards.js").Story} story
 */
export function whereOf({ columns }, story) {
  const areas = Array.from(facetIndices(columns, "area", story.number), (index) => columns.facets.area[index]?.label ?? "");
  const isNamed = areas.some((area) => story.place.split(" · ").includes(area));
  return [story.place, ...(isNamed ? [] : areas)].filter(Boolean).join(" · ");
}

/**
 * “12 stories on this spot”, where that number may be told: a choice of them all.
 * @param {import("./context.js").Context} context
 * @param {HTMLElement} card
 * @param {number} number
 */
function fillSamePlace({ columns, messages, totals }, card, number) {
  const button = slot(card, "same-place");
  const [index = -1] = facetIndices(columns, "place", number);
  const place = columns.facets.place[index];
  const count = totals.place[index] ?? 0;
  button.hidden = !place || place.option !== index || count < 2;
  if (button.hidden || !place) return;
  button.dataset.place = place.id;
  button.textContent = messages.count("stories-here", count);
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
