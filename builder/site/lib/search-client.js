/**
 * The seam of search: a text in, story numbers out. How the words are found is nobody else's business: today a worker
 * with a small library; the worker is not started before somebody wants to search.
 */
export class SearchError extends Error {}

export class SearchClient {
  /**
   * @param {string} searchUri absolute address of the file of documents
   * @param {() => Worker} startWorker
   */
  constructor(searchUri, startWorker) {
    this.searchUri = searchUri;
    this.startWorker = startWorker;
    /** @type {Worker | null} */
    this.worker = null;
    this.lastId = 0;
    /** @type {Map<number, {resolve: (found: import("./search-index.js").Found) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
  }

  /** Starts the worker and lets it fetch the words; does nothing the second time. */
  warmUp() {
    if (this.worker) return this.worker;
    const worker = this.startWorker();
    worker.addEventListener("message", (event) => this.receive(event.data));
    worker.addEventListener("error", () => this.fail());
    worker.postMessage({ kind: "open", uri: this.searchUri });
    this.worker = worker;
    return worker;
  }

  /**
   * The stories for a text, the best first.
   * @param {string} text
   * @returns {Promise<import("./search-index.js").Found>}
   */
  find(text) {
    const worker = this.warmUp();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ kind: "find", id, text });
    });
  }

  /**
   * @param {import("../workers/search-worker.js").Answer} answer
   */
  receive(answer) {
    const asked = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.found) asked?.resolve(answer.found);
    else {
      asked?.reject(new SearchError(answer.error ?? "search failed"));
      this.stop();
    }
  }

  fail() {
    for (const asked of this.waiting.values()) asked.reject(new SearchError("the search worker stopped"));
    this.waiting.clear();
    this.stop();
  }

  /** Lets go of the worker, so that the next question starts a new one. */
  stop() {
    this.worker?.terminate();
    this.worker = null;
  }
}
