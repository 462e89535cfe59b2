"""The same files give the same bytes, on whatever computer, in whatever order, at whatever time of the day."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from builder.plugin import build_site
from tests.leak.marked import build
from tests.nightly import IS_NIGHTLY, examples
from tests.whole.conftest import Projects
from tests.whole.running import Bench, Tree, copy_project, tree_of

ORDERS = examples(ci=1, nightly=20)
INPUTS = ("stories", "places", "site_config", "mkdocs.yml")
TEXTS = (".md", ".yml", ".geojson", ".svg")
SURROUNDINGS: dict[str, dict[str, str]] = {
    "the first to see a day": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
    "the last to see a day": {"TZ": "Pacific/Pago_Pago", "LC_ALL": "nl_BE.UTF-8"},
    "Arabic digits": {"TZ": "Africa/Cairo", "LC_ALL": "ar_EG.UTF-8", "LANG": "ar_EG.UTF-8"},
    "a dotless i": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "VERTELKAART_LANGUAGE": "en"},
    "somebody else": {"USER": "iemand", "LOGNAME": "iemand", "HOSTNAME": "elders", "COLUMNS": "20", "TERM": "dumb"},
}


def site_of(bench: Bench, root: Path, **how: Any) -> Tree | None:
    """The site of a project, built in other surroundings."""
    ending = bench.run(root, **how)
    assert ending.status == 0, ending.said
    return tree_of(root / "build" / "site")


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_other_surroundings_give_the_same_bytes(name: str, bench: Bench, projects: Projects, place: Path) -> None:
    root = copy_project(projects.fresh, place / "city")
    assert site_of(bench, root, **SURROUNDINGS[name]) == projects.new


@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_another_umask_gives_the_same_bytes_and_modes(mask: int, bench: Bench, projects: Projects, place: Path) -> None:
    assert site_of(bench, copy_project(projects.fresh, place / "city"), umask=mask) == projects.new


def test_another_order_of_folders_gives_the_same_bytes(bench: Bench, projects: Projects, place: Path) -> None:
    for seed in range(1, ORDERS + 1):
        root = copy_project(projects.fresh, place / "city")
        assert site_of(bench, root, shuffle=seed) == projects.new


def write_in_another_order(source: Path, target: Path) -> None:
    """The files of a project, made in another order than a copy makes them."""
    files = sorted(path for name in INPUTS for path in (source / name, *(source / name).rglob("*")) if path.is_file())
    random.Random(1).shuffle(files)
    for file in files:
        path = target / file.relative_to(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, path)


def with_crlf(source: Path, target: Path) -> None:
    """A project as git gives it on a computer where lines end in CR LF."""
    write_in_another_order(source, target)
    for path in target.rglob("*"):
        if path.suffix in TEXTS:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("make", [write_in_another_order, with_crlf])
def test_another_checkout_gives_the_same_bytes(
    make: Callable[[Path, Path], None], bench: Bench, projects: Projects, place: Path
) -> None:
    root = place / "een map met spaties en é" / "stad"
    make(projects.fresh, root)
    assert site_of(bench, root) == projects.new


def test_another_folder_processor_and_cache_give_the_same_bytes(bench: Bench, projects: Projects, place: Path) -> None:
    root = copy_project(projects.changed, place / "city")
    ending = bench.run(root / "stories" / "2019-tafel", cpus=1)
    assert (ending.status, tree_of(root / "build" / "site")) == (0, projects.new), ending.said
    shutil.rmtree(root / ".cache")
    assert site_of(bench, root) == projects.new
    assert site_of(bench, root) == projects.new


def test_another_time_of_the_day_gives_the_same_bytes(
    projects: Projects, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    root = copy_project(projects.fresh, place / "city")
    trees = []
    for hour in (0, 21):
        build_site(root, now=datetime(2024, 6, 1, hour, 30, 59, tzinfo=UTC))
        trees.append(tree_of(root / "build" / "site"))
    assert trees[0] == trees[1]


@pytest.mark.parametrize("seed", ["0", *(["1", "4242", "random"] if IS_NIGHTLY else [])])
def test_another_seed_of_hashes_gives_the_same_bytes(seed: str, projects: Projects, place: Path) -> None:
    root = copy_project(projects.fresh, place / "city")
    done = build(root / "places", PYTHONHASHSEED=seed, PYTHONUTF8="0", LC_ALL="C", LANG="C", HOME=os.devnull)
    assert done.status == 0, done.stderr.decode()
    assert tree_of(root / "build" / "site") == projects.new
