/**
 * The filters: emotions as a row of faces, the other facets as groups of boxes, each value with its count.
 *
 * @typedef {import("../lib/columns.js").FacetName} FacetName
 * @typedef {import("../lib/facets.js").Filters} Filters
 * @typedef {import("../lib/facets.js").Counts} Counts
 */
import { FACET_NAMES, optionsOf } from "../lib/columns.js";
import { hook, isWide, make, makeButton } from "./dom.js";
import { drawFace } from "./face.js";

/** The value into which small ones are merged. */
const OTHER_ID = "_other";
/** @type {readonly FacetName[]} */
const GROUPS = FACET_NAMES.filter((facet) => facet !== "emotion");

export class FilterPanel {
  /**
   * @param {HTMLElement} root
   * @param {import("./context.js").Context} context
   * @param {{onToggle: (facet: FacetName, id: string) => void, onClear: () => void}} events
   */
  constructor(root, context, events) {
    this.context = context;
    this.events = events;
    this.chips = hook(root, "filters-emotions");
    this.more = /** @type {HTMLDetailsElement} */ (hook(root, "filters-more"));
    this.groups = hook(root, "filters-groups");
    this.active = hook(root, "filters-active");
    this.badge = hook(root, "filters-badge");
    this.done = hook(root, "filters-done");
    /** @type {Map<string, {set: (isOn: boolean, count: number) => void}>} */
    this.values = new Map();
    this.buildEmotions();
    this.buildGroups();
    this.listen();
  }

  buildEmotions() {
    for (const { value } of optionsOf(this.context.columns, "emotion")) {
      const face = value.id === OTHER_ID ? undefined : value.id;
      const count = make("span", "vk-emotion-chip__count");
      const toggle = () => this.events.onToggle("emotion", value.id);
      const chip = makeButton("vk-emotion-chip", toggle, drawFace(face, "vk-emotion-chip__face"));
      chip.append(make("span", "vk-emotion-chip__label", value.label), count);
      this.chips.append(make("li", "vk-filters__emotion", chip));
      this.values.set(`emotion/${value.id}`, {
        set: (isOn, number) => {
          chip.setAttribute("aria-pressed", String(isOn));
          chip.classList.toggle("is-empty", number === 0);
          this.writeCount(count, number);
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
    for (const facet of GROUPS) {
      const values = optionsOf(this.context.columns, facet);
      if (values.length < 2) continue;
      const summary = make("summary", "vk-filters__name", this.context.messages.say(`facet-${facet}`));
      const list = make("ul", "vk-filters__values");
      list.append(...values.map(({ value }) => this.buildBox(facet, value)));
      this.groups.append(make("details", "vk-filters__group", summary, list));
    }
  }

  /**
   * @param {FacetName} facet
   * @param {import("../lib/columns.js").FacetValue} value
   */
  buildBox(facet, value) {
    const box = make("input", "vk-filters__box");
    box.type = "checkbox";
    box.addEventListener("change", () => this.events.onToggle(facet, value.id));
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
    for (const facet of FACET_NAMES) {
      for (const { value, index } of optionsOf(this.context.columns, facet)) {
        this.values.get(`${facet}/${value.id}`)?.set(filters[facet].includes(value.id), counts[facet][index] ?? 0);
      }
    }
    const chosen = GROUPS.reduce((sum, facet) => sum + filters[facet].length, 0);
    this.badge.textContent = chosen ? this.context.messages.number(chosen) : "";
    this.badge.hidden = !chosen;
    this.done.textContent = this.context.messages.count("show-stories", total);
    this.showActive(filters);
  }

  /**
   * @param {Filters} filters
   */
  showActive(filters) {
    const { messages, columns } = this.context;
    const hadFocus = this.active.contains(document.activeElement);
    const chips = FACET_NAMES.flatMap((facet) =>
      filters[facet].map((id) => {
        const label = columns.facets[facet].find((value) => value.id === id)?.label ?? id;
        const chip = makeButton("vk-filters__chip", () => this.events.onToggle(facet, id), label);
        chip.setAttribute("aria-label", messages.say("remove-filter", { name: label }));
        return make("li", "", chip);
      }),
    );
    if (chips.length) {
      const clear = makeButton("vk-filters__clear", () => this.events.onClear(), messages.say("clear-filters"));
      chips.push(make("li", "", clear));
    }
    this.active.replaceChildren(...chips);
    this.active.hidden = chips.length === 0;
    if (hadFocus) (this.active.querySelector("button") ?? this.chips.querySelector("button"))?.focus();
  }
}
