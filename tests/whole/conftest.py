"""The marked city before and after a change, and a warm process to build it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.leak.marked import WORKSHOP, copy_marked
from tests.whole.running import Bench, Tree, copy_project, tree_of

PERIOD = ("--since", "2019-01-01", "--until", "2020-12-31")
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
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The warm process."""
    folder = tmp_path_factory.mktemp("bench")
    with Bench(folder=folder) as started:
        started.start(copy_marked(folder / "warm"))
        yield started


@pytest.fixture(scope="session")
def projects(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> Projects:
    """The states, and the sites that are whole."""
    folder = tmp_path_factory.mktemp("projects")
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
