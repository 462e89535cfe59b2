import assert from "node:assert/strict";
import { test } from "node:test";
import { SearchClient, SearchError } from "../../builder/site/lib/search-client.js";

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
  return { workers, search: new SearchClient("search.json", start) };
}

test("a text gives numbers, the best first", async () => {
  const { search } = client(() => ({ found: { numbers: [4, 0, 2], isLoose: true, suggestion: "" } }));
  assert.deepEqual(await search.find("brug"), { numbers: [4, 0, 2], isLoose: true, suggestion: "" });
});

test("the file is opened once for many questions", async () => {
  const { workers, search } = client(() => ({ found: { numbers: [], isLoose: false, suggestion: "" } }));
  await search.find("a");
  await search.find("b");
  assert.deepEqual(workers[0]?.asked.map((question) => question.kind), ["open", "find", "find"]);
});

test("a fault is told, and the next question starts anew", async () => {
  const { workers, search } = client(() => ({ error: "no file" }));
  await assert.rejects(search.find("a"), SearchError);
  assert.ok(workers[0]?.isStopped);
  await assert.rejects(search.find("a"), SearchError);
  assert.equal(workers.length, 2);
});

test("a worker that dies lets go of those who wait", async () => {
  const { workers, search } = client(() => ({}));
  const waiting = search.find("a");
  workers[0]?.dispatchEvent(new Event("error"));
  await assert.rejects(waiting, SearchError);
});
