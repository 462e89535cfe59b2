import assert from "node:assert/strict";
import { test } from "node:test";
import { findStory, loadCards, storyAt, storyIdAt } from "../../builder/site/lib/cards.js";
import { markOf } from "../../builder/site/lib/withdrawal.js";
import { sampleColumns } from "./columns.js";

const SIGNS = "!#$%&'()*+,-./:;";

/** The file of ids as the builder writes it: age by the signs of a mark. @param {Record<string, number>} ages */
const idsFile = (ages) =>
  Object.fromEntries(
    Object.entries(ages).map(([id, age]) => [
      [...markOf(id).slice(0, 8)].map((digit) => SIGNS[Number.parseInt(digit, 16)]).join(""),
      [age],
    ]),
  );

/** A chunk of cards. @param {...string} names */
const chunk = (...names) => ({
  uri: names.map((name) => `ar/verhalen/tafel/${name}/`),
  title: names.map((name) => name.toUpperCase()),
  lang: names.map(() => "nl"), place: names.map(() => "Plein"), first: names.map(() => "Eerst."),
  date: names.map(() => ""), picture: names.map(() => ""), picture_large: names.map(() => ""), picture_alt: names.map(() => ""),
});

/** Columns whose files are counted. */
function served() {
  /** @type {string[]} */
  const asked = [];
  /** @type {Record<string, unknown>} */
  const files = {
    "cards-nl/0-aa.json": chunk("oud", "ouder", "midden"), // the oldest three: stories 4, 3 and 2
    "cards-nl/1-bb.json": chunk("nieuw", "nieuwst"),
    "ids/0-cc.json": idsFile({ "tafel/nieuwst": 4, "tafel/weg": 0 }),
  };
  const columns = sampleColumns((uri) => {
    asked.push(uri);
    return uri in files ? Promise.resolve(files[uri]) : Promise.reject(new Error(uri));
  });
  return { columns, asked, files };
}

test("cards come in chunks, each once, and only for what is shown", async () => {
  const { columns, asked } = served();
  await Promise.all([loadCards(columns, [0]), loadCards(columns, [1, 0])]);
  assert.deepEqual(asked, ["cards-nl/1-bb.json"]);
  assert.equal(storyAt(columns, 0).title, "NIEUWST");
  assert.equal(storyAt(columns, 1).title, "NIEUW");
  assert.equal(storyIdAt(columns, 0), "tafel/nieuwst");
  assert.equal(storyAt(columns, 4).isLoaded, false);
  await loadCards(columns, [4, 2]);
  assert.deepEqual(asked, ["cards-nl/1-bb.json", "cards-nl/0-aa.json"]);
  assert.deepEqual([4, 3, 2].map((number) => storyAt(columns, number).title), ["OUD", "OUDER", "MIDDEN"]);
});

test("a story has its labels, its spots and its sound without its card", () => {
  const { columns, asked } = served();
  const story = storyAt(columns, 1);
  assert.deepEqual(story.themes.map((theme) => theme.id), ["erfgoed", "natuur"]);
  assert.equal(story.emotion?.id, "boos");
  assert.equal(story.spots.length, 2);
  assert.ok(story.hasSound);
  assert.equal(storyAt(columns, 3).emotion, null);
  assert.deepEqual(asked, []);
});

test("a chunk that did not come is asked for again", async () => {
  const { columns, asked, files } = served();
  const kept = files["cards-nl/0-aa.json"];
  delete files["cards-nl/0-aa.json"];
  await assert.rejects(loadCards(columns, [4]));
  files["cards-nl/0-aa.json"] = kept;
  await loadCards(columns, [4]);
  assert.equal(asked.length, 2);
  assert.equal(storyAt(columns, 4).title, "OUD");
});

test("a story is found by its id, in every interface language, and its card is there then", async () => {
  const { columns } = served();
  assert.equal(await findStory(columns, "tafel/nieuwst"), 0);
  assert.equal(storyAt(columns, 0).isLoaded, true);
  assert.equal(await findStory(columns, "tafel/plein"), null);
  assert.equal(await findStory(columns, ""), null);
});

test("a mark that belongs to another story finds nothing", async () => {
  assert.equal(await findStory(served().columns, "tafel/weg"), null);
});
