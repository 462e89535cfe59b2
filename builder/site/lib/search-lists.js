/**
 * The lists of the index: which stories have a term, how much they are about it, and where in the text it stands.
 *
 * @typedef {import("./search-files.js").Entry} Entry
 * @typedef {import("./search-files.js").Part} Part
 * @typedef {import("./search-ranking.js").Matches} Matches
 * @typedef {import("./search-terms.js").Meaning} Meaning
 */
import { NumberReader, visitPostings } from "./search-files.js";

/** What a level stands for, in occurrences in a text of usual length; `LEVELS` of the writer has the lower bounds. */
const VALUES = Float32Array.from({ length: 16 }, (_, level) => (level ? 0.45 * 1.32 ** (level - 1) * 1.15 : 0.3));
/** The places of a word that is nearly everywhere are not worth their weight: in a phrase it only has to be there. */
const LONGEST_POSITIONS = 400_000;
const KEPT_BYTES = 6_000_000;

export class Lists {
  /**
   * @param {import("./search-files.js").Manifest} manifest
   * @param {import("./search-dictionary.js").Dictionary} dictionary
   * @param {import("./search-dictionary.js").ReadFile} read
   */
  constructor(manifest, dictionary, read) {
    this.manifest = manifest;
    this.dictionary = dictionary;
    this.read = read;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.kept = new Map();
    this.keptBytes = 0;
  }

  /**
   * The stories with one of these terms; with several of them, the one that gives the most counts.
   * @param {Map<string, number>} terms each with how sure it is
   * @returns {Promise<Matches>}
   */
  async best(terms) {
    const found = await Promise.all([...terms].map(async ([term, sure]) => ({ sure, list: await this.postings(term) })));
    const values = new Float32Array(this.manifest.count);
    for (const { sure, list } of found) {
      visitPostings(list, this.manifest.segment, this.manifest.count, (number, level) => {
        const value = (VALUES[level] ?? 0) * sure;
        if (value > (values[number] ?? 0)) values[number] = value;
      });
    }
    return gather(values);
  }

  /**
   * The stories in which these words stand one after the other.
   * @param {Meaning[]} words
   * @returns {Promise<Matches>}
   */
  async phrase(words) {
    const each = await Promise.all(words.map((word) => this.best(word.terms)));
    const hits = new Uint16Array(this.manifest.count);
    for (const { numbers } of each) for (const number of numbers) hits[number] = (hits[number] ?? 0) + 1;
    const values = new Float32Array(this.manifest.count);
    for (const { numbers, values: some } of each) {
      numbers.forEach((number, index) => {
        if (hits[number] === words.length) values[number] = (values[number] ?? 0) + (some[index] ?? 0) / words.length;
      });
    }
    /** @type {Map<number, Set<number>> | null} */
    let starts = null;
    for (const [offset, word] of words.entries()) {
      const places = await this.places(word, values);
      if (!places) continue;
      starts = starts ? narrow(starts, places, offset) : shift(places, offset);
    }
    if (starts) values.forEach((_, number) => starts.has(number) || (values[number] = 0));
    return gather(values);
  }

  /**
   * Where a word stands in each of the stories that have a value; null when that is not worth looking up.
   * @param {Meaning} word
   * @param {Float32Array} wanted
   * @returns {Promise<Map<number, number[]> | null>}
   */
  async places(word, wanted) {
    /** @type {Map<number, number[]>} */
    const places = new Map();
    const entries = await Promise.all([...word.terms.keys()].map((term) => this.dictionary.find(term)));
    const size = entries.flatMap((entry) => entry?.positions ?? []).reduce((sum, part) => sum + part.end - part.start, 0);
    if (size > LONGEST_POSITIONS) return null;
    for (const entry of entries) {
      if (!entry) continue;
      const positions = new NumberReader(await this.join(entry.positions));
      visitPostings(await this.join(entry.postings), this.manifest.segment, this.manifest.count, (number) => {
        const here = readPlaces(positions);
        if (wanted[number]) places.set(number, [...(places.get(number) ?? []), ...here]);
      });
    }
    return places;
  }

  /**
   * @param {string} term
   */
  async postings(term) {
    return this.join((await this.dictionary.find(term))?.postings ?? []);
  }

  /**
   * A list, put together from its parts.
   * @param {Part[]} parts
   * @returns {Promise<Uint8Array>}
   */
  async join(parts) {
    const pieces = await Promise.all(parts.map(async ({ file, start, end }) => (await this.file(file)).subarray(start, end)));
    const [first] = pieces;
    if (first && pieces.length === 1) return first;
    const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    return joined;
  }

  /**
   * A file, fetched once; the ones that were not used for longest are let go of.
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  file(name) {
    const known = this.kept.get(name);
    if (known) {
      this.kept.delete(name);
      this.kept.set(name, known);
      return known;
    }
    const fetched = this.read(name);
    this.kept.set(name, fetched);
    fetched.then((bytes) => this.makeRoom(bytes.length), () => this.kept.delete(name));
    return fetched;
  }

  /**
   * @param {number} size of what came in
   */
  async makeRoom(size) {
    this.keptBytes += size;
    for (const [name, bytes] of this.kept) {
      if (this.keptBytes <= KEPT_BYTES) return;
      this.kept.delete(name);
      this.keptBytes -= (await bytes).length;
    }
  }
}

/**
 * @param {Float32Array} values
 * @returns {Matches}
 */
function gather(values) {
  let found = 0;
  for (const value of values) if (value > 0) found += 1;
  const numbers = new Uint32Array(found);
  const kept = new Float32Array(found);
  let at = 0;
  values.forEach((value, number) => {
    if (value <= 0) return;
    numbers[at] = number;
    kept[at++] = value;
  });
  return { numbers, values: kept };
}

/**
 * @param {NumberReader} reader
 */
function readPlaces(reader) {
  const places = [];
  for (let place = 0, isLast = false; !isLast; ) {
    const value = reader.next();
    place += value >> 1;
    isLast = value % 2 === 1;
    places.push(place);
  }
  return places;
}

/**
 * @param {Map<number, number[]>} places
 * @param {number} offset of the word in the phrase
 */
function shift(places, offset) {
  return new Map([...places].map(([number, here]) => [number, new Set(here.map((place) => place - offset))]));
}

/**
 * The starts of the phrase at which this word stands where it should.
 * @param {Map<number, Set<number>>} starts
 * @param {Map<number, number[]>} places
 * @param {number} offset
 */
function narrow(starts, places, offset) {
  /** @type {Map<number, Set<number>>} */
  const left = new Map();
  for (const [number, here] of places) {
    const known = starts.get(number);
    const kept = known ? here.map((place) => place - offset).filter((start) => known.has(start)) : [];
    if (kept.length) left.set(number, new Set(kept));
  }
  return left;
}
