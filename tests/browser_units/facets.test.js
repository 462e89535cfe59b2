import assert from "node:assert/strict";
import { test } from "node:test";
import { FACETS, buildFacetIndex, facetValues } from "../../builder/site/lib/facet-index.js";
import { hasFilters, knownFilters, matchAll, matchStories, noFilters, optionOf, optionsOf, toggleFilter } from "../../builder/site/lib/facets.js";
import { sampleColumns } from "./columns.js";

const columns = sampleColumns();
const index = buildFacetIndex(columns);
const anything = { filters: noFilters(), from: null, to: null, box: null };

/**
 * @param {Partial<import("../../builder/site/lib/facets.js").Conditions>} conditions
 * @param {readonly number[]} [candidates]
 */
const match = (conditions, candidates) => {
  const { counts, ...rest } = matchStories(index, { ...anything, ...conditions }, candidates);
  return { ...rest, counts: Object.fromEntries(Object.entries(counts).map(([facet, each]) => [facet, [...each]])) };
};

test("without filters all stories pass, in their own order", () => {
  const { numbers, counts, without } = match({});
  assert.deepEqual(numbers, [0, 1, 2, 3, 4]);
  assert.deepEqual(counts.theme, [3, 2]);
  assert.deepEqual(counts.language, [4, 2]);
  assert.deepEqual(counts.sound, [1]);
  assert.deepEqual(counts.place, [1]);
  assert.deepEqual(without, {});
});

test("values of one facet add up, facets narrow", () => {
  assert.deepEqual(match({ filters: { ...noFilters(), theme: ["erfgoed", "natuur"] } }).numbers, [0, 1, 2, 4]);
  assert.deepEqual(match({ filters: { ...noFilters(), theme: ["erfgoed"], emotion: ["boos"] } }).numbers, [1, 4]);
});

test("a facet does not narrow its own counts", () => {
  const { counts } = match({ filters: { ...noFilters(), emotion: ["boos"] } });
  assert.deepEqual(counts.emotion, [2, 2]);
  assert.deepEqual(counts.theme, [2, 1]);
});

test("each count is the number of stories that the value would give", () => {
  const filters = { ...noFilters(), area: ["centrum"], year: ["2024"] };
  const { counts } = match({ filters, to: 2024 });
  for (const facet of FACETS) {
    facetValues(columns, facet).forEach((value, position) => {
      const alone = match({ filters: { ...filters, [facet]: [value.id] }, to: facet === "year" ? null : 2024 });
      assert.equal(counts[facet]?.[position], alone.numbers.length, `${facet} ${value.id}`);
    });
  }
});

test("candidates keep their order, and only they are counted", () => {
  const { numbers, counts } = match({ filters: { ...noFilters(), theme: ["erfgoed"] } }, [4, 2, 0]);
  assert.deepEqual(numbers, [4, 0]);
  assert.deepEqual(counts.theme, [2, 1]);
});

test("an empty result says what each facet keeps out", () => {
  const result = match({ filters: { ...noFilters(), emotion: ["blij"], initiative: ["klusbib"] } });
  assert.deepEqual(result.numbers, []);
  assert.deepEqual(result.without, { emotion: 1, initiative: 2 });
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
  const small = buildFacetIndex(merged);
  assert.deepEqual(optionsOf(merged, "theme").map(({ value }) => value.id), ["_other"]);
  assert.deepEqual([...matchStories(small, anything).counts.theme], [0, 0, 0, 4]);
  assert.deepEqual(matchStories(small, { ...anything, filters: { ...noFilters(), theme: ["_other"] } }).numbers, [0, 1, 2, 4]);
});

test("a small value stands for all of them, one that is too small for none", () => {
  const merged = mergedColumns();
  assert.deepEqual(["erfgoed", "_other", "taal", "weg"].map((id) => optionOf(merged, "theme", id)), ["_other", "_other", null, null]);
  assert.deepEqual(knownFilters(merged, { ...noFilters(), theme: ["erfgoed", "natuur", "taal"] }).theme, ["_other"]);
});

test("years narrow with both ends, and a story without a year is in no span", () => {
  assert.deepEqual(match({ from: 2019, to: 2019 }).numbers, [2, 4]);
  assert.deepEqual(match({ from: 2020 }).numbers, [0, 1]);
  assert.deepEqual(match({ to: 2023 }).numbers, [2, 4]);
  assert.deepEqual(match({ from: 2020 }).counts.year, [2, 2]); // the years do not narrow their own counts
  assert.deepEqual(match({ from: 2020 }).without, { year: 5 });
});

test("what is in view has one of its points in the box", () => {
  const box = { south: 51.035, west: 4.4, north: 51.06, east: 4.5 };
  assert.deepEqual(match({ box }).numbers, [1, 2]); // the second point of 1; 3 has none
  assert.deepEqual(match({ box, filters: { ...noFilters(), theme: ["erfgoed"] } }).without, { theme: 2, box: 3 });
});

test("who wants to hear gets what can be heard", () => {
  assert.deepEqual(match({ filters: { ...noFilters(), sound: ["1"] } }).numbers, [1]);
});

test("a hundred thousand stories are counted in the time of a frame", () => {
  const count = 100_000;
  const of = (/** @type {(number: number) => any} */ make) => Array.from({ length: count }, (_, number) => make(number));
  const values = (/** @type {number} */ size) =>
    Array.from({ length: size }, (_, option) => ({ id: `v${option}`, label: "", uri: "", option }));
  const lists = (/** @type {(number: number) => number[]} */ make) => {
    const rows = of(make);
    const starts = new Uint32Array(count + 1);
    rows.forEach((row, number) => (starts[number + 1] = (starts[number] ?? 0) + row.length));
    return { starts, values: Uint32Array.from(rows.flat()) };
  };
  const large = {
    ...sampleColumns(),
    count,
    facets: {
      place: values(200),
      theme: values(12), emotion: values(8), area: values(30), language: values(4), initiative: values(20),
      year: Array.from({ length: 14 }, (_, option) => ({ id: String(2012 + option), label: "", uri: "", option })),
    },
  };
  const spots = Float64Array.from({ length: 100 }, (_, spot) => 51 + spot / 1000);
  Object.assign(large, {
    lists: {
      theme: lists((n) => [n % 12, (n + 5) % 12]), emotion: lists((n) => [n % 8]), area: lists((n) => [n % 30]),
      place: lists((n) => [n % 200]), language: lists(() => [0]), initiative: lists((n) => (n % 9 ? [] : [n % 20])),
      year: lists((n) => [n % 14]),
    },
    spots: { lat: spots, lon: spots.map(() => 4.4), precisionM: new Uint32Array(100) },
    spotLists: lists((n) => [n % 100]), sound: new Uint8Array(count).fill(1, 0, 50_000), picture: new Uint8Array(count),
  });
  const big = buildFacetIndex(large);
  const conditions = {
    filters: { ...noFilters(), theme: ["v1", "v2"], emotion: ["v1", "v3", "v5"] },
    from: 2014, to: 2020, box: { south: 51.01, west: 4, north: 51.08, east: 5 },
  };
  const took = (/** @type {() => void} */ act) => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  matchStories(big, conditions);
  const all = Math.min(...[1, 2, 3, 4, 5].map(() => took(() => matchStories(big, anything))));
  const narrowed = Math.min(...[1, 2, 3, 4, 5].map(() => took(() => matchStories(big, conditions))));
  console.log(`100,000 stories: all ${all.toFixed(1)} ms, narrowed ${narrowed.toFixed(1)} ms`);
  assert.ok(matchStories(big, conditions).numbers.length > 0);
  assert.ok(all < 250 && narrowed < 250); // far above what it takes; a slow way would take seconds
});

test("what nothing narrows is counted as what is asked without conditions", () => {
  const index = buildFacetIndex(sampleColumns());
  const conditions = { filters: noFilters(), from: null, to: null, box: null };
  assert.deepEqual(matchAll(index), matchStories(index, conditions));
});
