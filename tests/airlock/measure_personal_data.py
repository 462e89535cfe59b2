"""Prints how much personal data is found in the labelled sentences: `python -m tests.airlock.measure_personal_data`.

With `--misses` it also prints each sentence of the development part that goes wrong; with `--held-out` those of the
held-out part, which nobody should tune on.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from builder.airlock.city_names import CityNames
from builder.reading import read_corpus
from tests.airlock.labelled_sentences import counted, read_sentences, summed, table_of, tally

TODAY = date(2026, 12, 31)
ROOT = Path(__file__).parents[2]


def demo_streets() -> CityNames:
    """The street names of the demo city."""
    return CityNames.of(read_corpus(ROOT, today=TODAY).gazetteer)


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    sentences = list(read_sentences())
    tallies = tally(sentences, demo_streets())
    counts = counted(sentences)
    print(f"{len(sentences)} sentences: {counts['with']} with personal data, {counts['without']} without")  # noqa: T201
    print("recall · precision, by spans\n")  # noqa: T201
    print(table_of(tallies))  # noqa: T201
    shown = {"development"} if "--misses" in arguments else set()
    shown |= {"held_out"} if "--held-out" in arguments else set()
    print("\n".join(summed(one for key, one in tallies.items() if key[0] in shown).misses))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
