import assert from "node:assert/strict";
import { test } from "node:test";
import { CardStore } from "../../builder/site/lib/cards.js";
import {
  countWithoutSpot, distanceM, facetIndices, hasSpot, readColumns, sortByDistance, spotsOf,
} from "../../builder/site/lib/columns.js";
import { sampleColumns, sampleFiles } from "./columns.js";

const columns = sampleColumns();

test("a story has the values of its facets, none, one or several", () => {
  const themes = [0, 1, 2, 3, 4].map((number) => [...facetIndices(columns, "theme", number)]);
  assert.deepEqual(themes, [[0], [0, 1], [1], [], [0]]);
  assert.deepEqual([...facetIndices(columns, "emotion", 3)], []);
  assert.deepEqual([...columns.sound], [0, 1, 0, 0, 0]);
  assert.deepEqual([...columns.picture], [0, 0, 1, 0, 0]);
});

test("a story has its spots in degrees, with how far off they may be", () => {
  assert.deepEqual(spotsOf(columns, 1), [
    { lat: 51.03, lon: 4.48, precisionM: 10 },
    { lat: 51.04, lon: 4.49, precisionM: 250 },
  ]);
  assert.deepEqual(spotsOf(columns, 3), []);
  assert.equal(hasSpot(columns, 1), true);
  assert.equal(hasSpot(columns, 3), false);
  assert.equal(countWithoutSpot(columns, [0, 3]), 1);
});

test("numbers of several signs are read", () => {
  const { head, file } = sampleFiles();
  const theme = { width: 2, values: "!!!#!~#!#~", counts: null };
  const cards = new CardStore(5, head.cards, head.ids, () => Promise.reject(new Error()));
  const wide = readColumns(head, { ...file, columns: { ...file.columns, theme } }, cards);
  assert.deepEqual([0, 1, 2, 3, 4].map((number) => facetIndices(wide, "theme", number)[0]), [0, 1, 29, 30, 59]);
});

test("head and columns of two builds are not read together", () => {
  const { head, file } = sampleFiles();
  const cards = new CardStore(5, head.cards, head.ids, () => Promise.reject(new Error()));
  assert.throws(() => readColumns({ ...head, count: 6 }, file, cards), /two sites/);
});

test("a number that is not there is refused", () => {
  assert.throws(() => spotsOf(columns, 5), RangeError);
  assert.throws(() => facetIndices(columns, "theme", -1), RangeError);
});

test("the nearest story comes first, those without a spot last", () => {
  assert.deepEqual(sortByDistance(columns, [3, 2, 1, 0, 4], { lat: 51.0211, lon: 4.47 }), [4, 0, 1, 2, 3]);
});

test("a degree of latitude is 111 km", () => {
  assert.ok(Math.abs(distanceM({ lat: 51, lon: 4 }, { lat: 52, lon: 4 }) - 111_195) < 1);
  assert.equal(distanceM({ lat: 51, lon: 4 }, { lat: 51, lon: 4 }), 0);
});
