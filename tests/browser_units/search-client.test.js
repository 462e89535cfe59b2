import assert from "node:assert/strict";
import { test } from "node:test";
import { noFilters } from "../../builder/site/lib/facets.js";
import { SearchClient, SearchError } from "../../builder/site/lib/search-client.js";
import { sampleColumns } from "./columns.js";

/** A worker that answers as told. */
class FakeWorker extends EventTarget {
  /** @param {(text: string) => object} reply */
  constructor(reply) {
    super();
    this.reply = reply;
    /** @type {any[]} */
    this.asked = [];
    this.isStopped = false;
  }

  /** @param {any} question */
  postMessage(question) {
    this.asked.push(question);
    if (question.kind !== "find") return;
    const event = new MessageEvent("message", { data: { id: question.id, ...this.reply(question.text) } });
    queueMicrotask(() => this.dispatchEvent(event));
  }

  terminate() {
    this.isStopped = true;
  }
}

/** @param {(text: string) => object} reply */
function client(reply) {
  /** @type {FakeWorker[]} */
  const workers = [];
  const start = () => {
    workers.push(new FakeWorker(reply));
    return /** @type {any} */ (workers.at(-1));
  };
  return { workers, search: new SearchClient(sampleColumns(), "search.json", start) };
}

test("filters alone need no worker", async () => {
  const { workers, search } = client(() => ({}));
  const result = await search.search({ text: "  ", filters: { ...noFilters(), emotion: ["boos"] } });
  assert.deepEqual(result.numbers, [1, 4]);
  assert.equal(workers.length, 0);
});

test("text ranks, filters narrow, counts follow", async () => {
  const { search } = client(() => ({ found: { numbers: [4, 0, 2, 99], isLoose: true, suggestion: "" } }));
  const result = await search.search({ text: "brug", filters: { ...noFilters(), theme: ["erfgoed"] } });
  assert.deepEqual(result.numbers, [4, 0]);
  assert.deepEqual(result.counts.theme, [2, 1]);
  assert.ok(result.isLoose);
});

test("the file is opened once for many questions", async () => {
  const { workers, search } = client(() => ({ found: { numbers: [], isLoose: false, suggestion: "" } }));
  await search.search({ text: "a", filters: noFilters() });
  await search.search({ text: "b", filters: noFilters() });
  assert.deepEqual(workers[0]?.asked.map((question) => question.kind), ["open", "find", "find"]);
});

test("a fault is told, and the next question starts anew", async () => {
  const { workers, search } = client(() => ({ error: "no file" }));
  await assert.rejects(search.search({ text: "a", filters: noFilters() }), SearchError);
  assert.ok(workers[0]?.isStopped);
  await assert.rejects(search.search({ text: "a", filters: noFilters() }), SearchError);
  assert.equal(workers.length, 2);
});

test("a worker that dies lets go of those who wait", async () => {
  const { workers, search } = client(() => ({}));
  const waiting = search.find("a");
  workers[0]?.dispatchEvent(new Event("error"));
  await assert.rejects(waiting, SearchError);
});
