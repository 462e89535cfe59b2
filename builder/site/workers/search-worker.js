/**
 * The search worker: opens the index once, and answers questions.
 *
 * @typedef {{kind: "open", uri: string, language: string}
 *   | {kind: "find", id: number, text: string}
 *   | {kind: "mark", id: number, text: string, texts: string[]}
 *   | {kind: "excerpt", id: number, text: string, story: string}} Question
 * @typedef {{id: number, answer?: unknown, error?: string}} Answer
 */
// all modules below these two as well, so that they are fetched at once and not one after the other
import "../lib/fold.js";
import "../lib/search-dictionary.js";
import "../lib/search-distance.js";
import "../lib/search-files.js";
import "../lib/search-lists.js";
import "../lib/search-question.js";
import "../lib/search-ranking.js";
import "../lib/search-stop-words.js";
import "../lib/search-terms.js";
import "../lib/search-words.js";
import { SearchEngine } from "../lib/search-engine.js";
import { markTexts, pickExcerpt } from "../lib/search-marks.js";

/** @type {Promise<SearchEngine> | null} */
let opening = null;

/**
 * @param {string} uri
 */
async function fetchWhole(uri) {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`search file: ${response.status}`);
  return response;
}

/**
 * @param {string} uri of the manifest; all other files stand beside it
 * @param {string} language
 */
async function openIndex(uri, language) {
  const manifest = await (await fetchWhole(uri)).json();
  const read = async (/** @type {string} */ name) =>
    new Uint8Array(await (await fetchWhole(new URL(`${name}.bin`, uri).href)).arrayBuffer());
  return SearchEngine.open(manifest, read, language);
}

/**
 * @param {Exclude<Question, {kind: "open"}>} question
 * @returns {Promise<unknown>}
 */
async function answer(question) {
  if (!opening) throw new Error("search file: not opened");
  const engine = await opening;
  if (question.kind === "find") return engine.find(question.text);
  if (question.kind === "mark") return markTexts(engine, question.text, question.texts);
  return pickExcerpt(engine, question.text, question.story);
}

self.addEventListener("message", async (/** @type {MessageEvent<Question>} */ event) => {
  const question = event.data;
  if (question.kind === "open") {
    opening = openIndex(question.uri, question.language);
    opening.catch(() => {}); // whoever asks is told
    return;
  }
  try {
    self.postMessage({ id: question.id, answer: await answer(question) });
  } catch (error) {
    self.postMessage({ id: question.id, error: String(error) });
  }
});
