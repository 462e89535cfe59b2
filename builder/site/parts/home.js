/**
 * The home page: one state (text, filters, view, open card) in the address; map, list, counts and chips always show the same set.
 */
import { findStory, storyIdAt } from "../lib/cards.js";
import { countWithoutSpot, sortByDistance } from "../lib/columns.js";
import { hasFilters, knownFilters, matchStories, noFilters, optionOf, toggleFilter } from "../lib/facets.js";
import { Messages } from "../lib/messages.js";
import { SearchClient } from "../lib/search-client.js";
import { formatState, parseState } from "../lib/url-state.js";
import { loadColumns, fromRoot, readSettings } from "./context.js";
import { hook, isWide } from "./dom.js";
import { EmptyResult } from "./empty-result.js";
import { FilterPanel } from "./filters.js";
import { SearchBox } from "./search-box.js";
import { StoryList } from "./story-list.js";
import { mountStoryMap } from "./story-map.js";
import { mountStorySheet } from "./story-sheet.js";
import { watchEdition } from "./withdrawal-watch.js";

/** @typedef {import("../lib/facets.js").Match & {isLoose: boolean, suggestion: string}} SearchResult */

const LOADING_AFTER_MS = 250;

class Home {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   */
  constructor(root, context) {
    this.root = root;
    this.context = context;
    this.status = hook(root, "status");
    this.note = hook(root, "status-note");
    this.offMap = hook(root, "off-map");
    this.state = this.readAddress();
    /** @type {{lat: number, lon: number} | null} */
    this.here = null;
    /** @type {readonly number[] | null} */
    this.numbers = null;
    this.round = 0;
    /** @type {import("./story-map.js").StoryMap | null} */
    this.map = null;
    this.client = new SearchClient(fromRoot(context.settings.search), startWorker);
    this.mountParts();
    addEventListener("popstate", () => {
      this.state = this.readAddress();
      void this.update();
      void this.showCard();
    });
  }

  mountParts() {
    const { root, context } = this;
    this.sheet = mountStorySheet(root, context, {
      onClose: () => this.map?.stories.lift(null),
      onChoose: (number) => this.map?.stories.lift(number),
      onShow: (number) => this.tellCard(number),
    });
    this.list = new StoryList(hook(root, "story-list"), context, {
      onPoint: (number) => this.sheet?.isOpen || this.map?.stories.lift(number),
      onChoose: (number, opener) => this.openFromList(number, opener),
    });
    this.filters = new FilterPanel(hook(root, "filters"), context, {
      onToggle: (facet, id) => this.change({ filters: toggleFilter(this.state.filters, facet, id) }),
      onClear: () => this.change({ filters: noFilters() }),
    });
    this.searchBox = new SearchBox(/** @type {HTMLFormElement} */ (hook(root, "search-box")), {
      onText: (text, isFinal) => this.changeText(text, isFinal),
      onInterest: () => this.client.warmUp(),
    });
    this.empty = new EmptyResult(hook(root, "empty-result"), context, {
      onText: (text) => this.change({ text }),
      onDrop: (facet) => this.change({ filters: { ...this.state.filters, [facet]: [] } }),
      onClear: () => this.change({ text: "", filters: noFilters() }),
    });
    for (const button of root.querySelectorAll("[data-view-choice]")) {
      button.addEventListener("click", () => this.chooseView(/** @type {HTMLElement} */ (button)));
    }
    hook(root, "near").addEventListener("click", () => this.toggleNear());
  }

  async mountMap() {
    const { context } = this;
    this.map = await mountStoryMap(hook(this.root, "story-map"), context);
    const { stories } = this.map;
    stories.connect(context, {
      onChoose: (number) => this.openFromMap(number),
      onChooseMany: async (numbers) => {
        const first = numbers[0] ?? 0;
        await this.sheet?.openChoice(numbers, () => stories.focusOn(first));
        if (this.sheet) this.map?.keepClear(first, this.sheet.root.getBoundingClientRect());
      },
      onPoint: (numbers) => this.list?.lift(numbers),
    });
    this.map.map.on("vk:area", (event) => {
      const { id, uri } = /** @type {L.LeafletEvent & {id: string, uri: string}} */ (event);
      // few stories or none: the map cannot show them alone, the page of the neighbourhood can
      if (optionOf(context.columns, "area", id) !== id) location.assign(fromRoot(uri));
      else this.change({ filters: toggleFilter(this.state.filters, "area", id) });
    });
    stories.show(this.numbers ?? []);
    await this.showCard();
  }

  /**
   * Keeps the address the same as the open card, so that it can be shared.
   * @param {number | null} number
   */
  tellCard(number) {
    this.state = { ...this.state, story: number === null ? "" : storyIdAt(this.context.columns, number) };
    history.replaceState(null, "", location.pathname + formatState(this.state));
  }

  /** Opens the card that the address asks for; closes what it does not ask for. */
  async showCard() {
    const wanted = this.state.story;
    const number = await findStory(this.context.columns, wanted);
    if (wanted !== this.state.story) return; // something else was chosen in the meantime
    if (number === null) {
      this.sheet?.close();
      if (this.state.story) this.tellCard(null); // a story that is no longer here
    } else await this.openBeside(number, () => this.map?.stories.focusOn(number));
  }

  readAddress() {
    const state = parseState(location.search);
    return { ...state, filters: knownFilters(this.context.columns, state.filters) };
  }

  /**
   * @param {Partial<import("../lib/url-state.js").State>} part
   * @param {boolean} [isSmall] whether the change is part of a larger one, such as a letter of a word
   */
  change(part, isSmall = false) {
    this.state = { ...this.state, ...part };
    const address = location.pathname + formatState(this.state);
    if (isSmall) history.replaceState(null, "", address);
    else if (address !== location.pathname + location.search) history.pushState(null, "", address);
    void this.update();
  }

  /**
   * @param {string} text
   * @param {boolean} isFinal
   */
  changeText(text, isFinal) {
    if (text.trim() === this.state.text.trim() && !isFinal) return;
    const isStart = !this.state.text.trim();
    this.change({ text }, !isStart);
    if (isFinal && !isWide()) hook(this.root, "story-list").scrollIntoView({ block: "start" });
  }

  async update() {
    const round = ++this.round;
    const { text, filters, view } = this.state;
    this.root.dataset.view = view;
    this.searchBox?.show(text);
    this.markView();
    try {
      const result = await this.search(text, filters);
      if (round === this.round) this.show(result);
    } catch {
      if (round === this.round) this.note.textContent = this.context.messages.say(navigator.onLine ? "search-failed" : "search-offline");
    }
  }

  /**
   * The stories for a text and filters. Text ranks them; without text they stand in the order of the edition.
   * @param {string} text
   * @param {import("../lib/facets.js").Filters} filters
   * @returns {Promise<SearchResult>}
   */
  async search(text, filters) {
    const { columns, messages } = this.context;
    if (!text.trim()) return { ...matchStories(columns, filters), isLoose: false, suggestion: "" };
    const loading = setTimeout(() => (this.note.textContent = messages.say("search-loading")), LOADING_AFTER_MS);
    try {
      const { numbers, isLoose, suggestion } = await this.client.find(text);
      return { ...matchStories(columns, filters, numbers), isLoose, suggestion };
    } finally {
      clearTimeout(loading);
    }
  }

  /**
   * @param {SearchResult} result
   */
  show(result) {
    const { columns, messages } = this.context;
    const { text, filters } = this.state;
    const shownBefore = this.numbers;
    const numbers = this.here ? sortByDistance(columns, result.numbers, this.here) : result.numbers;
    this.numbers = numbers;
    const isAll = !text.trim() && !hasFilters(filters);
    const total = messages.number(columns.count);
    this.status.textContent = isAll
      ? messages.count("stories", columns.count)
      : messages.count("stories-of", columns.count, { num: messages.number(numbers.length), total });
    this.note.textContent = result.isLoose ? messages.say("loose") : isAll ? messages.say("never-finished") : "";
    this.filters?.show(filters, result.counts, numbers.length);
    if (!isSame(shownBefore, numbers)) {
      void this.list?.show(numbers);
      this.map?.stories.show(numbers);
    }
    this.empty?.show(numbers.length === 0, result, filters, text);
    const without = countWithoutSpot(columns, numbers);
    this.offMap.hidden = without === 0;
    const isFew = without < columns.smallest_group;
    this.offMap.textContent = isFew ? messages.say("few-off-map") : messages.count("off-map", without);
  }

  /**
   * @param {number} number
   */
  async openFromMap(number) {
    const { map } = this;
    map?.stories.lift(number);
    await this.sheet?.open(number, () => map?.stories.focusOn(number));
    if (this.sheet) map?.keepClear(number, this.sheet.root.getBoundingClientRect());
  }

  /**
   * @param {number} number
   * @param {HTMLElement} opener
   */
  openFromList(number, opener) {
    if (!isWide()) hook(this.root, "search-box").scrollIntoView({ block: "start", behavior: "instant" });
    void this.openBeside(number, () => opener.focus({ preventScroll: isWide() }));
  }

  /**
   * Opens a card and brings its story into view beside it.
   * @param {number} number
   * @param {() => void} giveFocusBack
   */
  async openBeside(number, giveFocusBack) {
    if (!isWide() && this.state.view === "list") this.change({ view: "map" }, true);
    this.map?.reveal(number);
    this.map?.stories.lift(number);
    await this.sheet?.open(number, giveFocusBack);
    if (this.sheet && !isWide()) this.map?.keepClear(number, this.sheet.root.getBoundingClientRect());
  }

  /**
   * @param {HTMLElement} button
   */
  chooseView(button) {
    this.change({ view: button.dataset.viewChoice === "list" ? "list" : "map" }, true);
    window.scrollTo({ top: 0 });
  }

  markView() {
    for (const button of this.root.querySelectorAll("[data-view-choice]")) {
      const isOn = /** @type {HTMLElement} */ (button).dataset.viewChoice === this.state.view;
      button.setAttribute("aria-pressed", String(isOn));
    }
  }

  /** Sorts the list by distance; where somebody is stays in the browser. */
  toggleNear() {
    if (this.here) {
      this.setHere(null);
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.setHere({ lat: coords.latitude, lon: coords.longitude }),
      () => (this.note.textContent = this.context.messages.say("near-failed")),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  }

  /**
   * @param {{lat: number, lon: number} | null} here
   */
  setHere(here) {
    this.here = here;
    hook(this.root, "near").setAttribute("aria-pressed", String(here !== null));
    this.map?.markHere(here);
    void this.update();
  }
}

/**
 * @param {readonly number[] | null} one
 * @param {readonly number[]} other
 */
function isSame(one, other) {
  return one !== null && one.length === other.length && one.every((number, index) => number === other[index]);
}

function startWorker() {
  return new Worker(new URL("../workers/search-worker.js", import.meta.url), { type: "module" });
}

/** Starts the page; when the stories cannot be fetched, the list of the server stays. */
async function mountHome() {
  const root = hook(document, "home");
  const settings = readSettings();
  const messages = new Messages(settings.language, settings.messages);
  try {
    const columns = await loadColumns(settings);
    watchEdition(columns.withdrawn);
    const home = new Home(root, { settings, columns, messages });
    await home.update();
    await home.mountMap();
    root.dataset.ready = "true";
    const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 2000));
    if (home.state.text) home.client.warmUp();
    else idle(() => home.client.warmUp(), { timeout: 8000 });
  } catch (error) {
    hook(root, "status-note").textContent = messages.say("load-failed");
    console.error(error);
  }
}

void mountHome();
