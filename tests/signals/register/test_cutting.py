from __future__ import annotations

import random

import pytest

from builder.signals.register.cutting import read_story, says_the_same, without_signals
from builder.signals.register.list_spans import LayoutError
from tests.nightly import examples

FRONT = "---\ntitle: De brug\nconsent: {publish: false}\n---\n"
BLOCK = "::: signal\nid: licht\ntheme: onderweg\nkind: obstacle\n\nZNEEDLEZ is donker.\n\nHeel donker.\n:::\n"
PUBLIC = BLOCK.replace("kind: obstacle\n", "kind: obstacle\npublic_too: true\n")
LISTED = """\
---
title: De brug
signals:   # van de tafel
- theme: onderweg
  kind: request
  text: |
    ZNEEDLEZ één.

    Twee.
- {theme: onderweg, kind: concern, id: b, text: "ZNEEDLEZ: drie"}
# blijft
consent: {publish: false}
---
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{FRONT}Eén.\n\n{BLOCK}\nTwee.\n", f"{FRONT}Eén.\n\n\nTwee.\n"),
        (f"{FRONT}Eén.\n{BLOCK}Twee.\n", f"{FRONT}Eén.\n\nTwee.\n"),
        (f"{FRONT}Eén.\n\n{BLOCK}", f"{FRONT}Eén.\n\n"),
        (f"{FRONT}{BLOCK}Twee.\n", f"{FRONT}\nTwee.\n"),
        (f"{FRONT}Eén.\n\n{PUBLIC}\nTwee.\n", f"{FRONT}Eén.\n\nZNEEDLEZ is donker.\n\nHeel donker.\n\nTwee.\n"),
        (f"{LISTED}Eén.\n", "---\ntitle: De brug\n# blijft\nconsent: {publish: false}\n---\nEén.\n"),
        (f"{FRONT}Eén.\n", f"{FRONT}Eén.\n"),
    ],
    ids=["between", "tight", "at the end", "at the start", "public too", "front matter", "nothing"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "byte order mark"])
def test_only_the_signals_go(before: str, after: str, line_end: str, mark: str) -> None:
    shown = without_signals(mark + before.replace("\n", line_end))
    assert shown == mark + after.replace("\n", line_end)


def test_a_sign_that_ends_a_line_elsewhere_ends_none_here() -> None:
    before = f"{FRONT}Eén.\u2028Twee.\n\n{BLOCK}Drie.\n"
    assert without_signals(before) == f"{FRONT}Eén.\u2028Twee.\n\nDrie.\n"


def test_empty_lines_that_mean_something_stay() -> None:
    """In a code block of four spaces the number of empty lines is part of the text."""
    before = f"{FRONT}Eén.\n\n    code\n\n{BLOCK}\n    code\n"
    after = without_signals(before)
    assert "ZNEEDLEZ" not in after
    assert says_the_same(read_story(before), read_story(after))


@pytest.mark.parametrize(
    "text",
    [
        "geen verhaal",
        f"{FRONT}Eén.\n\n::: signal\ntheme: onderweg\nkind: obstacle\n\nOpen.\n",
        "---\ntitle: a\nconsent: {publish: false}\nsignals: [{theme: t, kind: request, text: x}]\n...\n---\nEén.\n",
    ],
    ids=["no front matter", "open block", "end of a document"],
)
def test_what_cannot_be_cut_with_certainty_is_refused(text: str) -> None:
    with pytest.raises(LayoutError):
        without_signals(text)


PIECES = (
    *("Een zin.", "- punt\n- nog een", "> gezegd", "    code", "```\n::: code\n```", "| a | b |\n|---|---|\n| 1 | 2 |"),
    *("1. een\n\n2. twee", "Regel  \nbreuk", "Kop\n===", "***", "tekst\n---", "<!-- weg -->", "[a]: /b", "[a] en *b*"),
)


@pytest.mark.parametrize("seed", range(examples(ci=150, nightly=5_000)))
def test_the_public_story_says_the_same_whatever_stands_around_a_signal(seed: int) -> None:
    drawn = random.Random(seed)
    parts = []
    for number in range(drawn.randint(1, 6)):
        block = drawn.choice([BLOCK, PUBLIC]).replace("id: licht", f"id: s{number}")
        parts.append(drawn.choice([block, drawn.choice(PIECES) + "\n"]))
        parts.append(drawn.choice(["", "\n", "\n\n"]))
    front = drawn.choice([FRONT, LISTED])
    text = (front + "".join(parts)).replace("\n", drawn.choice(["\n", "\r\n"]))
    try:
        before = read_story(text)
    except LayoutError:
        return  # reading refuses it: nothing of it is cut
    after = without_signals(text)
    assert says_the_same(before, read_story(after))
    assert "::: signal" not in after
    kept = iter(text.splitlines())
    assert all(line in kept for line in after.splitlines() if line)  # in the same order
