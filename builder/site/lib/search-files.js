/**
 * The files of the search index, read: `files.py` of the search index writes them.
 */

/** The sizes by which lists are cut into files, as the writer has them. */
const POSTINGS_SIZE = 32_768;
const POSITIONS_SIZE = 65_536;
const LONGEST_PART = 262_144;
const HASH_BYTES = 6;

export const IS_TERM = 1;
export const IS_WORD = 2;
export const IS_NAME = 4;
export const FREQUENCY_SHIFT = 3;

/**
 * @typedef {object} Manifest
 * @property {number} count of stories
 * @property {number} segment how many stories a segment has
 * @property {string[]} languages those with a stemmer
 * @property {[string, string][]} blocks first key and file of each block of the dictionary
 * @property {[string, string][]} mirror first word and file of each block of the mirror
 *
 * @typedef {{file: string, start: number, end: number}} Part of a file
 * @typedef {object} Entry
 * @property {string} key
 * @property {boolean} isName
 * @property {number} frequency two to this power, about, is the number of stories with the word
 * @property {string[]} stems the terms of a word; none when the key is only a term
 * @property {number} count of stories with the term; 0 when the key is only a word
 * @property {Part[]} postings
 * @property {Part[]} positions
 *
 * @typedef {{word: string, isName: boolean, frequency: number}} Mirrored
 */

/** Reads numbers one after the other. */
export class NumberReader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} [at]
   */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new RangeError("a search file ends too early");
    return /** @type {number} */ (this.bytes[this.at++]);
  }

  next() {
    let value = 0;
    let shift = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * shift;
      if (byte < 128) return value;
      shift *= 128;
    }
  }

  /**
   * @param {number} length
   */
  slice(length) {
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError("a search file ends too early");
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }
}

/** Gives each list its place in the files, by the rule of the writer. */
class Cutter {
  /**
   * @param {string[]} files
   * @param {number} size
   */
  constructor(files, size) {
    this.files = files;
    this.size = size;
    this.file = 0;
    this.length = 0;
  }

  /**
   * @param {number} length of the next list
   * @returns {Part[]}
   */
  place(length) {
    /** @type {Part[]} */
    const parts = [];
    if (!length) return parts;
    if (this.length && this.length + length > this.size) {
      this.file += 1;
      this.length = 0;
    }
    let rest = length;
    while (rest > LONGEST_PART) {
      parts.push({ file: this.name(), start: 0, end: LONGEST_PART });
      rest -= LONGEST_PART;
      this.file += 1;
    }
    parts.push({ file: this.name(), start: this.length, end: this.length + rest });
    this.length += rest;
    return parts;
  }

  name() {
    const name = this.files[this.file];
    if (name === undefined) throw new RangeError("a search file is missing");
    return name;
  }
}

/**
 * The entries of a block of the dictionary, in their order.
 * @param {Uint8Array} bytes
 * @returns {Entry[]}
 */
export function readBlock(bytes) {
  const head = new NumberReader(bytes);
  const [count, endsSize, additionsSize, postingFiles, positionFiles] = [0, 0, 0, 0, 0].map(() => head.next());
  const postings = new Cutter(readHashes(head, postingFiles ?? 0), POSTINGS_SIZE);
  const positions = new Cutter(readHashes(head, positionFiles ?? 0), POSITIONS_SIZE);
  const ends = readLines(head.slice(endsSize ?? 0));
  const additions = readLines(head.slice(additionsSize ?? 0));
  /** @type {Entry[]} */
  const entries = [];
  let key = "";
  let added = 0;
  for (let number = 0; number < (count ?? 0); number++) {
    key = key.slice(0, head.next()) + (ends[number] ?? "");
    const flags = head.next();
    const hasLists = flags & IS_TERM;
    const stories = hasLists ? head.next() : 0;
    const postingSize = hasLists ? head.next() : 0;
    const positionSize = hasLists ? head.next() : 0;
    /** @type {string[]} */
    const stems = [];
    for (let left = flags & IS_WORD ? head.next() : 0; left > 0; left--) {
      stems.push(key.slice(0, key.length - head.next()) + (additions[added++] ?? ""));
    }
    entries.push({
      key,
      isName: (flags & IS_NAME) > 0,
      frequency: flags >> FREQUENCY_SHIFT,
      stems,
      count: stories,
      postings: postings.place(postingSize),
      positions: positions.place(positionSize),
    });
  }
  return entries;
}

/**
 * The words of a block of the mirror, from front to back again, in the order of their last letters.
 * @param {Uint8Array} bytes
 * @returns {{back: string, isName: boolean, frequency: number}[]}
 */
export function readMirror(bytes) {
  const head = new NumberReader(bytes);
  const count = head.next();
  const ends = readLines(head.slice(head.next()));
  const words = [];
  let back = "";
  for (let number = 0; number < count; number++) {
    back = back.slice(0, head.next()) + (ends[number] ?? "");
    const flags = head.next();
    words.push({ back, isName: (flags & IS_NAME) > 0, frequency: flags >> FREQUENCY_SHIFT });
  }
  return words;
}

/**
 * @param {NumberReader} reader
 * @param {number} count
 */
function readHashes(reader, count) {
  return Array.from({ length: count }, () =>
    Array.from(reader.slice(HASH_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join(""),
  );
}

/**
 * @param {Uint8Array} bytes
 */
function readLines(bytes) {
  return new TextDecoder().decode(bytes).split("\n");
}

/**
 * Goes through a list of postings: every story once, with its level, in the order in which they were written.
 * @param {Uint8Array} bytes
 * @param {number} segmentSize
 * @param {number} count stories there are
 * @param {(number: number, level: number) => void} visit
 */
export function visitPostings(bytes, segmentSize, count, visit) {
  const reader = new NumberReader(bytes);
  while (!reader.isAtEnd) {
    const newest = count - 1 - reader.next() * segmentSize; // segments count from the last story
    for (let isLast = false; !isLast; ) {
      const head = reader.byte();
      isLast = head >= 128;
      let left = (head >> 4) & 7 || reader.next();
      for (let offset = -1; left > 0; left--) {
        offset += reader.next() + 1;
        visit(newest - offset, head & 15);
      }
    }
  }
}
