"""Thousands of damaged files a night, some hundreds in each run: the same targets that `coverage_guided` drives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.damage import ADDITIONS, SLIPS, damaged
from tests.fuzz.targets import OTHERS, SEEDS, STORY, STORY_SEEDS, WORKSHOP, is_private_kept, prepare
from tests.nightly import examples


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small city for all examples."""
    return prepare(tmp_path_factory.mktemp("fuzz") / "city")


@pytest.mark.parametrize("seed", STORY_SEEDS, ids=lambda seed: seed.stem)
def test_an_undamaged_story_is_read_whole(seed: Path, city: Path) -> None:
    assert is_private_kept(city, STORY, seed.read_text("utf-8"))


@settings(max_examples=examples(ci=150, nightly=4_000))
@given(choose=st.data())
@pytest.mark.parametrize("seed", STORY_SEEDS, ids=lambda seed: seed.stem)
def test_a_damaged_story_keeps_what_is_private(seed: Path, choose: st.DataObject, city: Path) -> None:
    text = damaged(seed.read_text("utf-8"), lambda count, /: choose.draw(st.integers(0, count - 1)))
    is_private_kept(city, STORY, text)


@settings(max_examples=examples(ci=25, nightly=1_000))
@given(choose=st.data())
@pytest.mark.parametrize("name", OTHERS)
def test_another_damaged_file_tells_nothing(name: str, choose: st.DataObject, city: Path) -> None:
    """Of the files around a story: no error but our own, no private word in it, and none in the edition."""
    text = damaged(original_of(name, city), lambda count, /: choose.draw(st.integers(0, count - 1)))
    is_private_kept(city, OTHERS[name], text)


@pytest.mark.parametrize("name", OTHERS)
def test_the_files_around_a_story_are_read_whole(name: str, city: Path) -> None:
    assert is_private_kept(city, OTHERS[name], original_of(name, city))


def test_the_target_sees_what_is_public_and_what_is_lost(city: Path) -> None:
    """The power of the test: a private word in a public text, and a signal that is no signal, are found."""
    story = STORY_SEEDS[0].read_text("utf-8")
    with pytest.raises(AssertionError, match="a private word is public"):
        is_private_kept(city, STORY, story.replace("Op de brug is het smal", "Op de ZQXbrug is het smal"))
    with pytest.raises(AssertionError, match="a signal is lost"):
        is_private_kept(city, STORY, story.replace("# ZQXcomment", "# zqxsverdwenen"))
    with pytest.raises(AssertionError, match="a fault repeats a private word"):
        is_private_kept(city, f"{WORKSHOP}/zqxnaam.md", "kapot")


def test_every_damage_changes_something() -> None:
    """No operator that does nothing: each makes, of one seed or another, some other text."""
    seeds = [seed.read_text("utf-8") for seed in STORY_SEEDS]
    luck = random.Random(1)

    def choose(count: int, /) -> int:
        return luck.randrange(count)

    for operator in (*SLIPS, *ADDITIONS):
        made = {operator(seed, choose) for seed in seeds for _ in range(20)}
        assert len(made - set(seeds)) > 1, operator.__name__


def original_of(name: str, city: Path) -> str:
    """The seed of a file, or the file of the tiny city itself."""
    seed = SEEDS / name
    return (seed if seed.exists() else city / OTHERS[name]).read_text("utf-8")
