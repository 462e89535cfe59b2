/**
 * The seam of search: a text in, story numbers out. How the words are found is nobody else's business: a worker with an
 * engine, which is not started before somebody wants to search.
 *
 * @typedef {{numbers: number[], isLoose: boolean, suggestion: string}} Found
 *   `numbers`: all stories that match, the best first; `isLoose`: no story has all the words, these have some;
 *   `suggestion`: the question as it was probably meant, when something in it is no word of any story
 * @typedef {{text: string, marks: [number, number][]}} Marked a text, and where in it a word stands that was looked for
 */
export class SearchError extends Error {}

export class SearchClient {
  /**
   * @param {string} searchUri absolute address of the manifest
   * @param {() => Worker} startWorker
   * @param {string} [language] of the reader, for the endings of words
   */
  constructor(searchUri, startWorker, language = globalThis.document?.documentElement.lang ?? "") {
    this.searchUri = searchUri;
    this.startWorker = startWorker;
    this.language = language;
    /** @type {Worker | null} */
    this.worker = null;
    this.lastId = 0;
    /** @type {Map<number, {resolve: (answer: any) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
  }

  /** Starts the worker and lets it fetch what every question needs; does nothing the second time. */
  warmUp() {
    if (this.worker) return this.worker;
    const worker = this.startWorker();
    worker.addEventListener("message", (event) => this.receive(event.data));
    worker.addEventListener("error", () => this.fail());
    worker.postMessage({ kind: "open", uri: this.searchUri, language: this.language });
    this.worker = worker;
    return worker;
  }

  /**
   * The stories for a text, the best first.
   * @param {string} text
   * @returns {Promise<Found>}
   */
  async find(text) {
    const found = await this.ask({ kind: "find", text });
    return { ...found, numbers: Array.from(found.numbers) };
  }

  /**
   * Where the words that a text asks for stand in other texts, for marks in titles and summaries.
   * @param {string} text
   * @param {string[]} texts
   * @returns {Promise<[number, number][][]>} for each text the start and end of each mark
   */
  mark(text, texts) {
    return this.ask({ kind: "mark", text, texts });
  }

  /**
   * The passage of a long text in which most of what is asked for stands.
   * @param {string} text what is asked for
   * @param {string} story the text of a story
   * @returns {Promise<Marked>} without marks when nothing of it stands there
   */
  excerpt(text, story) {
    return this.ask({ kind: "excerpt", text, story });
  }

  /**
   * @param {object} question
   * @returns {Promise<any>}
   */
  ask(question) {
    const worker = this.warmUp();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ ...question, id });
    });
  }

  /**
   * @param {import("../workers/search-worker.js").Answer} answer
   */
  receive(answer) {
    const asked = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.answer);
    else {
      asked?.reject(new SearchError(answer.error));
      this.stop();
    }
  }

  fail() {
    this.stop();
  }

  /** Lets go of the worker and of those who wait, so that the next question starts a new one. */
  stop() {
    this.worker?.terminate();
    this.worker = null;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const asked of waiting) asked.reject(new SearchError("the search worker stopped"));
  }
}
