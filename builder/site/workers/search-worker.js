/**
 * The search worker: fetches the file of documents once, builds the index, and answers questions in their order.
 *
 * @typedef {{kind: "open", uri: string} | {kind: "find", id: number, text: string}} Question
 * @typedef {{id: number, found?: import("../lib/search-index.js").Found, error?: string}} Answer
 */
import { buildIndex, findStories } from "../lib/search-index.js";

/** @type {Promise<ReturnType<typeof buildIndex>> | null} */
let opening = null;

/**
 * @param {string} uri
 */
async function openIndex(uri) {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`search file: ${response.status}`);
  return buildIndex(await response.json());
}

/**
 * @param {number} id
 * @param {string} text
 * @returns {Promise<Answer>}
 */
async function answer(id, text) {
  try {
    if (!opening) throw new Error("search file: not opened");
    return { id, found: findStories(await opening, text) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

self.addEventListener("message", async (/** @type {MessageEvent<Question>} */ event) => {
  const question = event.data;
  if (question.kind === "open") {
    opening = openIndex(question.uri);
    opening.catch(() => {
      opening = null; // the next question says so, and a later `open` may try again
    });
    return;
  }
  self.postMessage(await answer(question.id, question.text));
});
