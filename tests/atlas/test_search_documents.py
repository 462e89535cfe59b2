"""The documents of search."""

from __future__ import annotations

from builder.atlas.search_documents import build_search_documents
from builder.languages import load_language
from tests.atlas.editions import make_edition


def test_a_story_is_found_by_its_place_in_every_language_and_by_its_labels() -> None:
    documents = build_search_documents(make_edition(), load_language("nl"))
    assert documents["fields"] == ["title", "place", "theme", "summary", "body"]
    assert documents["documents"][0] == [  # type: ignore[index]  # a list
        "Brug",
        "De Brug الجسر Hoge brug Het Plein Centrum الوسط",
        "Natuur Erfgoed Blij Klusbib De tafel",
        "Brug, in één zin.",
        "Brug en meer Een bijschrift",
    ]


def test_a_translation_is_found_by_the_words_of_the_original_too() -> None:
    documents = build_search_documents(make_edition(), load_language("ar"))["documents"]
    assert documents[1][0] == "النهر Vliet"  # type: ignore[index]  # a list
    assert documents[1][2] == "التراث Erfgoed De tafel"  # type: ignore[index]  # a list


def test_documents_stand_in_the_order_of_the_stories() -> None:
    documents = build_search_documents(make_edition(), load_language("nl"))["documents"]
    assert [document[0] for document in documents] == ["Brug", "Vliet", "Nergens"]  # type: ignore[attr-defined]
