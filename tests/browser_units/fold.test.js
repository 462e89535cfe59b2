import assert from "node:assert/strict";
import { test } from "node:test";
import { foldQueryTerm, foldTerm, foldText } from "../../builder/site/lib/fold.js";

test("accents, capitals and ligatures go", () => {
  assert.equal(foldText("Café Straße Œuvre Søren"), "cafe strasse oeuvre soren");
});

test("Arabic spelling variants become one", () => {
  assert.equal(foldText("أحمد"), foldText("احمد"));
  assert.equal(foldText("آمال"), foldText("امال"));
  assert.equal(foldText("مدرسة"), foldText("مدرسه"));
  assert.equal(foldText("مَدِينَةٌ"), foldText("مدينة"));
  assert.equal(foldText("كـــتاب"), foldText("كتاب"));
});

test("Arabic digits become ours", () => {
  assert.equal(foldText("٢٠١٩ ۲۰۲۰"), "2019 2020");
});

test("an Arabic word is kept with and without its article, and asked for without", () => {
  assert.deepEqual(foldTerm("المدينة"), ["المدينه", "مدينه"]);
  assert.equal(foldQueryTerm("المدينة"), "مدينه");
  assert.equal(foldQueryTerm("مدينة"), "مدينه");
});

test("a word of marks alone is no word", () => {
  assert.deepEqual(foldTerm("\u0301"), []);
  assert.equal(foldQueryTerm("\u0301"), null);
});

test("folding twice is folding once", () => {
  for (const text of ["Één", "Ḿéchelen", "ﷺ", "İstanbul", "ﬁets"]) assert.equal(foldText(foldText(text)), foldText(text));
});
