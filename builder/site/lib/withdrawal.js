/**
 * Which stories were taken back, by the opaque marks of `withdrawn.json`.
 *
 * A mark is the start of the SHA-256 of the id of a story (`model/withdrawal.py` makes the same). The browser's own
 * `crypto.subtle` is not there on a site without https, so the hash is worked out here.
 */

const MARK_LENGTH = 16;

/** The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of the first 8. */
const [ROUNDS, START] = (() => {
  /** @type {number[]} */
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  /** @param {number} root */
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  return [primes.map((prime) => fraction(Math.cbrt(prime))), primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))];
})();

/**
 * The SHA-256 of a text, as hexadecimal digits.
 * @param {string} text
 * @returns {string}
 */
export function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const state = [...START];
  for (let offset = 0; offset < padded.length; offset += 64) addBlock(state, view, offset);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/**
 * One block of 64 bytes into the state.
 * @param {number[]} state
 * @param {DataView} view
 * @param {number} offset
 */
function addBlock(state, view, offset) {
  /** @param {number} word @param {number} by */
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const words = Array.from({ length: 64 }, (_, index) => (index < 16 ? view.getInt32(offset + index * 4) : 0));
  const at = (/** @type {number} */ index) => words[index] ?? 0;
  for (let index = 16; index < 64; index += 1) {
    const [early, late] = [at(index - 15), at(index - 2)];
    const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[index] = (at(index - 16) + low + at(index - 7) + high) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const choice = (e & f) ^ (~e & g);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (ROUNDS[index] ?? 0) + at(index)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = ((state[index] ?? 0) + word) | 0));
}

/**
 * The mark of a story.
 * @param {string} storyId `<workshop>/<slug>`
 */
export function markOf(storyId) {
  return sha256(`vertelkaart ${storyId}`).slice(0, MARK_LENGTH);
}

/**
 * Every pair of neighbouring parts of a path: one of them is the id of the story when the path is its address.
 * @param {string} path
 * @returns {string[]}
 */
export function possibleIds(path) {
  const parts = path.split("/").filter((part) => part && !part.includes("."));
  return parts.slice(1).map((part, index) => `${parts[index]}/${part}`);
}

/**
 * The list of marks in what was fetched; empty for anything else.
 * @param {unknown} content
 * @returns {Set<string>}
 */
export function readMarks(content) {
  const marks = typeof content === "object" && content !== null && "withdrawn" in content ? content.withdrawn : [];
  return new Set(Array.isArray(marks) ? marks.filter((mark) => typeof mark === "string") : []);
}

/**
 * Whether one of these ids was withdrawn. Ids that were seen before are not hashed again.
 * @param {Set<string>} marks
 * @param {Iterable<string>} ids
 */
export function isAnyWithdrawn(marks, ids) {
  if (marks.size === 0) return false;
  for (const id of ids) if (marks.has(keptMark(id))) return true;
  return false;
}

/** @type {Map<string, string>} */
const kept = new Map();

/** @param {string} id */
function keptMark(id) {
  const mark = kept.get(id) ?? markOf(id);
  kept.set(id, mark);
  return mark;
}
