"""The search for a pair that can be told apart: Hypothesis draws cities, one worker a core builds them."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.leak.cities.chance import Chance, Drawn, Least, Most, Seeded
from tests.leak.cities.faults import FAULTS, make_faulty
from tests.leak.cities.making import PARTS, make_private_side
from tests.leak.cities.private_side import PrivateSide
from tests.leak.cities.public_side import PublicSide, make_public_side
from tests.leak.library_caches import keep_library_caches
from tests.leak.pairs import Bench, find_differences, find_fault_differences, open_bench

PAIRS_A_CITY = 5
"""Private sides with which the first one of a city is compared."""
Case = tuple[PublicSide, list[PrivateSide]]


CHANCES: st.SearchStrategy[Chance] = st.one_of(
    st.builds(Least), st.integers(0, 2**32).map(Seeded), st.integers(0, 7).map(Most)
)
"""A part of a private side: nothing, anything, or as much as there can be."""


@st.composite
def cities(draw: st.DrawFn, privates: int = PAIRS_A_CITY + 1) -> Case:
    """A public side and private sides for it."""
    public = make_public_side(Drawn(draw))
    return public, [make_private_side(public, *(draw(CHANCES) for _ in range(PARTS))) for _ in range(privates)]


def search(start: int, examples: int) -> str:
    """Nothing, or a smallest pair that can be told apart, and by what."""
    with open_bench() as bench:
        warm_up(bench)

        @seed(start)
        @settings(**common(examples))
        @given(cities())
        def nothing_tells_them_apart(case: Case) -> None:
            found = find_differences(*case, bench)
            assert not found, "\n".join(map(str, found))

        return outcome_of(nothing_tells_them_apart)


def search_faults(start: int, examples: int) -> str:
    """The same for cities with one fault in a private place."""
    with open_bench() as bench:
        warm_up(bench)

        @seed(start)
        @settings(**common(examples))
        @given(cities(2), st.sampled_from(sorted(FAULTS)), st.lists(st.integers(0, 2**32), min_size=2, max_size=2))
        def only_its_place_is_told(case: Case, kind: str, texts: list[int]) -> None:
            public, privates = case
            pairs = zip(texts, privates, strict=True)
            faulty = [(make_faulty(Seeded(text), each, kind), FAULTS[kind].shown) for text, each in pairs]
            found = find_fault_differences(public, privates[0], faulty, bench)
            assert not found, f"{kind}\n" + "\n".join(map(str, found))

        return outcome_of(only_its_place_is_told)


def common(examples: int) -> dict[str, Any]:  # Any: settings take many things
    """The settings of a search: what is drawn depends on the start alone."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    return {
        "max_examples": examples,
        "deadline": None,
        "database": None,
        "print_blob": False,
        "phases": [Phase.generate, Phase.shrink],
        "suppress_health_check": checks,
    }


def outcome_of(test: Callable[[], None]) -> str:
    """Nothing, or what the search found, its smallest case included."""
    try:
        test()
    except Exception as error:
        return "\n".join(["".join(traceback.format_exception_only(error)), *getattr(error, "__notes__", ())])
    return ""


def warm_up(bench: Bench) -> None:
    """One build before the first pair: what a process loads once is loaded then."""
    keep_library_caches()
    public = make_public_side(Least())
    find_differences(public, [make_private_side(public, Least())], bench)


@contextmanager
def workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that have nothing of this one's state."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def search_everywhere(pairs: int, faults: int, start: int) -> Sequence[str]:
    """What the searches of all workers found; `pairs` and `faults` are numbers for all of them together."""
    count = max(1, min(2, os.cpu_count() or 1))
    cases = -(-pairs // PAIRS_A_CITY // count)
    with workers(count) as pool:
        searches = [pool.submit(search, start + each, cases) for each in range(count)]
        searches.append(pool.submit(search_faults, start, faults))
        return [found for each in searches if (found := each.result())]
