"""How many public stories belong together, as far as that may be told. The airlock decides it; every output asks here.

Whoever counts stories by theme, area, year or anything else takes the number from these types and never counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OTHER_ID = "_other"
"""The group into which small ones are merged. No word of a vocabulary can have this id."""


class Grouping(StrEnum):
    """By what stories are told together in public. Never by origin, nationality, religion or legal status."""

    THEME = "theme"
    EMOTION = "emotion"
    AREA = "area"
    LANGUAGE = "language"
    INITIATIVE = "initiative"
    YEAR = "year"
    PLACE = "place"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroups:
    """The stories of one grouping, by word (a theme, a year)."""

    told: dict[str, int]
    """Word → number of its stories, where that number may be told."""
    few: frozenset[str]
    """Words with stories, but with fewer than the smallest group."""
    silent: frozenset[str]
    """Words with enough stories, whose number would give away that of a small one as what is left of a total."""
    other: int | None
    """Stories with one of the small or silent words, when those make a group together."""

    def option_of(self, word: str) -> str | None:
        """The word itself, the merged group that it is part of, or None when it cannot be chosen."""
        if word in self.told:
            return word
        is_merged = self.other is not None and (word in self.few or word in self.silent)
        return OTHER_ID if is_merged else None

    def has(self, word: str) -> bool:
        """Whether any story has the word."""
        return word in self.told or word in self.few or word in self.silent


NO_GROUPS = WordGroups(told={}, few=frozenset(), silent=frozenset(), other=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicGroups:
    """All groupings of an edition."""

    smallest: int
    """`privacy.smallest_group`: below it no number is told."""
    groupings: dict[Grouping, WordGroups]

    def by(self, grouping: Grouping) -> WordGroups:
        """The groups of one grouping."""
        return self.groupings.get(grouping, NO_GROUPS)
