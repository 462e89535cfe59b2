"""What search knows of a story."""

from __future__ import annotations

from builder.atlas.search_index import Field, SearchDocument, build_search_documents
from tests.atlas.editions import make_edition


def texts(document: SearchDocument, field: Field) -> list[tuple[str, str]]:
    return [(each.language, each.text) for each in document if each.field is field]


def test_a_story_is_found_by_its_place_in_every_language_and_by_its_labels() -> None:
    first = build_search_documents(make_edition())[0]
    assert texts(first, Field.TITLE) == [("nl", "Brug")]
    assert texts(first, Field.PLACE) == [
        ("nl", "De Brug"), ("nl", "Hoge brug"), ("ar", "الجسر"),
        ("nl", "Het Plein"), ("nl", "Centrum"), ("ar", "الوسط"),
    ]  # fmt: skip
    assert [text for _, text in texts(first, Field.LABEL)] == [
        "Natuur", "التراث", "Erfgoed", "Blij", "Klusbib", "De tafel",
    ]  # fmt: skip
    assert texts(first, Field.SUMMARY) == [("nl", "Brug, in één zin.")]
    assert texts(first, Field.BODY) == [("nl", "Brug en meer"), ("nl", "Een bijschrift")]


def test_a_translation_is_found_by_its_own_words_and_those_of_the_original() -> None:
    _, second, _ = build_search_documents(make_edition())
    assert texts(second, Field.TITLE) == [("nl", "Vliet"), ("ar", "النهر")]


def test_documents_stand_in_the_order_of_the_stories() -> None:
    titles = [texts(each, Field.TITLE)[0][1] for each in build_search_documents(make_edition())]
    assert titles == ["Brug", "Vliet", "Nergens"]
