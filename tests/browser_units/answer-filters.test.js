import assert from "node:assert/strict";
import test from "node:test";

import {
  anyAnswer,
  formatAnswerFilters,
  parseAnswerFilters,
  passes,
  tellingOf,
} from "../../builder/site/lib/answer-filters.js";

const answers = [
  { status: "done", theme: "water", service: "groen", year: "2020" },
  { status: "declined", theme: "zorg", service: "groen", year: "" },
];

test("an address becomes filters and the same address again", () => {
  const filters = parseAnswerFilters("?year=2020&status=done", answers);
  assert.deepEqual(filters, { status: "done", theme: "", service: "", year: "2020" });
  assert.equal(formatAnswerFilters(filters), "?status=done&year=2020");
  assert.equal(formatAnswerFilters(anyAnswer()), "");
});

test("what stands with no answer is left out of the filters", () => {
  for (const query of ["?status=new", "?status=%3Cb%3E", "?theme=__proto__", "?year=", "?status=done,declined", "?q=x"]) {
    assert.deepEqual(parseAnswerFilters(query, answers), anyAnswer(), query);
  }
});

test("an answer passes when it has every word that was chosen", () => {
  const passing = (/** @type {string} */ query) =>
    answers.map((answer) => passes(parseAnswerFilters(query, answers), answer));
  assert.deepEqual(passing(""), [true, true]);
  assert.deepEqual(passing("?service=groen"), [true, true]);
  assert.deepEqual(passing("?service=groen&status=declined"), [false, true]);
  assert.deepEqual(passing("?theme=zorg&status=done"), [false, false]);
});

test("a small number is not told, nor one that leaves a small one of the total", () => {
  assert.equal(tellingOf(38, 38, 5), "all");
  assert.equal(tellingOf(3, 3, 5), "few");
  assert.equal(tellingOf(4, 38, 5), "few");
  assert.equal(tellingOf(5, 38, 5), "some");
  assert.equal(tellingOf(33, 38, 5), "some");
  assert.equal(tellingOf(34, 38, 5), "most");
  assert.equal(tellingOf(0, 38, 5), "some");
  assert.equal(tellingOf(0, 3, 5), "some");
});
