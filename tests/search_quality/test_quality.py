"""Our search is as good as it was when it was last measured, and not below minisearch on any class of questions.

After a change for the better: `VERTELKAART_WRITE_EXPECTED=1 pytest tests/search_quality`, and read the diff.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from builder.model.public import Edition
from tests.search_quality.corpus import (
    CLASSES,
    LANGUAGES,
    Query,
    judged_numbers,
    make_project,
    read_edition,
    read_queries,
)
from tests.search_quality.engines import ENGINES
from tests.search_quality.scores import Score, rank_of, scores

REACHED = Path(__file__).parent / "reached.json"

Scores = dict[str, Score]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The corpus."""
    project = tmp_path_factory.mktemp("corpus")
    make_project(project)
    return read_edition(project)


@pytest.fixture(scope="module")
def measured(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scores]:
    """`ours` and `minisearch` → their scores."""
    queries = read_queries()
    judged = [judged_numbers(query, edition) for query in queries]
    return {
        name: score_engine(name, edition, queries, judged, tmp_path_factory.mktemp(name))
        for name in ("ours", "minisearch")
    }


def score_engine(name: str, edition: Edition, queries: list[Query], judged: list[set[int]], folder: Path) -> Scores:
    ranked = ENGINES[name](edition, queries, folder)
    return scores(queries, [rank_of(numbers, right) for numbers, right in zip(ranked, judged, strict=True)])


def test_there_are_enough_questions_of_every_class_in_every_language(edition: Edition) -> None:
    queries = read_queries()
    assert len(queries) >= 200
    counted = Counter((query.language, query.kind) for query in queries)
    assert set(counted) == {(language, kind) for language in LANGUAGES for kind in CLASSES}
    assert min(counted.values()) >= 6
    assert len({(query.language, query.text) for query in queries}) == len(queries)
    assert len(edition.stories) > 600


def test_an_answer_is_only_right_when_it_is_judged_so() -> None:
    assert rank_of([4, 2, 9], {9}) == 3
    assert rank_of([4, 2], {9}) == 0
    assert rank_of([*range(10), 99], {99}) == 0


def test_no_question_is_answered_worse_than_before(measured: dict[str, Scores]) -> None:
    ours = {name: [score.success, score.reciprocal] for name, score in measured["ours"].items()}
    if os.environ.get("VERTELKAART_WRITE_EXPECTED"):
        lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(figures)}" for name, figures in ours.items())
        REACHED.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    reached: dict[str, list[float]] = json.loads(REACHED.read_text("utf-8"))
    assert set(ours) == set(reached)
    worse = {
        name: (ours[name], before)
        for name, before in reached.items()
        if any(now < then for now, then in zip(ours[name], before, strict=True))
    }
    assert worse == {}


@pytest.mark.parametrize("kind", ["all", *CLASSES])
def test_no_class_is_answered_worse_than_by_minisearch(kind: str, measured: dict[str, Scores]) -> None:
    ours, other = measured["ours"][kind], measured["minisearch"][kind]
    assert (ours.success, ours.reciprocal) >= (other.success, other.reciprocal)
    assert ours.reciprocal >= other.reciprocal
