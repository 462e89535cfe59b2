"""Noninterference, drawn: whatever is private of a city, the same bytes come out, the same is said, the same exit code.

Hypothesis draws small cities; `cities/` says what may vary. In CI some hundred pairs; with VERTELKAART_NIGHTLY=1 ten
thousand, from another start each day (`VERTELKAART_START` repeats one).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.leak.cities.chance import Seeded
from tests.leak.cities.faults import FAULTS
from tests.leak.cities.making import make_private_side
from tests.leak.cities.public_side import ALIKE, PLACES, make_public_side, steps_of
from tests.leak.cities.writing import lay
from tests.leak.contrasts import RICH, rich_public_side, riches, signal_riches
from tests.leak.marked import Build, build
from tests.leak.search_pairs import search_everywhere
from tests.nightly import IS_NIGHTLY, examples

START = int(os.environ.get("VERTELKAART_START") or (datetime.now(UTC).toordinal() if IS_NIGHTLY else 0))
PAIRS = examples(ci=200, nightly=10_000)
FAULTY = examples(ci=2 * len(FAULTS), nightly=1_000)
CITIES = examples(ci=2, nightly=100)
PAIRS_A_CITY = examples(ci=2, nightly=5)
OTHER_WORLD = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}


def test_nothing_private_changes_what_is_seen_and_a_fault_tells_its_place_only() -> None:
    found = search_everywhere(PAIRS, FAULTY, START)
    assert not found, f"VERTELKAART_START={START}\n" + "\n\n".join(found)


@pytest.mark.parametrize("number", range(CITIES))
def test_the_command_builds_the_same_for_every_private_side(number: int, tmp_path: Path) -> None:
    public = make_public_side(Seeded(START + number))
    seeds = [START + number + 1_000_000 * each for each in range(PAIRS_A_CITY + 1)]

    def run(each: int) -> Build:
        root = tmp_path / ("stad" if each == 0 else f"een andere stad é {each}")
        lay(root, public, make_private_side(public, Seeded(seeds[each])))
        if is_plain_mkdocs(each):
            return build(root, "-m", "mkdocs", "build", "--quiet", **OTHER_WORLD)
        return build(root, **({"LANG": "C"} if each == 0 else OTHER_WORLD))

    with ThreadPoolExecutor(2) as threads:
        first, *others = threads.map(run, range(len(seeds)))
    assert first.status == 0, first.stderr.decode()
    assert str(tmp_path).encode() not in first.stdout + first.stderr
    for each, other in enumerate(others, start=1):
        said = (b"", b"") if is_plain_mkdocs(each) else (first.stdout, first.stderr)
        assert (other.status, other.stdout, other.stderr) == (0, *said)
        assert other.tree == first.tree
        assert modes(other) == modes(first)


def is_plain_mkdocs(number: int) -> bool:
    """Every second city but the first is built with `mkdocs build`."""
    return number > 0 and number % 2 == 0


def modes(done: Build) -> dict[str, int]:
    """The mode of each file and folder of a site."""
    return {path.relative_to(done.site).as_posix(): path.lstat().st_mode for path in done.site.rglob("*")}


def test_the_fixed_cities_have_everything_that_can_be_public() -> None:
    found = [riches(rich_public_side(seed)) for seed in RICH]
    assert [name for name in found[0] if not any(each[name] for each in found)] == []


def test_the_fixed_cities_have_every_kind_of_signal_in_a_public_story() -> None:
    found = [signal_riches(rich_public_side(seed)) for seed in RICH]
    assert [name for name in found[0] if not any(each[name] for each in found)] == []


@pytest.mark.parametrize("grid_m", [100, 250, 400])
def test_places_that_nobody_can_tell_apart_lie_in_one_cell(grid_m: int) -> None:
    lat_step, lon_step = steps_of(grid_m)
    for names in ALIKE:
        cells = {(PLACES[name][0] // lat_step, PLACES[name][1] // lon_step) for name in names}
        assert len(cells) == 1
