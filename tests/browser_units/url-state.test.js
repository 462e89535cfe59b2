import assert from "node:assert/strict";
import { test } from "node:test";
import { noFilters } from "../../builder/site/lib/facets.js";
import { startState } from "../../builder/site/lib/home-state.js";
import { formatState, parseState, roundBox } from "../../builder/site/lib/url-state.js";

test("the start has no query", () => {
  assert.equal(formatState(startState()), "");
  assert.deepEqual(parseState(""), startState());
});

test("a state comes back from its address", () => {
  const state = {
    ...startState("fr"),
    text: "brug & café, 100 %",
    filters: { ...noFilters(), theme: ["erfgoed", "natuur"], place: ["dijlepad"], year: ["2019"], sound: ["1"] },
    from: 1995,
    to: 2020,
    box: { south: 51.01, west: -4.4, north: 51.05, east: 4.5001 },
    order: /** @type {const} */ ("new"),
    layout: /** @type {const} */ ("list"),
    story: "2024-noord-en-zuid/keerdok",
    walk: "langs-het-water",
  };
  const query = formatState(state);
  assert.equal(
    query,
    "?q=brug%20%26%20caf%C3%A9%2C%20100%20%25&theme=erfgoed,natuur&place=dijlepad&year=2019&sound=1&from=1995&to=2020" +
      "&box=51.0100,-4.4000,51.0500,4.5001&sort=new&view=list&story=2024-noord-en-zuid/keerdok&walk=langs-het-water",
  );
  assert.deepEqual(parseState(query, "fr"), state);
});

test("where somebody is stands in no address", () => {
  const state = { ...startState(), here: { lat: 51.02, lon: 4.47 }, order: /** @type {const} */ ("near") };
  assert.equal(formatState(state), "");
});

test("an address of before means what it meant", () => {
  const query = "?q=brug&theme=erfgoed,natuur&emotion=blij&area=centrum&language=ar&initiative=klusbib&year=2019,_other&view=list&story=a/b";
  const { text, filters, layout, story } = parseState(query);
  assert.deepEqual([text, layout, story], ["brug", "list", "a/b"]);
  assert.deepEqual(filters, {
    ...noFilters(), theme: ["erfgoed", "natuur"], emotion: ["blij"], area: ["centrum"], language: ["ar"],
    initiative: ["klusbib"], year: ["2019", "_other"],
  });
});

test("what is not understood is left out", () => {
  const state = parseState("?theme=<script>,natuur,natuur&view=upside&area=&x=1&theme=erfgoed&from=x&to=99999&sort=popular&box=1,2,3&walk=a/b");
  assert.deepEqual(state, { ...startState(), filters: { ...noFilters(), theme: ["natuur", "erfgoed"] } });
});

for (const box of ["51,4,50,5", "51,4,52,4", "91,4,92,5", "51,4,52,181", "a,b,c,d", "51,4,52,5,6", "1e2,4,52,5"]) {
  test(`no part of the Earth is ${box}`, () => assert.equal(parseState(`?box=${box}`).box, null));
}

test("a box is never smaller in its address", () => {
  assert.deepEqual(roundBox({ south: 51.012349, west: -4.40001, north: 51.02001, east: 4.5 }), {
    south: 51.0123, west: -4.4001, north: 51.0201, east: 4.5,
  });
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
