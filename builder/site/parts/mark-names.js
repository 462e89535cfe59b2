/**
 * What marks on the map are called, for whoever does not see them.
 */
import { storyAt } from "../lib/cards.js";

/**
 * @param {import("./context.js").Context | null} context
 * @param {number} count
 */
export function nameMany(context, count) {
  if (!context) return "";
  const [words, digits] = [context.messages.count("stories", count), context.messages.number(count)];
  return words.includes(digits) ? words : `${digits}, ${words}`; // what can be seen is in the name
}

/**
 * Title, feeling or theme, and place; without its card a story is called by its feeling or theme.
 * @param {import("./context.js").Context | null} context
 * @param {number} number
 * @param {import("./story-marks.js").MarkFacet} facet
 */
export function nameOne(context, number, facet) {
  if (!context) return "";
  const story = storyAt(context.columns, number);
  const title = story.title || context.messages.count("stories", 1);
  const seen = facet === "emotion" ? story.emotion?.label : story.themes[0]?.label;
  return [title, seen, story.place].filter(Boolean).join(", ");
}
