import assert from "node:assert/strict";
import { test } from "node:test";
import { noFilters } from "../../builder/site/lib/facets.js";
import { formatState, parseState, startState } from "../../builder/site/lib/url-state.js";

test("the start has no query", () => {
  assert.equal(formatState(startState()), "");
  assert.deepEqual(parseState(""), startState());
});

test("a state comes back from its address", () => {
  const state = {
    text: "brug & café, 100 %",
    filters: { ...noFilters(), theme: ["erfgoed", "natuur"], year: ["2019"] },
    view: /** @type {const} */ ("list"),
    story: "2024-noord-en-zuid/keerdok",
  };
  const query = formatState(state);
  assert.equal(query, "?q=brug%20%26%20caf%C3%A9%2C%20100%20%25&theme=erfgoed,natuur&year=2019&view=list&story=2024-noord-en-zuid/keerdok");
  assert.deepEqual(parseState(query), state);
});

test("what is not understood is left out", () => {
  const state = parseState("?theme=<script>,natuur,natuur&view=upside&area=&x=1&theme=erfgoed");
  assert.deepEqual(state.filters.theme, ["natuur", "erfgoed"]);
  assert.equal(state.view, "map");
  assert.deepEqual(state.filters.area, []);
});

test("a card is named by a workshop and a story, and by nothing else", () => {
  assert.equal(parseState("?story=tafel/verhaal").story, "tafel/verhaal");
  for (const id of ["verhaal", "a/b/c", "../b", "a/", "a/<b>", "12"]) assert.equal(parseState(`?story=${id}`).story, "");
});

test("a text is cut to a sane length", () => {
  assert.equal(parseState(`?q=${"a".repeat(999)}`).text.length, 200);
});

test("the small values together have an address", () => {
  assert.deepEqual(parseState("?theme=_other,natuur").filters.theme, ["_other", "natuur"]);
  assert.deepEqual(parseState("?theme=_else").filters.theme, []);
});
