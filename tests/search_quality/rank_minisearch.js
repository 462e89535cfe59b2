// minisearch over the same documents: a file of documents and questions in, a file of ranked numbers out.
import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "../../builder/site/browser/node_modules/minisearch/dist/es/index.js";

const BOOSTS = { title: 6, place: 4, theme: 3, summary: 2, body: 1 };
const [, , given, target] = process.argv;
const { fields, documents, queries } = JSON.parse(readFileSync(given, "utf8"));

/** Accents and capitals go, as anybody would do who uses this library for four languages. */
const fold = (/** @type {string} */ term) => term.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

const ranked = queries.map(() => /** @type {number[]} */ ([]));
for (const [language, texts] of Object.entries(documents)) {
  const index = new MiniSearch({ fields, processTerm: fold });
  index.addAll(texts.map((text, id) => ({ id, ...Object.fromEntries(fields.map((field, at) => [field, text[at]])) })));
  for (const [at, query] of queries.entries()) {
    if (query.language === language) ranked[at] = search(index, query.text).slice(0, 10);
  }
}
writeFileSync(target, JSON.stringify(ranked));

function search(index, text) {
  const options = { prefix: true, fuzzy: 0.2, boost: BOOSTS };
  const all = index.search(text, { ...options, combineWith: "AND" });
  return (all.length ? all : index.search(text, options)).map((result) => result.id);
}
