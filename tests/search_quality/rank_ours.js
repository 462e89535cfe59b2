// Our engine over an index on disk: a folder of its files and questions in, a file of ranked numbers out.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SearchEngine } from "../../builder/site/lib/search-engine.js";

const [, , folder, given, target] = process.argv;
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const read = async (/** @type {string} */ name) => new Uint8Array(readFileSync(join(folder, `${name}.bin`)));
const queries = JSON.parse(readFileSync(given, "utf8"));

const engines = new Map();
const ranked = [];
for (const { language, text } of queries) {
  if (!engines.has(language)) engines.set(language, await SearchEngine.open(manifest, read, language));
  const { numbers } = await engines.get(language).find(text);
  ranked.push([...numbers.subarray(0, 10)]);
}
writeFileSync(target, JSON.stringify(ranked));
