import assert from "node:assert/strict";
import { test } from "node:test";
import { buildFacetIndex } from "../../builder/site/lib/facet-index.js";
import { matchStories, noFilters } from "../../builder/site/lib/facets.js";
import { buildBars, buildSpan, chosenYears, stepsOf } from "../../builder/site/lib/years.js";
import { sampleColumns } from "./columns.js";

const index = buildFacetIndex(sampleColumns());
const span = { years: [1687, 1950, 2000, 2001, 2010], sizes: [1, 6, 2, 2, 9] };

test("the span has the years with stories, in order", () => {
  assert.deepEqual(buildSpan(index), { years: [2019, 2024], sizes: [2, 2] });
});

test("one year makes no slider", () => {
  const columns = sampleColumns();
  columns.lists.year = { starts: Uint32Array.of(0, 1, 2, 2, 3, 4), values: Uint32Array.of(0, 0, 0, 0) };
  assert.equal(buildSpan(buildFacetIndex(columns)), null);
});

test("each year has its bar; one that is merged has no number", () => {
  const columns = sampleColumns();
  columns.facets.year = [{ id: "2024", label: "", uri: "", option: 0 }, { id: "2019", label: "", uri: "", option: -1 }];
  const merged = buildFacetIndex(columns);
  const { counts } = matchStories(merged, { filters: noFilters(), from: null, to: null, box: null });
  const own = buildSpan(merged);
  assert.ok(own);
  assert.deepEqual(buildBars(merged, own, counts.year), [{ year: 2019, count: null }, { year: 2024, count: 2 }]);
});

test("an end of all years is no end, and ends stand on years with stories", () => {
  assert.deepEqual(chosenYears(span, 1687, 2010, 5), { from: null, to: null });
  assert.deepEqual(chosenYears(span, 1800, 2005, 5), { from: 1950, to: 2001 });
  assert.deepEqual(chosenYears(span, 1, 3000, 5), { from: null, to: null });
  assert.deepEqual(chosenYears(null, 1950, 2001, 5), { from: null, to: null });
});

test("ends that are turned are turned back", () => {
  assert.deepEqual(chosenYears(span, 2001, 1950, 5), { from: 1950, to: 2001 });
});

test("years with few stories are never chosen alone", () => {
  assert.deepEqual(chosenYears(span, 2000, 2000, 5), { from: 1950, to: 2001 });
  assert.deepEqual(chosenYears(span, 1687, 1687, 5), { from: null, to: 1950 });
  assert.deepEqual(chosenYears(span, 1950, 1950, 5), { from: 1950, to: 1950 });
  assert.deepEqual(chosenYears({ years: [1, 2], sizes: [1, 1] }, 1, 1, 5), { from: null, to: null });
});

test("a year between two others is a step to the next one", () => {
  assert.deepEqual(stepsOf(span, 1951, null), { first: 2, last: 4 });
  assert.deepEqual(stepsOf(span, null, 1999), { first: 0, last: 1 });
  assert.deepEqual(stepsOf(span, 3000, 1), { first: 4, last: 0 });
});
