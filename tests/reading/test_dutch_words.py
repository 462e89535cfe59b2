"""A Dutch word where an English one stands is answered with the English one."""

from __future__ import annotations

import pytest

from builder.model.story import StoryFront
from builder.reading.faultbook import FaultBook
from builder.reading.typed import parse_typed
from builder.reading.yaml_tree import parse_yaml

WHOLE = "title: Brug\nconsent: {publish: false}\n"


@pytest.mark.parametrize(
    ("line", "guess"),
    [
        ("samenvatting: Een zin", "summary"),
        ("Plek: dijlepad", "place"),
        ("thema's: [eten]", "themes"),
        ("foto: media/a.jpg", "image"),
        ("teller: {rol: kok}", "role"),
        ("status: openbaar", "published"),
        ("status: klad", "draft"),
        ("signals: [{theme: eten, kind: klacht, text: a}]", "complaint"),
    ],
)
def test_a_dutch_word_is_understood_where_its_english_one_may_stand(line: str, guess: str) -> None:
    book = FaultBook()
    tree = parse_yaml(WHOLE + line + "\n", "a.md", book)
    assert tree is not None
    parse_typed(tree, StoryFront, "a.md", book)
    assert [fault.params["guess"] for fault in book.faults] == [guess]


def test_a_dutch_word_that_cannot_stand_there_is_not_understood() -> None:
    book = FaultBook()
    tree = parse_yaml(WHOLE + "sensitivity: openbaar\n", "a.md", book)
    assert tree is not None
    parse_typed(tree, StoryFront, "a.md", book)
    assert [fault.code for fault in book.faults] == ["not-in-list"]
