"""The same with the real thing: a disk that is full, and a command line whose system calls fail or kill it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nightly import examples
from tests.whole.conftest import Projects
from tests.whole.running import CAN_MOUNT, PROJECT, Bench, Ending, copy_project, private_leftovers, tree_of
from tests.whole.test_faults import SIGKILL, check_message, check_next_run, spread

SIZES = {"build": examples(ci=2, nightly=30), ".cache": examples(ci=2, nightly=14), "tmp": examples(ci=1, nightly=6)}
"""How many sizes of a disk to try for each folder: 50 at night."""
FILE_SIZES = examples(ci=1, nightly=20)
PAGE = 4096
LARGE = 64 * 1024 * 1024
FULL = "de schijf is vol; wat er al was, blijft staan"
CALLS = ("write", "openat", "mkdir", "rmdir", "unlinkat", "syncfs", "fsync", "renameat2", "rename", "chmod", "fchmodat")
CALL_POINTS = examples(ci=0, nightly=3)
"""For each system call, besides the exchange."""


def check_after_full_disk(ending: Ending, bench: Bench, root: Path, projects: Projects, site: Path) -> None:
    assert ending.status in (0, 2), ending.said
    assert tree_of(site) == (projects.old if ending.status else projects.new)
    if ending.status:
        assert ending.said.startswith(FULL), ending.said
        check_message(ending, root)


@pytest.mark.skipif(
    not CAN_MOUNT, reason="no disk of a few bytes can be mounted here; files of limited size stand in for it"
)
@pytest.mark.parametrize("where", SIZES)
def test_a_full_disk_leaves_the_old_site_or_the_new_one(
    where: str, bench: Bench, projects: Projects, place: Path
) -> None:
    root = copy_project(projects.changed, place / "city")
    disk = bench.folder / "tmp" if where == "tmp" else root / where
    disk.mkdir(exist_ok=True)
    needed = {"build": used_by(root / "build"), ".cache": used_by_cache(bench, root), "tmp": 8 * PAGE}[where]
    seen = set()
    for points in spread(SIZES[where], needed // PAGE):
        copy_project(projects.changed, root)
        disk.mkdir(exist_ok=True)
        kept = place / "kept"
        shutil.copytree(disk, kept, dirs_exist_ok=False)
        bench.mount(disk, LARGE)
        try:
            if where == "build":
                shutil.copytree(kept, bench.seen(disk), dirs_exist_ok=True)
            taken = shutil.disk_usage(bench.seen(disk)).used
            bench.mount(disk, taken + points * PAGE, again=True)
            ending = bench.run(root)
            site = bench.seen(root / "build" / "site")
            check_after_full_disk(ending, bench, root, projects, site)
            seen.add(ending.status)
            assert private_leftovers(bench.seen(root), outputs=("build/digest/",)) == []
            assert sorted(path.name for path in bench.seen(disk).iterdir() if where == "tmp") == []
            bench.mount(disk, LARGE, again=True)
            again = bench.run(root)
            assert (again.status, tree_of(site)) == (0, projects.new), again.said
        finally:
            bench.unmount(disk)
            shutil.rmtree(kept)
    assert seen == ({0} if where == "tmp" else {0, 2}), "the sizes show nothing"


def used_by_cache(bench: Bench, root: Path) -> int:
    """What a build takes on the disk of an empty cache, at most: the old pages of its store are still there."""
    cache = root / ".cache"
    shutil.rmtree(cache, ignore_errors=True)
    assert bench.run(root).status == 0
    return 2 * used_by(cache)


def used_by(folder: Path) -> int:
    """What a folder takes on a disk of pages."""
    return sum(-(-path.lstat().st_size // PAGE) * PAGE for path in folder.rglob("*") if path.is_file())


def test_a_file_that_cannot_grow_leaves_the_old_site(bench: Bench, projects: Projects, place: Path) -> None:
    """What a system without mounts of our own can show: every file stops at some size."""
    root = place / "city"
    largest = max(len(content) for _, content in projects.new.values())
    for limit in spread(FILE_SIZES, largest - 1):
        copy_project(projects.changed, root)
        ending = bench.run(root, file_limit=max(limit, 1024))
        assert ending.status == 2, ending.said
        check_after_full_disk(ending, bench, root, projects, root / "build" / "site")
        check_next_run(bench, root, projects)


@pytest.fixture
def city(projects: Projects, tmp_path: Path) -> Path:
    """On a real disk."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    return copy_project(projects.changed, tmp_path / "city")


def strace(root: Path, bench: Bench, *options: str) -> Ending:
    """The real command line, with its system calls watched or spoiled."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "VERTELKAART_LANGUAGE": "nl", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"HOME": str(bench.folder / "home"), "TMPDIR": str(bench.folder / "tmp")}
    command = ["strace", "-f", "-y", "-qq", "-s", "0", *options, sys.executable, "-m", "builder.cli", "build"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, text=True)
    return Ending(status=done.returncode, said=done.stderr, count=0, names=[])


def find_calls(log: str, root: Path) -> dict[str, list[int]]:
    """For each system call, which of those of the main thread touch what the build writes: numbers from 1."""
    lines = [line.split(None, 1) for line in log.splitlines()]
    main = lines[0][0]
    counts: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    places = (f"{root}/build", f"{root}/.cache")
    for thread, call in (line for line in lines if len(line) == 2):
        name = re.match(r"(\w+)\(", call)
        if thread != main or name is None or name[1] not in CALLS:
            continue
        counts[name[1]] = counts.get(name[1], 0) + 1
        is_read_only = name[1] == "openat" and "O_CREAT" not in call
        if not is_read_only and any(each in call for each in places):
            found.setdefault(name[1], []).append(counts[name[1]])
    return found


def find_points(city: Path, bench: Bench, tmp_path: Path, projects: Projects) -> list[tuple[str, int]]:
    """Which calls to spoil: the exchange always; at night some of each."""
    points = [("renameat2", 1)]
    if CALL_POINTS:
        log = tmp_path / "calls.log"
        root = copy_project(projects.changed, city)
        assert strace(root, bench, "-o", str(log), "-e", f"trace={','.join(CALLS)}").status == 0
        for name, numbers in find_calls(log.read_text("utf-8"), root).items():
            points += [(name, numbers[place - 1]) for place in spread(CALL_POINTS, len(numbers))]
    return sorted(set(points))


def test_a_system_call_that_kills_or_fails_leaves_the_old_site_or_the_new_one(
    city: Path, bench: Bench, projects: Projects, tmp_path: Path
) -> None:
    for name, number in find_points(city, bench, tmp_path, projects):
        for fault in ("signal=SIGKILL", "error=EIO") if CALL_POINTS else ("signal=SIGKILL",):
            root = copy_project(projects.changed, city)
            ending = strace(root, bench, "-o", os.devnull, "-e", f"inject={name}:{fault}:when={number}")
            found = tree_of(root / "build" / "site")
            what = f"{name} {number} {fault}: {ending.status} {ending.said}"
            assert found in (projects.old, projects.new), what
            assert name != "renameat2" or found == projects.old, what
            assert private_leftovers(root, outputs=("build/digest/",)) == [], what
            if fault == "signal=SIGKILL":
                assert ending.status in (SIGKILL, 128 + 9), what
            else:
                assert ending.status in (0, 1, 2), what
                assert found == (projects.old if ending.status else projects.new), what
                if ending.status:
                    check_message(ending, root)
            check_next_run(bench, root, projects)
