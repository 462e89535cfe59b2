/**
 * The one state of the home page: what is asked, what is shown and where. Everything on the page follows it.
 *
 * Who wants something else calls `change`; who shows something calls `follow`. A change says how it was made, and so
 * whether the back button undoes it alone: a choice does, and so does the first letter of a word, but not the next ones.
 *
 * @typedef {"map" | "list"} Layout
 * @typedef {import("./facets.js").Conditions & {
 *   text: string,
 *   order: import("./story-order.js").Order | "",
 *   here: import("./story-order.js").Point | null,
 *   layout: Layout,
 *   story: string,
 *   walk: string,
 *   language: string,
 * }} State
 *   `order`: empty for the one that fits; `here`: where somebody is, which never leaves the browser; `story`: id of
 *   the story whose card is open, `<workshop>/<story>`, empty for none; `walk`: id of the walk that is shown, which keeps no story out;
 *   `language`: of the interface
 *
 * @typedef {"choice" | "quiet" | `while ${string}`} Manner how a change was made: on purpose, as part of something
 *   else, or as one of many small ones (`while typing`)
 * @typedef {"push" | "replace" | "keep"} Entry what it means for the history of the browser
 * @typedef {(state: State, before: State, entry: Entry) => void} Follower
 */
import { hasFilters, noFilters } from "./facets.js";

/**
 * @param {string} [language]
 * @returns {State}
 */
export function startState(language = "") {
  return {
    text: "", filters: noFilters(), from: null, to: null, box: null,
    order: "", here: null, layout: "map", story: "", walk: "", language,
  };
}

/**
 * Whether anything keeps a story out.
 * @param {State} state
 */
export function isNarrowed({ text, filters, from, to, box }) {
  return text.trim() !== "" || hasFilters(filters) || from !== null || to !== null || box !== null;
}

/**
 * Whether two states ask for the same stories, in the same order.
 * @param {State} one
 * @param {State} other
 */
export function isSameQuestion(one, other) {
  const part = (/** @type {State} */ { text, filters, from, to, box, order, here }) =>
    JSON.stringify([text.trim(), filters, from, to, box, order, here]);
  return part(one) === part(other);
}

export class HomeState {
  /**
   * @param {State} start
   * @param {(state: State) => State} settle what is not known in this edition is taken out of a new state
   */
  constructor(start, settle) {
    this.settle = settle;
    /** @type {State} */
    this.now = settle(start);
    /** @type {State | null} before everything was cleared */
    this.cleared = null;
    /** @type {Manner} */
    this.lastManner = "quiet";
    /** @type {Follower[]} */
    this.followers = [];
  }

  /**
   * @param {Follower} follower called after each change, in the order in which they came
   */
  follow(follower) {
    this.followers.push(follower);
  }

  /**
   * @param {Partial<State>} part
   * @param {Manner} [manner]
   */
  change(part, manner = "choice") {
    const isSame = manner === this.lastManner && manner.startsWith("while ");
    const entry = manner === "quiet" || isSame ? "replace" : "push";
    if (manner !== "quiet") this.lastManner = manner;
    if (manner !== "quiet") this.cleared = null;
    this.become({ ...this.now, ...part }, entry);
  }

  /** The next small change is a new one, that the back button undoes alone. */
  endManner() {
    this.lastManner = "choice";
  }

  /**
   * The state that an address asks for; where somebody is stays known.
   * @param {State} state
   */
  arrive(state) {
    this.lastManner = "choice";
    this.cleared = null;
    this.become({ ...state, here: this.now.here }, "keep");
  }

  /** All stories, in the order that fits; the layout stays. */
  clear() {
    const { now } = this;
    this.lastManner = "choice";
    this.cleared = now;
    this.become({ ...startState(now.language), layout: now.layout }, "push");
  }

  /** Takes the clearing back. */
  undo() {
    if (this.cleared) this.change(this.cleared);
  }

  get canUndo() {
    return this.cleared !== null;
  }

  /**
   * @param {State} state
   * @param {Entry} entry
   */
  become(state, entry) {
    const before = this.now;
    this.now = this.settle(state);
    this.tell(before, entry);
  }

  /**
   * @param {State} before
   * @param {Entry} entry
   */
  tell(before, entry) {
    const { now } = this;
    for (const follower of this.followers) {
      if (this.now !== now) return; // a follower changed it, and all have heard of that
      follower(now, before, entry);
    }
  }
}
