"""What changes, comes or goes during a build is noticed; a site of older inputs never covers one of newer inputs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from PIL import Image

from builder import building, mkdocs_pages, plugin
from builder.airlock.pictures import publish_picture
from builder.model.corpus import Corpus
from builder.plugin import build_site
from builder.withdrawal import last_good
from tests.leak.marked import PICTURE, WORKSHOP
from tests.whole.conftest import Projects
from tests.whole.running import Bench, Ending, copy_project, tree_of

NOW = datetime(2024, 6, 1, tzinfo=UTC)
THEME = "site_config/theme"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
CHANGED, CAME_OR_WENT = "the file changed during the build", "the file came or went during the build"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")


def write(path: str, content: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(content, "utf-8")

    return change


def append(path: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).write_text((root / path).read_text("utf-8") + "\n", "utf-8")

    return change


def remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


CHANGES = {
    "a story is rewritten": (append(f"{WORKSHOP}/brug.md"), f"{WORKSHOP}/brug.md", CHANGED),
    "a story comes": (write(f"{WORKSHOP}/nieuw.md", "nieuw"), f"{WORKSHOP}/nieuw.md", CAME_OR_WENT),
    "a translation goes": (remove(f"{WORKSHOP}/brug.fr.md"), f"{WORKSHOP}/brug.fr.md", CHANGED),
    "a workshop comes": (write("stories/2030-later/workshop.yml", "x"), "stories/2030-later", CAME_OR_WENT),
    "a draft goes": (remove(f"{WORKSHOP}/nalezen.md"), f"{WORKSHOP}/nalezen.md", CHANGED),
    "a picture that nothing names comes": (
        write(f"{WORKSHOP}/media/x.jpg", "x"),
        f"{WORKSHOP}/media/x.jpg",
        CAME_OR_WENT,
    ),
    "landscape comes": (write("places/landscape.geojson", "{}"), "places/landscape.geojson", CHANGED),
    "a drawing comes": (write(f"{THEME}/places/park.svg", DRAWING), f"{THEME}/places/park.svg", CHANGED),
    "the logo comes": (write(f"{THEME}/logo.svg", DRAWING), f"{THEME}/logo.svg", CHANGED),
    "a trusted page is rewritten": (append("site_config/pages/over.md"), "site_config/pages/over.md", CHANGED),
    "a trusted page comes": (
        write("site_config/pages/contact.md", "# x"),
        "site_config/pages/contact.md",
        CAME_OR_WENT,
    ),
    "a trusted page goes": (remove("site_config/pages/over.md"), "site_config/pages/over.md", CHANGED),
    "the settings of MkDocs change": (append("mkdocs.yml"), "mkdocs.yml", CHANGED),
    "the settings of the city change": (append("site_config/city.yml"), "site_config/city.yml", CHANGED),
}


@pytest.fixture
def root(projects: Projects, place: Path) -> Path:
    """A city with a site, whose stories changed since."""
    return copy_project(projects.changed, place / "city")


@pytest.mark.parametrize("case", CHANGES)
def test_what_changes_during_the_build_stops_it(case: str, root: Path, projects: Projects) -> None:
    change, path, said = CHANGES[case]
    before = tree_of(root / "build" / "site")
    steps: set[str] = set()

    def progress(step: str, done: int, total: int) -> None:
        if step == "pages" and step not in steps:
            change(root)
        steps.add(step)

    with pytest.raises(Abort) as caught:
        build_site(root, now=NOW, progress=progress)
    lines = [line for line in str(caught.value).splitlines() if line.startswith(path)]
    assert lines and all(said in line for line in lines), str(caught.value)
    assert caught.value.code == 1
    assert tree_of(root / "build" / "site") == before == projects.old


@pytest.mark.parametrize("name", [".brug.md.swp", "brug.md~", "#brug.md#", ".DS_Store"])
def test_what_an_editor_leaves_during_the_build_does_not_stop_it(name: str, root: Path) -> None:
    def progress(step: str, done: int, total: int) -> None:
        write(f"{WORKSHOP}/{name}", "x")(root)
        write(f"site_config/pages/{name}", "x")(root)

    build_site(root, now=NOW, progress=progress)


def test_a_file_that_is_only_touched_does_not_stop_the_build(root: Path) -> None:
    build_site(root, now=NOW, progress=lambda step, done, total: (root / WORKSHOP / "brug.md").touch())


def test_a_picture_is_what_was_read_or_the_build_stops(
    root: Path, projects: Projects, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, aside = root / WORKSHOP / "media" / PICTURE, root / "aside.jpg"

    def changing(source: Path, *arguments: object) -> object:
        shutil.move(picture, aside)
        Image.new("RGB", (90, 60), "red").save(picture, "JPEG")
        try:
            return publish_picture(source, *arguments)  # type: ignore[arg-type]  # handed on as they are
        finally:
            shutil.move(aside, picture)  # as it was: the look at the end sees nothing

    monkeypatch.setattr("builder.airlock.pictures.publish_picture", changing)
    with pytest.raises(Abort, match=f"{WORKSHOP}/brug.md:[0-9]+:1: image: {CHANGED}"):
        build_site(root, now=NOW)
    assert tree_of(root / "build" / "site") == projects.old


def test_a_trusted_page_is_what_was_remembered_or_the_build_stops(
    root: Path, projects: Projects, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = root / "site_config" / "pages" / "over.md"
    text = page.read_text("utf-8")
    place = mkdocs_pages.is_trusted_page

    def changing(*arguments: object) -> bool:
        page.write_text("# Iets anders\n", "utf-8")
        return place(*arguments)  # type: ignore[arg-type]  # handed on as they are

    monkeypatch.setattr(plugin, "is_trusted_page", changing)
    with pytest.raises(Abort, match=f"site_config/pages/over.md:1:1: {CHANGED}"):
        build_site(root, now=NOW)
    page.write_text(text, "utf-8")
    assert tree_of(root / "build" / "site") == projects.old


def test_a_build_beside_a_slow_one_says_so_and_changes_nothing(root: Path, projects: Projects, bench: Bench) -> None:
    """A slow build has read older inputs: nobody may put a newer site there that it would cover."""
    beside: list[tuple[Ending, bool]] = []
    steps: set[str] = set()

    def progress(step: str, done: int, total: int) -> None:
        if step in {"airlock", "pages"} - steps:
            steps.add(step)
            ending = bench.run(root, VERTELKAART_LANGUAGE="en")  # another process
            beside.append((ending, tree_of(root / "build" / "site") == projects.old))

    build_site(root, now=NOW, progress=progress)
    assert [(each.status, is_old) for each, is_old in beside] == [(2, True), (2, True)]
    assert all(each.said.startswith("another build is busy in this folder\n  hint:") for each, _ in beside)


def test_the_last_look_comes_after_what_is_kept_of_a_site(
    root: Path, projects: Projects, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    keep_inputs = last_good.keep_inputs

    def keep(corpus: Corpus, site: Path, home: Path, *, name: str) -> str:
        seen.append((site / "index.html").is_file())
        seen.append(tree_of(root / "build" / "site") == projects.old)
        name = keep_inputs(corpus, site, home, name=name)
        append(f"{WORKSHOP}/brug.md")(root)
        return name

    monkeypatch.setattr(building, "keep_inputs", keep)
    with pytest.raises(Abort, match=CHANGED):
        build_site(root, now=NOW)
    assert seen == [True, True]
    assert tree_of(root / "build" / "site") == projects.old


def test_a_file_of_another_plugin_is_not_published(root: Path, projects: Projects) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("- vertelkaart", "- search\n- vertelkaart"), "utf-8")
    with pytest.raises(Abort, match=r"0 files are missing, \d are wrong") as caught:
        build_site(root, now=NOW)
    assert caught.value.code == 2
    assert tree_of(root / "build" / "site") == projects.old
