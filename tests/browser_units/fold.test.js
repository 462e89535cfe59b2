import assert from "node:assert/strict";
import { test } from "node:test";
import { foldText, withoutArticle } from "../../builder/site/lib/fold.js";

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

test("an Arabic word loses its article, and what stands before it", () => {
  assert.equal(withoutArticle(foldText("المدينة")), "مدينه");
  assert.equal(withoutArticle(foldText("والمدينة")), "مدينه");
  assert.equal(withoutArticle("مدينه"), "مدينه");
});

test("a word of marks alone is no word", () => {
  assert.equal(foldText("\u0301"), "");
});

test("folding twice is folding once", () => {
  for (const text of ["Één", "Ḿéchelen", "ﷺ", "İstanbul", "ﬁets"]) assert.equal(foldText(foldText(text)), foldText(text));
});
