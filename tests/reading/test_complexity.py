"""Texts that a Markdown reader would choke on."""

from __future__ import annotations

import pytest

from builder.reading.complexity import check_complexity
from builder.reading.faultbook import FaultBook


def line_of_fault(text: str) -> int | None:
    book = FaultBook()
    is_simple = check_complexity(text, 1, "a.md", book)
    assert is_simple == (not book.faults)
    return book.faults[0].line if book.faults else None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[a](" * 20_000,
        "(" * 20_000,
        "\n".join(["["] * 20_000),
        "![a" * 20_000,
        "".join("`" * length + " " for length in range(1, 1_500)),
        "*" * 50_000,
        "_a " * 50_000,
        "> " * 10_000,
        ">" * 10_000,
        "- " * 10_000,
        "1) " * 10_000,
        "<" * 10_000,
        " " * 10_000 + "a",
    ],
)
def test_bombs_are_refused(text: str) -> None:
    assert line_of_fault("Een.\n" + text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Een [weg](https://a.example) en `code`.\n" * 90,
        "> > citaat\n\n- - a\n\n***\n",
        "([{}])" * 1_000,
        "# a\n" * 5_000,
    ],
)
def test_stories_are_simple(text: str) -> None:
    assert line_of_fault(text) is None


def test_the_line_on_which_it_becomes_too_much_is_named() -> None:
    assert line_of_fault("Een.\n\n" + "[\n" * 501) == 503
