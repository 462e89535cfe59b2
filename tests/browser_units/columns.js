/** Small columns for the tests: five stories over two themes, two emotions and two areas. */
import { CardStore } from "../../builder/site/lib/cards.js";
import { readColumns } from "../../builder/site/lib/columns.js";

const SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~";

/**
 * A column as the builder writes it, with one sign a number.
 * @param {number[][]} rows
 */
export function packColumn(rows) {
  const signs = (/** @type {number[]} */ numbers) => ({ width: 1, values: numbers.map((number) => SIGNS[number]).join("") });
  const isSingle = rows.every((row) => row.length === 1);
  return { ...signs(rows.flat()), counts: isSingle ? null : signs(rows.map((row) => row.length)) };
}

/** What the columns are made of; a test may change a part. */
export function sampleFiles() {
  const values = (/** @type {string[]} */ ...ids) => ids.map((id, option) => ({ id, label: id, uri: `${id}/`, option }));
  const head = {
    language: "nl",
    count: 5,
    smallest_group: 1,
    facets: {
      theme: values("erfgoed", "natuur"),
      emotion: values("blij", "boos"),
      area: values("centrum", "battel"),
      language: values("nl", "ar"),
      initiative: values("klusbib"),
      year: values("2024", "2019"),
      place: values("dijlepad"),
    },
    cards: { folder: "cards-nl/", hashes: ["aa", "bb"], a_chunk: 3 },
    ids: { folder: "ids/", hashes: ["cc"] },
    withdrawn: [],
  };
  const file = {
    count: 5,
    spots: {
      lat: [5102000, 5102100, 5103000, 5104000, 5105000],
      lon: [447000, 447000, 448000, 449000, 445000],
      precision_m: [10, 10, 10, 250, 10],
    },
    columns: {
      theme: packColumn([[0], [0, 1], [1], [], [0]]),
      emotion: packColumn([[0], [1], [0], [], [1]]),
      area: packColumn([[0], [0], [1], [], [1]]),
      language: packColumn([[0], [0, 1], [0], [1], [0]]),
      initiative: packColumn([[], [0], [], [], []]),
      year: packColumn([[0], [0], [1], [], [1]]),
      place: packColumn([[0], [], [], [], []]),
      spot: packColumn([[0], [2, 3], [4], [], [1]]),
      sound: packColumn([[0], [1], [0], [0], [0]]),
      picture: packColumn([[0], [0], [1], [0], [0]]),
    },
  };
  return { head, file };
}

/** @param {(uri: string) => Promise<unknown>} [fetchJson] */
export function sampleColumns(fetchJson = () => Promise.reject(new Error("no cards here"))) {
  const { head, file } = sampleFiles();
  return readColumns(head, file, new CardStore(head.count, head.cards, head.ids, fetchJson));
}
