"""Pairs of cities that differ in private only, built one after the other and compared in everything that shows."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.leak.cities.private_side import PrivateSide
from tests.leak.cities.public_side import PublicSide
from tests.leak.cities.writing import lay
from tests.leak.outcome import Outcome, build_here

FOLDERS = ("een", "twee, een andere é")
"""Where the cities of a pair are built: in turn, so that from the third on the cache and the site of another are there."""
SHOWN = 5


@dataclass(slots=True)
class Bench:
    """A place to build in, and what was searched there before."""

    folder: Path
    seen: set[str] = field(default_factory=set)

    def clear(self) -> None:
        """Nothing of earlier builds is left."""
        for path in self.folder.iterdir():
            shutil.rmtree(path)


@contextmanager
def open_bench() -> Iterator[Bench]:
    """A bench in memory, when the system has a folder for that."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="vk-", dir=memory if memory.is_dir() else None) as folder:
        yield Bench(Path(folder))


def find_differences(public: PublicSide, privates: Sequence[PrivateSide], bench: Bench) -> list[str]:
    """Everything that tells one private side from another; nothing, when none can be told.

    The first city is compared with each of the others: as many pairs as there are others.
    """
    bench.clear()
    first: Outcome | None = None
    found: list[str] = []
    for number, private in enumerate(privates):
        root = bench.folder / FOLDERS[number % len(FOLDERS)]
        lay(root, public, private)
        outcome = build_here(root, private.surroundings.order, seen=bench.seen)
        if outcome.status:
            return [f"city {number} was not built: {outcome.stdout}{outcome.stderr}"]
        found += [f"city {number}: private word in {where}" for where in outcome.marked]
        if first is None:
            first = outcome
        else:
            found += [f"city {number}: {each}" for each in differences(first, outcome)]
        if found:
            return found
    return found


def find_fault_differences(
    public: PublicSide, whole: PrivateSide, faulty: Sequence[tuple[PrivateSide, str]], bench: Bench
) -> list[str]:
    """What tells one fault from another of the same kind, and what a failed build changes.

    Each faulty city is laid over a city that was built, with the start of the line that must be shown.
    """
    bench.clear()
    root = bench.folder / FOLDERS[0]
    lay(root, public, whole)
    before = build_here(root, 0, seen=bench.seen)
    if before.status:
        return [f"the whole city was not built: {before.stdout}{before.stderr}"]
    stamps = stamps_of(root / "build" / "site")
    found: list[str] = []
    said: list[Outcome] = []
    for number, (private, shown) in enumerate(faulty):
        lay(root, public, private)
        outcome = build_here(root, private.surroundings.order, seen=bench.seen)
        said.append(outcome)
        first, *others = outcome.stderr.splitlines() or [""]
        if outcome.status != 1 or not first.startswith(shown) or len(others) != 2:
            found.append(f"city {number}: exit code {outcome.status}, {outcome.stderr!r}, expected {shown!r}")
        if outcome.tree != before.tree or stamps_of(root / "build" / "site") != stamps:
            found.append(f"city {number}: the last good site is not as it was")
        found += [f"city {number}: private word in {where}" for where in outcome.marked]
        found += [f"city {number}: {each}" for each in differences(replace(said[0], old=outcome.old), outcome)]
    return found


def stamps_of(site: Path) -> dict[Path, int]:
    """When each file and folder of a site was changed."""
    return {path: path.lstat().st_mtime_ns for path in (site, *site.rglob("*"))}


def differences(one: Outcome, other: Outcome) -> list[str]:
    """What is not the same in two outcomes, in a few words."""
    found = [
        f"{name}: {getattr(one, name)!r} and {getattr(other, name)!r}"
        for name in ("status", "stdout", "stderr", "old", "beside")
        if getattr(one, name) != getattr(other, name)
    ]
    lines = [line for line in {*one.log, *other.log} if (line in one.log) != (line in other.log)]
    if one.log != other.log:
        found.append(f"log: {sorted(lines)[:SHOWN] or 'other numbers of lines'}")
    paths = sorted(path for path in one.tree.keys() | other.tree.keys() if one.tree.get(path) != other.tree.get(path))
    return found + [f"tree: {path} {first_difference(path, one, other)}" for path in paths[:SHOWN]]


def first_difference(path: str, one: Outcome, other: Outcome) -> str:
    """The bytes around the first one that is not the same."""
    left, right = one.contents.get(path), other.contents.get(path)
    if left is None or right is None or left == right:
        return f"({one.tree.get(path)} and {other.tree.get(path)})"
    at = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)
    return f"{left[max(0, at - 60) : at + 60]!r} and {right[max(0, at - 60) : at + 60]!r}"
