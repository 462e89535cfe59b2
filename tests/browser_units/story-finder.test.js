import assert from "node:assert/strict";
import { test } from "node:test";
import { noFilters } from "../../builder/site/lib/facets.js";
import { startState } from "../../builder/site/lib/home-state.js";
import { StoryFinder } from "../../builder/site/lib/story-finder.js";
import { distanceToNearest } from "../../builder/site/lib/story-order.js";
import { sampleColumns } from "./columns.js";

/** A finder whose search always gives the same, and how often it was asked. */
function finderOf(/** @type {number[]} */ numbers) {
  /** @type {string[]} */
  const asked = [];
  const found = { numbers, isLoose: true, suggestion: "brug" };
  const finder = new StoryFinder(sampleColumns(), async (text) => {
    asked.push(text);
    return found;
  });
  return { finder, asked };
}

test("without a text nothing is searched, and the newest stands first", () => {
  const { finder, asked } = finderOf([]);
  assert.ok(!finder.mustSearch(startState()));
  const answer = finder.answer({ ...startState(), filters: { ...noFilters(), emotion: ["boos"] } });
  assert.deepEqual([answer.numbers, answer.order, asked], [[1, 4], "new", []]);
});

test("a text ranks, filters narrow, counts follow", async () => {
  const { finder } = finderOf([4, 0, 2, 99]);
  const answer = await finder.search({ ...startState(), text: " brg ", filters: { ...noFilters(), theme: ["erfgoed"] } });
  assert.deepEqual([answer.numbers, answer.order], [[4, 0], "best"]);
  assert.deepEqual([...answer.counts.theme], [2, 1]);
  assert.deepEqual([answer.isLoose, answer.suggestion], [true, "brug"]);
});

test("another filter does not search the same text again", async () => {
  const { finder, asked } = finderOf([4, 0, 2]);
  await finder.search({ ...startState(), text: "brug" });
  const next = { ...startState(), text: "brug ", from: 2020 };
  assert.ok(!finder.mustSearch(next));
  assert.deepEqual(finder.answer(next).numbers, [0]);
  assert.deepEqual(asked, ["brug"]);
});

test("found stories can stand with the newest, or the nearest first", async () => {
  const { finder } = finderOf([4, 3, 0, 2]);
  const state = { ...startState(), text: "brug" };
  await finder.search(state);
  assert.deepEqual(finder.answer({ ...state, order: "new" }).numbers, [0, 2, 3, 4]);
  const here = { lat: 51.0211, lon: 4.47 };
  assert.deepEqual(finder.answer({ ...state, here }).numbers, [4, 0, 2, 3]); // 3 has no point
  assert.deepEqual(finder.answer({ ...state, here, order: "best" }).numbers, [4, 3, 0, 2]);
  assert.equal(finder.answer({ ...state, order: "near" }).order, "best"); // nobody knows where
});

test("the map shows what is next to the view, too", () => {
  const { finder } = finderOf([]);
  const answer = finder.answer({ ...startState(), box: { south: 51.04, west: 4.4, north: 51.06, east: 4.5 } });
  assert.deepEqual([answer.numbers, answer.onMap], [[1, 2], [0, 1, 2, 3, 4]]);
});

test("what the edition does not know is taken out of a state", () => {
  const { finder } = finderOf([]);
  const state = finder.settle({ ...startState(), filters: { ...noFilters(), theme: ["weg", "natuur"] }, from: 1, to: 2019 });
  assert.deepEqual([state.filters.theme, state.from, state.to], [["natuur"], null, 2019]);
});

test("how far the nearest story is", () => {
  const { finder } = finderOf([]);
  const metres = distanceToNearest(finder.columns, { lat: 51.02, lon: 4.47 });
  assert.equal(metres, 0);
  assert.ok(distanceToNearest(finder.columns, { lat: 52.37, lon: 4.9 }) > 140_000);
});
