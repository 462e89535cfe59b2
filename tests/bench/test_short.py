"""The bench runs, in its short form: no limits of time, no network, and it says what it left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder.whole.trees import tree_digest
from tests.bench.build_bench import edit_story
from tests.bench.checks import Check
from tests.bench.generate import generate
from tests.bench.peer_sites import make_eleventy, make_hugo, make_mkdocs, split_page
from tests.bench.plain_stories import read_plain_stories

PROJECT = Path(__file__).parents[2]
FIGURES = re.compile(r"^(?P<name>[\w:, ]+?) +\d+\.\d+ +(?P<cpu>\d+\.\d+) +\d+ +\d+\.\d+ +(?P<files>\d+)$")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `python -m tests.bench --short` prints where no peer was installed but those that come with the project."""
    nowhere = tmp_path_factory.mktemp("peers") / "none"
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--short", "--only", "build,search,map"],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "VERTELKAART_BENCH_PEERS": str(nowhere)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_what_ran_and_what_was_left_out_is_told(said: str) -> None:
    built = [found["name"] for line in said.splitlines() if (found := FIGURES.match(line))]
    assert built == ["ours: cold", "mkdocs"]
    assert re.findall(r"^left out: (.*)$", said, re.MULTILINE) == [
        "hugo, zensical, eleventy, pagefind",
        "pagefind",
        "MarkerCluster, FastMarkerCluster",
    ]
    asked = re.findall(r"^(a common word) \([\w -]+\) +(\w+) +\d+ ms", said, re.MULTILINE)
    assert asked == [("a common word", "ours"), ("a common word", "mkdocs")]
    assert re.search(r"^ours +save +0.00 s cpu, usable +\d+ ms", said, re.MULTILINE)


def test_every_figure_of_ours_is_one(said: str) -> None:
    figures = {found["name"]: found for line in said.splitlines() if (found := FIGURES.match(line))}
    for name in ("ours: cold", "mkdocs"):
        assert float(figures[name]["cpu"]) > 0
        assert int(figures[name]["files"]) > 60


def test_every_ratio_is_said_to_be_met_or_not(said: str) -> None:
    lines = said.partition("What is asked for\n")[2].splitlines()
    assert len(lines) >= 6
    for line in lines:
        assert re.match(r"(met    |NOT MET)  60.*: [\d.e+-]+ [≤≥] [\d.]+$", line), line


def test_a_ratio_is_met_at_its_limit_and_not_beyond() -> None:
    assert Check(what="x", figure=0.25, limit=0.25).is_met
    assert Check(what="x", figure=0.26, limit=0.25).line() == "NOT MET  x: 0.26 ≤ 0.25"
    assert Check(what="x", figure=59, limit=60, is_at_least=True).line() == "NOT MET  x: 59 ≥ 60"


def test_the_same_city_comes_out_twice_and_holds_numbers(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        generate(tmp_path / name, 30, "nl")
    assert tree_digest(tmp_path / "one") == tree_digest(tmp_path / "two")
    before = {path: path.read_bytes() for path in (tmp_path / "one" / "stories").glob("*/*.md")}
    edit_story(tmp_path / "one")
    assert sum(path.read_bytes() != content for path, content in before.items()) == 1
    texts = [story.body for story in read_plain_stories(tmp_path / "one")]
    assert len(texts) == 30
    assert sum(bool(re.search(r"\d", text)) for text in texts) > 20
    assert all("signal" not in text for text in texts)


def test_peers_get_the_same_texts_in_our_frame(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    generate(tmp_path / "city", 3, "nl")
    stories = read_plain_stories(tmp_path / "city")
    first = stories[0]
    page = f"<html>{{{{ no template }}}}<p>{first.body.strip()}</p><footer></footer></html>"
    frame = split_page(page, first)
    assert frame == ("<html>{{ no template }}", "<footer></footer></html>")
    for make in (make_hugo, make_eleventy):
        make(tmp_path / make.__name__, stories, frame)
    make_mkdocs(tmp_path / "make_mkdocs", stories)
    for folder, inner in (("make_hugo", "content"), ("make_eleventy", "in"), ("make_mkdocs", "docs")):
        for story in stories:
            assert story.body in (tmp_path / folder / inner / f"{story.path}.md").read_text("utf-8")
    layout = (tmp_path / "make_hugo" / "layouts" / "_default" / "single.html").read_text("utf-8")
    assert layout.startswith('<html>{{ "{{" }} no template')
