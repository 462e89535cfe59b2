/**
 * Asks the search engine over an index on the disk, or stems words as it does.
 *
 *     node ask.mjs find FOLDER LANGUAGE   questions as a JSON list on stdin; answers as a JSON list on stdout
 *     node ask.mjs excerpt FOLDER LANGUAGE   pairs of a question and a text
 *     node ask.mjs words LANGUAGE         texts; for each the pairs of folded word and stem of its words
 *
 * An answer has `numbers`, `isLoose`, `suggestion`, and `bytes` and `files`: what a cold reader would have fetched.
 */
import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { foldText } from "../../../builder/site/lib/fold.js";
import { SearchEngine } from "../../../builder/site/lib/search-engine.js";
import { pickExcerpt } from "../../../builder/site/lib/search-marks.js";
import { loadStemmer, splitWords } from "../../../builder/site/lib/search-words.js";

const [command, ...rest] = process.argv.slice(2);
const questions = JSON.parse(await readAll(process.stdin));
const answers = [];
if (command === "words") {
  const stem = await loadStemmer(rest[0]);
  for (const each of questions) answers.push(splitWords(each).map((word) => [foldText(word), stem(word)]));
} else {
  const [folder, language] = rest;
  const manifest = await readFile(`${folder}/manifest.json`);
  for (const question of questions) {
    let bytes = manifest.length;
    let files = 1;
    const read = async (name) => {
      const content = new Uint8Array(await readFile(`${folder}/${name}.bin`));
      bytes += content.length;
      files += 1;
      return content;
    };
    const engine = await SearchEngine.open(JSON.parse(manifest.toString()), read, language);
    if (command === "excerpt") answers.push(await pickExcerpt(engine, ...question));
    else {
      const start = performance.now();
      const { numbers, isLoose, suggestion } = await engine.find(question);
      answers.push({ numbers: [...numbers], isLoose, suggestion, bytes, files, milliseconds: performance.now() - start });
    }
  }
}
process.stdout.write(JSON.stringify(answers));
