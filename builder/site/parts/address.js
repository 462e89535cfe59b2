/**
 * The address of the page follows the state, and the state follows the back and forward buttons.
 */
import { formatState, parseState } from "../lib/url-state.js";

/**
 * The state that the address asks for.
 * @param {string} language of the interface
 */
export const readAddress = (language) => parseState(location.search, language);

export class Address {
  /**
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(state) {
    this.state = state;
    /** @type {HTMLAnchorElement[]} */
    this.languageLinks = [...document.querySelectorAll('[data-part="language-menu"] a')].filter(
      (link) => link instanceof HTMLAnchorElement,
    );
    state.follow((now, before, entry) => this.write(now, before, entry));
    addEventListener("popstate", () => state.arrive(readAddress(state.now.language)));
    this.carryLanguages(formatState(state.now));
  }

  /**
   * @param {import("../lib/home-state.js").State} now
   * @param {import("../lib/home-state.js").State} before
   * @param {import("../lib/home-state.js").Entry} entry
   */
  write(now, before, entry) {
    const query = formatState(now);
    this.carryLanguages(query);
    if (query === location.search) return;
    const address = location.pathname + query;
    const opensCard = now.story !== "" && before.story === "";
    if (entry === "push") history.pushState({ opensCard }, "", address);
    else history.replaceState(history.state, "", address);
  }

  /** A choice of stories, which no address tells, opens: going back closes it as it closes a card. */
  noteChoice() {
    if (!this.isBackToBeforeCard) history.pushState({ opensCard: true }, "", location.href);
  }

  /** Whether going back closes what is open over the map, a card or a choice, and does nothing else. */
  get isBackToBeforeCard() {
    return history.state?.opensCard === true;
  }

  /**
   * Another language shows the same stories.
   * @param {string} query
   */
  carryLanguages(query) {
    for (const link of this.languageLinks) link.search = query;
  }
}
