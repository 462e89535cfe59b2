import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const LIB = new URL("../../builder/site/lib/", import.meta.url);

/** @param {URL} file */
async function importsOf(file) {
  const text = await readFile(file, "utf8");
  return [...text.matchAll(/^import (?:.* from )?"(?:\.\.\/lib|\.)\/(.*)";$/gmu)].map((match) => match[1] ?? "");
}

test("the worker names all its modules, so that none waits for another to be fetched", async () => {
  const named = await importsOf(new URL("../workers/search-worker.js", LIB));
  for (const name of named) {
    for (const below of await importsOf(new URL(name, LIB))) assert.ok(named.includes(below), `${below} below ${name}`);
  }
  assert.ok(named.includes("search-engine.js"));
});
