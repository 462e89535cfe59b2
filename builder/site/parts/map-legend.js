/**
 * What the marks on the map mean, and the choice between feelings and themes. Folded until somebody opens it.
 */
import { make } from "./dom.js";
import { drawMark, MARK_FACETS } from "./story-marks.js";

/**
 * @typedef {object} LegendWords
 * @property {string} legendTitle
 * @property {string} legendChoice
 * @property {string} legendEmotion
 * @property {string} legendTheme
 * @property {string} legendNone
 */

export class MapLegend extends L.Control {
  /**
   * @param {L.ControlPosition} position
   * @param {LegendWords} words
   * @param {import("../lib/columns.js").Columns} columns
   * @param {(facet: import("./story-marks.js").MarkFacet) => void} onChoose
   */
  constructor(position, words, columns, onChoose) {
    super({ position });
    this.words = words;
    this.columns = columns;
    this.onChoose = onChoose;
    this.list = make("ul", "vk-legend__marks");
  }

  onAdd() {
    const { words } = this;
    const box = make("details", "vk-legend leaflet-bar");
    box.dataset.part = "map-legend";
    const choice = make("fieldset", "vk-legend__choice", make("legend", "", words.legendChoice));
    const labels = { emotion: words.legendEmotion, theme: words.legendTheme };
    for (const facet of MARK_FACETS) choice.append(this.makeChoice(facet, labels[facet]));
    box.append(make("summary", "vk-legend__title", words.legendTitle), choice, this.list);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    this.show("emotion");
    return box;
  }

  /**
   * @param {import("./story-marks.js").MarkFacet} facet
   * @param {string} label
   */
  makeChoice(facet, label) {
    const button = make("input", "");
    button.type = "radio";
    button.name = "vk-legend";
    button.value = facet;
    button.checked = facet === "emotion";
    button.addEventListener("change", () => {
      this.show(facet);
      this.onChoose(facet);
    });
    return make("label", "", button, label);
  }

  /**
   * @param {import("./story-marks.js").MarkFacet} facet
   */
  show(facet) {
    const values = this.columns.facets[facet];
    const line = (/** @type {number} */ index, /** @type {string} */ label) =>
      make("li", "vk-legend__mark", drawMark(facet, values, index), make("span", "", label));
    const shown = values.map(({ id, label }, index) => (id === "_other" ? null : line(index, label)));
    this.list.replaceChildren(...shown.filter((each) => each !== null), line(-1, this.words.legendNone));
  }
}
