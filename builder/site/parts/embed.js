/**
 * The map in a frame of another site: the stories of its address, and a way to the whole map. It changes no history: the
 * back button belongs to the page around it.
 */
import { findStory, storyIdAt } from "../lib/cards.js";
import { HomeState, isNarrowed } from "../lib/home-state.js";
import { Messages } from "../lib/messages.js";
import { SearchClient } from "../lib/search-client.js";
import { StoryFinder } from "../lib/story-finder.js";
import { formatState } from "../lib/url-state.js";
import { readAddress } from "./address.js";
import { fromRoot, readSettings } from "./context.js";
import { hook } from "./dom.js";
import { SearchMarks } from "./search-marks.js";
import { StoryList } from "./story-list.js";
import { startStoryMap } from "./story-map.js";
import { mountStorySheet } from "./story-sheet.js";
import { watchEdition, watchWithdrawals } from "./withdrawal-watch.js";

class Embed {
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
    this.whole = /** @type {HTMLAnchorElement} */ (hook(root, "embed-whole"));
    this.state = new HomeState(readAddress(context.settings.language), (state) => finder.settle(state));
    this.state.follow(() => this.pointHome());
    root.dataset.view = this.state.now.layout;
    this.pointHome();
  }

  /** The way to the whole map leads to what is shown here. */
  pointHome() {
    this.whole.href = fromRoot(this.context.settings.home) + formatState({ ...this.state.now, layout: "map" });
  }

  /**
   * @param {Promise<import("./story-map.js").StoryMap>} started
   */
  async mount(started) {
    const { root, context, state } = this;
    const answer = await (this.finder.mustSearch(state.now) ? this.finder.search(state.now) : this.finder.answer(state.now));
    this.tellCount(answer.numbers.length);
    const map = await started;
    const { stories } = map;
    const sheet = mountStorySheet(root, context, {
      onDismiss: () => sheet.close(),
      onClose: () => this.tellCard(null, () => stories.lift(null)),
      onChoose: (number) => stories.lift(number),
      onShow: (number) => this.tellCard(number, () => stories.lift(number)),
    });
    const open = async (/** @type {number} */ number, /** @type {() => void} */ giveFocusBack) => {
      await sheet.open(number, giveFocusBack);
      map.keepClear(number, sheet.root.getBoundingClientRect());
    };
    const list = new StoryList(hook(root, "story-list"), context, {
      onPoint: (number) => sheet.isOpen || stories.lift(number),
      onChoose: (number, opener) => void open(number, () => opener.focus()),
      onPlace: () => undefined, // the button of the place is not shown here
    });
    stories.connect(context, {
      onChoose: (number) => void open(number, () => stories.focusOn(number)),
      onChooseMany: (numbers) => void sheet.openChoice(numbers, () => stories.focusOn(numbers[0] ?? 0)),
      onPoint: (numbers) => list.lift(numbers),
    });
    stories.show(answer.numbers);
    const { box, story, walk } = state.now;
    if (box) map.map.fitBounds([[box.south, box.west], [box.north, box.east]], { animate: false });
    if (map.routes) this.showWalk(map.map, map.routes, walk);
    if (state.now.layout === "list") {
      new SearchMarks(hook(root, "story-list-items"), this.client).show(state.now.text.trim());
      await list.show(answer.numbers);
    }
    const number = story ? await findStory(context.columns, story) : null;
    if (number !== null) {
      if (!box) map.reveal(number);
      await open(number, () => stories.focusOn(number));
    }
    root.dataset.ready = "true";
  }

  /**
   * A walk alone: that of the address, or the one whose name somebody chooses.
   * @param {L.Map} map
   * @param {import("./routes-layer.js").RoutesLayer} routes
   * @param {string} walk
   */
  showWalk(map, routes, walk) {
    map.on("vk:walk", (event) => {
      const { id } = /** @type {L.LeafletEvent & {id: string}} */ (event);
      routes.show(id);
      this.state.change({ walk: id }, "quiet");
    });
    map.on("vk:walks", (event) => "routes" in event || this.state.change({ walk: "" }, "quiet"));
    if (!walk) return;
    routes.show(walk);
    map.addLayer(routes);
  }

  /**
   * @param {number | null} number
   * @param {() => void} lift
   */
  tellCard(number, lift) {
    lift();
    const story = number === null ? "" : storyIdAt(this.context.columns, number);
    this.state.change({ story }, "quiet");
  }

  /**
   * @param {number} count
   */
  tellCount(count) {
    const { columns, messages } = this.context;
    const total = messages.number(columns.count);
    hook(this.root, "status").textContent = isNarrowed(this.state.now)
      ? messages.count("stories-of", columns.count, { num: messages.number(count), total })
      : messages.count("stories", columns.count);
  }
}

async function mountEmbed() {
  const root = hook(document, "embed");
  const settings = readSettings();
  const messages = new Messages(settings.language, settings.messages);
  const { map, columns: stories } = startStoryMap(hook(root, "story-map"), settings);
  try {
    const columns = await stories;
    watchEdition(columns.withdrawn);
    const start = () => new Worker(new URL("../workers/search-worker.js", import.meta.url), { type: "module" });
    const client = new SearchClient(fromRoot(settings.search), start);
    const finder = new StoryFinder(columns, (text) => client.find(text));
    const { counts } = finder.all;
    const totals = { ...counts, place: new Uint32Array(counts.place.length) }; // the others there are for the whole map
    await new Embed(root, { settings, columns, messages, totals }, finder, client).mount(map);
  } catch (error) {
    hook(root, "status").textContent = messages.say("load-failed");
    console.error(error);
  }
}

watchWithdrawals();
void mountEmbed();
