"""A story file cut in two."""

from __future__ import annotations

import pytest

from builder.reading.faultbook import FaultBook
from builder.reading.front_matter import split_front_matter


def split(text: str) -> tuple[tuple[str, str, int] | None, list[str]]:
    book = FaultBook()
    parts = split_front_matter(text, "a.md", book)
    faults = [f"{fault.line} {fault.code}" for fault in book.faults]
    return (None if parts is None else (parts.front, parts.body, parts.body_line)), faults


def test_the_front_matter_ends_at_the_second_fence() -> None:
    assert split("---\ntitle: a\n---\n\nBody\n") == (("title: a", "\nBody\n", 4), [])


def test_spaces_after_a_fence_change_nothing() -> None:
    assert split("---  \ntitle: a\n---\t\nBody") == (("title: a", "Body", 4), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1 front-matter-missing"),
        ("\n\n\n", "1 front-matter-missing"),
        ("Een verhaal.\n", "1 front-matter-missing"),
        ("title: a\nstatus: draft\n\nBody", "1 front-matter-missing"),
        ("\n---\na: b\n---\n", "1 front-matter-not-first"),
        (" ---\na: b\n---\n", "1 front-matter-not-first"),
        ("\u200b---\na: b\n---\n", "1 front-matter-not-first"),
        ("----\na: b\n----\n", "1 front-matter-wrong-fence"),
        ("--\na: b\n--\n", "1 front-matter-wrong-fence"),
        ("—\na: b\n—\n", "1 front-matter-wrong-fence"),
        ("–––\na: b\n–––\n", "1 front-matter-wrong-fence"),
        ("+++\na: b\n+++\n", "1 front-matter-wrong-fence"),
        ('{"a": 1}\n', "1 front-matter-wrong-fence"),
        ("--- a: b\n---\n", "1 front-matter-wrong-fence"),
        ("\n***\na: b\n***\n", "2 front-matter-wrong-fence"),
        ("---\na: b\n", "1 front-matter-open"),
        ("---\na: b\n ---\nBody\n", "1 front-matter-open"),
        ("---\na: b\n----\nBody\n", "1 front-matter-open"),
        ("---\na: b\n---\n---\nc: d\n---\n", "4 front-matter-twice"),
        ("---\na: b\n---\n\n---\n\nBody\n", "5 front-matter-twice"),
        ("---\na: b\n---\nBody\n---\ncd: e\n---\n", "5 front-matter-twice"),
        ("---\na: b\n---\nBody\n\ncd: e\n---\n", "7 front-matter-twice"),
        ("---\na: b\n---\nconsent: {}\n\nBody\n", "4 front-matter-twice"),
    ],
)
def test_anything_but_one_block_on_the_first_line_is_refused(text: str, expected: str) -> None:
    assert split(text) == (None, [expected])


def test_a_rule_between_two_passages_is_no_second_block() -> None:
    assert split("---\na: b\n---\nEen.\n\n---\n\nTwee: drie.\n")[1] == []


def test_front_matter_is_bounded() -> None:
    assert split("---\na: " + "b" * 70_000 + "\n---\n") == (None, ["1 file-too-large"])
