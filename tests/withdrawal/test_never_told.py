"""The property: the tree is as if the story had never been told, save the page that says that it was withdrawn."""

from __future__ import annotations

import io
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from builder.model.withdrawal import mark_of
from builder.reading.settings import WITHDRAWN_FILE
from builder.withdrawal.marks import withdrawn_in
from builder.withdrawal.story_files import find_story_files, list_project_files, reader_of, without_follow_ups
from builder.withdrawal.taking_down import Way
from tests.leak.marked import WORKSHOP, copy_marked
from tests.leak.searching import find_in_tree
from tests.nightly import IS_NIGHTLY, examples
from tests.withdrawal.cities import (
    TESTS,
    Tree,
    build,
    copy_tiny,
    differing,
    never_told,
    take_back,
    tree_of,
    write_story,
)

WORD = "MARKERZQwithdrawn"


@dataclass(frozen=True)
class Told:
    """One generated story."""

    workshop: str
    place: str
    emotion: str
    day: str
    is_translated: bool
    picture: str
    has_signal: bool
    is_draft: bool
    mentions_first: bool

    def write(self, root: Path, number: int) -> str:
        """The id of the story, written into a project."""
        story_id = f"{self.workshop}/s{number}"
        body = f"Verhaal {number} van iemand die lang op de brug stond te praten. {WORD}{number}x staat hier."
        if self.mentions_first and number:
            body += " Zie ook [het eerste](https://kleinstad.example/stories/2019-tafel/s0/)."
        if self.has_signal:
            body += f"\n\n::: signal\ntheme: onderweg\nkind: request\n\nEen lamp, {WORD}{number}xsignal.\n:::\n"
        keys = {"date": self.day, "place": self.place, "emotion": self.emotion}
        if self.picture:
            keys |= {"image": f"media/{self.picture}.png", "image_alt": f"Wat je ziet, {WORD}{number}xalt."}
            draw(root / "stories" / self.workshop / "media" / f"{self.picture}.png", self.picture)
        if self.is_draft:
            keys |= {"status": "draft"}
        write_story(root, story_id, body, title=f"{WORD}{number}x van iemand", **keys)
        (root / "stories" / self.workshop / "workshop.yml").write_text(f"title: Tafel {self.workshop}\n", "utf-8")
        if self.is_translated:
            front = f"---\ntitle: {WORD}{number}x en français\ntranslation: {{by: machine}}\n---\n"
            path = root / "stories" / f"{story_id}.fr.md"
            path.write_text(f"{front}Une histoire, {WORD}{number}xcorps, sur le pont de la ville.\n", "utf-8")
        return story_id


def draw(path: Path, name: str) -> None:
    """A picture of one colour, after its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = io.BytesIO()
    Image.new("RGB", (40, 30), (sum(map(ord, name)) % 256, 90, 90)).save(file, "PNG")
    path.write_bytes(file.getvalue())


told = st.builds(
    Told,
    workshop=st.sampled_from(["2019-tafel", "2020-bib"]),
    place=st.sampled_from(["brug", ""]),
    emotion=st.sampled_from(["blij", "trots", ""]),
    day=st.sampled_from(["2019-03-14", "2020", "2021-05", ""]),
    is_translated=st.booleans(),
    picture=st.sampled_from(["", "een", "twee"]),
    has_signal=st.booleans(),
    is_draft=st.sampled_from([False, False, False, True]),
    mentions_first=st.booleans(),
)


def without_story(root: Path, other: Path, story_id: str) -> Path:
    """A copy of a project in which a story never was."""
    files = find_story_files(story_id, list_project_files(root), reader_of(root))
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build", ".cache", "withdrawn.yml"))
    for path in files.paths:
        (other / path).unlink()
    answers = other / "stories" / story_id.partition("/")[0] / "follow_up.yml"
    if answers.exists():
        answers.write_text(without_follow_ups(answers.read_text("utf-8"), story_id.partition("/")[2]), "utf-8")
    return other


def build_with_record(never: Path, root: Path) -> Tree:
    """The site of the city in which the story never was, once it has the record of what was taken back."""
    if (root / WITHDRAWN_FILE).exists():
        shutil.copy(root / WITHDRAWN_FILE, never / WITHDRAWN_FILE)
    return build(never)


def assert_gone(root: Path, never: Path, words: list[str]) -> None:
    """The site is that of the project without the story, and no word of it is left in it or in the cache."""
    tree = tree_of(root / "build" / "site")
    assert differing(tree, build_with_record(never, root)) == []
    kept = {path.as_posix(): path.read_bytes() for path in (root / ".cache").rglob("*") if path.is_file()}
    assert [path for word in words for path in holding(tree | kept, word)] == []


def holding(tree: Tree, word: str) -> list[str]:
    """The paths of the files that hold a word."""
    return [path for path, content in tree.items() if word.casefold().encode() in content.lower()]


@given(stories=st.lists(told, min_size=1, max_size=5), which=st.integers(0, 4))
@settings(max_examples=examples(ci=5, nightly=400))
def test_the_site_is_as_if_the_story_had_never_been_told(stories: list[Told], which: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = copy_tiny(Path(folder) / "city")
        ids = [each.write(root, number) for number, each in enumerate(stories)]
        gone = which % len(ids)
        never = without_story(root, Path(folder) / "never", ids[gone])
        before = build(root)
        words = [f"{WORD}{gone}x"]
        assert stories[gone].is_draft or holding(before, words[0])
        done = take_back(root, ids[gone])
        assert done.taken.way is Way.LAST_GOOD
        assert_gone(root, never, words)
        marks = withdrawn_in(root / "build" / "site")
        assert (mark_of(ids[gone]) in marks) == (not stories[gone].is_draft)
        assert differing(build(root), tree_of(root / "build" / "site")) == []


@pytest.mark.parametrize("slug", ["brug", "markt", "thuis"])
def test_each_story_of_the_marked_city_goes_with_its_media_and_answers(slug: str, tmp_path: Path) -> None:
    root = copy_marked(tmp_path / "city")
    story_id = f"2019-tafel/{slug}"
    never = without_story(root, tmp_path / "never", story_id)
    build(root)
    media = {path.name for path in (root / "build" / "site" / "media").glob("*")}
    kept = {path.name for path in (root / ".cache" / "vertelkaart" / "media" / "files").glob("*")}
    assert media == kept
    done = take_back(root, story_id)
    assert done.taken.way is Way.LAST_GOOD
    tree = tree_of(root / "build" / "site")
    assert differing(tree, build_with_record(never, root)) == []
    left = {path.name for path in (root / ".cache" / "vertelkaart" / "media" / "files").glob("*")}
    assert left == {path.removeprefix("media/") for path in tree if path.startswith("media/")}
    assert done.dropped_media == len(kept - left)
    archive = list((root / ".cache" / "vertelkaart" / "last-good" / "files").glob("*"))
    archive += (root / ".cache" / "vertelkaart" / "made").glob("*")
    if slug == "brug":
        words = ("Op de brug is het smal", "PUBLICZQbody", "MARKERZQsignal: na acht", "MARKERZQask")
        everything = tree | {path.name: path.read_bytes() for path in archive}
        assert [each for word in words for each in find_in_tree(everything, word)] == []
    own = (root / WORKSHOP / f"{slug}.md").read_bytes().partition(b"\n---\n")[2].strip()
    assert archive
    assert not [path for path in archive if own in path.read_bytes()]


WHOLE_CITY = Path(__file__).parents[2] if IS_NIGHTLY else TESTS / "sites" / "tiny"
"""At night every story of the demo city, else those of the tiny one."""
ORIGINALS = sorted(path for path in WHOLE_CITY.glob("stories/*/*.md") if path.name.count(".") == 1)


@pytest.fixture(scope="module")
def whole_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city, built once."""
    root = tmp_path_factory.mktemp("whole") / "city"
    root.mkdir()
    for name in ("stories", "places", "site_config"):
        shutil.copytree(WHOLE_CITY / name, root / name)
    shutil.copy(WHOLE_CITY / "mkdocs.yml", root)
    build(root)
    return root


@pytest.mark.parametrize("path", [each for each in ORIGINALS if each.stem != "reflection"], ids=lambda each: each.stem)
def test_every_story_of_a_city_goes_without_a_trace(path: Path, whole_city: Path, tmp_path: Path) -> None:
    story_id = f"{path.parent.name}/{path.stem}"
    root = tmp_path / "city"
    shutil.copytree(whole_city, root)
    never = without_story(root, tmp_path / "never", story_id)
    take_back(root, story_id)
    tree = tree_of(root / "build" / "site")
    assert differing(tree, build_with_record(never, root)) == []


def test_only_the_pages_and_the_mark_tell_that_there_was_something(city: Path, tmp_path: Path) -> None:
    expected = build(without_story(city, tmp_path / "never", "2019-tafel/brug"))
    build(city)
    take_back(city, "2019-tafel/brug")
    tree = tree_of(city / "build" / "site")
    pages = [path for path in tree if path not in never_told(tree, "2019-tafel/brug")]
    assert set(pages) == {
        "withdrawn.json",
        "stories/2019-tafel/brug/index.html",
        "fr/stories/2019-tafel/brug/index.html",
        "en/stories/2019-tafel/brug/index.html",
    }
    assert expected["withdrawn.json"] == b'{"withdrawn":[]}\n'
    assert tree["withdrawn.json"] == f'{{"withdrawn":["{mark_of("2019-tafel/brug")}"]}}\n'.encode()
