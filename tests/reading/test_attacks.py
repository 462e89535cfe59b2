"""Inputs with which an adversary got private words past the readers, or a script past the check of drawings."""

from __future__ import annotations

import pytest

from builder.reading.faultbook import FaultBook
from builder.reading.front_matter import split_front_matter
from builder.reading.signal_blocks import cut_signal_blocks
from builder.reading.svg import is_plain_drawing
from builder.reading.yaml_tree import parse_yaml
from tests.reading.project import WORKSHOP, Project

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
    "line",
    [
        "Signaal: geheim",
        "**Signaal:** geheim",
        "- signaal : geheim",
        "> [!Signal]: geheim",
        "SIGNALEN: geheim",
        '!!! signal "voor de stad"',
    ],
)
def test_a_label_in_place_of_a_marker_is_refused(line: str) -> None:
    assert codes_of_body(f"Een.\n\n{line}\n\nTwee.\n") == ["signal-keys-outside"]


def test_the_text_of_a_signal_may_start_with_a_label() -> None:
    assert codes_of_body("Een.\n\n::: signal\ntheme: onderweg\n\nSignaal: geheim.\n:::\n") == []


@pytest.mark.parametrize("body", ["Het signaal: drie keer toeteren.\n", "Signaalkleuren: rood.\n", "Signal, zei ze.\n"])
def test_sentences_with_the_word_are_no_labels(body: str) -> None:
    assert codes_of_body(body) == []


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


def codes_of_yaml(text: str) -> list[str]:
    book = FaultBook()
    parse_yaml(text, "a.yml", book)
    return [fault.code for fault in book.faults]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: De brug\n geheim, zonder hekje\nplace: markt\n", "yaml-runs-on"),
        ("{title: De\n  brug}\n", "yaml-runs-on"),
        ("title: De brug# geheim\n", "yaml-syntax"),
        ("title: De brug\u00a0# geheim\n", "yaml-syntax"),
        ("summary: >\n  Een zin.\n  # geheim\nplace: markt\n", "yaml-line-in-text"),
        ("summary: >\n  Een zin. # geheim\n", "yaml-line-in-text"),
        ("summary: >\n  Een zin.# geheim\n", "yaml-line-in-text"),
        ("summary: >\n  Een zin.\n  name: geheim\n", "yaml-line-in-text"),
        ("summary: |\n  Een zin.\n    - name: geheim\n", "yaml-line-in-text"),
        ("summary: 'Een zin.\n  # geheim\n  '\n", "yaml-line-in-text"),
        ('summary: "Een zin.\n\n  teller: {name: geheim"\n', "yaml-line-in-text"),
    ],
)
def test_what_slipped_into_a_text_of_several_lines_is_refused(text: str, code: str) -> None:
    assert codes_of_yaml(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "summary: >\n  Een zin.\n# een opmerking\nplace: markt\n",
        "summary: >-\n  Een zin.\n\n\nplace: markt\n",
        'summary: "Een zin\n  van twee regels."\n',
        "signal: brug#licht   # een opmerking\nplace: C#\n",
        "summary: |\n  Let op: dit is tekst.\n  nr#1 en zo\n",
    ],
)
def test_texts_of_several_lines_that_are_clear_are_read(text: str) -> None:
    assert codes_of_yaml(text) == []


@pytest.mark.parametrize(
    ("front", "body", "code"),
    [
        ("title: a\nsignals:\n- text: |\n    Een.", "\n    geheim\nVerhaal\n", "front-matter-torn"),
        ("title: a\nsummary: >", "  geheim\n", "front-matter-torn"),
        ("title: a", "# opmerking\nteller: {name: geheim}\n\nVerhaal\n", "front-matter-twice"),
        ("title: a\nplace:\n- markt", "Verhaal\nteller: {name: geheim}\n", "front-matter-twice"),
    ],
)
def test_a_second_fence_in_the_wrong_place_is_noticed(front: str, body: str, code: str) -> None:
    book = FaultBook()
    split_front_matter(f"---\n{front}\n---\n{body}", "a.md", book)
    assert [fault.code for fault in book.faults] == [code]


@pytest.mark.parametrize(
    "body",
    [
        "Een.\n\nask: geheim\n::: signal\ntheme: a\nkind: concern\n\nx\n:::\n",
        "Een.\n\n::: signal\ntheme: a\nkind: concern\n\nx\n:::\nask: geheim\n",
        "Een.\n\nrole: buur\nname: geheim\n\nTwee.\n",
    ],
)
def test_keys_beside_a_marker_or_in_a_row_are_refused(body: str) -> None:
    assert codes_of_body(body) == ["signal-keys-outside"]


@pytest.mark.parametrize("body", ["    code\n", "  Een zin.\n", "Een.\n\ntitle: een zin\n"])
def test_a_story_may_begin_with_spaces_below_a_plain_key(body: str) -> None:
    assert codes_of_file(body) == []


def test_a_passage_with_two_versions_is_refused(project: Project) -> None:
    project.write_story("twist", "Een.\n\n<<<<<<< HEAD\nMARKERWORD een\n=======\ntwee\n>>>>>>> tak\n")
    assert project.fault_lines() == [f"{WORKSHOP}/twist.md:10:1: conflict-marker"]
    project.write_story("twist", "Kop\n=======\n\n<<<<<<<< acht, en > > > citaat\n")
    assert project.fault_lines() == []
