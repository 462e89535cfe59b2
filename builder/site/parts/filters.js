/**
 * The filters: emotions as a row of faces, the other facets as groups of boxes, each value with its count.
 *
 * @typedef {import("../lib/facet-index.js").Facet} Facet
 * @typedef {import("../lib/facets.js").Filters} Filters
 * @typedef {import("../lib/facets.js").Counts} Counts
 */
import { FACETS, OTHER_ID, facetValues } from "../lib/facet-index.js";
import { optionsOf, toggleFilter } from "../lib/facets.js";
import { hook, isWide, make, makeButton } from "./dom.js";
import { drawFace } from "./face.js";

/** The years have their slider, and what can be heard or seen stands together in one group. */
/** @type {readonly Facet[]} */
const GROUPS = ["theme", "area", "place", "initiative", "language"];
/** @type {readonly Facet[]} */
const WITH = ["sound", "picture"];
/** @type {readonly Facet[]} */
const IN_SHEET = [...GROUPS, ...WITH, "year"];
/** Of a longer list the values with most stories stand first, and the others behind a button. */
const VALUES_AT_ONCE = 12;
/** From here on a count does not fit beside a face. */
const LONG_COUNT = 1000;

export class FilterPanel {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {import("../lib/home-state.js").HomeState} state
   */
  constructor(root, context, state) {
    this.context = context;
    this.state = state;
    this.chips = hook(root, "filters-emotions");
    this.more = /** @type {HTMLDetailsElement} */ (hook(root, "filters-more"));
    this.groups = hook(root, "filters-groups");
    this.badge = hook(root, "filters-badge");
    this.done = hook(root, "filters-done");
    /** @type {Map<string, {set: (isOn: boolean, count: number) => void}>} */
    this.values = new Map();
    this.buildEmotions();
    this.buildGroups();
    this.listen();
  }

  /**
   * @param {Facet} facet
   * @param {string} id
   */
  toggle(facet, id) {
    this.state.change({ filters: toggleFilter(this.state.now.filters, facet, id) });
  }

  buildEmotions() {
    for (const { value } of optionsOf(this.context.columns, "emotion")) {
      const face = value.id === OTHER_ID ? undefined : value.id;
      const count = make("span", "vk-emotion-chip__count");
      const toggle = () => this.toggle("emotion", value.id);
      const chip = makeButton("vk-emotion-chip", toggle, drawFace(face, "vk-emotion-chip__face"));
      chip.append(make("span", "vk-emotion-chip__label", value.label), count);
      this.chips.append(make("li", "vk-filters__emotion", chip));
      this.values.set(`emotion/${value.id}`, {
        set: (isOn, number) => {
          chip.setAttribute("aria-pressed", String(isOn));
          chip.classList.toggle("is-empty", number === 0);
          this.writeCount(count, number);
          count.classList.toggle("vk-emotion-chip__count--long", number >= LONG_COUNT);
        },
      });
    }
  }

  /**
   * A number of stories; below the smallest group only that there are few, in a sign for the eye and in words for the ear.
   * @param {HTMLElement} place
   * @param {number} number
   */
  writeCount(place, number) {
    const { messages, columns } = this.context;
    if (number === 0 || number >= columns.smallest_group) {
      place.textContent = messages.number(number);
      return;
    }
    const sign = make("span", "", messages.say("few"));
    sign.setAttribute("aria-hidden", "true");
    place.replaceChildren(sign, make("span", "vk-unseen", messages.say("fewer-than")));
  }

  buildGroups() {
    const { messages, columns, totals } = this.context;
    for (const facet of GROUPS) {
      const totalOf = (/** @type {{option: number}} */ { option }) => totals[facet][option] ?? 0;
      const values = optionsOf(columns, facet).map(({ value }) => value);
      if (values.length < 2) continue;
      if (values.length > VALUES_AT_ONCE) values.sort((one, other) => totalOf(other) - totalOf(one));
      this.addGroup(messages.say(`facet-${facet}`), values.map((value) => this.buildBox(facet, value)));
    }
    const boxes = WITH.flatMap((facet) =>
      facetValues(columns, facet).map((value) => this.buildBox(facet, { ...value, label: messages.say(`with-${facet}`) })),
    );
    this.addGroup(messages.say("facet-with"), boxes);
  }

  /**
   * @param {string} name
   * @param {HTMLElement[]} boxes
   */
  addGroup(name, boxes) {
    const list = make("ul", "vk-filters__values", ...boxes);
    const group = make("details", "vk-filters__group", make("summary", "vk-filters__name", name), list);
    if (boxes.length > VALUES_AT_ONCE) {
      const label = this.context.messages.count("show-values", boxes.length);
      const all = makeButton("vk-filters__all", () => {
        list.classList.add("is-whole");
        all.remove();
        list.querySelectorAll("input")[VALUES_AT_ONCE]?.focus();
      }, label);
      group.append(all);
    }
    this.groups.append(group);
  }

  /**
   * @param {Facet} facet
   * @param {import("../lib/columns.js").FacetValue} value
   */
  buildBox(facet, value) {
    const box = make("input", "vk-filters__box");
    box.type = "checkbox";
    box.addEventListener("change", () => this.toggle(facet, value.id));
    const count = make("span", "vk-filters__count");
    const label = make("label", "vk-filters__value", box, make("span", "vk-filters__label", value.label), count);
    this.values.set(`${facet}/${value.id}`, {
      set: (isOn, number) => {
        box.checked = isOn;
        label.classList.toggle("is-empty", number === 0);
        this.writeCount(count, number);
      },
    });
    return make("li", "", label);
  }

  listen() {
    this.done.addEventListener("click", () => this.close());
    this.more.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.more.open) {
        event.stopPropagation();
        this.close();
      }
    });
    document.addEventListener("click", (event) => {
      const isOutside = event.target instanceof Node && !this.more.contains(event.target);
      if (isOutside && this.more.open && !isWide()) this.more.open = false;
    });
  }

  close() {
    this.more.open = false;
    this.more.querySelector("summary")?.focus();
  }

  /**
   * @param {Filters} filters
   * @param {Counts} counts
   * @param {number} total of matching stories
   */
  show(filters, counts, total) {
    for (const facet of FACETS) {
      for (const { value, index } of optionsOf(this.context.columns, facet)) {
        this.values.get(`${facet}/${value.id}`)?.set(filters[facet].includes(value.id), counts[facet][index] ?? 0);
      }
    }
    const chosen = IN_SHEET.reduce((sum, facet) => sum + filters[facet].length, 0);
    this.badge.textContent = chosen ? this.context.messages.number(chosen) : "";
    this.badge.hidden = !chosen;
    this.done.textContent = this.context.messages.count("show-stories", total);
  }
}
