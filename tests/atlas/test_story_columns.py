"""The columns of the home page."""

from __future__ import annotations

from typing import Any

from builder.atlas.story_columns import FIELDS, build_story_columns, pick_rendition
from builder.languages import load_language
from builder.site.addresses import SiteMap
from tests.atlas.editions import make_edition, make_picture


def columns_in(code: str) -> dict[str, Any]:  # Any: JSON
    """The columns of the small edition."""
    edition = make_edition()
    return build_story_columns(edition, load_language(code), SiteMap(city=edition.city))


def test_every_column_has_an_entry_for_each_story() -> None:
    columns = columns_in("nl")
    assert columns["count"] == 3
    assert tuple(columns["stories"]) == FIELDS
    assert {len(column) for column in columns["stories"].values()} == {3}


def test_a_story_with_everything_is_told_in_full() -> None:
    stories = columns_in("nl")["stories"]
    assert {field: column[0] for field, column in stories.items()} == {
        "uri": "stories/tafel/brug/",
        "title": "Brug",
        "lang": "nl",
        "place": "De Brug · Het Plein",
        "first": "Brug, in één zin.",
        "date": "maart 2019",
        "theme": [1, 0],
        "emotion": 1,
        "area": [0],
        "language": [0],
        "initiative": 0,
        "year": 1,
        "lat": [51.05123, 51.06],
        "lon": [4.5, 4.51],
        "precision_m": [25, 25],
        "picture": "media/p320.webp",
        "picture_large": "media/p960.webp",
        "picture_alt": "Een tekening",
        "sound": 1,
    }


def test_a_story_without_a_place_has_no_point_and_no_label() -> None:
    stories = columns_in("nl")["stories"]
    assert (stories["lat"][2], stories["place"][2], stories["year"][2], stories["initiative"][2]) == ([], "", -1, -1)


def test_a_withheld_place_leaves_the_area() -> None:
    assert columns_in("nl")["stories"]["place"][1] == "Centrum"


def test_facets_keep_the_order_of_the_vocabulary_and_only_what_occurs() -> None:
    facets = {name: [value["id"] for value in values] for name, values in columns_in("nl")["facets"].items()}
    assert facets == {
        "theme": ["erfgoed", "natuur"],
        "emotion": ["boos", "blij"],
        "area": ["centrum"],
        "language": ["nl", "ar"],
        "initiative": ["klusbib"],
        "year": ["2020", "2019"],
    }


def test_labels_and_titles_are_in_the_language_of_the_page_when_there_are_any() -> None:
    columns = columns_in("ar")
    assert [value["label"] for value in columns["facets"]["theme"]] == ["التراث", "Natuur"]
    assert columns["stories"]["title"] == ["Brug", "النهر", "Nergens"]
    assert columns["stories"]["lang"] == ["nl", "ar", "nl"]
    assert columns["stories"]["uri"][0] == "ar/stories/tafel/brug/"
    assert columns["stories"]["place"][0] == "الجسر · Het Plein"


def test_no_facet_tells_where_a_teller_comes_from() -> None:
    assert set(columns_in("nl")["facets"]) == {"theme", "emotion", "area", "language", "initiative", "year"}


def test_the_widest_rendition_serves_when_none_is_wide_enough() -> None:
    assert pick_rendition(make_picture(), 5000).name == "p960.webp"
