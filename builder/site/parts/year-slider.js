/**
 * The slider of time: two thumbs over a bar for each year.
 */
import { buildBars } from "../lib/years.js";
import { hook, make } from "./dom.js";

export class YearSlider {
  /**
   * @param {HTMLElement} page
   * @param {import("./context.js").Context} context
   * @param {import("../lib/story-finder.js").StoryFinder} finder
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(page, context, finder, state) {
    this.context = context;
    this.finder = finder;
    this.state = state;
    this.root = hook(page, "year-slider");
    this.bars = hook(page, "year-slider-bars");
    this.words = hook(page, "year-slider-words");
    this.from = /** @type {HTMLInputElement} */ (hook(page, "year-slider-from"));
    this.to = /** @type {HTMLInputElement} */ (hook(page, "year-slider-to"));
    this.root.hidden = finder.span === null;
    if (finder.span) this.listen(finder.span);
  }

  /**
   * @param {import("../lib/years.js").Span} span
   */
  listen({ first, last }) {
    for (const thumb of [this.from, this.to]) {
      thumb.min = String(first);
      thumb.max = String(last);
      thumb.addEventListener("input", () => this.choose(thumb));
      thumb.addEventListener("change", () => this.state.endManner());
    }
  }

  /**
   * The thumbs do not pass each other: the one that moves stops at the other.
   * @param {HTMLInputElement} thumb
   */
  choose(thumb) {
    const { span } = this.finder;
    const [from, to] = [Number(this.from.value), Number(this.to.value)];
    if (!span) return;
    const [start, end] = from <= to ? [from, to] : thumb === this.from ? [to, to] : [from, from];
    this.state.change({ from: start === span.first ? null : start, to: end === span.last ? null : end }, "while sliding");
  }

  /**
   * @param {import("../lib/home-state.js").State} now
   * @param {Uint32Array} counts for each value of the facet `year`
   */
  show({ from, to }, counts) {
    const { span, index } = this.finder;
    if (!span) return;
    const [start, end] = [from ?? span.first, to ?? span.last];
    const bars = buildBars(index, span, counts);
    const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
    this.bars.replaceChildren(...bars.map((bar) => makeBar(bar, most, bar.year >= start && bar.year <= end)));
    this.words.textContent = start === end ? String(start) : `${start} – ${end}`;
    this.setThumb(this.from, start, bars[start - span.first]);
    this.setThumb(this.to, end, bars[end - span.first]);
    // thumbs on one spot at the far end: the one that can still move lies on top
    this.root.classList.toggle("is-at-end", start === span.last);
  }

  /**
   * @param {HTMLInputElement} thumb
   * @param {number} year
   * @param {import("../lib/years.js").Bar | undefined} bar
   */
  setThumb(thumb, year, bar) {
    const { messages } = this.context;
    thumb.value = String(year);
    const stories = bar?.count === null ? messages.say("few-stories") : messages.count("stories", bar?.count ?? 0);
    thumb.setAttribute("aria-valuetext", `${year}: ${stories}`);
  }
}

/** In steps of this many parts of the height; a class for each, because the page lets no style in. */
const STEPS = 10;

/**
 * @param {import("../lib/years.js").Bar} bar
 * @param {number} most
 * @param {boolean} isChosen
 */
function makeBar({ count }, most, isChosen) {
  const height = count === null ? "few" : String(Math.ceil((count / most) * STEPS));
  return make("span", `vk-years__bar vk-years__bar--${height}${isChosen ? " is-chosen" : ""}`);
}
