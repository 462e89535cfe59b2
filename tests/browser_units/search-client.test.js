import assert from "node:assert/strict";
import { test } from "node:test";
import { SearchClient, SearchError } from "../../builder/site/lib/search-client.js";

/** A worker that answers as told. */
class ToldWorker extends EventTarget {
  /** @param {(question: any) => object} reply */
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
    if (question.kind === "open") return;
    const event = new MessageEvent("message", { data: { id: question.id, ...this.reply(question) } });
    queueMicrotask(() => this.dispatchEvent(event));
  }

  terminate() {
    this.isStopped = true;
  }
}

/** @param {(question: any) => object} reply */
function client(reply) {
  /** @type {ToldWorker[]} */
  const workers = [];
  const start = () => {
    workers.push(new ToldWorker(reply));
    return /** @type {any} */ (workers.at(-1));
  };
  return { workers, search: new SearchClient("search.json", start, "nl") };
}

test("no worker is started before somebody asks", () => {
  assert.equal(client(() => ({})).workers.length, 0);
});

test("the index is opened once for many questions, in the language of the reader", async () => {
  const found = { numbers: Uint32Array.of(4, 0), isLoose: true, suggestion: "brug" };
  const { workers, search } = client(({ kind }) => ({ answer: kind === "mark" ? [[[0, 4]]] : found }));
  assert.deepEqual(await search.find("a"), { numbers: [4, 0], isLoose: true, suggestion: "brug" });
  assert.deepEqual(await search.mark("brug", ["Brug"]), [[[0, 4]]]);
  assert.equal(workers.length, 1);
  assert.deepEqual(workers[0]?.asked[0], { kind: "open", uri: "search.json", language: "nl" });
  assert.deepEqual(workers[0]?.asked.map((question) => question.kind), ["open", "find", "mark"]);
});

test("a fault is told, and the next question starts anew", async () => {
  const { workers, search } = client(() => ({ error: "no file" }));
  await assert.rejects(search.find("a"), SearchError);
  assert.ok(workers[0]?.isStopped);
  await assert.rejects(search.find("a"), SearchError);
  assert.equal(workers.length, 2);
});

test("a worker that dies lets go of those who wait", async () => {
  const { workers, search } = client(() => ({ answer: {} }));
  const waiting = search.find("a");
  workers[0]?.dispatchEvent(new Event("error"));
  await assert.rejects(waiting, SearchError);
});

test("when one question fails, the others that wait are told, too", async () => {
  const { search } = client(({ text }) => (text === "bad" ? { error: "no file" } : {}));
  const [bad, other] = [search.find("bad"), search.find("other")];
  await assert.rejects(bad, SearchError);
  await assert.rejects(other, SearchError);
});
