/**
 * What a card says of a story. It comes in chunks, only for the stories that are shown: call `loadCards` before
 * `storyAt`.
 *
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("./columns.js").FacetValue} FacetValue
 *
 * @typedef {object} Chunk `chunk[field][entry]`
 * @property {string[]} uri from the root of the site
 * @property {string[]} title
 * @property {string[]} lang language of title and first sentence
 * @property {string[]} place
 * @property {string[]} first
 * @property {string[]} date in words
 * @property {string[]} picture from the root of the site, empty for none
 * @property {string[]} picture_large
 * @property {string[]} picture_alt
 *
 * @typedef {object} Story
 * @property {number} number
 * @property {boolean} isLoaded whether the texts are there
 * @property {string} uri
 * @property {string} title
 * @property {string} lang
 * @property {string} place
 * @property {string} first
 * @property {string} date
 * @property {FacetValue[]} themes
 * @property {FacetValue | null} emotion
 * @property {string} picture
 * @property {string} pictureLarge
 * @property {string} pictureAlt
 * @property {boolean} hasSound
 * @property {import("./columns.js").Spot[]} spots
 */
import { facetIndices, spotsOf } from "./columns.js";
import { markOf } from "./withdrawal.js";

const MARK_DIGITS = 8;
const MARK_SIGNS = "!#$%&'()*+,-./:;";

export class CardStore {
  /**
   * @param {number} count of stories
   * @param {{folder: string, hashes: readonly string[], a_chunk: number}} cards
   * @param {{folder: string, hashes: readonly string[]}} ids
   * @param {(uri: string) => Promise<unknown>} fetchJson of an address from the root of the site
   */
  constructor(count, cards, ids, fetchJson) {
    this.count = count;
    this.cards = cards;
    this.ids = ids;
    this.fetchJson = fetchJson;
    /** @type {Map<number, Chunk>} */
    this.chunks = new Map();
    /** @type {Map<number, Promise<void>>} */
    this.waiting = new Map();
  }

  /**
   * The chunk of a story, and where in it the story stands. Chunks count from the oldest story.
   * @param {number} number
   */
  placeOf(number) {
    const age = this.count - 1 - number;
    const chunk = Math.floor(age / this.cards.a_chunk);
    return { chunk, entry: age - chunk * this.cards.a_chunk };
  }

  /**
   * Fetches what is not there yet. A chunk that could not be fetched is asked for again the next time.
   * @param {Iterable<number>} numbers
   * @returns {Promise<void>}
   */
  async load(numbers) {
    const wanted = new Set();
    for (const number of numbers) {
      const { chunk } = this.placeOf(number);
      if (!this.chunks.has(chunk)) wanted.add(chunk);
    }
    if (wanted.size) await Promise.all([...wanted].map((chunk) => this.loadChunk(chunk)));
  }

  /**
   * @param {number} chunk
   * @returns {Promise<void>}
   */
  loadChunk(chunk) {
    const found = this.waiting.get(chunk);
    if (found) return found;
    const { folder, hashes } = this.cards;
    const loading = this.fetchJson(`${folder}${chunk}-${hashes[chunk]}.json`)
      .then((content) => void this.chunks.set(chunk, /** @type {Chunk} */ (content)))
      .finally(() => this.waiting.delete(chunk));
    this.waiting.set(chunk, loading);
    return loading;
  }

  /**
   * One text of a card; empty when it was not loaded.
   * @param {number} number
   * @param {keyof Chunk} field
   */
  text(number, field) {
    const { chunk, entry } = this.placeOf(number);
    return this.chunks.get(chunk)?.[field][entry] ?? "";
  }

  /**
   * The number of the story with this id; null when the map has no such story. Its card is loaded then.
   * @param {string} id `<workshop>/<story>`
   * @returns {Promise<number | null>}
   */
  async find(id) {
    const { folder, hashes } = this.ids;
    if (!id || hashes.length === 0) return null;
    const digits = Math.round(Math.log2(hashes.length) / 4);
    const mark = markOf(id);
    const bucket = digits ? Number.parseInt(mark.slice(0, digits), 16) : 0;
    const key = [...mark.slice(digits, MARK_DIGITS)].map((digit) => MARK_SIGNS[Number.parseInt(digit, 16)]).join("");
    const content = await this.fetchJson(`${folder}${bucket}-${hashes[bucket]}.json`);
    const ages = /** @type {Record<string, number[]>} */ (content)[key] ?? [];
    const numbers = ages.map((age) => this.count - 1 - age);
    await this.load(numbers);
    return numbers.find((number) => idIn(this.text(number, "uri")) === id) ?? null;
  }
}

/**
 * The last two steps of an address: the id of a story.
 * @param {string} uri
 */
function idIn(uri) {
  return uri.split("/").filter(Boolean).slice(-2).join("/");
}

/**
 * Fetches the cards of these stories, where they are not there yet.
 * @param {Columns} columns
 * @param {Iterable<number>} numbers
 */
export function loadCards(columns, numbers) {
  return columns.cards.load(numbers);
}

/**
 * The story with this number; its texts are empty when its card was not loaded.
 * @param {Columns} columns
 * @param {number} number
 * @returns {Story}
 */
export function storyAt(columns, number) {
  const { facets, cards } = columns;
  const [emotion = -1] = facetIndices(columns, "emotion", number);
  return {
    number,
    isLoaded: cards.text(number, "uri") !== "",
    uri: cards.text(number, "uri"),
    title: cards.text(number, "title"),
    lang: cards.text(number, "lang"),
    place: cards.text(number, "place"),
    first: cards.text(number, "first"),
    date: cards.text(number, "date"),
    themes: [...facetIndices(columns, "theme", number)].flatMap((index) => facets.theme[index] ?? []),
    emotion: facets.emotion[emotion] ?? null,
    picture: cards.text(number, "picture"),
    pictureLarge: cards.text(number, "picture_large"),
    pictureAlt: cards.text(number, "picture_alt"),
    hasSound: columns.sound[number] === 1,
    spots: spotsOf(columns, number),
  };
}

/**
 * The id of a story whose card was loaded, `<workshop>/<story>`: the last two steps of its address.
 * @param {Columns} columns
 * @param {number} number
 */
export function storyIdAt(columns, number) {
  return idIn(columns.cards.text(number, "uri"));
}

/**
 * The number of the story with this id; null when the map has no such story.
 * @param {Columns} columns
 * @param {string} id
 * @returns {Promise<number | null>}
 */
export function findStory(columns, id) {
  return columns.cards.find(id);
}
