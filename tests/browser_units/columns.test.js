import assert from "node:assert/strict";
import { test } from "node:test";
import { countWithoutSpot, distanceM, findStory, sortByDistance, spotsOf, storyAt, storyIdAt } from "../../builder/site/lib/columns.js";
import { sampleColumns } from "./columns.js";

const columns = sampleColumns();

test("a story has its labels, its spots and its sound", () => {
  const story = storyAt(columns, 1);
  assert.deepEqual(story.themes.map((theme) => theme.id), ["erfgoed", "natuur"]);
  assert.equal(story.emotion?.id, "boos");
  assert.deepEqual(story.spots, [
    { lat: 51.03, lon: 4.48, precisionM: 10 },
    { lat: 51.04, lon: 4.49, precisionM: 250 },
  ]);
  assert.ok(story.hasSound);
});

test("a story without emotion or spot has none", () => {
  assert.equal(storyAt(columns, 3).emotion, null);
  assert.deepEqual(spotsOf(columns, 3), []);
  assert.equal(countWithoutSpot(columns, [0, 3]), 1);
});

test("a number that is not there is refused", () => {
  assert.throws(() => storyAt(columns, 5), RangeError);
});

test("a story is found by its id, in every interface language", () => {
  const stories = { ...columns.stories, uri: ["verhalen/tafel/brug/", "ar/verhalen/tafel/kade/", "c/", "d/", "e/"] };
  const there = { ...columns, stories };
  assert.equal(storyIdAt(there, 1), "tafel/kade");
  assert.equal(findStory(there, "tafel/kade"), 1);
  assert.equal(findStory(there, "tafel/plein"), null);
  assert.equal(findStory(there, ""), null);
});

test("the nearest story comes first, those without a spot last", () => {
  assert.deepEqual(sortByDistance(columns, [3, 2, 1, 0, 4], { lat: 51.0211, lon: 4.47 }), [4, 0, 1, 2, 3]);
});

test("a degree of latitude is 111 km", () => {
  assert.ok(Math.abs(distanceM({ lat: 51, lon: 4 }, { lat: 52, lon: 4 }) - 111_195) < 1);
  assert.equal(distanceM({ lat: 51, lon: 4 }, { lat: 51, lon: 4 }), 0);
});
