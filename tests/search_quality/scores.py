"""How good ranked answers are: success at 5 and mean reciprocal rank, by class and by language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.search_quality.corpus import CLASSES, LANGUAGES, Query

DEPTH = 10
"""So many answers of an engine are looked at; a right one further down counts as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well some questions were answered."""

    count: int
    success: float
    """The share with a right answer among the first five."""
    reciprocal: float
    """The mean of 1 / the rank of the first right answer, 0 without one."""


def rank_of(numbers: Sequence[int], judged: set[int]) -> int:
    """The rank of the first right answer, from 1; 0 without one."""
    return next((rank for rank, number in enumerate(numbers[:DEPTH], 1) if number in judged), 0)


def score_of(ranks: Sequence[int]) -> Score:
    """The score of questions by the ranks of their answers."""
    return Score(
        count=len(ranks),
        success=round(sum(1 <= rank <= 5 for rank in ranks) / len(ranks), 3),
        reciprocal=round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
    )


def scores(queries: Sequence[Query], ranks: Sequence[int]) -> dict[str, Score]:
    """`all`, each class, each language, and each class in each language (`nl typo1`) → its score."""
    groups: dict[str, list[int]] = {"all": list(ranks)}
    groups |= {name: [] for name in (*CLASSES, *LANGUAGES)}
    groups |= {f"{language} {kind}": [] for language in LANGUAGES for kind in CLASSES}
    for query, rank in zip(queries, ranks, strict=True):
        for name in (query.kind, query.language, f"{query.language} {query.kind}"):
            groups[name].append(rank)
    return {name: score_of(group) for name, group in groups.items()}
