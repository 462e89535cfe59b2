import assert from "node:assert/strict";
import { test } from "node:test";
import { buildIndex, findStories } from "../../builder/site/lib/search-index.js";

const file = {
  fields: ["title", "place", "theme", "summary", "body"],
  documents: [
    ["De brug over de Dijle", "Dijlepad", "Natuur", "Een vlotterbrug.", "Je loopt boven het water."],
    ["Water onder de stad", "Melaan", "Erfgoed", "De vliet kwam terug.", "De brug werd gesloopt."],
    ["Café op het plein", "Grote Markt", "Ontmoeten", "Koffie voor iedereen.", "Elke dinsdag."],
    ["حكاية المدرسة", "الساحة الكبرى", "اللغة", "أول يوم.", "في المدينة القديمة"],
  ],
};
const index = buildIndex(file);
const numbers = (/** @type {string} */ text) => findStories(index, text).numbers;

test("a title weighs more than a body", () => {
  assert.deepEqual(numbers("brug"), [0, 1]);
});

test("accents and capitals do not matter", () => {
  assert.deepEqual(numbers("CAFE"), [2]);
});

test("the last word may be half typed, and a slip is forgiven", () => {
  assert.deepEqual(numbers("kof"), [2]);
  assert.deepEqual(numbers("vloterbrug"), [0]);
});

test("Arabic is found with or without article, hamza and vowels", () => {
  for (const text of ["مدرسة", "المدرسه", "مَدرسة", "مدينه"]) assert.deepEqual(numbers(text), [3], text);
});

test("all words must be there; when no story has them all, some will do, and it says so", () => {
  assert.deepEqual(findStories(index, "brug dijle").numbers, [0]);
  const loose = findStories(index, "koffie melaan");
  assert.ok(loose.isLoose);
  assert.deepEqual([...loose.numbers].sort(), [1, 2]);
});

test("nothing found may still suggest something", () => {
  const none = findStories(index, "kofrei");
  assert.deepEqual(none.numbers, []);
  assert.equal(none.suggestion, "koffie");
  assert.equal(findStories(index, "qqqqqqqq").suggestion, "");
});

test("the same question gives the same order", () => {
  assert.deepEqual(numbers("de"), numbers("de"));
});
