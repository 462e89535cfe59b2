"""Nothing keeps the reader and the airlock busy for more than a second, or takes hundreds of megabytes."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.slowest import find_slowest
from tests.nightly import examples
from tests.reading.bombs import bombs
from tests.reading.project import TINY

MOST_S = 1.0
"""Of the processor."""
MOST_MIB = 200
MOST_CPU_S = 120
PROJECT = Path(__file__).parents[2]
PASSES = {
    *("front: comments", "body: one word", "body: words", "body: sentences", "body: initials with capitals"),
    *("body: links", "body: accents", "icon: groups", "signal: many sentences"),
}
"""Long, but texts like any other: some of them, so that the table is known to reach the airlock."""


@pytest.fixture(scope="module")
def explosions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:  # Any: JSON
    """Each bomb and how it went, in a process that the system ends when it takes too long."""
    root = tmp_path_factory.mktemp("bombs") / "project"
    shutil.copytree(TINY, root)
    done = subprocess.run(
        [sys.executable, "-m", "tests.reading.explode", str(root)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S)),
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {each["name"]: each for each in found}


def test_every_bomb_ends_in_a_second(explosions: dict[str, dict[str, Any]]) -> None:  # Any: JSON
    assert set(explosions) == set(bombs())
    assert {name: each["s"] for name, each in explosions.items() if each["s"] > MOST_S} == {}


def test_no_bomb_takes_much_memory(explosions: dict[str, dict[str, Any]]) -> None:  # Any: JSON
    assert sum(each["mib"] for each in explosions.values()) < MOST_MIB


def test_every_bomb_of_a_front_matter_is_a_clear_fault(explosions: dict[str, dict[str, Any]]) -> None:  # Any: JSON
    silent = {name for name, each in explosions.items() if not each["codes"]}
    assert {name for name in silent if name.startswith(("front:", "places:", "areas:"))} == {"front: comments"}
    assert silent >= PASSES


def test_the_slowest_text_that_passes_is_quick() -> None:
    """A search that climbs from slow texts to slower ones, among those that `check_complexity` lets through."""
    slowest_s, pieces = find_slowest(steps=examples(ci=12, nightly=2_000), seed=1)
    assert slowest_s < MOST_S, pieces
