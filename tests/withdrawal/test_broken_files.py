"""A story can be withdrawn whatever is wrong with the other files, and with whatever is left to build from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from builder.model.withdrawal import mark_of
from builder.withdrawal.marks import withdrawn_in
from builder.withdrawal.record import read_record
from builder.withdrawal.taking_down import Way
from tests.nightly import IS_NIGHTLY
from tests.withdrawal.cities import (
    NOW,
    TESTS,
    TODAY,
    build,
    copy_tiny,
    differing,
    never_told,
    take_back,
    tree_of,
    write_story,
)

GONE = "2019-tafel/brug"
STORIES = 52


def instead(path: Path, make: Callable[[], None]) -> None:
    """Something else in the place of a file."""
    path.unlink()
    make()


BREAKERS: dict[str, Callable[[Path], object]] = {
    "no front matter": lambda path: path.write_text("Zomaar wat.\n", "utf-8"),
    "an open fence": lambda path: path.write_text("---\ntitle: X\n", "utf-8"),
    "an unknown key": lambda path: path.write_text(path.read_text("utf-8").replace("title:", "titel:"), "utf-8"),
    "not UTF-8": lambda path: path.write_bytes(path.read_bytes() + b"\xff\xfe\x80"),
    "a NUL": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "an alias bomb": lambda path: path.write_text("---\na: &a [x]\nb: [*a, *a]\n---\nTekst.\n", "utf-8"),
    "an open signal": lambda path: path.write_text(path.read_text("utf-8") + "\n::: signal\n", "utf-8"),
    "no text": lambda path: path.write_text(path.read_text("utf-8").partition("\n---\n")[0] + "\n---\n", "utf-8"),
    "a picture that is not there": lambda path: path.write_text(
        path.read_text("utf-8").replace("title:", "image: media/weg.png\nimage_alt: x\ntitle:"), "utf-8"
    ),
    "a telephone number": lambda path: path.write_text(path.read_text("utf-8") + "\nBel 0475 98 76 54.\n", "utf-8"),
    "a link": lambda path: instead(path, lambda: path.symlink_to("/etc/hostname")),
    "a folder": lambda path: instead(path, path.mkdir),
    "too large": lambda path: path.write_text(path.read_text("utf-8") + "x " * 1_000_000, "utf-8"),
    "a pipe": lambda path: instead(path, lambda: os.mkfifo(path)),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny city with many more stories, built."""
    root = copy_tiny(tmp_path_factory.mktemp("broken") / "city")
    for number in range(STORIES):
        body = f"Verhaal nummer {number}: op de brug stond iemand die ik nog niet kende."
        write_story(root, f"2019-tafel/ander-{number}", body, place="brug")
    build(root)
    return root


@pytest.fixture(scope="module")
def expected(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tree of that city after a withdrawal while nothing is broken."""
    root = tmp_path_factory.mktemp("expected") / "city"
    shutil.copytree(built, root)
    take_back(root, GONE)
    return tree_of(root / "build" / "site")


def spoiled(built: Path, root: Path, count: int) -> Path:
    """A copy of the city with this many broken stories, each in the next way."""
    shutil.copytree(built, root)
    ways = list(BREAKERS.values())
    for number in range(count):
        ways[number % len(ways)](root / "stories" / "2019-tafel" / f"ander-{number}.md")
    return root


@pytest.mark.parametrize("count", range(1, 51) if IS_NIGHTLY else (1, 50))
def test_broken_stories_do_not_stand_in_the_way(
    count: int, built: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    root = spoiled(built, tmp_path / "city", count)
    with pytest.raises(Abort):
        build(root)
    before = {path.name: path.lstat().st_mtime_ns for path in (root / "stories" / "2019-tafel").glob("ander*")}
    done = take_back(root, GONE)
    assert done.taken.way is Way.LAST_GOOD
    assert differing(tree_of(root / "build" / "site"), expected) == []
    after = {path.name: path.lstat().st_mtime_ns for path in (root / "stories" / "2019-tafel").glob("ander*")}
    assert before == after


OTHER_FILES: dict[str, Callable[[Path], object]] = {
    "city.yml": lambda root: (root / "site_config/city.yml").write_text("name: [\n", "utf-8"),
    "city.yml is gone": lambda root: (root / "site_config/city.yml").unlink(),
    "places.yml": lambda root: (root / "places/places.yml").write_bytes(b"\xff"),
    "areas.geojson": lambda root: (root / "places/areas.geojson").write_text("{", "utf-8"),
    "themes.yml": lambda root: (root / "site_config/themes.yml").write_text("themes: x", "utf-8"),
    "an emotion": lambda root: (root / "site_config/theme/emotions/blij.svg").unlink(),
    "workshop.yml": lambda root: (root / "stories/2019-tafel/workshop.yml").unlink(),
    "follow_up.yml": lambda root: (root / "stories/2019-tafel/follow_up.yml").write_text("{{{", "utf-8"),
    "tellers.yml": lambda root: (root / "stories/2019-tafel/tellers.yml").write_text("tellers: [", "utf-8"),
    "mkdocs.yml": lambda root: (root / "mkdocs.yml").write_text("plugins: [\n", "utf-8"),
    "the record": lambda root: (root / "site_config/withdrawn.yml").write_text("withdrawn: [{story: a", "utf-8"),
    "a trusted page": lambda root: (root / "site_config/pages/index.md").write_text("---\na: [\n---\n", "utf-8"),
    "the story itself": lambda root: (root / f"stories/{GONE}.md").write_text("---\ntitle: x\n", "utf-8"),
    "the story itself is gone": lambda root: (root / f"stories/{GONE}.md").unlink(),
    "the folder of stories": lambda root: shutil.rmtree(root / "stories"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_no_other_file_stands_in_the_way(name: str, built: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    root = tmp_path / "city"
    shutil.copytree(built, root)
    OTHER_FILES[name](root)
    done = take_back(root, GONE)
    assert done.taken.way is Way.LAST_GOOD
    assert differing(tree_of(root / "build" / "site"), expected) == []
    assert [entry.story for entry in read_record(root, TODAY)] == [GONE]


def test_an_unfinished_edit_of_another_story_does_not_become_public(
    built: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    root = tmp_path / "city"
    shutil.copytree(built, root)
    write_story(root, "2019-tafel/nieuw", "Een nieuw verhaal, zonder fouten, dat nog niet nagelezen is.")
    take_back(root, GONE)
    assert differing(tree_of(root / "build" / "site"), expected) == []


def test_without_kept_inputs_the_site_is_built_from_the_files_as_they_are(
    built: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    root = tmp_path / "city"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns(".cache"))
    assert take_back(root, GONE).taken.way is Way.CURRENT
    assert differing(tree_of(root / "build" / "site"), expected) == []


def test_without_kept_inputs_broken_files_are_set_aside(built: Path, tmp_path: Path) -> None:
    root = spoiled(built, tmp_path / "city", len(BREAKERS))
    shutil.rmtree(root / ".cache")
    done = take_back(root, GONE)
    assert done.taken.way is Way.WITHOUT_BROKEN
    assert done.taken.set_aside == tuple(
        sorted(f"stories/2019-tafel/ander-{number}.md" for number in range(len(BREAKERS)))
    )
    tree = tree_of(root / "build" / "site")
    assert f"stories/2019-tafel/ander-{STORIES - 1}/index.html" in tree
    assert "stories/2019-tafel/ander-0/index.html" not in tree
    assert mark_of(GONE) in withdrawn_in(tree)
    assert (root / "stories/2019-tafel/ander-0.md").read_text("utf-8") == "Zomaar wat.\n"


def test_when_nothing_can_be_built_one_page_takes_the_place_of_the_site(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "city"
    shutil.copytree(built, root)
    shutil.rmtree(root / ".cache")
    (root / "places/places.yml").write_text("places: [", "utf-8")
    assert take_back(root, GONE).taken.way is Way.CARETAKER
    tree = tree_of(root / "build" / "site")
    assert sorted(tree) == ["404.html", "index.html", "sw.js", "withdrawn.json"]
    assert "Deze kaart wordt nagekeken" in tree["index.html"].decode()
    assert withdrawn_in(tree) == {mark_of(GONE)}
    shutil.copy(built / "places/places.yml", root / "places")
    assert b'data-part="withdrawn"' in build(root)["stories/2019-tafel/brug/index.html"]


def test_kept_inputs_of_another_site_are_not_taken_for_those_of_this_one(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "city"
    shutil.copytree(built, root)
    (root / "build/site/CNAME").write_text("kleinstad.example\n", "utf-8")
    assert take_back(root, "2019-tafel/ander-3").taken.way is Way.CURRENT
    (root / "build/site/CNAME").write_text("kleinstad.example\n", "utf-8")
    (root / "places/places.yml").unlink()
    assert take_back(root, "2019-tafel/ander-4").taken.way is Way.OTHER_GOOD


def test_a_kept_file_that_was_damaged_is_not_used(built: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    root = tmp_path / "city"
    shutil.copytree(built, root)
    for path in (root / ".cache/vertelkaart/last-good/files").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert take_back(root, GONE).taken.way is Way.CURRENT
    assert differing(never_told(tree_of(root / "build/site"), GONE), never_told(expected, GONE)) == []
    again = tmp_path / "again"
    shutil.copytree(root, again)
    write_story(again, "2019-tafel/ander-1", "x", status="nergens")
    assert take_back(again, "2019-tafel/ander-2").taken.way is Way.LAST_GOOD


def test_everything_that_is_kept_is_for_its_owner_only(built: Path) -> None:
    folder = built / ".cache" / "vertelkaart" / "last-good"
    paths = [folder, *folder.rglob("*")]
    assert len(paths) > STORIES
    assert {oct(path.stat().st_mode & 0o777) for path in paths} == {"0o700", "0o600"}
    contents = b"".join(path.read_bytes() for path in paths if path.is_file())
    assert b"MARKERWORDteller" not in contents
    assert "MARKERWORDteller" in (built / "stories/2019-tafel/tellers.yml").read_text("utf-8")
    assert len(list(folder.glob("*.json"))) == 1


def test_a_crash_between_keeping_and_swapping_mixes_nothing(
    built: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    root = tmp_path / "city"
    shutil.copytree(built, root)
    write_story(root, "2019-tafel/nieuw", "Een nieuw verhaal, zonder fouten, dat de site nog niet kent.")
    program = (
        "import os, sys, pathlib, datetime, builder.plugin as plugin\n"
        "plugin.StagedFolder.exchange = lambda *_: os._exit(9)\n"
        "plugin.build_site(pathlib.Path(sys.argv[1]), now=datetime.datetime.fromisoformat(sys.argv[2]))\n"
    )
    command = [sys.executable, "-c", program, str(root), NOW.isoformat()]
    died = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(TESTS.parent)}, capture_output=True, check=False
    )
    assert died.returncode == 9, died.stderr.decode()
    assert len(list((root / ".cache/vertelkaart/last-good").glob("*.json"))) == 2
    assert take_back(root, GONE).taken.way is Way.LAST_GOOD
    assert differing(tree_of(root / "build/site"), expected) == []
    assert not list((root / ".cache/vertelkaart").glob("withdraw-*"))
