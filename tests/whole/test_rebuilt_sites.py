"""A build over the site and the cache of an earlier one gives exactly the bytes of a first build, whatever happened.

Random changes, one after the other: of stories, settings and pages, and of what builds leave behind. In between builds
are killed, at any change of the disk, also while the cache is written, and killed again. After each the city is built
where it stands, and built anew elsewhere.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.plugin import build_site
from tests.nightly import examples
from tests.whole.running import Bench, Tree, tree_of

STEPS = examples(ci=4, nightly=120)
SEEDS = examples(ci=1, nightly=6)
FIRST_KILLS = 2
"""The first step has a build that is killed in the cache, and then one that is killed elsewhere; others as it comes."""
SIGKILL = -9
LEFT = frozenset({".lock", ".site-twin", "site"})
"""What a build that ended leaves in `build/`."""
TINY = Path(__file__).parents[1] / "sites" / "tiny"
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
INPUTS = ("stories", "places", "site_config", "mkdocs.yml")
TABLE = "stories/2019-tafel"
WORDS = ("brug", "water", "markt", "licht", "buren", "zomer", "plein", "fiets")


def story(number: int, chance: random.Random) -> str:
    """A public story of a few words."""
    words = [chance.choice(WORDS) for _ in range(12)]
    extra = chance.choice(
        ("themes: [ontmoeting]\n", "themes: [onderweg]\nemotion: blij\n", "themes: [onderweg, ontmoeting]\n")
    )
    return (
        f'---\ntitle: "Verhaal {number} {words[0]} & <{words[1]}>"\nplace: brug\ndate: {chance.randrange(2010, 2024)}\n'
        f"language: nl\n{extra}status: published\nconsent: {{publish: true, given_on: 2019-03-01, exact_place: true}}\n"
        f"---\n{' '.join(words).capitalize()}.\n"
    )


def stories_of(root: Path) -> list[Path]:
    """Files that this test made."""
    return sorted((root / TABLE).glob("extra-*.md"))


def add(root: Path, chance: random.Random) -> None:
    number = chance.randrange(1000)
    (root / TABLE / f"extra-{number}.md").write_text(story(number, chance), "utf-8")


def edit(root: Path, chance: random.Random) -> None:
    path = chance.choice(stories_of(root))
    path.write_text(story(int(path.stem.removeprefix("extra-")), chance), "utf-8")


def edit_body(root: Path, chance: random.Random) -> None:
    path = chance.choice(stories_of(root))
    path.write_text(path.read_text("utf-8") + f"\nEn {chance.choice(WORDS)}.\n", "utf-8")


def remove(root: Path, chance: random.Random) -> None:
    chance.choice(stories_of(root)).unlink()


def rename(root: Path, chance: random.Random) -> None:
    path = chance.choice(stories_of(root))
    path.rename(path.with_name(f"extra-{chance.randrange(1000, 2000)}.md"))


def withdraw(root: Path, chance: random.Random) -> None:
    path = chance.choice(stories_of(root))
    path.write_text(path.read_text("utf-8").replace("status: published", "status: withdrawn"), "utf-8")


def replace_in(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text, name
    path.write_text(text.replace(old, new, 1), "utf-8")


def rename_city(root: Path, chance: random.Random) -> None:
    replace_in(root, "site_config/city.yml", "vertelt", f"vertelt {chance.choice(WORDS)}")


def other_languages(root: Path, chance: random.Random) -> None:
    path = root / "site_config/city.yml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("languages:")]
    languages = chance.choice(("nl, fr, en", "nl", "nl, en"))
    path.write_text("\n".join([*lines, f"languages: [{languages}]"]) + "\n", "utf-8")


def rename_table(root: Path, chance: random.Random) -> None:
    path = root / TABLE / "workshop.yml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("title:")]
    path.write_text("\n".join([*lines, f"title: Tafel {chance.choice(WORDS)}"]) + "\n", "utf-8")


def edit_page(root: Path, chance: random.Random) -> None:
    (root / "site_config/pages/over.md").write_text(f"# Over {chance.choice(WORDS)}\n\nWie wij zijn.\n", "utf-8")


def write_in_site(root: Path, chance: random.Random) -> None:
    """Somebody writes in a page of the site by hand, and gives it the times that it had."""
    pages = sorted((root / "build/site").rglob("index.html"))
    page = chance.choice(pages)
    status = page.stat()
    page.write_bytes(page.read_bytes()[:-1] + b" ")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))


def remove_from_site(root: Path, chance: random.Random) -> None:
    """Not the first page: without it the folder is no site, and a build refuses to take its place."""
    site = root / "build/site"
    chance.choice(sorted({*site.rglob("*.html")} - {site / "index.html"})).unlink()


def add_to_site(root: Path, chance: random.Random) -> None:
    for name in ("site", ".site-twin"):
        folder = root / "build" / name / "stray"
        if folder.parent.exists() and not folder.parent.is_symlink():  # a link leads to the stories
            folder.mkdir(exist_ok=True)
            (folder / "stray.html").write_text("stray", "utf-8")


def spoil_twin(root: Path, chance: random.Random) -> None:
    twin = root / "build/.site-twin"
    if twin.exists() and not twin.is_symlink():
        page = chance.choice(sorted(twin.rglob("index.html")))
        page.unlink()
        page.write_text("spoilt", "utf-8")


def link_twin_elsewhere(root: Path, chance: random.Random) -> None:
    twin = root / "build/.site-twin"
    shutil.rmtree(twin, ignore_errors=True)
    twin.symlink_to(root / "stories")


def spoil_store(root: Path, chance: random.Random) -> None:
    for path in (root / ".cache/vertelkaart/store").glob("*.sqlite"):
        content = bytearray(path.read_bytes())
        for _ in range(20):
            content[chance.randrange(len(content))] ^= 255
        path.write_bytes(content)


def lose_cache(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / ".cache")


def nothing(root: Path, chance: random.Random) -> None:
    """No change: the same bytes again."""


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    *(add, edit, edit_body, remove, rename, withdraw, rename_city, other_languages, rename_table, edit_page),
    *(write_in_site, remove_from_site, add_to_site, spoil_twin, link_twin_elsewhere, spoil_store, lose_cache, nothing),
)


def copy_inputs(source: Path, target: Path) -> Path:
    """A copy of the files of a project, in place of the last one."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for name in INPUTS:
        path = source / name
        (shutil.copytree if path.is_dir() else shutil.copy)(path, target / name)
    return target


def built(root: Path) -> Tree:
    tree = tree_of(build_site(root, now=NOW))
    assert tree
    return tree


@dataclass
class Killer:
    """Starts builds of a city that do not end."""

    bench: Bench
    state_folder: Path
    """Where the secret of the cache lies: that of the builds that end."""
    chance: random.Random
    longest: dict[bool, int] = field(default_factory=lambda: {False: 700, True: 200})
    """How many events the longest build had, of the cache or of all else."""
    killed: list[str] = field(default_factory=list)
    stood: list[Tree | None] = field(default_factory=list)
    """The sites of builds that ended since somebody emptied this list."""

    def kill(self, root: Path, *, is_in_cache: bool) -> None:
        """A build is killed at any of its events; when it ended before, another story is told and it is tried again."""
        number = self.chance.randrange(1, self.longest[is_in_cache] + 1)
        for _ in range(10):
            ending = self.bench.run(
                root, number=number, is_counting_cache=is_in_cache, XDG_STATE_HOME=str(self.state_folder)
            )
            if ending.status == SIGKILL:
                self.killed.append(f"{'cache' if is_in_cache else 'build'} {number}")
                return
            assert ending.status == 0, ending.said
            self.stood.append(tree_of(root / "build" / "site"))
            self.longest[is_in_cache] = max(self.longest[is_in_cache], ending.count)
            number = self.chance.randrange(1, ending.count + 1)
            add(root, self.chance)
        raise AssertionError("ten builds could not be killed")


def store_names(root: Path) -> set[str]:
    """The files of the cache that entries stand in."""
    return {path.name for path in (root / ".cache/vertelkaart").rglob("entries-*.sqlite")}


def change_city(root: Path, chance: random.Random) -> list[str]:
    """Changes some of it; gives what was done."""
    done = []
    for change in chance.sample(CHANGES, chance.choice((1, 1, 2, 3))):
        if change not in (edit, edit_body, remove, rename, withdraw) or stories_of(root):
            change(root, chance)
            done.append(change.__name__)
    return done


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_warm_build_gives_the_bytes_of_a_first_one(
    seed: int, bench: Bench, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    root, chance = place / "city", random.Random(seed)
    shutil.copytree(TINY, root, symlinks=True)
    # of its own: from the same numbers it would tell a withdrawn story again, and that is refused
    killer = Killer(bench=bench, state_folder=place / "state", chance=random.Random(f"kills {seed}"))
    for _ in range(4):
        add(root, chance)
    built(root)
    stores = store_names(root)
    done: list[str] = []
    for step in range(STEPS):
        done += change_city(root, chance)
        killer.stood, killed = [tree_of(root / "build" / "site")], len(killer.killed)
        for turn in range(chance.choice((0, 1, 1, 2, 3)) if step else FIRST_KILLS):
            killer.kill(root, is_in_cache=chance.random() < 0.5 if step else turn == 0)
        done += killer.killed[killed:]
        assert store_names(root) <= stores, "a killed build had another cache"
        left = tree_of(root / "build" / "site")
        assert left and "index.html" in left, done
        found = built(root)
        expected = built(copy_inputs(root, place / "anew"))
        assert sorted(found) == sorted(expected), done
        assert [name for name in found if found[name] != expected[name]] == [], done
        twin = tree_of(root / "build" / ".site-twin")
        assert {name: entry for name, entry in (twin or found).items() if not name.startswith("stray/")} == found, done
        assert left in (*killer.stood, expected), done
        assert {path.name for path in (root / "build").iterdir()} <= LEFT, done
    assert len(killer.killed) >= FIRST_KILLS
    assert {each.split()[0] for each in killer.killed} == {"build", "cache"}
