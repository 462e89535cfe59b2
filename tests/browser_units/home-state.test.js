import assert from "node:assert/strict";
import { test } from "node:test";
import { noFilters } from "../../builder/site/lib/facets.js";
import { HomeState, isNarrowed, isSameQuestion, startState } from "../../builder/site/lib/home-state.js";

/** A state, and what its followers heard of each change. */
function followed() {
  const state = new HomeState(startState("nl"), (each) => each);
  /** @type {string[]} */
  const heard = [];
  state.follow((now, before, entry) => heard.push(`${entry} ${before.text}>${now.text}`));
  return { state, heard };
}

test("a choice is a step back, a word is one step however many letters it has", () => {
  const { state, heard } = followed();
  state.change({ text: "b" }, "while typing");
  state.change({ text: "br" }, "while typing");
  state.change({ filters: { ...noFilters(), emotion: ["blij"] } });
  state.change({ text: "brug" }, "while typing");
  assert.deepEqual(heard, ["push >b", "replace b>br", "push br>br", "push br>brug"]);
});

test("a word that is finished is not written on", () => {
  const { state, heard } = followed();
  state.change({ text: "b" }, "while typing");
  state.endManner();
  state.change({ text: "bu" }, "while typing");
  assert.deepEqual(heard, ["push >b", "push b>bu"]);
});

test("sliding after typing is a step of its own", () => {
  const { state, heard } = followed();
  state.change({ text: "b" }, "while typing");
  state.change({ from: 2019 }, "while sliding");
  state.change({ from: 2020 }, "while sliding");
  assert.deepEqual(heard, ["push >b", "push b>b", "replace b>b"]);
});

test("what is part of something else leaves no step, and does not end a word", () => {
  const { state, heard } = followed();
  state.change({ text: "b" }, "while typing");
  state.change({ story: "a/b" }, "quiet");
  state.change({ text: "br" }, "while typing");
  assert.deepEqual(heard, ["push >b", "replace b>b", "replace b>br"]);
});

test("an address that is arrived at is not written again, and where somebody is stays known", () => {
  const { state, heard } = followed();
  state.change({ here: { lat: 51, lon: 4 } });
  state.arrive({ ...startState("nl"), text: "brug" });
  assert.equal(heard.at(-1), "keep >brug");
  assert.deepEqual(state.now.here, { lat: 51, lon: 4 });
});

test("one tap clears everything, one takes that back", () => {
  const { state } = followed();
  const full = {
    text: "brug", filters: { ...noFilters(), theme: ["natuur"] }, from: 2019, to: 2020,
    box: { south: 1, west: 1, north: 2, east: 2 }, here: { lat: 51, lon: 4 }, story: "a/b", layout: /** @type {const} */ ("list"),
  };
  state.change(full);
  const before = state.now;
  state.clear();
  assert.deepEqual(state.now, { ...startState("nl"), layout: "list" });
  assert.ok(state.canUndo);
  state.undo();
  assert.deepEqual(state.now, before);
  assert.ok(!state.canUndo);
});

test("after another choice the clearing stands", () => {
  const { state } = followed();
  state.change({ text: "brug" });
  state.clear();
  state.change({ from: 2019 });
  assert.ok(!state.canUndo);
  state.undo();
  assert.equal(state.now.text, "");
});

test("who follows is told that there is a way back", () => {
  const { state } = followed();
  /** @type {boolean[]} */
  const ways = [];
  state.change({ text: "brug" });
  state.follow(() => ways.push(state.canUndo));
  state.clear();
  assert.equal(ways.at(-1), true);
});

test("each state is settled before anybody hears of it", () => {
  const state = new HomeState({ ...startState(), to: 9999 }, (each) => ({ ...each, to: null }));
  assert.equal(state.now.to, null);
  state.follow((now) => assert.equal(now.to, null));
  state.change({ to: 2020 });
});

test("a follower that changes the state is the last to speak of the old one", () => {
  const { state } = followed();
  /** @type {string[]} */
  const seen = [];
  state.follow((now) => now.story && state.change({ story: "" }, "quiet"));
  state.follow((now) => seen.push(now.story));
  state.change({ story: "weg/weg" });
  assert.deepEqual(seen, [""]);
});

test("the open card, the walk and the layout ask for no other stories", () => {
  const start = startState();
  assert.ok(isSameQuestion(start, { ...start, story: "a/b", walk: "water", layout: "list", text: " " }));
  assert.ok(!isSameQuestion(start, { ...start, here: { lat: 1, lon: 1 } }));
  assert.ok(!isSameQuestion(start, { ...start, order: "new" }));
});

test("what narrows is a word, a filter, years or a view", () => {
  const start = startState();
  assert.ok(!isNarrowed({ ...start, here: { lat: 1, lon: 1 }, story: "a/b", walk: "water", text: " " }));
  for (const part of [{ text: "a" }, { from: 1 }, { to: 1 }, { box: { south: 1, west: 1, north: 2, east: 2 } }]) {
    assert.ok(isNarrowed({ ...start, ...part }));
  }
  assert.ok(isNarrowed({ ...start, filters: { ...noFilters(), sound: ["1"] } }));
});
