"""Who decides what a city is like: Hypothesis, a fixed seed, or always the least or the most of everything."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

OptionT = TypeVar("OptionT")


class Chance(Protocol):
    """Three questions; every city is made of their answers."""

    def number(self, least: int, most: int) -> int:
        """A number, both ends included."""

    def flag(self) -> bool:
        """Yes or no."""

    def pick(self, options: Sequence[OptionT]) -> OptionT:
        """One of these."""


class Drawn:
    """Hypothesis decides, so that a city that fails is made smaller."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, least: int, most: int) -> int:
        """A drawn number."""
        return self.draw(st.integers(least, most))

    def flag(self) -> bool:
        """A drawn answer."""
        return self.draw(st.booleans())

    def pick(self, options: Sequence[OptionT]) -> OptionT:
        """A drawn option."""
        return self.draw(st.sampled_from(options))


class Seeded:
    """A fixed seed decides: the same city in every run."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def number(self, least: int, most: int) -> int:
        """A number of the seed."""
        return self.random.randint(least, most)

    def flag(self) -> bool:
        """An answer of the seed."""
        return self.random.random() < 0.5

    def pick(self, options: Sequence[OptionT]) -> OptionT:
        """An option of the seed."""
        return self.random.choice(options)


class Least:
    """As little as there can be."""

    def number(self, least: int, most: int) -> int:
        """The smallest number."""
        return least

    def flag(self) -> bool:
        """No."""
        return False

    def pick(self, options: Sequence[OptionT]) -> OptionT:
        """The first option."""
        return options[0]


class Most:
    """As much as there can be; of options one after the other, so that each has its turn."""

    def __init__(self, start: int = 0) -> None:
        self.turns: dict[int, int] = {}
        self.start = start

    def number(self, least: int, most: int) -> int:
        """The largest number."""
        return most

    def flag(self) -> bool:
        """Yes."""
        return True

    def pick(self, options: Sequence[OptionT]) -> OptionT:
        """The next option of as many, from the last one backwards."""
        turn = self.turns.get(len(options), self.start)
        self.turns[len(options)] = turn + 1
        return options[-1 - turn % len(options)]
