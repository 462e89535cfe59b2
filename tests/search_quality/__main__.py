"""`python -m tests.search_quality`: how good our search is, beside Pagefind and minisearch; `--misses`: where not."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.peers import install_peers
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


def main(arguments: Sequence[str]) -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.search_quality", description=__doc__)
    parser.add_argument("--engines", default=",".join(ENGINES), help="which engines, with commas")
    parser.add_argument("--misses", metavar="ENGINE", help="also every question that this engine answers badly")
    chosen = parser.parse_args(arguments)
    names = chosen.engines.split(",")
    if "pagefind" in names:
        install_peers()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        project.mkdir()
        make_project(project)
        edition = read_edition(project)
        queries = read_queries()
        judged = [judged_numbers(query, edition) for query in queries]
        ranks: dict[str, list[int]] = {}
        for name in names:
            workplace = Path(folder) / name
            workplace.mkdir()
            ranked = ENGINES[name](edition, queries, workplace)
            ranks[name] = [rank_of(numbers, right) for numbers, right in zip(ranked, judged, strict=True)]
    say(f"{len(queries)} questions, {len(edition.stories)} stories")
    print_table({name: scores(queries, of_engine) for name, of_engine in ranks.items()})
    if chosen.misses:
        print_misses(queries, ranks, chosen.misses)


def print_table(by_engine: dict[str, dict[str, Score]]) -> None:
    """Success at 5 and mean reciprocal rank, a line a class and a language."""
    say(f"\n{'':22}" + "".join(f"{name:>24}" for name in by_engine))
    say(f"{'':22}" + "".join(f"{'success@5':>14}{'MRR':>10}" for _ in by_engine))
    rows = ["all", *CLASSES, *LANGUAGES, *(f"{language} {kind}" for kind in CLASSES for language in LANGUAGES)]
    for row in rows:
        cells = [found[row] for found in by_engine.values()]
        say(f"{row:14}{cells[0].count:8}" + "".join(f"{cell.success:14.3f}{cell.reciprocal:10.3f}" for cell in cells))


def print_misses(queries: Sequence[Query], ranks: dict[str, list[int]], engine: str) -> None:
    """The questions without a right answer at the top, with the rank of the first right one in each engine."""
    say(f"\nNot right at the top in {engine} (0: not among the first ten)")
    for at, query in enumerate(queries):
        if ranks[engine][at] != 1:
            others = ", ".join(f"{name} {of_engine[at]}" for name, of_engine in ranks.items())
            say(f"{query.kind:11}{query.language}  {query.text}  → {' '.join(query.answers)}  ({others})")


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
