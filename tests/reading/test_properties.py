"""Whatever slips into a file: it is read with its signals apart, or it is refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.errors import ContentError
from builder.languages.faults import describe_fault
from builder.languages.language import load_language
from builder.reading import read_corpus
from builder.reading.faultbook import FaultBook
from builder.reading.front_matter import split_front_matter
from builder.reading.signal_blocks import cut_signal_blocks
from builder.reading.yaml_tree import parse_yaml
from tests.reading.project import TINY

TODAY = date(2024, 6, 1)
BRIDGE = "stories/2019-tafel/brug.md"
STORY = (TINY / BRIDGE).read_text(encoding="utf-8")
SECRET = "MARKERWORDsignal"
PIECES = st.sampled_from(
    (
        *("---", ":::", "::: signal", "\n", "\n\n", " ", "\t", "\u00a0", ":", "- ", "> ", "```", "<!--", "-->", "#"),
        *('"', "'", "[", "]", "{", "}", "&a ", "*a", "!b ", "|", ">", "\ufeff", "\x00", "\u202e", "é", "text: ", "%"),
    )
)


@st.composite
def mutations(draw: st.DrawFn, most: int = 3) -> str:
    """The story with some pieces put in, taken out or put twice."""
    text = STORY
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + draw(st.one_of(PIECES, st.just(""), st.just(text[start:end] * 2))) + text[end:]
    return text


@settings(max_examples=300, deadline=None)
@given(mutations())
def test_a_cut_body_holds_no_marker_and_as_many_lines(text: str) -> None:
    book = FaultBook()
    parts = split_front_matter(text, "a.md", book)
    cut = None if parts is None else cut_signal_blocks(parts.body, parts.body_line, "a.md", book)
    assert (cut is None) == bool(book.faults)
    if parts is None or cut is None:
        return
    body, blocks = cut
    assert body.count("\n") == parts.body.count("\n")
    assert ":::" not in body
    assert SECRET not in body or not any(line.startswith(":::") for line in parts.body.split("\n")) or blocks


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}#&*!|>\"'%@,? \n\t\u00a0~"), max_size=60))
def test_any_text_is_read_or_refused_without_a_trace_of_it(text: str) -> None:
    book = FaultBook()
    tree = parse_yaml(text, "a.yml", book)
    assert (tree is None) == bool(book.faults)
    assert all(isinstance(value, int) for fault in book.faults for value in fault.params.values())


@settings(max_examples=120, deadline=None)
@given(text=mutations(most=1))
def test_one_slip_in_a_story_is_harmless_or_refused(text: str, shared_root: Path) -> None:
    """A single slip never brings the signal into a public text, and no fault repeats what was typed."""
    (shared_root / BRIDGE).write_bytes(text.encode("utf-8"))
    try:
        corpus = read_corpus(shared_root, today=TODAY)
    except ContentError as error:
        assert error.faults
        described = [describe_fault(fault, load_language("en")) for fault in error.faults]
        assert not any("MARKER" in one for one in described)
        return
    story = next(story for story in corpus.stories if story.slug == "brug")
    assert [signal.story_id for signal in story.signals] == [story.id]
    front = story.front
    public = (front.title, front.summary, front.image_alt, front.image_caption, front.image_credit, story.body)
    assert not any(SECRET in (one or "") for one in public)


@pytest.fixture(scope="module")
def shared_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the tiny city for all examples; each writes the same file anew."""
    root = tmp_path_factory.mktemp("slips") / "project"
    shutil.copytree(TINY, root)
    return root
