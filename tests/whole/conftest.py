"""The marked city before and after a change, and a warm process to build it in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.leak.marked import WORKSHOP, copy_marked
from tests.whole.running import Bench, Tree, copy_project, tree_of

PERIOD = ("--since", "2019-01-01", "--until", "2020-12-31")
MEMORY = Path("/dev/shm")
STORY = f"{WORKSHOP}/brug.md"


@dataclass(frozen=True)
class Projects:
    """The same city in three states, each to be copied."""

    fresh: Path
    """Never built."""
    changed: Path
    """Built, with its digests, and its stories were changed since."""
    old: Tree
    new: Tree


@pytest.fixture(scope="session")
def quick_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where the system has one: thousands of flushes to a real disk take minutes.

    `test_real_system.py` uses the disk.
    """
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("whole")
        return
    with TemporaryDirectory(prefix="vertelkaart-test-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def place(quick_disk: Path) -> Iterator[Path]:
    """An empty folder for one test."""
    with TemporaryDirectory(dir=quick_disk) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def bench(quick_disk: Path) -> Iterator[Bench]:
    """The warm process."""
    folder = quick_disk / "bench"
    folder.mkdir()
    with Bench(folder=folder) as started:
        started.start(copy_marked(folder / "warm"))
        yield started


@pytest.fixture(scope="session")
def projects(bench: Bench, quick_disk: Path) -> Projects:
    """The states, and the sites that are whole."""
    folder = quick_disk / "projects"
    folder.mkdir()
    fresh = copy_marked(folder / "fresh")
    changed = copy_project(fresh, folder / "changed")
    built(bench, changed)
    old = tree_of(changed / "build" / "site")
    change_story(changed)
    after = copy_project(changed, folder / "after")
    built(bench, after)
    new = tree_of(after / "build" / "site")
    change_story(fresh)
    assert old and new and old != new
    return Projects(fresh=fresh, changed=changed, old=old, new=new)


def built(bench: Bench, root: Path) -> None:
    for command in (("build",), ("digest", *PERIOD, "--unsealed")):
        ending = bench.run(root, *command)
        assert ending.status == 0, ending.said


def change_story(root: Path) -> None:
    """Another public text and another signal."""
    path = root / STORY
    text = path.read_text("utf-8")
    assert "Op de brug is het smal" in text
    path.write_text(text.replace("Op de brug is het smal", "Op de brug is het breed"), "utf-8")
