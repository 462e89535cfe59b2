"""Signals that are looked for in files that cannot be read: more is found than is there, and never less."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builder.reading.signal_traces import SignalTraces, find_traces, traces_in

BLOCK = "::: signal\nid: a\ntheme: t\nkind: offer\n\nTekst.\n:::\n"
MARKERS = {
    "as it should be": "::: signal",
    "in Dutch": "::: signaal",
    "without a space": ":::signal",
    "misspelt": "::: singal",
    "with capitals": "::: SIGNAL",
    "two colons": ":: signal",
    "four colons": ":::: signal",
    "other colons": "\uff1a\uff1a\uff1a signal",
    "semicolons": ";;; signal",
    "indented": "    ::: signal",
    "quoted": "> ::: signal",
    "in a list": "- ::: signal",
    "in a comment": "<!-- ::: signal",
    "a heading": "### Signaal",
    "a label": "**Signaal:** er is geen licht",
    "as entities": "&#58;&#58;&#58; signal",
    "escaped": r"\:\:\: signal",
    "with a sign that is not seen": "\u200b::: sig\u00adnal",
    "after much else": "x" * 500 + "::: signal",
}


@pytest.mark.parametrize("marker", MARKERS.values(), ids=MARKERS)
@pytest.mark.parametrize("front", ["---\ntitle: t\n---\n", "---\ntitle: t\n", "", "\n\n----\ntitle: t\n"])
def test_a_marker_is_found_however_it_is_written(marker: str, front: str) -> None:
    line = front.count("\n") + 2
    assert traces_in(f"{front}Tekst.\n{marker}\nkind: offer\n") == SignalTraces(blocks=(line,))


def test_each_block_counts_once_and_its_end_is_no_trace() -> None:
    traces = traces_in(f"Een.\n\n{BLOCK}\nTwee.\n\n{BLOCK}")
    assert traces == SignalTraces(blocks=(3, 13))
    assert traces.count == 2


def test_an_open_block_and_a_nested_one_count_both() -> None:
    assert traces_in(f"::: signal\nkind: offer\n\nTekst.\n{BLOCK}") == SignalTraces(blocks=(1, 5))


def test_an_end_without_a_start_is_told_apart() -> None:
    assert traces_in(f"Een.\nkind: offer\n\nTekst.\n:::\n\n{BLOCK}:::\n") == SignalTraces(blocks=(7,), ends=(5, 14))


def test_a_label_has_no_end_of_its_own() -> None:
    assert traces_in("Signaal: iets\n:::\n") == SignalTraces(blocks=(1,), ends=(2,))


LISTS = {
    "entries": ("signals:\n- id: a\n  text: x\n- id: b\n  text: y\ntitle: t\n- z\n", (2, 4)),
    "indented entries": ("signals:\n\n  - id: a\n    text:\n      - x\n  # iets\n  - {id: b}\n", (3, 7)),
    "a text of lines": ("signals:\n- text: |\n    een\n\n    twee\n- text: x\n", (2, 6)),
    "in brackets": ("signals: [{id: a, text: x}, {id: b, text: y}]\n", (1,)),
    "quoted": ('"signals":\n- id: a\n', (2,)),
    "in Dutch": ("signalen:\n- id: a\n", (2,)),
}


@pytest.mark.parametrize("case", LISTS)
def test_a_list_in_the_front_matter_is_told_by_its_entries(case: str) -> None:
    text, lines = LISTS[case]
    assert traces_in(text) == SignalTraces(listed=lines)


def test_a_list_without_entries_that_can_be_told_apart_still_counts() -> None:
    assert traces_in("signals:\n  id: a\n  text: x\n") == SignalTraces(blocks=(1,))


def test_a_story_without_signals_has_no_traces() -> None:
    text = "---\ntitle: t\nsetting: public\n---\nEr was geen signaal, zei ze: niets. 12:30.\n\n- een\n- twee\n"
    assert traces_in(text) == SignalTraces()


@pytest.mark.parametrize(
    "content",
    [
        BLOCK.replace("\n", "\r\n").encode(),
        BLOCK.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + BLOCK.encode(),
        BLOCK.replace("Tekst", "caf\u00e9").encode("latin-1"),
        BLOCK.encode("utf-16"),
        BLOCK.encode("utf-16-be"),
        b"\0" + BLOCK.encode(),
    ],
    ids=["windows", "old mac", "byte order mark", "latin-1", "utf-16", "utf-16 without a mark", "zero byte"],
)
def test_a_file_in_another_dress_is_looked_into(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert find_traces(tmp_path, "a.md") == SignalTraces(blocks=(1,))


def test_what_is_no_plain_file_of_the_project_is_not_opened(tmp_path: Path) -> None:
    root, outside = tmp_path / "city", tmp_path / "outside"
    for folder in (root / "stories", outside):
        folder.mkdir(parents=True)
    (outside / "a.md").write_text(BLOCK, "utf-8")
    (root / "stories" / "a.md").symlink_to(outside / "a.md")
    (root / "stories" / "tafel").symlink_to(outside)
    (root / "stories" / "groot.md").write_bytes(b"x" * (1024 * 1024 + 1))
    for path in (
        "stories/a.md",
        "stories/tafel/a.md",
        "../outside/a.md",
        "stories",
        "stories/niet.md",
        "stories/groot.md",
    ):
        assert find_traces(root, path) is None, path


@pytest.mark.parametrize("line", [" " * 999, "_" * 900 + "si", "signals:"])
def test_looking_takes_a_moment_whatever_the_file(line: str) -> None:
    lines = 1024 * 1024 // (len(line) + 1)
    started = time.process_time()
    traces_in("\n".join([line] * lines))
    assert time.process_time() - started < 10


def test_a_line_without_end_is_looked_at_from_its_start() -> None:
    started = time.process_time()
    assert traces_in("::: signal" + "&lt;" * 250_000) == SignalTraces(blocks=(1,))
    assert time.process_time() - started < 1
