/**
 * What every part of the home page gets: the columns, the words, and the addresses.
 *
 * @typedef {object} Settings the JSON that stands in the page
 * @property {string} language
 * @property {string} stories uri of the facets and the chunks, from the root of the site
 * @property {string} columns uri of the columns
 * @property {string} search uri of the search documents
 * @property {string} map uri of the composed map
 * @property {Record<string, import("../lib/messages.js").Message>} messages
 *
 * @typedef {object} Context
 * @property {Settings} settings
 * @property {import("../lib/columns.js").Columns} columns
 * @property {import("../lib/messages.js").Messages} messages
 */
import { CardStore } from "../lib/cards.js";
import { readColumns } from "../lib/columns.js";

/**
 * The address of something of the site for this page.
 * @param {string} uri from the root of the site
 */
export function fromRoot(uri) {
  return new URL((document.documentElement.dataset.vkRoot ?? "./") + uri, document.baseURI).href;
}

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
  return readColumns(/** @type {import("../lib/columns.js").Head} */ (head), file, store);
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
