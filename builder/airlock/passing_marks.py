"""The mark that lets one piece of personal data pass: double round brackets around it, `((015 29 40 00))`.

A mark counts when exactly one piece stands wholly inside it, on one line, and that piece is of a kind that a teller may
allow. Then its brackets are taken off in what is published. Any other double brackets stay as they were typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from builder.airlock.personal_data import Lines, PersonalData

Find = Callable[[str], Sequence[PersonalData]]
OPENING = "(("
MARK = re.compile(r"(?<!\()\(\((?P<inside>(?:[^()\n]|\([^()\n]{0,40}\)){1,200})\)\)")
Mark = tuple[int, int]
"""Where the brackets start and end, with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedText:
    """A text whose marks were judged."""

    text: str = field(repr=False)
    """What is published: without the brackets of the marks that count."""
    stopped: tuple[PersonalData, ...]
    """What no mark lets pass; lines, columns and offsets are those of the text as it was typed."""
    passed: tuple[PersonalData, ...]


def judge_marks(typed: str, find: Find) -> PassedText:
    """The text without the marks that count, and what they let pass and what not."""
    marks = marks_in(typed)
    if not marks:
        return PassedText(text=typed, stopped=tuple(find(typed)), passed=())
    bare = Unmarked(typed, marks)
    found = find(bare.text)
    starts = [spot.start for spot in found]  # from small to large, and no two overlap
    counting = [mark for mark in marks if is_one_piece(bare.inside(mark), found, starts)]
    pieces = [bare.in_source(spot) for spot in found]
    passed = [spot for spot in pieces if is_inside(spot, counting)]
    shown = Unmarked(typed, counting)
    once_shown = [shown.in_source(spot) for spot in find(shown.text)]
    stopped = [spot for spot in pieces if not is_inside(spot, counting)]
    source_starts = [spot.start for spot in pieces]
    stopped += [spot for spot in once_shown if not is_over(spot, pieces, source_starts)]
    return PassedText(
        text=shown.text, stopped=tuple(sorted(stopped, key=lambda spot: spot.start)), passed=tuple(passed)
    )


def is_inside(spot: PersonalData, marks: Sequence[Mark]) -> bool:
    """Whether a piece stands wholly in one of the marks, which come from small to large."""
    at = bisect_right(marks, spot.start, key=lambda mark: mark[0])
    return at > 0 and spot.end <= marks[at - 1][1]


def is_over(spot: PersonalData, pieces: Sequence[PersonalData], starts: Sequence[int]) -> bool:
    """Whether a piece shares a sign with one of the others, which come from small to large."""
    at = bisect_left(starts, spot.end)
    return at > 0 and spot.start < pieces[at - 1].end


def marks_in(text: str) -> list[Mark]:
    """The double brackets that pair up on their own line; none of a line on which others are left over."""
    if OPENING not in text:
        return []
    marks: list[Mark] = []
    start = 0
    for line in text.split("\n"):
        if OPENING in line:
            rest = MARK.sub(lambda match: "x" * len(match["inside"]), line)
            is_open = OPENING in rest or ("))" in rest and rest.count(")") > rest.count("("))
            if not is_open:
                marks += [(start + match.start(), start + match.end()) for match in MARK.finditer(line)]
        start += len(line) + 1
    return marks


def is_one_piece(inside: tuple[int, int], found: Sequence[PersonalData], starts: Sequence[int]) -> bool:
    """Whether exactly one piece touches the inside of a mark, stands wholly in it, and is of a kind that may pass."""
    first, last = inside
    around = found[max(0, bisect_left(starts, first) - 1) : bisect_left(starts, last)]
    touching = [spot for spot in around if spot.start < last and first < spot.end]
    return len(touching) == 1 and all(
        first <= spot.start and spot.end <= last and spot.disclosure is not None for spot in touching
    )


class Unmarked:
    """A text without the brackets of some marks, and the way back to the text as it was typed."""

    def __init__(self, typed: str, marks: Sequence[Mark]) -> None:
        self.typed = typed
        self.lines = Lines(typed)
        cuts = sorted(position for start, end in marks for position in (start, end - 2))
        """Where two signs go, from small to large."""
        self.cuts = cuts
        self.shown_cuts = [cut - 2 * number for number, cut in enumerate(cuts)]
        edges = [0, *(edge for cut in cuts for edge in (cut, cut + 2)), len(typed)]
        self.text = "".join(typed[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True))

    def inside(self, mark: Mark) -> tuple[int, int]:
        """Where the inside of one of its marks stands in the text without brackets."""
        number = bisect_left(self.cuts, mark[0])
        return mark[0] - 2 * number, mark[1] - 2 - 2 * (number + 1)

    def source_offset(self, offset: int) -> int:
        """Where in the typed text a sign stands."""
        return offset + 2 * bisect_right(self.shown_cuts, offset)

    def in_source(self, spot: PersonalData) -> PersonalData:
        """The spot, where it stands in the typed text."""
        start, end = self.source_offset(spot.start), self.source_offset(spot.end - 1) + 1
        line, column = self.lines.position_of(start)
        return PersonalData(code=spot.code, disclosure=spot.disclosure, line=line, column=column, start=start, end=end)
