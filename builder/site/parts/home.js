/**
 * The home page: one state; map, list, counts, chips and address follow it.
 */
import { findStory, storyIdAt } from "../lib/cards.js";
import { countWithoutSpot } from "../lib/columns.js";
import { noFilters, optionOf, toggleFilter } from "../lib/facets.js";
import { HomeState, isNarrowed, isSameQuestion, startState } from "../lib/home-state.js";
import { Messages } from "../lib/messages.js";
import { SearchClient, SearchError } from "../lib/search-client.js";
import { StoryFinder } from "../lib/story-finder.js";
import { ActiveFilters } from "./active-filters.js";
import { Address, readAddress } from "./address.js";
import { fromRoot, readSettings } from "./context.js";
import { hook, isWide } from "./dom.js";
import { EmptyResult } from "./empty-result.js";
import { FilterPanel } from "./filters.js";
import { InView } from "./in-view.js";
import { ListOrder } from "./list-order.js";
import { Meant } from "./meant.js";
import { NearMe } from "./near-me.js";
import { SearchBox } from "./search-box.js";
import { SearchMarks } from "./search-marks.js";
import { ShareView } from "./share-view.js";
import { CARDS_AT_FIRST, StoryList } from "./story-list.js";
import { startStoryMap } from "./story-map.js";
import { mountStorySheet } from "./story-sheet.js";
import { watchEdition } from "./withdrawal-watch.js";
import { Walks } from "./walks.js";
import { YearSlider } from "./year-slider.js";

/** A search that takes longer says so. */
const PATIENCE_MS = 200;

/** @typedef {import("../lib/home-state.js").State} State */

class Home {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {StoryFinder} finder
   * @param {SearchClient} client
   */
  constructor(root, context, finder, client) {
    this.root = root;
    this.context = context;
    this.finder = finder;
    this.client = client;
    this.marks = new SearchMarks(hook(root, "story-list-items"), client);
    this.status = hook(root, "status");
    this.note = hook(root, "status-note");
    this.offMap = hook(root, "off-map");
    this.state = new HomeState(readAddress(context.settings.language), (state) => finder.settle(state));
    /** @type {readonly number[] | null} */
    this.numbers = null;
    /** @type {readonly number[]} */
    this.onMap = [];
    this.round = 0;
    /** @type {import("./story-map.js").StoryMap | null} */
    this.map = null;
    this.address = new Address(this.state);
    this.mountParts();
    this.state.follow((now, before) => this.follow(now, before));
    addEventListener("popstate", () => this.leaveChoice());
  }

  mountParts() {
    const { root, context, state, finder } = this;
    this.sheet = mountStorySheet(root, context, {
      onDismiss: () => this.dismissCard(),
      onClose: () => this.map?.stories.lift(null),
      onChoose: (number) => this.map?.stories.lift(number),
      onShow: (number) => this.tellCard(number),
    });
    this.list = new StoryList(hook(root, "story-list"), context, {
      onPoint: (number) => this.sheet?.isOpen || this.map?.stories.lift(number),
      onChoose: (number, opener) => this.openFromList(number, opener),
      onPlace: (id) => this.showPlace(id),
    });
    this.filters = new FilterPanel(hook(root, "filters"), context, state);
    this.active = new ActiveFilters(root, context, state);
    this.years = new YearSlider(root, context, finder, state);
    this.order = new ListOrder(root, context, state);
    this.inView = new InView(root, state);
    this.walks = new Walks(root, context, state);
    this.near = new NearMe(root, context, state);
    this.share = new ShareView(root, context, state);
    this.meant = new Meant(root, context, state);
    this.empty = new EmptyResult(hook(root, "empty-result"), context, state);
    this.searchBox = new SearchBox(/** @type {HTMLFormElement} */ (hook(root, "search-box")), {
      onText: (text, isFinal) => this.changeText(text, isFinal),
      onInterest: () => this.client.warmUp(),
    });
    for (const button of root.querySelectorAll("[data-view-choice]")) {
      button.addEventListener("click", () => this.chooseLayout(/** @type {HTMLElement} */ (button)));
    }
  }

  /**
   * @param {Promise<import("./story-map.js").StoryMap>} started
   */
  async mountMap(started) {
    const { context, state } = this;
    this.map = await started;
    const { stories, map, routes } = this.map;
    stories.connect(context, {
      onChoose: (number) => this.openFromMap(number),
      onChooseMany: (numbers) => void this.openChoice(numbers),
      onPoint: (numbers) => this.list?.lift(numbers),
    });
    map.on("vk:area", (event) => {
      const { id, uri } = /** @type {L.LeafletEvent & {id: string, uri: string}} */ (event);
      // few stories or none: the map cannot show them alone, the page of the neighbourhood can
      if (optionOf(context.columns, "area", id) !== id) location.assign(fromRoot(uri));
      else state.change({ filters: toggleFilter(state.now.filters, "area", id) });
    });
    stories.show(this.onMap);
    this.inView?.connect(map);
    this.map.markHere(state.now.here);
    this.walks?.connect(map, routes);
    await this.showCard();
  }

  /**
   * @param {State} now
   * @param {State} before
   */
  follow(now, before) {
    this.root.dataset.view = now.story && !isWide() ? "map" : now.layout;
    this.markLayout(now.layout);
    this.searchBox?.show(now.text);
    if (now.here !== before.here) this.map?.markHere(now.here);
    if (now.story !== before.story) void this.showCard();
    if (!isSameQuestion(now, before)) void this.update();
  }

  /** Asks for what the state asks for, and shows it; until it is there, the page says that it searches. */
  async update() {
    const round = ++this.round;
    const { finder } = this;
    const { now } = this.state;
    const { messages } = this.context;
    const patience = setTimeout(() => this.tellBusy(messages.say("search-loading")), PATIENCE_MS);
    try {
      const answer = finder.mustSearch(now) ? await finder.search(now) : finder.answer(now);
      clearTimeout(patience);
      if (round === this.round) await this.show(answer);
    } catch (error) {
      const isSearch = error instanceof SearchError;
      if (!isSearch) console.error(error);
      if (round === this.round) this.tellFault(isSearch);
    } finally {
      clearTimeout(patience);
    }
  }

  /**
   * @param {boolean} isSearch whether it is the search that failed, and not a part of the list
   */
  tellFault(isSearch) {
    const { messages } = this.context;
    this.tellBusy("");
    const inSearch = navigator.onLine ? messages.say("search-failed") : messages.say("search-offline");
    this.note.textContent = isSearch ? inSearch : messages.say("cards-failed");
  }

  /**
   * A count that does not hold is not shown.
   * @param {string} word empty when it is over
   */
  tellBusy(word) {
    this.root.classList.toggle("is-searching", word !== "");
    if (word) [this.status.textContent, this.note.textContent] = [word, ""];
  }

  /**
   * @param {import("../lib/story-finder.js").Answer} answer
   */
  async show(answer) {
    const { now } = this.state;
    const { numbers, onMap, counts } = answer;
    const shownBefore = this.numbers;
    this.tellBusy("");
    this.tellCount(answer);
    this.filters?.show(now.filters, counts, numbers.length);
    this.years?.show(now, counts.year);
    this.order?.show(now, answer.order, numbers.length);
    this.meant?.show(answer);
    this.empty?.show(answer);
    if (!isSame(this.onMap, onMap)) this.map?.stories.show(onMap);
    [this.numbers, this.onMap] = [numbers, onMap];
    this.marks.show(now.text.trim());
    if (!isSame(shownBefore, numbers)) await this.list?.show(numbers);
  }

  /**
   * @param {import("../lib/story-finder.js").Answer} answer
   */
  tellCount({ numbers, isLoose }) {
    const { columns, messages } = this.context;
    const isAll = !isNarrowed(this.state.now);
    const total = messages.number(columns.count);
    this.status.textContent = isAll
      ? messages.count("stories", columns.count)
      : messages.count("stories-of", columns.count, { num: messages.number(numbers.length), total });
    this.note.textContent = isLoose ? messages.say("loose") : isAll ? messages.say("never-finished") : "";
    const without = countWithoutSpot(columns, numbers);
    this.offMap.hidden = without === 0;
    const isFew = without < columns.smallest_group;
    const words = isFew ? messages.say("few-off-map") : messages.count("off-map", without);
    if (this.offMap.textContent !== words) this.offMap.textContent = words; // else it would be painted once more
  }

  /**
   * @param {string} text
   * @param {boolean} isFinal
   */
  changeText(text, isFinal) {
    if (text.trim() !== this.state.now.text.trim()) this.state.change({ text }, "while typing");
    if (!isFinal) return;
    this.state.endManner();
    if (!isWide()) hook(this.root, "story-list").scrollIntoView({ block: "start" });
  }

  /**
   * All stories of a place, from a card of the list.
   * @param {string} id
   */
  showPlace(id) {
    const { layout, language } = this.state.now;
    this.state.change({ ...startState(language), layout, filters: { ...noFilters(), place: [id] } });
    this.status.focus({ preventScroll: true });
  }

  // The open card

  /** Opens the card that the state asks for, and closes what it does not ask for. */
  async showCard() {
    const { story } = this.state.now;
    const number = story ? await findStory(this.context.columns, story) : null;
    if (story !== this.state.now.story) return;
    if (number === null) {
      if (this.sheet?.number !== null) this.sheet?.close(); // a choice of stories stays
      if (story) this.state.change({ story: "" }, "quiet"); // a story that is no longer here
    } else if (this.sheet?.number !== number) this.openBeside(number, () => this.map?.stories.focusOn(number));
  }

  /**
   * Keeps the state the same as the open card, so that it can be shared; on a phone the back button closes it.
   * @param {number | null} number
   */
  tellCard(number) {
    const story = number === null ? "" : storyIdAt(this.context.columns, number);
    if (this.sheet?.number !== number || story === this.state.now.story) return;
    const isFirst = !isWide() && story !== "" && this.state.now.story === "" && !this.address.isBackToBeforeCard;
    this.state.change({ story }, isFirst ? "choice" : "quiet");
  }

  /** Going back closes a choice of stories, too, which the state does not know. */
  leaveChoice() {
    if (this.sheet?.number === null && !this.address.isBackToBeforeCard) this.sheet.close();
  }

  dismissCard() {
    if (this.address.isBackToBeforeCard) {
      history.back();
      return;
    }
    this.sheet?.close();
    this.state.change({ story: "" }, "quiet");
  }

  /**
   * @param {number} number
   */
  async openFromMap(number) {
    this.map?.stories.lift(number);
    await this.sheet?.open(number, () => this.map?.stories.focusOn(number));
    this.keepClear(number);
  }

  /**
   * Several stories on one spot.
   * @param {readonly number[]} numbers
   */
  async openChoice(numbers) {
    const first = numbers[0] ?? 0;
    await this.sheet?.openChoice(numbers, () => this.map?.stories.focusOn(first));
    if (!isWide() && this.sheet?.isOpen) this.address.noteChoice();
    this.keepClear(first);
  }

  /**
   * @param {number} number
   */
  keepClear(number) {
    if (!this.sheet?.isOpen) return;
    this.inView?.hold();
    this.map?.keepClear(number, this.sheet.root.getBoundingClientRect());
  }

  /**
   * @param {number} number
   * @param {HTMLElement} opener
   */
  openFromList(number, opener) {
    this.openBeside(number, () => {
      const again = opener.isConnected ? opener : this.list?.list.querySelector(`[data-story="${number}"] a`);
      if (again instanceof HTMLElement) again.focus({ preventScroll: isWide() });
    });
  }

  /**
   * Opens a card and brings its story into view beside it.
   * @param {number} number
   * @param {() => void} giveFocusBack
   */
  async openBeside(number, giveFocusBack) {
    await this.sheet?.open(number, giveFocusBack);
    if (!isWide()) {
      this.root.dataset.view = "map"; // the map stands behind the card, whatever the layout
      // after the card has its own step in the history: going back returns to where the list was
      hook(this.root, "search-box").scrollIntoView({ block: "start", behavior: "instant" });
    }
    if (!this.state.now.box) this.map?.reveal(number);
    this.map?.stories.lift(number);
    if (!isWide()) this.keepClear(number);
  }

  // Map or list

  /**
   * @param {HTMLElement} button
   */
  chooseLayout(button) {
    this.state.change({ layout: button.dataset.viewChoice === "list" ? "list" : "map" });
    window.scrollTo({ top: 0 });
  }

  /**
   * @param {import("../lib/home-state.js").Layout} layout
   */
  markLayout(layout) {
    for (const button of this.root.querySelectorAll("[data-view-choice]")) {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.viewChoice === layout));
    }
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
  const started = startStoryMap(hook(root, "story-map"), settings, location.search ? 0 : CARDS_AT_FIRST);
  try {
    const columns = await started.columns;
    watchEdition(columns.withdrawn);
    const client = new SearchClient(fromRoot(settings.search), startWorker);
    const finder = new StoryFinder(columns, (text) => client.find(text));
    const totals = finder.all.counts;
    const home = new Home(root, { settings, columns, messages, totals }, finder, client);
    home.follow(home.state.now, home.state.now);
    // the map does not wait for the cards of the list; that it fails is told last, when the list has said its own
    const [, mounted] = await Promise.allSettled([home.update(), home.mountMap(started.map)]);
    if (mounted.status === "rejected") throw mounted.reason;
    root.dataset.ready = "true";
    performance.mark("vk:usable");
    const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 2000));
    if (home.state.now.text) client.warmUp();
    else idle(() => client.warmUp(), { timeout: 8000 });
  } catch (error) {
    hook(root, "status-note").textContent = messages.say("load-failed");
    console.error(error);
  }
}

void mountHome();
