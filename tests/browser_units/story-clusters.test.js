import assert from "node:assert/strict";
import { test } from "node:test";
import { CardStore } from "../../builder/site/lib/cards.js";
import { readColumns } from "../../builder/site/lib/columns.js";
import { CROWDED_PX, StoryClusters } from "../../builder/site/lib/story-clusters.js";
import { sampleColumns } from "./columns.js";

const CITY = { south: 50.9, west: 4.3, north: 51.2, east: 4.6 };

/** Columns of stories with one spot each, by chance but always the same. @param {number} count */
function crowd(count) {
  let seed = 7;
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const spots = Array.from({ length: count }, () => [Math.round(5098000 + chance() * 9000), Math.round(437000 + chance() * 19000)]);
  const signs = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~";
  const digits = (/** @type {number} */ number) => [27000, 900, 30, 1].map((unit) => signs[Math.floor(number / unit) % 30]).join("");
  const column = (/** @type {string} */ values, width = 1) => ({ width, values, counts: null });
  const plain = column("!".repeat(count));
  const names = ["theme", "emotion", "area", "language", "initiative", "year", "place", "sound", "picture"];
  const columns = Object.fromEntries(names.map((name) => [name, plain]));
  const file = {
    count,
    spots: { lat: spots.map(([lat]) => lat), lon: spots.map(([, lon]) => lon), precision_m: spots.map(() => 10) },
    columns: { ...columns, spot: column(spots.map((_, spot) => digits(spot)).join(""), 4) },
  };
  const value = [{ id: "x", label: "x", uri: "", option: 0 }];
  const facets = Object.fromEntries(names.map((name) => [name, value]));
  const head = { language: "nl", count, smallest_group: 1, facets, withdrawn: [] };
  return readColumns(/** @type {any} */ (head), /** @type {any} */ (file), new CardStore(count, { folder: "", hashes: [], a_chunk: 64 }, { folder: "", hashes: [] }, () => Promise.reject(new Error())));
}

/** @param {import("../../builder/site/lib/columns.js").Columns} columns */
const all = (columns) => Array.from({ length: columns.count }, (_, number) => number);

test("every story with a spot is in a cluster, and a story with two spots counts once where both are", () => {
  const columns = sampleColumns();
  const clusters = new StoryClusters(columns);
  clusters.show([0, 1, 2, 3, 4]);
  const far = clusters.inBox(CITY, 8);
  assert.deepEqual(far.map(({ count }) => count), [4]);
  assert.deepEqual(far.flatMap(({ spots }) => clusters.storiesIn(spots)), [0, 1, 2, 4]);
  const near = clusters.inBox(CITY, 17);
  assert.deepEqual(near.map(({ count }) => count).sort(), [1, 1, 1, 1, 1]);
});

test("only the stories that are shown are counted", () => {
  const clusters = new StoryClusters(sampleColumns());
  clusters.show([2, 3]);
  assert.deepEqual(clusters.inBox(CITY, 8).map(({ count }) => count), [1]);
  clusters.show([]);
  assert.deepEqual(clusters.inBox(CITY, 8), []);
});

test("a cluster knows how many of its stories have each value, and how many have none", () => {
  const clusters = new StoryClusters(sampleColumns());
  clusters.show([0, 2, 4]);
  const [cluster] = clusters.inBox(CITY, 8);
  assert.ok(cluster);
  assert.deepEqual([...clusters.tally(cluster.spots, Int32Array.of(0, -1, 1, -1, 1), 2)], [1, 2, 0]);
  assert.deepEqual([...clusters.tally(cluster.spots, Int32Array.of(-1, -1, -1, -1, 1), 2)], [0, 1, 2]);
});

test("clusters lie apart, lose nobody and are the same each time", () => {
  const columns = crowd(1600);
  for (const zoom of [11, 13, 15.5]) {
    const clusters = new StoryClusters(columns);
    clusters.show(all(columns));
    const found = clusters.inBox(CITY, zoom);
    assert.equal(found.reduce((sum, { count }) => sum + count, 0), 1600);
    const scale = 256 * 2 ** zoom;
    const x = (/** @type {number} */ lon) => ((lon + 180) / 360) * scale;
    const y = (/** @type {number} */ lat) => ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * scale;
    for (const [index, one] of found.entries()) {
      for (const other of found.slice(index + 1)) {
        const apart = Math.hypot(x(one.lon) - x(other.lon), y(one.lat) - y(other.lat));
        assert.ok(apart > CROWDED_PX * 0.75, `${apart} at ${zoom}`);
      }
    }
    const again = new StoryClusters(columns);
    again.show(all(columns));
    assert.deepEqual(again.inBox(CITY, zoom), found);
  }
});

test("a small movement leaves the clusters in the middle of the view as they were", () => {
  const columns = crowd(1600);
  const clusters = new StoryClusters(columns);
  clusters.show(all(columns));
  const view = (/** @type {number} */ east) => ({ south: 51.0, west: 4.44 + east, north: 51.03, east: 4.5 + east });
  const inside = ({ lat, lon }) => lat > 51.005 && lat < 51.025 && lon > 4.455 && lon < 4.495; // prettier-ignore
  const before = clusters.inBox(view(0), 15).filter(inside).map(({ key }) => key).sort();
  const after = clusters.inBox(view(0.004), 15).filter(inside).map(({ key }) => key).sort();
  assert.ok(before.length > 8);
  assert.deepEqual(after, before);
});

test("spots know how far they lie apart, and what is around them", () => {
  const clusters = new StoryClusters(sampleColumns());
  assert.equal(clusters.extentPx([0], 17), 0);
  assert.ok(Math.abs(clusters.extentPx([0, 1], 17) - 148) < 2); // 0.001 degree of latitude: 111 m of 0.75 m
  assert.deepEqual(clusters.boxOf([0, 2]), { south: 51.02, west: 4.47, north: 51.03, east: 4.48 });
});
