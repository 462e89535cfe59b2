import assert from "node:assert/strict";
import { test } from "node:test";
import { FACET_NAMES, facetIndices, optionsOf } from "../../builder/site/lib/columns.js";
import { hasFilters, knownFilters, matchStories, noFilters, optionOf, toggleFilter } from "../../builder/site/lib/facets.js";
import { sampleColumns } from "./columns.js";

const columns = sampleColumns();

test("without filters all stories pass, in their own order", () => {
  const match = matchStories(columns, noFilters());
  assert.deepEqual(match.numbers, [0, 1, 2, 3, 4]);
  assert.deepEqual(match.counts.theme, [3, 2]);
  assert.deepEqual(match.counts.language, [4, 2]);
  assert.deepEqual(match.without, {});
});

test("values of one facet add up, facets narrow", () => {
  assert.deepEqual(matchStories(columns, { ...noFilters(), theme: ["erfgoed", "natuur"] }).numbers, [0, 1, 2, 4]);
  assert.deepEqual(matchStories(columns, { ...noFilters(), theme: ["erfgoed"], emotion: ["boos"] }).numbers, [1, 4]);
});

test("a facet does not narrow its own counts", () => {
  const { counts } = matchStories(columns, { ...noFilters(), emotion: ["boos"] });
  assert.deepEqual(counts.emotion, [2, 2]);
  assert.deepEqual(counts.theme, [2, 1]);
});

test("each count is the number of stories that the value would give", () => {
  const filters = { ...noFilters(), area: ["centrum"], year: ["2024"] };
  const { counts } = matchStories(columns, filters);
  for (const facet of FACET_NAMES) {
    columns.facets[facet].forEach((value, index) => {
      const alone = matchStories(columns, { ...filters, [facet]: [value.id] });
      assert.equal(counts[facet][index], alone.numbers.length, `${facet} ${value.id}`);
      assert.ok(alone.numbers.every((number) => facetIndices(columns, facet, number).includes(index)));
    });
  }
});

test("candidates keep their order, and only they are counted", () => {
  const { numbers, counts } = matchStories(columns, { ...noFilters(), theme: ["erfgoed"] }, [4, 2, 0]);
  assert.deepEqual(numbers, [4, 0]);
  assert.deepEqual(counts.theme, [2, 1]);
});

test("an empty result says what each facet keeps out", () => {
  const match = matchStories(columns, { ...noFilters(), emotion: ["blij"], initiative: ["klusbib"] });
  assert.deepEqual(match.numbers, []);
  assert.deepEqual(match.without, { emotion: 1, initiative: 2 });
});

test("a filter goes on and off", () => {
  const on = toggleFilter(noFilters(), "theme", "natuur");
  assert.deepEqual(on.theme, ["natuur"]);
  assert.ok(hasFilters(on));
  assert.deepEqual(toggleFilter(on, "theme", "natuur"), noFilters());
});

test("ids that the edition does not know are left out", () => {
  const filters = { ...noFilters(), theme: ["weg", "natuur", "natuur"] };
  assert.deepEqual(knownFilters(columns, filters).theme, ["natuur"]);
});

/** Three small themes of which two are merged, and one that cannot be chosen at all. */
function mergedColumns() {
  const value = (/** @type {string} */ id, /** @type {number} */ option) => ({ id, label: id, uri: "", option });
  const merged = sampleColumns();
  merged.facets.theme = [value("erfgoed", 3), value("natuur", 3), value("taal", -1), value("_other", 3)];
  merged.lists.theme = { starts: Uint32Array.of(0, 1, 3, 5, 6, 7), values: Uint32Array.of(0, 0, 1, 1, 2, 2, 0) };
  return merged;
}

test("small values are chosen and counted together, a story once", () => {
  const merged = mergedColumns();
  assert.deepEqual(optionsOf(merged, "theme").map(({ value }) => value.id), ["_other"]);
  assert.deepEqual(matchStories(merged, noFilters()).counts.theme, [0, 0, 0, 4]);
  assert.deepEqual(matchStories(merged, { ...noFilters(), theme: ["_other"] }).numbers, [0, 1, 2, 4]);
});

test("a small value stands for all of them, one that is too small for none", () => {
  const merged = mergedColumns();
  assert.deepEqual(["erfgoed", "_other", "taal", "weg"].map((id) => optionOf(merged, "theme", id)), ["_other", "_other", null, null]);
  assert.deepEqual(knownFilters(merged, { ...noFilters(), theme: ["erfgoed", "natuur", "taal"] }).theme, ["_other"]);
});
