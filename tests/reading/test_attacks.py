"""Inputs with which an adversary got private words past the readers, or a script past the check of drawings."""

from __future__ import annotations

import pytest

from builder.reading.faultbook import FaultBook
from builder.reading.front_matter import split_front_matter
from builder.reading.signal_blocks import cut_signal_blocks
from builder.reading.svg import is_plain_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0"/></svg>'


def codes_of_body(body: str) -> list[str]:
    book = FaultBook()
    cut_signal_blocks(body, 1, "a.md", book)
    return [fault.code for fault in book.faults]


def codes_of_file(body: str) -> list[str]:
    book = FaultBook()
    split_front_matter(f"---\ntitle: a\n---\n{body}", "a.md", book)
    return [fault.code for fault in book.faults]


@pytest.mark.parametrize(
    "marker",
    [
        ":\u200b:: signal",
        "\u00ad:\u00ad:\u00ad: signal",
        "\u2236\u2236\u2236 signal",
        "\ua789\ua789\ua789 signal",
        "\u02d0\u02d0\u02d0 signal",
        "\u2237: signal",
        "&colon;&colon;&colon; signal",
        "&#58;&#58;&#58; signal",
        "\\:\\:\\: signal",
        "... signal",
        "### signal",
        "<signal>",
        "signal:",
        "signaal",
    ],
)
def test_what_looks_like_a_marker_is_refused(marker: str) -> None:
    assert codes_of_body(f"Een.\n\n{marker}\n\nGeheim.\n") == ["signal-misspelt"]


def test_keys_of_a_signal_whose_marker_was_lost_are_refused() -> None:
    assert codes_of_body("Een.\n\ntheme: onderweg\nask: geheim\n\nGeheim.\n") == ["signal-keys-outside"]


@pytest.mark.parametrize(
    "body", ["Het signaal kwam laat.\n", "Ask: wie zei dat?\n", "Kind: mama!\nWeight: 3\n", "a: b\n"]
)
def test_plain_sentences_are_no_markers(body: str) -> None:
    assert codes_of_body(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "  name: geheim\n  photo: false\n---\n\nVerhaal\n",
        "- text: geheim\n  theme: onderweg\n---\n\nVerhaal\n",
        "Notes: geheim\n---\nVerhaal\n",
        "Verhaal\n\nNaam: geheim\n---\n",
        "  name: geheim\n\nVerhaal\n",
        "notes: geheim\n\nVerhaal\n",
    ],
)
def test_keys_below_a_front_matter_that_ended_too_early_are_refused(body: str) -> None:
    assert codes_of_file(body) == ["front-matter-twice"]


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format("<!--><script>alert(1)</script>-->"),
        SVG.format("<!---><script>alert(1)</script>-->"),
        "<!-- <svg><script>alert(1)</script> -->" + SVG.format(""),
        '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:path d="M0 0"/></s:svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_a_drawing_that_a_browser_reads_otherwise_is_refused(drawing: str) -> None:
    assert not is_plain_drawing(drawing)


def test_the_words_of_a_drawing_are_known_whole() -> None:
    assert is_plain_drawing(SVG.format('<g stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"></g>'))
    assert not is_plain_drawing(SVG.format('<g stroke-="round"></g>'))
