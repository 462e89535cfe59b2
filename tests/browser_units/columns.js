/** A small file of columns for the tests: five stories over two themes, two emotions and two areas. */
export function sampleColumns() {
  const values = (/** @type {string[]} */ ...ids) => ids.map((id, option) => ({ id, label: id, uri: `${id}/`, option }));
  return {
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
    },
    stories: {
      uri: ["a/", "b/", "c/", "d/", "e/"],
      title: ["A", "B", "C", "D", "E"],
      lang: ["nl", "nl", "nl", "ar", "nl"],
      place: ["", "", "", "", ""],
      first: ["", "", "", "", ""],
      date: ["", "", "", "", ""],
      theme: [[0], [0, 1], [1], [], [0]],
      emotion: [0, 1, 0, -1, 1],
      area: [[0], [0], [1], [], [1]],
      language: [[0], [0, 1], [0], [1], [0]],
      initiative: [-1, 0, -1, -1, -1],
      year: [0, 0, 1, -1, 1],
      lat: [[51.02], [51.03, 51.04], [51.05], [], [51.021]],
      lon: [[4.47], [4.48, 4.49], [4.45], [], [4.47]],
      precision_m: [[10], [10, 250], [10], [], [10]],
      picture: ["", "", "", "", ""],
      picture_large: ["", "", "", "", ""],
      picture_alt: ["", "", "", "", ""],
      sound: [0, 1, 0, 0, 0],
    },
  };
}
