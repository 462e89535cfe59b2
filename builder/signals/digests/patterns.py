"""What several signals have in common: the same theme at one place, in one area, or of one kind.

A pattern is a way to read the signals, not a way to count them: it names every one of its members, each signal stands
in one pattern at most, and the order goes by what is urgent and heavy before it goes by how many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from builder.model.story import SharedBy, SignalKind
from builder.signals.digests.digest import Block, urgency_order

FEWEST = 2


class Reach(IntEnum):
    """What the members share besides their theme; the nearest first."""

    PLACE = 0
    AREA = 1
    KIND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Signals that belong together."""

    reach: Reach
    theme: str
    shared: str
    """The id of the place or area, or the kind."""
    blocks: tuple[Block, ...] = field(repr=False)
    """All of its members, in the order of the digest."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all members."""
        return tuple(block.number for block in self.blocks)


def find_patterns(blocks: Sequence[Block], whole_city: Collection[str]) -> tuple[Pattern, ...]:
    """The patterns in the signals of a digest; the same signals give the same patterns.

    What is nearer goes first: signals at one place make a pattern before those of one area do, and those before
    signals of one kind. At one reach the larger goes first. `whole_city`: places no nearer than the city.
    """
    candidates: dict[tuple[Reach, str, str], list[Block]] = defaultdict(list)
    for block in blocks:
        for reach, shared in keys_of(block, whole_city):
            candidates[reach, block.head.theme, shared].append(block)
    taken: set[int] = set()
    patterns = []
    for key in sorted(candidates, key=lambda key: (key[0], -len(candidates[key]), *key)):
        members = tuple(block for block in candidates[key] if block.number not in taken)
        if len(members) >= FEWEST:
            taken |= {block.number for block in members}
            patterns.append(Pattern(reach=key[0], theme=key[1], shared=key[2], blocks=members))
    return tuple(sorted(patterns, key=pattern_order))


def keys_of(block: Block, whole_city: Collection[str]) -> Iterator[tuple[Reach, str]]:
    """What the signal may share with another one."""
    for place in block.whereabouts.place_ids:
        if place not in whole_city:
            yield Reach.PLACE, place
    for area in block.whereabouts.area_ids:
        yield Reach.AREA, area
    yield Reach.KIND, SignalKind(block.head.kind).value


def pattern_order(pattern: Pattern) -> tuple[object, ...]:
    """Open before settled, then by its most pressing member, and only then by size."""
    first = min(pattern.blocks, key=lambda block: (not block.is_open, *urgency_order(block.head)))
    return (
        not first.is_open,
        *urgency_order(first.head),
        -len(pattern.blocks),
        pattern.reach,
        pattern.theme,
        pattern.shared,
    )


def single_voices(blocks: Sequence[Block]) -> tuple[int, ...]:
    """The numbers of open signals that one person told: they weigh no less, and no count may drown them."""
    return tuple(block.number for block in blocks if block.head.shared_by is SharedBy.ONE and block.is_open)
