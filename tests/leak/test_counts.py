"""No published file tells the number of stories of a small group, and all files tell the same numbers."""

from __future__ import annotations

import json
import re

import pytest

from tests.atlas.packed_columns import unpack_column
from tests.bench.generate import generate
from tests.leak.counting import BOXES, Tree, columns_in, option_counts, small_counts, told_counts
from tests.leak.marked import build
from tests.nightly import examples

SMALLEST = 3


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A generated city whose groups are of every size, with the smallest group that may be set."""
    root = tmp_path_factory.mktemp("city")
    generate(root, examples(ci=60, nightly=400))
    settings = root / "site_config" / "city.yml"
    text, changes = re.subn(r"smallest_group: \d+", f"smallest_group: {SMALLEST}", settings.read_text("utf-8"))
    assert changes == 1
    settings.write_text(text, "utf-8")
    done = build(root)
    assert done.status == 0, done.stderr.decode()
    return done.tree


def test_no_file_tells_the_number_of_a_small_group(tree: Tree) -> None:
    assert small_counts(tree, SMALLEST) == []


def test_the_search_for_small_numbers_finds_them(tree: Tree) -> None:
    """The positive control: from 3 to 7 there are groups in every kind of file."""
    found = small_counts(tree, 8)
    kinds = {re.sub(r"^.*?(stories-|areas-|[^/]*/?index\.html)", r"\1", told.path)[:8] for told in found}
    assert {"stories-", "areas-nl"} <= kinds
    assert any(told.where == "words" for told in found)
    assert any(told.path.endswith("cijfers/index.html") for told in found)
    assert small_counts({"a/index.html": b"<p>Battel: 2 verhalen</p>"}, SMALLEST) != []
    assert small_counts({"ar/index.html": '<meta content="x: حكاية واحدة">'.encode()}, SMALLEST) != []


def columns_of(tree: Tree, language: str) -> dict[str, dict[str, int]]:
    (content,) = (each for path, each in tree.items() if re.search(rf"/stories-{language}-", path))
    return option_counts(json.loads(content), columns_in(tree))


def test_every_file_tells_the_same_numbers(tree: Tree) -> None:
    dutch = columns_of(tree, "nl")
    for language in ("fr", "en", "ar"):
        assert columns_of(tree, language) == dutch
    told = told_counts(tree)
    bars = [(each.where, each.count) for each in told if each.path.endswith("in-cijfers/index.html")]
    emotions = {(f"emotion={word}", count) for word, count in dutch["emotion"].items()}
    assert {bar for bar in bars if bar[0].startswith("emotion=")} == emotions
    themes = {(word, count) for word, count in dutch["theme"].items() if word != "_other"}
    assert {(where.strip("/").rpartition("/")[2], count) for where, count in bars} >= themes
    for path, content in tree.items():
        if re.search(r"areas-\w+-\w+\.geojson$", path):
            layer = {each["properties"]["id"]: each["properties"]["count"] for each in json.loads(content)["features"]}
            assert {word: count for word, count in layer.items() if count} == {
                word: count for word, count in dutch["area"].items() if word != "_other"
            }


def test_the_box_of_figures_tells_no_small_number(tree: Tree) -> None:
    pages = [content.decode() for path, content in tree.items() if path.endswith("in-cijfers/index.html")]
    assert pages
    for page in pages:
        assert all(int(re.sub(r"\D", "", number)) >= SMALLEST for number in BOXES.findall(page))


def test_a_file_with_counts_is_one_that_is_searched(tree: Tree) -> None:
    """A new file with a key `count` has to be told to `counting`; the index of words has that of all stories only."""
    known = re.compile(r"/((areas|stories)-\w+-\w+|columns-\w+|search/\w+)\.(geojson|json)$")
    everyone = len(unpack_column(columns_in(tree), "spot"))
    for path, content in tree.items():
        if path.endswith((".json", ".geojson")) and not known.search(path):
            assert b'"count"' not in content, path
        if re.search(r"/search/\w+\.json$", path):
            assert (json.loads(content)["count"], content.count(b'"count"')) == (everyone, 1)
