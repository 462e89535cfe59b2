"""Small groups: merged or hidden, and nothing that is told gives them away."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.airlock.small_groups import WORDS, group_words, public_groups, told_count
from builder.model.corpus import Corpus
from builder.model.public_groups import OTHER_ID, Grouping
from tests.airlock.makers import edition_of, make_story, with_stories
from tests.nightly import examples

SMALLEST = 5


def stories_with(**sizes: int) -> list[tuple[str, ...]]:
    """The words of stories: so many with each word."""
    return [(word,) for word, size in sizes.items() for _ in range(size)]


def test_a_large_group_is_told_and_small_ones_are_merged() -> None:
    groups = group_words(stories_with(a=9, b=5, c=4, d=2), SMALLEST, adds_up=True)
    assert (groups.told, groups.few, groups.silent, groups.other) == (
        {"a": 9, "b": 5},
        frozenset({"c", "d"}),
        frozenset(),
        6,
    )
    assert [groups.option_of(word) for word in "abcdx"] == ["a", "b", OTHER_ID, OTHER_ID, None]
    assert [groups.has(word) for word in "acx"] == [True, True, False]


def test_small_groups_that_make_no_group_together_are_hidden() -> None:
    groups = group_words(stories_with(a=9, b=5, c=2, d=2), SMALLEST, adds_up=False)
    assert (groups.told, groups.few, groups.other) == ({"a": 9, "b": 5}, frozenset({"c", "d"}), None)
    assert groups.option_of("c") is None


def test_what_is_left_of_a_total_is_no_small_group_either() -> None:
    """Nine and seven of twenty would tell that c has four: so b keeps silent and goes with it."""
    groups = group_words(stories_with(a=9, b=7, c=4), SMALLEST, adds_up=True)
    assert (groups.told, groups.few, groups.silent, groups.other) == ({"a": 9}, frozenset({"c"}), frozenset({"b"}), 11)


def test_stories_without_any_word_hide_a_small_group() -> None:
    words: list[tuple[str, ...]] = [*stories_with(a=9, b=7, c=4), (), ()]
    groups = group_words(words, SMALLEST, adds_up=True)
    assert (groups.told, groups.silent, groups.other) == ({"a": 9, "b": 7}, frozenset(), None)


@pytest.mark.parametrize("smallest", [0, 1])
def test_a_city_may_tell_everything(smallest: int) -> None:
    groups = group_words(stories_with(a=2, b=1), smallest, adds_up=True)
    assert (groups.told, groups.few, groups.silent, groups.other) == ({"a": 2, "b": 1}, frozenset(), frozenset(), None)


@settings(max_examples=examples(ci=150, nightly=10_000))
@given(
    st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=3), max_size=60),
    st.integers(min_value=0, max_value=8),
    st.booleans(),
)
def test_nothing_that_is_told_is_small(words: list[set[str]], smallest: int, adds_up: bool) -> None:
    if adds_up:
        words = [set(sorted(each)[:1]) for each in words]
    groups = group_words(words, smallest, adds_up)
    sizes = Counter(word for each in words for word in each)
    told = [*groups.told.values(), *([groups.other] if groups.other is not None else [])]
    assert all(count >= max(1, smallest) for count in told)
    assert {word: sizes[word] for word in groups.told} == groups.told
    assert groups.told.keys() | groups.few | groups.silent == sizes.keys()
    assert groups.few == {word for word, size in sizes.items() if size < smallest}
    if adds_up and groups.few:
        left = len(words) - sum(groups.told.values())
        assert left >= smallest or not groups.told


@pytest.mark.parametrize(("count", "told"), [(None, None), (0, None), (4, None), (5, 5), (70, 70)])
def test_people_are_counted_from_the_smallest_group_upwards(count: int | None, told: int | None) -> None:
    assert told_count(count, SMALLEST) == told


def test_every_grouping_is_counted_and_none_is_of_who_somebody_is() -> None:
    assert set(WORDS) == set(Grouping)
    assert {each.value for each in Grouping} == {
        *("theme", "emotion", "area", "language", "initiative", "year", "place", "workshop")
    }


def test_groups_say_nothing_of_private_stories(tiny: Corpus, tmp_path: Path) -> None:
    public = [make_story(f"verhaal-{number}", emotion="blij") for number in range(4)]
    private = [make_story(f"geheim-{number}", emotion="blij", status="draft") for number in range(9)]
    one = edition_of(with_stories(tiny, *public), tmp_path)
    other = edition_of(with_stories(tiny, *public, *private), tmp_path)
    assert one.groups == other.groups
    assert one.groups.by(Grouping.EMOTION).few == {"blij"}
    assert one.groups.smallest == tiny.city.privacy.smallest_group


def test_a_language_with_few_stories_is_a_small_group(tiny: Corpus, tmp_path: Path) -> None:
    stories = [make_story(f"verhaal-{number}", language="tr" if number == 0 else "nl") for number in range(8)]
    groups = edition_of(with_stories(tiny, *stories), tmp_path).groups.by(Grouping.LANGUAGE)
    assert (groups.told, groups.few, groups.option_of("tr")) == ({"nl": 7}, frozenset({"tr"}), None)


def test_the_groups_are_those_of_the_stories(tiny: Corpus, tmp_path: Path) -> None:
    edition = edition_of(with_stories(tiny, *(make_story(f"verhaal-{number}") for number in range(6))), tmp_path)
    assert edition.groups == public_groups(edition.stories, tiny.city.privacy.smallest_group)
    fewer = replace(edition, stories=edition.stories[:3])
    assert public_groups(fewer.stories, 5) != edition.groups
