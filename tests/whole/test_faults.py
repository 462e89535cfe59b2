"""A build that is killed, or whose disk says no, at any event: the old site or the new one, and the next run is plain.

The same tests with a few points in every run and all points at night.
"""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.nightly import examples
from tests.whole.conftest import PERIOD, Projects
from tests.whole.events import KILL
from tests.whole.running import Bench, Ending, Tree, copy_project, private_leftovers, tree_of

KILLS = examples(ci=2, nightly=150)
"""For each of the two states that a build can start from."""
ERRORS = examples(ci=1, nightly=30)
"""For each error number."""
KILLS_OF_OTHERS = examples(ci=2, nightly=30)
SIGKILL = -9


def spread(points: int, total: int) -> list[int]:
    """Event numbers from the first to the last one, evenly; all of them when there are not more."""
    if points == 1:
        return [(total + 1) // 2]
    if points >= total:
        return list(range(1, total + 1))
    return sorted({1 + round(index * (total - 1) / (points - 1)) for index in range(points)})


def inputs_of(root: Path) -> Tree | None:
    return {
        f"{name}/{path}": entry
        for name in ("stories", "places", "site_config")
        for path, entry in (tree_of(root / name) or {}).items()
    }


def check_message(ending: Ending, root: Path) -> None:
    """A sentence with a hint, in Dutch, that tells neither a private word nor where the project is."""
    assert "Traceback" not in ending.said
    assert "MARKERZQ" not in ending.said
    assert str(root) not in ending.said
    lines = ending.said.strip().splitlines()
    assert 2 <= len(lines) <= 4, ending.said
    assert any(line.startswith("  tip: ") for line in lines), ending.said


def check_whole(bench: Bench, root: Path, projects: Projects, old: Tree | None) -> Tree | None:
    """The site is the old or the new one, and nothing is left where it should not be; gives the site."""
    found = tree_of(root / "build" / "site")
    assert found in (old, projects.new)
    assert private_leftovers(root, outputs=("build/digest/",)) == []
    assert bench.strays() == []
    return found


def check_next_run(bench: Bench, root: Path, projects: Projects) -> None:
    ending = bench.run(root)
    assert ending.status == 0, ending.said
    assert tree_of(root / "build" / "site") == projects.new
    left = {path.name for path in (root / "build").iterdir()}
    assert left <= {".lock", ".site-twin", "site", "digest"}
    assert bench.strays() == []


def swap_renames(names: list[str]) -> list[int]:
    """The numbers of the renames up to the swap; the one behind it is that of the note on the build."""
    return [number for number, name in enumerate(names, 1) if name == "os.rename"][:-1]


@pytest.mark.parametrize("state", ["a first site", "a site that was there"])
def test_a_killed_build_leaves_the_old_site_or_the_new_one(
    state: str, bench: Bench, projects: Projects, place: Path
) -> None:
    source, old = (projects.fresh, None) if state == "a first site" else (projects.changed, projects.old)
    root = place / "city"
    dry = bench.run(copy_project(source, root))
    assert (dry.status, tree_of(root / "build" / "site")) == (0, projects.new), dry.said
    last = swap_renames(dry.names)[-1] if old is None else dry.names.index("system_exchange") + 1
    numbers = {*spread(KILLS, dry.count), *range(last, min(last + 2, dry.count) + 1)}
    seen = set()
    for number in sorted(numbers):
        inputs = inputs_of(copy_project(source, root))
        ending = bench.run(root, number=number, error=KILL)
        assert ending.status == SIGKILL, f"event {number} of {dry.count}"
        found = check_whole(bench, root, projects, old)
        seen.add(found == projects.new)
        assert (found == projects.new) == (number > last), f"event {number}, {dry.names[number - 1]}"
        assert inputs_of(root) == inputs
        check_next_run(bench, root, projects)
    assert seen == ({False, True})


def test_a_kill_between_two_renames_is_repaired_by_the_next_run(bench: Bench, projects: Projects, place: Path) -> None:
    """A system without an exchange: the site can be away for a moment, and is never lost."""
    root = place / "city"
    dry = bench.run(copy_project(projects.changed, root), is_without_exchange=True)
    assert (dry.status, tree_of(root / "build" / "site")) == (0, projects.new)
    renames = swap_renames(dry.names)
    found = []
    for number in (renames[-2], renames[-1], renames[-1] + 1):
        copy_project(projects.changed, root)
        assert bench.run(root, number=number, is_without_exchange=True).status == SIGKILL
        found.append(tree_of(root / "build" / "site"))
        (root / "stories" / "2019-tafel" / "stuk.md").write_text("stuk", "utf-8")
        assert bench.run(root, is_without_exchange=True).status == 1
        assert tree_of(root / "build" / "site") == (found[-1] or projects.old)
        (root / "stories" / "2019-tafel" / "stuk.md").unlink()
        check_next_run(bench, root, projects)
    assert found == [projects.old, None, projects.new]


@pytest.mark.parametrize("code", ["ENOSPC", "EACCES", "EIO", "EMFILE"])
def test_a_disk_that_says_no_leaves_the_old_site_or_the_new_one(
    code: str, bench: Bench, projects: Projects, place: Path
) -> None:
    root = place / "city"
    is_read = code != "ENOSPC"
    dry = bench.run(copy_project(projects.changed, root), is_counting_reads=is_read)
    numbers = set(spread(ERRORS, dry.count))
    if code in ("ENOSPC", "EIO"):
        numbers |= {dry.names.index(name) + 1 for name in ("system_sync", "system_exchange")}
    for number in sorted(numbers):
        copy_project(projects.changed, root)
        ending = bench.run(root, number=number, error=getattr(errno, code), is_counting_reads=is_read)
        found = check_whole(bench, root, projects, projects.old)
        what = f"event {number} of {dry.count}, {dry.names[number - 1]}: {ending.status} {ending.said}"
        assert ending.status in (0, 1, 2), what
        assert found == (projects.new if ending.status == 0 else projects.old), what
        if ending.status:
            check_message(ending, root)
            assert {path.name for path in (root / "build").iterdir()} <= {".lock", ".site-twin", "site", "digest"}, what
        check_next_run(bench, root, projects)


def test_a_killed_digest_leaves_the_old_digests_or_the_new_ones(bench: Bench, projects: Projects, place: Path) -> None:
    root, command = place / "city", ("digest", *PERIOD, "--unsealed")
    digests = root / "build" / "digest" / "2019-01-01_2020-12-31"
    old = tree_of(copy_project(projects.changed, root) / digests.relative_to(root))
    rewrite_signal(root)
    dry = bench.run(root, *command)
    new = tree_of(digests)
    assert dry.status == 0 and old and new and old != new
    for number in sorted({*spread(KILLS_OF_OTHERS, dry.count), dry.names.index("system_exchange") + 1}):
        rewrite_signal(copy_project(projects.changed, root))
        assert bench.run(root, *command, number=number).status == SIGKILL
        assert tree_of(digests) in (old, new)
        assert bench.strays() == []
        for path in (root / "build" / "digest").rglob("*"):
            assert path.name == ".lock" or path.lstat().st_mode & 0o077 == 0, path
        assert bench.run(root, *command).status == 0
        assert tree_of(digests) == new
        assert {path.name for path in digests.parent.iterdir()} == {".lock", digests.name}


def rewrite_signal(root: Path) -> None:
    path = root / "stories" / "2019-tafel" / "brug.md"
    text = path.read_text("utf-8")
    assert "MARKERZQsignal" in text
    path.write_text(text.replace("MARKERZQsignal", "MARKERZQsignal, en nog iets"), "utf-8")


@pytest.mark.parametrize(
    "command", [("new", "2019-tafel/nieuw"), ("new", "2024-nieuw/nieuw"), ("keys", "make"), ("routes",)], ids=" ".join
)
def test_other_killed_commands_leave_whole_files_and_can_be_given_again(
    command: tuple[str, ...], bench: Bench, projects: Projects, place: Path
) -> None:
    root = place / "city"
    before = files_of(copy_project(projects.changed, root))
    dry = bench.run(root, *command)
    after = files_of(root)
    assert dry.status == 0, dry.said
    for number in spread(KILLS_OF_OTHERS, dry.count):
        copy_project(projects.changed, root)
        assert bench.run(root, *command, number=number).status == SIGKILL
        found = files_of(root)
        changed = {name for name in found if found[name] != before.get(name)}
        assert changed <= after.keys()
        if command[0] != "keys":
            assert all(found[name] == after[name] for name in changed)
        assert bench.strays() == []
        again = bench.run(root, *command)
        assert again.status == 0 or (changed == after.keys() - before.keys() and "al" in again.said)
        assert files_of(root).keys() == after.keys()
        assert not list((root / ".keys").glob(".*"))


def files_of(root: Path) -> dict[str, bytes]:
    """Files by address; temporary ones, which no command reads, are not there."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(".vk-") and ".cache" not in path.parts
    }
