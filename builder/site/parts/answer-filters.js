/**
 * The filters of the page of answers. Without scripts they are not there, and the whole list is.
 */
import { ANSWER_FACETS, anyAnswer, formatAnswerFilters, parseAnswerFilters, passes, tellingOf } from "../lib/answer-filters.js";
import { Messages } from "../lib/messages.js";
import { hook } from "./dom.js";

/** @typedef {import("../lib/answer-filters.js").AnswerWords} AnswerWords */

class AnswerFilters {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.form = /** @type {HTMLFormElement} */ (hook(root, "answer-filters"));
    this.count = hook(root, "answers-count");
    this.reset = hook(root, "answers-reset");
    this.empty = hook(root, "answers-empty");
    const settings = JSON.parse(hook(root, "answers-settings").textContent ?? "{}");
    this.messages = new Messages(settings.language, settings.messages);
    this.smallest = Number(settings.smallest);
    /** @type {HTMLElement[]} */
    this.items = [...root.querySelectorAll('[data-part="answer"]')].filter((item) => item instanceof HTMLElement);
    this.answers = this.items.map(wordsOf);
    this.filters = this.readAddress();
    this.listen();
    this.form.hidden = false;
    this.show();
  }

  listen() {
    this.form.addEventListener("change", () => this.change(this.readForm()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.change(anyAnswer());
      this.form.querySelector("select")?.focus();
    });
    const follow = () => {
      this.filters = this.readAddress();
      this.show();
    };
    addEventListener("popstate", follow);
    addEventListener("hashchange", follow);
  }

  /** The filters of the address; none when they would hide the answer that it points at. */
  readAddress() {
    const filters = parseAnswerFilters(location.search, this.answers);
    const target = this.answers[this.items.findIndex((item) => `#${item.id}` === location.hash)];
    return target && !passes(filters, target) ? anyAnswer() : filters;
  }

  readForm() {
    const filters = anyAnswer();
    for (const select of this.form.querySelectorAll("select")) {
      const facet = ANSWER_FACETS.find((name) => name === select.name);
      if (facet) filters[facet] = select.value;
    }
    return filters;
  }

  /** @param {AnswerWords} filters */
  change(filters) {
    this.filters = filters;
    history.pushState(null, "", location.pathname + formatAnswerFilters(filters));
    this.show();
  }

  show() {
    for (const select of this.form.querySelectorAll("select")) {
      const facet = ANSWER_FACETS.find((name) => name === select.name);
      if (facet) select.value = this.filters[facet];
    }
    const shown = this.answers.map((answer) => passes(this.filters, answer));
    this.items.forEach((item, index) => (item.hidden = !shown[index]));
    const number = shown.filter(Boolean).length;
    this.count.textContent = this.say(number);
    this.reset.hidden = formatAnswerFilters(this.filters) === "";
    this.empty.hidden = number > 0;
  }

  /**
   * @param {number} number of answers that are shown
   */
  say(number) {
    const { messages, smallest } = this;
    const total = this.answers.length;
    switch (tellingOf(number, total, smallest)) {
      case "few":
        return messages.countAtLeast("answers", number, smallest);
      case "all":
        return messages.count("answers", total);
      case "most":
        return messages.count("answers-most", total, { total: messages.number(total) });
      default:
        return messages.count("answers-of", total, { num: messages.number(number), total: messages.number(total) });
    }
  }
}

/**
 * @param {HTMLElement} item
 * @returns {AnswerWords}
 */
function wordsOf(item) {
  const { status = "", theme = "", service = "", year = "" } = item.dataset;
  return { status, theme, service, year };
}

/** @param {HTMLElement} root */
export function mountAnswerFilters(root) {
  new AnswerFilters(root);
}
