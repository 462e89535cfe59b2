import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { isAnyWithdrawn, markOf, possibleIds, readMarks, sha256 } from "../../builder/site/lib/withdrawal.js";

test("the hash is SHA-256 for every length around the edge of a block", () => {
  for (const text of ["", "abc", "é€😀", ...Array.from({ length: 140 }, (_, length) => "x".repeat(length))]) {
    assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"));
  }
});

test("a mark is the same as the one that the builder writes", () => {
  assert.equal(markOf("2019-tafel/brug"), "fc21393e7e985634");
});

test("the id of a story is found in its address, in every language, below any folder", () => {
  const paths = ["/verhalen/2019-tafel/brug/", "/kaart/fr/verhalen/2019-tafel/brug/", "/verhalen/2019-tafel/brug/ti/"];
  for (const path of paths) assert.ok(possibleIds(path).includes("2019-tafel/brug"), path);
  assert.deepEqual(possibleIds("/"), []);
  assert.deepEqual(possibleIds("/verhalen/index.html"), []);
});

test("a list in another form is an empty list", () => {
  for (const content of [null, 3, "x", [], {}, { withdrawn: "x" }, { withdrawn: [1] }]) {
    assert.equal(readMarks(content).size, 0);
  }
  assert.equal(readMarks({ withdrawn: ["a"] }).size, 1);
});

test("only a story with its mark on the list is withdrawn", () => {
  const marks = readMarks({ withdrawn: [markOf("a/b")] });
  assert.ok(isAnyWithdrawn(marks, ["c/d", "a/b"]));
  assert.ok(!isAnyWithdrawn(marks, ["c/d", "a/c"]));
  assert.ok(!isAnyWithdrawn(new Set(), ["a/b"]));
});
