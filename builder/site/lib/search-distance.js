/**
 * How many typing errors lie between two words: a letter too many, too few, another one, or two that changed places.
 * @param {string} one
 * @param {string} other
 * @param {number} most above it the answer is only "more": `most + 1`
 * @returns {number}
 */
export function editDistance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = new Uint8Array(other.length + 1);
  let last = Uint8Array.from(before, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const here = new Uint8Array(other.length + 1);
    here[0] = row;
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(at(last, column) + 1, at(here, column - 1) + 1, at(last, column - 1) + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, at(before, column - 2) + 1);
      }
      here[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = here;
  }
  return at(last, other.length);
}

/**
 * @param {Uint8Array} row
 * @param {number} column
 */
function at(row, column) {
  return /** @type {number} */ (row[column]);
}
