"""The columns of the home page, what their numbers mean, and where an address leads."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from builder.atlas.story_columns import (
    SIGNS,
    Chunks,
    bucket_digits,
    build_id_buckets,
    build_story_columns,
    build_story_head,
    write_numbers,
)
from builder.languages import load_language
from builder.model.public import Edition
from builder.model.withdrawal import mark_of
from builder.site.addresses import SiteMap
from tests.atlas.editions import make_edition, make_story
from tests.atlas.packed_columns import Json, spots_in, unpack_column, unpack_numbers

EDITION = make_edition()
COLUMNS = build_story_columns(EDITION)
NO_CHUNKS = Chunks(folder="", hashes=())


def head_in(code: str, edition: Edition = EDITION) -> Json:
    """The head of an edition."""
    return build_story_head(edition, load_language(code), SiteMap(city=edition.city), NO_CHUNKS, NO_CHUNKS)


def told_of(number: int, name: str, code: str = "nl") -> list[str]:
    """The ids of a facet that a story has, by columns and head."""
    values = head_in(code)["facets"][name]
    return [values[index]["id"] for index in unpack_column(COLUMNS, name)[number]]


@pytest.mark.parametrize("code", ["nl", "ar"])
def test_columns_and_head_together_tell_what_each_story_is_about(code: str) -> None:
    for story in EDITION.stories:
        assert told_of(story.number, "theme", code) == list(story.theme_ids)
        assert told_of(story.number, "emotion", code) == ([story.emotion_id] if story.emotion_id else [])
        assert told_of(story.number, "area", code) == list(story.area_ids)
        assert told_of(story.number, "language", code) == sorted(version.language for version in story.versions)
        assert told_of(story.number, "initiative", code) == ([story.initiative_id] if story.initiative_id else [])
        assert told_of(story.number, "year", code) == ([str(story.date.year)] if story.date else [])
        assert told_of(story.number, "place", code) == list(dict.fromkeys(story.place_ids))


def test_spots_sounds_and_pictures_come_back() -> None:
    assert spots_in(COLUMNS)[0] == [(51.05123, 4.5, 25), (51.06, 4.51, 25)]
    assert spots_in(COLUMNS)[2] == []
    assert unpack_column(COLUMNS, "sound") == [[int(story.sound is not None)] for story in EDITION.stories]
    assert unpack_column(COLUMNS, "picture") == [[int(story.picture is not None)] for story in EDITION.stories]


def test_each_spot_stands_once_and_in_an_order_that_tells_nothing_of_the_stories() -> None:
    again = build_story_columns(replace(EDITION, stories=tuple(reversed(EDITION.stories))))
    spots = COLUMNS["spots"]
    assert again["spots"] == spots
    assert isinstance(spots, dict)
    rows = list(zip(spots["lat"], spots["lon"], spots["precision_m"], strict=True))
    assert rows == sorted(set(rows))


def test_columns_are_the_same_bytes_every_time() -> None:
    assert json.dumps(build_story_columns(make_edition())) == json.dumps(COLUMNS)


def test_no_row_of_numbers_can_look_like_a_word_or_a_telephone_number() -> None:
    assert not re.search(r'[^\W_]|["\\\s]', SIGNS)
    assert json.dumps(SIGNS) == f'"{SIGNS}"'
    assert len(set(SIGNS)) == len(SIGNS)


@pytest.mark.parametrize("size", [1, 2, 30, 31, 900, 901, 27_000])
def test_numbers_come_back_whatever_their_size(size: int) -> None:
    numbers = [0, size - 1, size // 2, 0]
    packed = write_numbers(numbers, size)
    assert unpack_numbers(packed) == numbers
    assert packed["width"] == (1 if size <= 30 else 2 if size <= 900 else 3)


def test_an_empty_edition_has_empty_columns() -> None:
    columns = build_story_columns(replace(EDITION, stories=()))
    assert columns["count"] == 0
    assert unpack_column(columns, "theme") == []
    assert build_id_buckets(replace(EDITION, stories=())) == ({},)


def test_facets_keep_the_order_of_the_vocabulary_and_only_what_occurs() -> None:
    facets = {name: [value["id"] for value in values] for name, values in head_in("nl")["facets"].items()}
    assert facets == {
        "theme": ["erfgoed", "natuur"],
        "emotion": ["boos", "blij"],
        "area": ["centrum"],
        "language": ["nl", "ar"],
        "initiative": ["klusbib"],
        "year": ["2020", "2019"],
        "place": ["brug", "plein"],
    }


def test_every_language_counts_the_values_alike() -> None:
    def ids(code: str) -> dict[str, list[str]]:
        return {name: [value["id"] for value in values] for name, values in head_in(code)["facets"].items()}

    assert ids("ar") == ids("nl")


def test_labels_are_in_the_language_of_the_page_when_there_are_any() -> None:
    assert [value["label"] for value in head_in("ar")["facets"]["theme"]] == ["التراث", "Natuur"]
    assert head_in("ar")["facets"]["theme"][0]["uri"] == "ar/themes/erfgoed/"


def test_no_facet_tells_where_a_teller_comes_from() -> None:
    assert set(head_in("nl")["facets"]) == {"theme", "emotion", "area", "language", "initiative", "year", "place"}


def test_the_head_knows_which_stories_were_withdrawn_when_the_site_was_built() -> None:
    assert head_in("nl", replace(EDITION, withdrawn_marks=("b", "a", "a")))["withdrawn"] == ["a", "b"]


def key_of(story_id: str, digits: int) -> str:
    """The key of a story in its bucket."""
    return "".join(SIGNS[int(digit, 16)] for digit in mark_of(story_id)[digits:8])


@pytest.mark.parametrize("count", [3, 1100])
def test_an_address_leads_to_its_story_through_one_bucket(count: int) -> None:
    stories = tuple(make_story(number, f"verhaal-{number}") for number in range(count))
    buckets = build_id_buckets(replace(EDITION, stories=stories))
    digits = bucket_digits(count)
    assert len(buckets) == 16**digits == (1 if count == 3 else 16)
    for story in stories:
        bucket = buckets[int(mark_of(story.id)[:digits] or "0", 16)]
        assert count - 1 - story.number in bucket[key_of(story.id, digits)]


def test_a_new_story_leaves_the_entries_of_older_ones_as_they_were() -> None:
    stories = tuple(make_story(number, f"verhaal-{number}") for number in range(4))
    (before,) = build_id_buckets(replace(EDITION, stories=stories))
    newest = make_story(0, "nieuw")
    older = tuple(replace(story, number=story.number + 1) for story in stories)
    (after,) = build_id_buckets(replace(EDITION, stories=(newest, *older)))
    assert {key: after[key] for key in before} == before
