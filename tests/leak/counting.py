"""Every number of stories in the files of a published site, sink by sink."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.atlas.packed_columns import unpack_column

Tree = dict[str, bytes]
STORIES = re.compile(
    r"(?<![\w.,-])(\d+) (?:verhaal|verhalen|récits?|story|stories|حكاي\w*)"
    r"|(?:^|\W)(حكاية واحدة|حكايتان|حكايتين)(?:$|\W)"
)
"""A number of stories in words, in the four languages; Arabic has words for one and for two."""
SCRIPTS = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
ATTRIBUTES = re.compile(r'(?:content|aria-label|title|alt)="([^"]*)"')
ARABIC_NUMBERS = {"حكاية واحدة": 1, "حكايتان": 2, "حكايتين": 2}
BARS = re.compile(r'vk-bars__label">.*?<a href="([^"]*)".*?vk-bars__count">(\d+)<', re.DOTALL)
BOXES = re.compile(r'vk-figures__number">(?:<span.*?</span> )?([\d.,\u00a0\u202f]+)<')


@dataclass(frozen=True)
class Told:
    """A number of stories that is told somewhere."""

    path: str
    where: str
    count: int


def told_counts(tree: Tree) -> list[Told]:
    """All numbers of stories of a group in all files."""
    found: list[Told] = []
    for path, content in tree.items():
        if path.startswith(("assets/vk-", "assets/javascripts", "assets/stylesheets")):
            continue
        if path.endswith((".html", ".xml")):
            found += counts_in_page(path, content.decode())
        elif re.search(r"areas-\w+-\w+\.geojson$", path):
            found += counts_in_areas(path, json.loads(content))
        elif re.search(r"stories-\w+-\w+\.json$", path):
            found += counts_in_columns(path, json.loads(content), columns_in(tree))
    return found


def counts_in_page(path: str, text: str) -> Iterator[Told]:
    """Numbers in words, in what is read and in what search engines get; and the bars of the page in figures."""
    plain = SCRIPTS.sub(" ", text)
    words = html.unescape(re.sub(r"<[^<>]*>", " ", plain) + " . " + " . ".join(ATTRIBUTES.findall(plain)))
    for number, word in STORIES.findall(re.sub(r"\s+", " ", words)):
        yield Told(path, "words", int(number) if number else ARABIC_NUMBERS[word])
    for href, number in BARS.findall(text):
        yield Told(path, html.unescape(href).partition("/?")[2] or href, int(number))


def counts_in_areas(path: str, collection: dict[str, Any]) -> Iterator[Told]:  # Any: JSON
    for feature in collection["features"]:
        properties = feature["properties"]
        if properties["count"] is not None:
            yield Told(path, properties["id"], properties["count"])
        for number, word in STORIES.findall(properties["label"]):
            yield Told(path, "label", int(number) if number else ARABIC_NUMBERS[word])


def columns_in(tree: Tree) -> dict[str, Any]:  # Any: JSON
    """The one file of columns of a site."""
    (content,) = (each for path, each in tree.items() if re.search(r"/columns-\w+\.json$", path))
    columns: dict[str, Any] = json.loads(content)
    return columns


def counts_in_columns(path: str, head: dict[str, Any], columns: dict[str, Any]) -> Iterator[Told]:  # Any: JSON
    """What the filters of the home page count before anything is chosen."""
    for facet, counts in option_counts(head, columns).items():
        for option, count in counts.items():
            yield Told(path, f"{facet}={option}", count)


def option_counts(head: dict[str, Any], columns: dict[str, Any]) -> dict[str, dict[str, int]]:  # Any: JSON
    """Facet → id of each value that can be chosen → number of its stories, counted like the browser does."""
    found: dict[str, dict[str, int]] = {}
    for facet, values in head["facets"].items():
        counts: Counter[int] = Counter({index: 0 for index, value in enumerate(values) if value["option"] == index})
        for indices in unpack_column(columns, facet):
            counts.update({values[index]["option"] for index in indices} - {-1})
        found[facet] = {values[index]["id"]: count for index, count in counts.items()}
    return found


def small_counts(tree: Tree, smallest: int) -> list[Told]:
    """Those that are larger than nothing and smaller than the smallest group."""
    return [told for told in told_counts(tree) if 0 < told.count < smallest]
