import assert from "node:assert/strict";
import { test } from "node:test";
import { Messages } from "../../builder/site/lib/messages.js";

const texts = {
  hello: "Dag %(name)s, %(name)s",
  stories: { one: "%(num)s verhaal", other: "%(num)s verhalen" },
  of: { one: "%(num)s van %(total)s verhaal", other: "%(num)s van %(total)s verhalen" },
};

test("names are filled in everywhere, unknown ones stay", () => {
  const messages = new Messages("nl", texts);
  assert.equal(messages.say("hello", { name: "Ann" }), "Dag Ann, Ann");
  assert.equal(messages.say("hello"), "Dag %(name)s, %(name)s");
  assert.equal(messages.say("missing"), "missing");
});

test("the number chooses the form", () => {
  const messages = new Messages("nl", texts);
  assert.equal(messages.count("stories", 1), "1 verhaal");
  assert.equal(messages.count("stories", 1234), "1.234 verhalen");
  assert.equal(messages.count("of", 57, { num: "12", total: "57" }), "12 van 57 verhalen");
});

test("a category without a form falls back to other", () => {
  const messages = new Messages("ar", { stories: { other: "%(num)s حكاية" } });
  assert.match(messages.count("stories", 2), /حكاية$/);
});

test("a number below the smallest group is not told", () => {
  const messages = new Messages("nl", { ...texts, "fewer-than": "minder dan 5" });
  const told = [0, 1, 4, 5].map((number) => messages.countAtLeast("stories", number, 5));
  assert.deepEqual(told, ["0 verhalen", "minder dan 5 verhalen", "minder dan 5 verhalen", "5 verhalen"]);
});

test("whole numbers have the sign of the page between thousands, and read as the browser writes them", () => {
  for (const [language, thousands] of [["nl", "."], ["fr", "\u202f"], ["en", ","], ["ar", ","]]) {
    const [own, plain] = [new Messages(language ?? "", { thousands: thousands ?? "" }), new Messages(language ?? "", {})];
    for (const number of [0, 7, 999, 1000, 54_321, 100_000, 1_234_567]) assert.equal(own.number(number), plain.number(number));
    assert.equal(own.number(1234.5), plain.number(1234.5));
    assert.equal(own.number(-1234), plain.number(-1234));
  }
});
