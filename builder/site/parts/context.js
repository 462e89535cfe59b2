/**
 * What every part of the home page gets: the columns, the words, and the addresses.
 *
 * @typedef {object} Settings the JSON that stands in the page
 * @property {string} language
 * @property {string} stories uri of the facets and the chunks, from the root of the site
 * @property {string} columns uri of the columns
 * @property {string} search uri of the search documents
 * @property {string} map uri of the composed map
 * @property {string} home uri of the home page in this language
 * @property {string} embed uri of the page for the frames of other sites
 * @property {Record<string, import("../lib/messages.js").Message>} messages
 *
 * @typedef {object} Context
 * @property {Settings} settings
 * @property {import("../lib/columns.js").Columns} columns
 * @property {import("../lib/messages.js").Messages} messages
 * @property {import("../lib/facets.js").Counts} totals how many of all stories each value has, where that may be told
 */
import { CardStore } from "../lib/cards.js";
import { readColumns } from "../lib/columns.js";
import { fromRoot } from "./root.js";

export { fromRoot };

/** @returns {Settings} */
export function readSettings() {
  const holder = document.querySelector('script[data-part="settings"]');
  return JSON.parse(holder?.textContent ?? "{}");
}

/**
 * The columns and what they mean; the cards come later, when they are shown.
 * @param {Settings} settings
 * @returns {Promise<import("../lib/columns.js").Columns>}
 */
export async function loadColumns(settings) {
  const [head, columns] = await Promise.all([fetchJson(settings.stories), fetchJson(settings.columns)]);
  const { count, cards, ids } = /** @type {import("../lib/columns.js").Head} */ (head);
  const store = new CardStore(count, cards, ids, fetchJson);
  const file = /** @type {import("../lib/columns.js").ColumnsFile} */ (columns);
  performance.mark("vk:columns-here");
  const read = readColumns(/** @type {import("../lib/columns.js").Head} */ (head), file, store);
  performance.mark("vk:columns-read");
  return read;
}

/**
 * @param {string} uri from the root of the site
 * @returns {Promise<unknown>}
 */
async function fetchJson(uri) {
  const response = await fetch(fromRoot(uri));
  if (!response.ok) throw new Error(`${uri}: ${response.status}`);
  return response.json();
}
