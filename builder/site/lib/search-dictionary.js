/**
 * The dictionary of the index: looks up terms and words, and fetches only the blocks that it needs.
 *
 * @typedef {import("./search-files.js").Entry} Entry
 * @typedef {import("./search-files.js").Manifest} Manifest
 * @typedef {(name: string) => Promise<Uint8Array>} ReadFile a file of the index by its name without the suffix
 * @typedef {{word: string, isName: boolean, frequency: number, distance: number, likeness: number}} Near
 */
import { readBlock, readMirror } from "./search-files.js";
import { editDistance } from "./search-distance.js";

const KEPT_BLOCKS = 24;
const PREFIX_BLOCKS = 3;
const NEAR_BLOCKS = 4;

export class Dictionary {
  /**
   * @param {Manifest} manifest
   * @param {ReadFile} read
   */
  constructor(manifest, read) {
    this.manifest = manifest;
    this.blocks = new Shelf(manifest.blocks, async (name) => readBlock(await read(name)));
    this.mirror = new Shelf(manifest.mirror, async (name) => readMirror(await read(name)));
  }

  /**
   * The entry of a key; null when there is none.
   * @param {string} key
   * @returns {Promise<Entry | null>}
   */
  async find(key) {
    const number = this.blocks.numberOf(key);
    if (number < 0) return null;
    const block = await this.blocks.get(number);
    const at = firstAtLeast(block.length, (index) => block[index]?.key ?? "", key);
    const entry = block[at];
    return entry?.key === key ? entry : null;
  }

  /**
   * Words that start so, those in many stories first.
   * @param {string} prefix
   * @param {number} most
   * @returns {Promise<Entry[]>}
   */
  async startingWith(prefix, most) {
    /** @type {Entry[]} */
    const found = [];
    for (const number of this.blocks.rangeOf(prefix, PREFIX_BLOCKS)) {
      for (const entry of await this.blocks.get(number)) {
        if (entry.stems.length && entry.key.startsWith(prefix)) found.push(entry);
      }
    }
    return found.sort((one, other) => rank(other) - rank(one) || (one.key < other.key ? -1 : 1)).slice(0, most);
  }

  /**
   * Words that start like this one but for one error, in many stories first: for a word that is still being typed.
   * @param {string} start folded
   * @returns {Promise<Near[]>}
   */
  async nearStart(start) {
    /** @type {Near[]} */
    const found = [];
    for (const number of this.blocks.narrow(start, Math.ceil(start.length / 2), NEAR_BLOCKS)) {
      for (const { key, stems, isName, frequency } of await this.blocks.get(number)) {
        if (!stems.length || key.length <= start.length) continue;
        const lengths = [start.length - 1, start.length, start.length + 1];
        if (!lengths.some((length) => editDistance(start, key.slice(0, length), 1) <= 1)) continue;
        found.push({ word: key, isName, frequency, distance: 1, likeness: likeness(start, key) });
      }
    }
    return found.sort((one, other) => rank(other) - rank(one) || (one.word < other.word ? -1 : 1));
  }

  /**
   * Words that look like this one, the nearest first: those whose first or whose last letters are the same.
   * @param {string} word folded
   * @param {number} most errors
   * @returns {Promise<Near[]>}
   */
  async near(word, most) {
    const letters = [...word];
    const kept = Math.max(1, Math.floor(letters.length / (most + 1)));
    /** @type {Map<string, Near>} */
    const found = new Map();
    const look = (/** @type {string} */ key, /** @type {{isName: boolean, frequency: number}} */ entry) => {
      if (found.has(key) || Math.abs(key.length - word.length) > most) return;
      const distance = editDistance(word, key, most);
      if (distance > most) return;
      const { isName, frequency } = entry;
      found.set(key, { word: key, isName, frequency, distance, likeness: likeness(word, key) });
    };
    for (const number of this.blocks.narrow(word, kept, NEAR_BLOCKS)) {
      for (const entry of await this.blocks.get(number)) if (entry.stems.length) look(entry.key, entry);
    }
    for (const number of this.mirror.narrow(letters.reverse().join(""), kept, NEAR_BLOCKS)) {
      for (const entry of await this.mirror.get(number)) look([...entry.back].reverse().join(""), entry);
    }
    return [...found.values()].sort(
      (one, other) =>
        one.distance - other.distance ||
        rank(other) + other.likeness - rank(one) - one.likeness ||
        (one.word < other.word ? -1 : 1),
    );
  }
}

/**
 * What makes one of two words with as many errors the likelier one: the first letter is mostly right, and letters that
 * only changed places are the commonest slip.
 * @param {string} typed
 * @param {string} word
 */
function likeness(typed, word) {
  const sorted = (/** @type {string} */ text) => [...text].sort().join("");
  return (typed[0] === word[0] ? 4 : 0) + (sorted(typed) === sorted(word) ? 3 : 0);
}

/**
 * Names of places, themes and initiatives count as if four times as many stories had them.
 * @param {{isName: boolean, frequency: number}} entry
 */
function rank(entry) {
  return entry.frequency + (entry.isName ? 2 : 0);
}

/**
 * Blocks in the order of their first keys, the last used ones kept.
 * @template T
 */
class Shelf {
  /**
   * @param {[string, string][]} index first key and file of each
   * @param {(name: string) => Promise<T[]>} load
   */
  constructor(index, load) {
    this.index = index;
    this.load = load;
    /** @type {Map<number, Promise<T[]>>} */
    this.kept = new Map();
  }

  /**
   * @param {number} number
   * @returns {Promise<T[]>}
   */
  get(number) {
    const known = this.kept.get(number);
    this.kept.delete(number);
    const block = known ?? this.load(this.index[number]?.[1] ?? "");
    this.kept.set(number, block);
    block.catch(() => this.kept.delete(number));
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_BLOCKS && oldest !== undefined) this.kept.delete(oldest);
    return block;
  }

  /**
   * The block in which a key must stand; -1 before the first.
   * @param {string} key
   */
  numberOf(key) {
    const at = firstAtLeast(this.index.length, (number) => this.index[number]?.[0] ?? "", key);
    return this.index[at]?.[0] === key ? at : at - 1;
  }

  /**
   * The blocks in which keys with this start can stand, at most so many.
   * @param {string} prefix
   * @param {number} most
   */
  rangeOf(prefix, most) {
    const numbers = [];
    for (let number = Math.max(0, this.numberOf(prefix)); numbers.length < most; number++) {
      const first = this.index[number]?.[0];
      if (first === undefined || (first > prefix && !first.startsWith(prefix))) break;
      numbers.push(number);
    }
    return numbers;
  }

  /**
   * The blocks around a word: with its first letters the same, with more of them when those are too many.
   * @param {string} word
   * @param {number} kept letters
   * @param {number} most
   */
  narrow(word, kept, most) {
    for (let letters = kept; letters < word.length; letters++) {
      const numbers = this.rangeOf(word.slice(0, letters), most + 1);
      if (numbers.length <= most) return numbers;
    }
    return this.rangeOf(word, most);
  }
}

/**
 * The first index whose key is not before this one.
 * @param {number} length
 * @param {(index: number) => string} keyAt
 * @param {string} key
 */
function firstAtLeast(length, keyAt, key) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyAt(middle) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
