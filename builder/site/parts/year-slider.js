/**
 * The slider of time: two thumbs over a bar for each year.
 */
import { buildBars, stepsOf, yearsOf } from "../lib/years.js";
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
  listen({ years }) {
    for (const thumb of [this.from, this.to]) {
      thumb.min = "0";
      thumb.max = String(years.length - 1);
      thumb.addEventListener("input", () => this.choose(thumb));
      // a drag is one step back, and so are the keys that are pressed one after another
      for (const start of ["pointerdown", "focus"]) thumb.addEventListener(start, () => this.state.endManner());
    }
  }

  /**
   * The thumbs do not pass each other: the one that moves stops at the other.
   * @param {HTMLInputElement} thumb
   */
  choose(thumb) {
    const { span } = this.finder;
    const [first, last] = [Number(this.from.value), Number(this.to.value)];
    if (!span) return;
    const [start, end] = first <= last ? [first, last] : thumb === this.from ? [last, last] : [first, first];
    this.state.change(yearsOf(span, start, end), "while sliding");
    this.setSteps(span); // a span of few stories is wider than the thumb says
  }

  /**
   * @param {import("../lib/years.js").Span} span
   */
  setSteps(span) {
    const { from, to } = this.state.now;
    const { first, last } = stepsOf(span, from, to);
    this.from.value = String(first);
    this.to.value = String(last);
  }

  /**
   * @param {import("../lib/home-state.js").State} now
   * @param {Uint32Array} counts for each value of the facet `year`
   */
  show({ from, to }, counts) {
    const { span, index } = this.finder;
    if (!span) return;
    const { first, last } = stepsOf(span, from, to);
    const bars = buildBars(index, span, counts);
    const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
    this.bars.replaceChildren(...bars.map((bar, step) => makeBar(bar, index.smallest, most, step >= first && step <= last)));
    this.words.textContent = first === last ? String(span.years[first]) : `${span.years[first]} – ${span.years[last]}`;
    this.setSteps(span);
    this.tell(this.from, bars[first]);
    this.tell(this.to, bars[last]);
    // thumbs on one spot at the far end: the one that can still move lies on top
    this.root.classList.toggle("is-at-end", first === span.years.length - 1);
  }

  /**
   * @param {HTMLInputElement} thumb
   * @param {import("../lib/years.js").Bar | undefined} bar
   */
  tell(thumb, bar) {
    const { messages, columns } = this.context;
    const words = [String(bar?.year)];
    if (bar && bar.count !== null) words.push(messages.countAtLeast("stories", bar.count, columns.smallest_group));
    thumb.setAttribute("aria-valuetext", words.join(": "));
  }
}

/** In steps of this many parts of the height; a class for each, because the page lets no style in. */
const STEPS = 10;

/**
 * @param {import("../lib/years.js").Bar} bar
 * @param {number} smallest a smaller number is not told, and not drawn
 * @param {number} most
 * @param {boolean} isChosen
 */
function makeBar({ count }, smallest, most, isChosen) {
  const isFew = count === null || (count > 0 && count < smallest);
  const height = isFew ? "few" : String(Math.ceil((count / most) * STEPS));
  return make("span", `vk-years__bar vk-years__bar--${height}${isChosen ? " is-chosen" : ""}`);
}
