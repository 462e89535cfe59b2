"""The public stories as columns: what the map and the filters of the home page need to start, and no more.

The columns are the same for every interface language; the head says in one language what their numbers mean, and which
chunks of cards there are. Numbers stand as signs, none of them a letter or a digit: they pack well, and no row of them
can look like a word or a telephone number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.atlas.story_cards import CARDS_A_CHUNK
from builder.atlas.story_facets import StoryAddresses, build_facets, facet_ids, values_to_json
from builder.languages import Language
from builder.model.public import Edition, PublicStory
from builder.model.public_groups import Grouping
from builder.model.withdrawal import mark_of

SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"
"""The digits of a number in a column, from 0; without those that JSON escapes."""
COORDINATE_DIGITS = 5
"""About a metre; a point is never finer than the airlock made it."""
IDS_A_BUCKET = 512
"""About; ids stand in buckets by the first hexadecimal digits of their marks."""
SHORT_MARK = 8

Column = dict[str, object]
Spot = tuple[int, int, int]
"""Latitude and longitude in units of the last digit, and how far off it may be in metres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunks:
    """Where the chunks of something stand: `<folder><number>-<hash>.json`."""

    folder: str
    """From the root of the site, ending in `/`."""
    hashes: tuple[str, ...]


def build_story_columns(edition: Edition) -> dict[str, object]:
    """The file `columns.json`: where the stories are, and the numbers of their facets.

    Shape: `count`; `spots`, each spot once, with `lat` and `lon` in hundred-thousandths of a degree and `precision_m`;
    `columns`, a name → `width` (signs a number), `values` and `counts` (how many of the values each story has; null
    when each has one). Facets count their values as in the head; `spot` counts `spots`; `sound` and `picture` are 0, 1.
    """
    ids = facet_ids(edition)
    stories = edition.stories
    spots = sorted({spot for story in stories for spot in spots_of(story)})
    order = {spot: number for number, spot in enumerate(spots)}
    columns = {
        facet: build_column([numbers(words_of(story, facet), index) for story in stories], len(index))
        for facet, index in ((facet, index_of(words)) for facet, words in ids.items())
    }
    columns["spot"] = build_column([[order[spot] for spot in spots_of(story)] for story in stories], len(spots))
    columns["sound"] = build_column([[int(story.sound is not None)] for story in stories], 2)
    columns["picture"] = build_column([[int(story.picture is not None)] for story in stories], 2)
    return {
        "count": len(stories),
        "spots": {
            "lat": [lat for lat, _, _ in spots],
            "lon": [lon for _, lon, _ in spots],
            "precision_m": [precision_m for _, _, precision_m in spots],
        },
        "columns": columns,
    }


def build_story_head(
    edition: Edition, language: Language, addresses: StoryAddresses, cards: Chunks, ids: Chunks
) -> dict[str, object]:
    """The file `stories-<language>.json`: the facets with their values, and the addresses of the chunks.

    `option` of a value is the index of the value by which its stories are chosen and counted: its own, that of the
    small ones together, or -1 when it cannot be chosen. `withdrawn` are the marks that the site was built with.
    """
    facets = build_facets(edition, language, addresses)
    return {
        "language": language.code,
        "count": len(edition.stories),
        "smallest_group": edition.groups.smallest,
        "facets": {
            name: values_to_json(values, index_of([value.id for value in values]), edition.groups.by(Grouping(name)))
            for name, values in facets.items()
        },
        "cards": {"folder": cards.folder, "hashes": list(cards.hashes), "a_chunk": CARDS_A_CHUNK},
        "ids": {"folder": ids.folder, "hashes": list(ids.hashes)},
        "withdrawn": sorted(set(edition.withdrawn_marks)),
    }


def build_id_buckets(edition: Edition) -> tuple[dict[str, list[int]], ...]:
    """Which story an address means: the start of the mark of its id, as signs → how many stories are older than it.

    The buckets stand in the order of the first digits of the marks; there is one, or 16, or 256 and so on.
    """
    digits = bucket_digits(len(edition.stories))
    buckets: list[dict[str, list[int]]] = [{} for _ in range(16**digits)]
    for story in reversed(edition.stories):
        mark = mark_of(story.id)
        bucket = buckets[int(mark[:digits] or "0", 16)]
        key = "".join(SIGNS[int(digit, 16)] for digit in mark[digits:SHORT_MARK])
        bucket.setdefault(key, []).append(len(edition.stories) - 1 - story.number)
    return tuple(buckets)


def bucket_digits(count: int) -> int:
    """How many digits of a mark choose its bucket."""
    digits = 0
    while count > IDS_A_BUCKET * 16**digits * 2:
        digits += 1
    return digits


WORDS: Mapping[str, Callable[[PublicStory], Iterable[str]]] = {
    "theme": lambda story: story.theme_ids,
    "emotion": lambda story: (story.emotion_id or "",),
    "area": lambda story: story.area_ids,
    "language": lambda story: sorted({version.language for version in story.versions}),
    "initiative": lambda story: (story.initiative_id or "",),
    "year": lambda story: (str(story.date.year),) if story.date else (),
    "place": lambda story: dict.fromkeys(story.place_ids),
}


def words_of(story: PublicStory, facet: str) -> Iterable[str]:
    """The values of a facet that a story has."""
    return WORDS[facet](story)


def spots_of(story: PublicStory) -> list[Spot]:
    """Where a story is on the map; empty when it is not."""
    scale = 10**COORDINATE_DIGITS
    return [
        (round(spot.point.lat_deg * scale), round(spot.point.lon_deg * scale), spot.precision_m)
        for spot in story.spots
        if spot.point is not None
    ]


def extent_of(edition: Edition) -> list[list[float]]:
    """The corners around the spots of all stories, south-west and north-east: latitude and longitude, as the columns
    tell them. Empty when no story is on the map.
    """
    points = [spot.point for story in edition.stories for spot in story.spots if spot.point is not None]
    if not points:
        return []
    scale = 10**COORDINATE_DIGITS
    sides = [point.lat_deg for point in points], [point.lon_deg for point in points]
    return [[round(pick(side) * scale) / scale for side in sides] for pick in (min, max)]


def build_column(rows: Sequence[Sequence[int]], size: int) -> Column:
    """The numbers of all stories, each below `size`, one after another."""
    counts = [len(row) for row in rows]
    is_single = all(count == 1 for count in counts)
    return {
        **write_numbers([number for row in rows for number in row], size),
        "counts": None if is_single else write_numbers(counts, max(counts) + 1),
    }


def write_numbers(values: Sequence[int], size: int) -> dict[str, object]:
    """Numbers from 0 to `size`, exclusive, as signs of one width, the largest digit first."""
    width = 1
    while len(SIGNS) ** width < size:
        width += 1
    words: dict[int, str] = {}
    for value in values:
        if value not in words:
            words[value] = as_signs(value, width)
    return {"width": width, "values": "".join([words[value] for value in values])}


def as_signs(value: int, width: int) -> str:
    """One number."""
    signs = ""
    for _ in range(width):
        value, digit = divmod(value, len(SIGNS))
        signs = SIGNS[digit] + signs
    return signs


def numbers(ids: Iterable[str], index: Mapping[str, int]) -> list[int]:
    """The indices of ids, in their order; ids without a value are left out."""
    return [index[item] for item in ids if item in index]


def index_of(ids: Sequence[str]) -> dict[str, int]:
    """Where each id stands."""
    return {item: number for number, item in enumerate(ids)}
