"""Signals cut out of a body, before any Markdown reader sees them."""

from __future__ import annotations

import pytest

from builder.reading.faultbook import FaultBook
from builder.reading.signal_blocks import Block, cut_signal_blocks, put_back

BLOCK = "::: signal\ntheme: a\nkind: concern\n\nSECRET\nSECRET too\n:::\n"


def cut(body: str, body_line: int = 1) -> tuple[str, tuple[Block, ...]]:
    book = FaultBook()
    found = cut_signal_blocks(body, body_line, "a.md", book)
    assert found is not None, book.faults
    assert not book.faults
    return found


def faults(body: str) -> list[str]:
    book = FaultBook()
    assert cut_signal_blocks(body, 1, "a.md", book) is None
    return [f"{fault.line}:{fault.column} {fault.code}" for fault in book.faults]


def test_a_block_leaves_empty_lines_behind() -> None:
    body, blocks = cut(f"Een.\n\n{BLOCK}\nTwee.\n", body_line=10)
    assert body == "Een.\n\n\n\n\n\n\n\n\n\nTwee.\n"
    assert [(one.line, one.head_line, one.text_line) for one in blocks] == [(12, 13, 16)]
    assert (blocks[0].head, blocks[0].text) == ("theme: a\nkind: concern", "SECRET\nSECRET too")


def test_a_text_that_is_public_too_goes_back_to_its_own_lines() -> None:
    body, blocks = cut(f"Een.\n\n{BLOCK}\nTwee.\n")
    assert put_back(body, blocks[0]) == "Een.\n\n\n\n\n\nSECRET\nSECRET too\n\n\nTwee.\n"


def test_two_blocks_are_two_signals() -> None:
    body, blocks = cut(f"{BLOCK}{BLOCK}")
    assert body.strip() == ""
    assert [one.line for one in blocks] == [1, 8]


def test_empty_lines_and_markup_in_the_text_are_kept() -> None:
    _, blocks = cut("::: signal\ntheme: a\n\n\n\n**x**\n\n- y\n\n```\nz\n```\n\n:::\n")
    assert blocks[0].text == "**x**\n\n- y\n\n```\nz\n```"


def test_lists_that_ended_do_not_hinder() -> None:
    assert len(cut(f"- een\n- twee\n\n{BLOCK}\n- drie\n")[1]) == 1
    assert len(cut(f"> citaat\n\n{BLOCK}")[1]) == 1
    assert len(cut(f"```\ncode\n```\n{BLOCK}")[1]) == 1
    assert len(cut(f"<!-- weg -->\n\n{BLOCK}")[1]) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: signal\ntheme: a\n\nSECRET\n", ["4:1 signal-open"]),
        (f"::: signal\ntheme: a\n\nSECRET\n{BLOCK}:::\n", ["5:1 signal-nested"]),
        (":::\n", ["1:1 signal-stray-close"]),
        (f"{BLOCK}:::\n", ["8:1 signal-stray-close"]),
        ("::: signal\n\nSECRET\n:::\n", ["1:1 signal-no-head"]),
        ("::: signal\nSECRET\n:::\n", ["1:1 signal-no-head"]),
        ("::: signal\n:::\n", ["1:1 signal-no-head"]),
        ("::: signal\ntheme: a\n\n\n:::\n", ["1:1 signal-no-text"]),
        (":::signal\n", ["1:1 signal-misspelt"]),
        ("::: signaal\n\n:::\n", ["1:1 signal-misspelt"]),
        (":::  signal\n", ["1:1 signal-misspelt"]),
        (":: signal\n", ["1:1 signal-misspelt"]),
        (": signal\n", ["1:1 signal-misspelt"]),
        (";;; signal\n", ["1:1 signal-misspelt"]),
        (": : : signal\n", ["1:1 signal-misspelt"]),
        ("：：： signal\n", ["1:1 signal-misspelt"]),
        (" ::: signal\n", ["1:2 signal-odd-place"]),
        ("\\::: signal\n", ["1:2 signal-odd-place"]),
        ("\u200b::: signal\n", ["1:2 signal-odd-place"]),
        ("`::: signal`\n", ["1:2 signal-odd-place"]),
        (f"~~~~\n~~~\n{BLOCK}~~~~\n", ["3:1 signal-odd-place"]),
        (f"```python\n{BLOCK}", ["2:1 signal-odd-place"]),
        (f"<!-- open\n\n{BLOCK}", ["3:1 signal-odd-place"]),
        (f"1. een\nlui vervolg\n{BLOCK}", ["3:1 signal-odd-place"]),
        (f"> citaat\n{BLOCK}", ["2:1 signal-odd-place"]),
        (f"<div>\n{BLOCK}", ["2:1 signal-odd-place"]),
        ("::: signal\ntheme: a\n\n```\n:::\n```\n", ["5:1 signal-odd-place"]),
        ("::: signal\ntheme: a\n\n> ::: signal\n:::\n", ["4:3 signal-odd-place"]),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(body: str, expected: list[str]) -> None:
    assert faults(body) == expected


def test_an_open_signal_names_both_lines() -> None:
    book = FaultBook()
    cut_signal_blocks("Een.\n\n::: signal\ntheme: a\n\nSECRET\n\n", 8, "a.md", book)
    assert [(fault.line, fault.params) for fault in book.faults] == [(13, {"other_line": 10})]
