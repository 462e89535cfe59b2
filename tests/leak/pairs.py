"""Pairs of cities that differ in private only, built one after the other and compared in everything that shows."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.refused_report import REPORT
from tests.leak.cities.private_side import PrivateSide
from tests.leak.cities.public_side import PublicSide
from tests.leak.cities.writing import lay
from tests.leak.outcome import Outcome, build_here

FOLDERS = ("een", "twee, een andere é")
"""Where cities are built, in turn: two for the first time, two over the cache and the site of those, and so on."""
SHOWN = 5
AFTER_A_FAULT = 3
"""Lines of a failed build below the fault: the hint, how many there are, where the private list is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something by which private sides can be told apart."""

    kind: str
    """`tree`, `stdout`, `stderr`, `log`, `status`, `old`, `beside`: what differs. `word`: a private word shows.
    `broken`: not even the first city was built. `shown`: a fault is not told as it should be. `site`: a failed build
    changed the last site."""
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass(slots=True)
class Bench:
    """A place to build in, and what was searched there before."""

    folder: Path
    seen: set[str] = field(default_factory=set)
    started: float = 0.0

    def clear(self) -> None:
        """Nothing of earlier builds is left."""
        self.started = time.time()
        for path in self.folder.iterdir():
            shutil.rmtree(path)


@contextmanager
def open_bench() -> Iterator[Bench]:
    """A bench in memory, when the system has a folder for that."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="vk-", dir=memory if memory.is_dir() else None) as folder:
        yield Bench(Path(folder))


def find_differences(public: PublicSide, privates: Sequence[PrivateSide], bench: Bench) -> list[Finding]:
    """Everything that tells one private side from another; nothing, when none can be told.

    The first city is compared with each of the others, up to the first that can be told: as many pairs as others. What
    a build says is compared among first builds in a folder, and among later ones: it may tell that a site was there and
    that nothing in it changed. What it leaves is the same for all. A later build takes over what was made from the same
    before, so that only a first one shows what is made of its city.
    """
    bench.clear()
    first: Outcome | None = None
    later: Outcome | None = None
    for number, private in enumerate(privates):
        root = bench.folder / FOLDERS[number % len(FOLDERS)]
        is_later = number // len(FOLDERS) % 2 == 1
        if root.exists() and not is_later:
            shutil.rmtree(root)
        lay(root, public, private)
        outcome = build_here(root, private.surroundings.order, seen=bench.seen, since=bench.started)
        if outcome.status:
            kind = "broken" if first is None else "status"
            return [Finding(kind, f"city {number} was not built: {outcome.stdout}{outcome.stderr}")]
        found = [Finding("word", f"city {number}: {where}") for where in outcome.marked]
        if first is None:
            first = outcome
        elif is_later:
            later = later or outcome
            said = replace(first, stdout=later.stdout, stderr=later.stderr, log=later.log)
            found += differences(said, outcome)
        else:
            found += differences(first, outcome)
        if found:
            return found
    return []


def find_fault_differences(
    public: PublicSide, whole: PrivateSide, faulty: Sequence[tuple[PrivateSide, str]], bench: Bench
) -> list[Finding]:
    """What tells one fault from another of the same kind, and what a failed build changes.

    Each faulty city is laid over a city that was built, with the start of the line that must be shown.
    """
    bench.clear()
    root = bench.folder / FOLDERS[0]
    lay(root, public, whole)
    before = build_here(root, 0, seen=bench.seen, since=bench.started)
    if before.status:
        return [Finding("broken", f"the whole city was not built: {before.stdout}{before.stderr}")]
    stamps = stamps_of(root / "build" / "site")
    found: list[Finding] = []
    first: Outcome | None = None
    for number, (private, shown) in enumerate(faulty):
        lay(root, public, private)
        outcome = build_here(root, private.surroundings.order, seen=bench.seen, since=bench.started)
        line, *others = outcome.stderr.splitlines() or [""]
        is_all = len(others) == AFTER_A_FAULT and others[-1].endswith(f": {REPORT.as_posix()}")
        if outcome.status != 1 or not line.startswith(shown) or not is_all:
            found.append(
                Finding("shown", f"city {number}: exit code {outcome.status}, {outcome.stderr!r}, not {shown!r}")
            )
        if outcome.tree != before.tree or stamps_of(root / "build" / "site") != stamps:
            found.append(Finding("site", f"city {number}: the last good site is not as it was"))
        found += [Finding("word", f"city {number}: {where}") for where in outcome.marked]
        first = first or outcome
        found += differences(replace(first, old=()), replace(outcome, old=()))
    return found


def stamps_of(site: Path) -> dict[Path, int]:
    """When each file and folder of a site was changed."""
    return {path: path.lstat().st_mtime_ns for path in (site, *site.rglob("*")) if path.is_symlink() or path.exists()}


def differences(one: Outcome, other: Outcome) -> list[Finding]:
    """What is not the same in two outcomes, in a few words."""
    found = [
        Finding(name, f"{getattr(one, name)!r} and {getattr(other, name)!r}")
        for name in ("status", "stdout", "stderr", "old", "beside")
        if getattr(one, name) != getattr(other, name)
    ]
    if one.log != other.log:
        lines = [line for line in {*one.log, *other.log} if (line in one.log) != (line in other.log)]
        found.append(Finding("log", f"{sorted(lines)[:SHOWN] or 'other numbers of lines'}"))
    paths = sorted(path for path in one.tree.keys() | other.tree.keys() if one.tree.get(path) != other.tree.get(path))
    return found + [Finding("tree", f"{path} {first_difference(path, one, other)}") for path in paths[:SHOWN]]


def first_difference(path: str, one: Outcome, other: Outcome) -> str:
    """The bytes around the first one that is not the same."""
    left, right = one.contents.get(path), other.contents.get(path)
    if left is None or right is None or left == right:
        return f"({one.tree.get(path)} and {other.tree.get(path)})"
    at = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)
    return f"{left[max(0, at - 60) : at + 60]!r} and {right[max(0, at - 60) : at + 60]!r}"
