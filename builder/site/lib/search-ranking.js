/**
 * Adds up what the words of a question found, and puts the stories in their order.
 *
 * @typedef {{numbers: Uint32Array, values: Float32Array}} Matches stories, each with how much it is about the word
 */

/** At this value a word counts for half of what it can. */
const HALF_VALUE = 2;
/** Words in all stories still count a little. */
const LEAST_RARITY = 0.05;
const WORDS_OF_SENTENCE = 4;
const FEW = 5;
const MOST = 0.6;
const HALF = 0.5;

export class Tally {
  /**
   * @param {number} count of stories
   */
  constructor(count) {
    this.count = count;
    this.scores = new Float32Array(count);
    this.hits = new Uint8Array(count);
    this.needed = 0;
  }

  /**
   * @param {Matches} matches
   * @param {boolean} isNeeded whether a story must have it
   * @param {number} [weight]
   */
  add({ numbers, values }, isNeeded, weight = 1) {
    const found = numbers.length;
    const rarity = Math.max(LEAST_RARITY, Math.log(1 + (this.count - found + 0.5) / (found + 0.5)));
    const factor = rarity * weight;
    if (isNeeded) this.needed += 1;
    for (let index = 0; index < found; index++) {
      const number = /** @type {number} */ (numbers[index]);
      const value = /** @type {number} */ (values[index]);
      this.scores[number] = (this.scores[number] ?? 0) + (factor * value) / (value + HALF_VALUE);
      if (isNeeded) this.hits[number] = (this.hits[number] ?? 0) + 1;
    }
  }
}

/**
 * The stories that have all that is needed. When there are none, those that have some of it; and to a question as long as a
 * sentence, that few stories answer in full, those that have most of it as well.
 * @param {Tally} tally
 * @param {Uint8Array} unwanted
 * @param {number} asked how many words that tell something there are in the question
 * @returns {{numbers: Uint32Array, isLoose: boolean}}
 */
export function rankStories(tally, unwanted, asked) {
  const all = pick(tally, unwanted, tally.needed);
  const isSentence = asked >= WORDS_OF_SENTENCE && all.length < FEW;
  if (tally.needed < 2 || (all.length && !isSentence)) return { numbers: all, isLoose: false };
  const most = pick(tally, unwanted, Math.ceil(tally.needed * (all.length ? MOST : HALF)));
  const some = all.length || most.length >= FEW ? most : pick(tally, unwanted, 1);
  return { numbers: some, isLoose: all.length === 0 && some.length > 0 };
}

/**
 * @param {Tally} tally
 * @param {Uint8Array} unwanted
 * @param {number} least how many of the needed words
 */
function pick({ count, scores, hits, needed }, unwanted, least) {
  const keys = new Float64Array(count);
  let found = 0;
  for (let number = 0; number < count; number++) {
    const has = hits[number] ?? 0;
    if (has < least || unwanted[number]) continue;
    const score = ((scores[number] ?? 0) * has) / needed;
    keys[found++] = -Math.round(score * 65_536) * count + number; // one number to sort by: score, then the edition
  }
  const numbers = new Uint32Array(found);
  keys.subarray(0, found).sort().forEach((key, index) => (numbers[index] = ((key % count) + count) % count));
  return numbers;
}
