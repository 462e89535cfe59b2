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
 * @property {[number, number][]} extent around the spots of all stories: south-west and north-east; empty when there are none
 * @property {boolean} slanted whether names on the drawing take the slanted face of our serif
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

const NEARLY_MS = 50;

/** @returns {Settings} */
export function readSettings() {
  const holder = document.querySelector('script[data-part="settings"]');
  return JSON.parse(holder?.textContent ?? "{}");
}

/**
 * The columns and what they mean. Cards come later, when they are shown; those of the newest stories may be asked for ahead,
 * while the columns are on their way.
 * @param {Settings} settings
 * @param {Promise<unknown>} before what is shown first when it is nearly there: reading many stories keeps the page busy
 * @param {number} [ahead] of so many of the newest stories
 * @returns {Promise<import("../lib/columns.js").Columns>}
 */
export async function loadColumns(settings, before, ahead = 0) {
  const columns = fetchJson(settings.columns);
  columns.catch(() => undefined); // it is told when it is waited for
  const head = /** @type {import("../lib/columns.js").Head} */ (await fetchJson(settings.stories));
  const store = new CardStore(head.count, head.cards, head.ids, fetchJson);
  store.load(Array.from({ length: Math.min(ahead, head.count) }, (_, number) => number)).catch(() => undefined); // asked for again
  const file = /** @type {import("../lib/columns.js").ColumnsFile} */ (await columns);
  performance.mark("vk:columns-here");
  await Promise.race([before, new Promise((resolve) => setTimeout(resolve, NEARLY_MS))]);
  const read = readColumns(head, file, store);
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
