"""Small groups: which numbers of public stories may be told. Decided here, once, for all outputs of an edition.

A story is public, and so is its theme. That only one story has a theme, a language or a year is another matter: it
helps to find out who told it. So a group below `privacy.smallest_group` has no number; where the small ones of a
grouping make a group together they are merged into one, "other". Where each story has one word at most, the numbers add
up to a total, and what is left of that total is kept large enough too: the next larger group then keeps silent.

Public stories only come in here, so the numbers say nothing of private ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from builder.model.public import PublicStory
from builder.model.public_groups import Grouping, PublicGroups, WordGroups

WordsOf = Callable[[PublicStory], Collection[str]]

WORDS: dict[Grouping, WordsOf] = {
    Grouping.THEME: lambda story: story.theme_ids,
    Grouping.EMOTION: lambda story: only(story.emotion_id),
    Grouping.AREA: lambda story: story.area_ids,
    Grouping.LANGUAGE: lambda story: {version.language for version in story.versions},
    Grouping.INITIATIVE: lambda story: only(story.initiative_id),
    Grouping.YEAR: lambda story: only(str(story.date.year) if story.date else None),
    Grouping.PLACE: lambda story: story.place_ids,
    Grouping.WORKSHOP: lambda story: (story.workshop_id,),
}
"""What is counted, and nothing else is."""
ADDING_UP = frozenset({Grouping.EMOTION, Grouping.INITIATIVE, Grouping.YEAR, Grouping.WORKSHOP})
"""Groupings in which a story stands once at most."""


def public_groups(stories: Sequence[PublicStory], smallest_group: int) -> PublicGroups:
    """The groups of all groupings.

    `smallest_group`: from this number of stories on a group is told; 0 or 1 tells everything.
    """
    return PublicGroups(
        smallest=smallest_group,
        groupings={
            grouping: group_words([words_of(story) for story in stories], smallest_group, grouping in ADDING_UP)
            for grouping, words_of in WORDS.items()
        },
    )


def only(word: str | None) -> tuple[str, ...]:
    """A tuple of the word, or an empty one."""
    return (word,) if word else ()


def group_words(words_of_stories: Sequence[Collection[str]], smallest_group: int, adds_up: bool) -> WordGroups:
    """The groups of one grouping, from the words of each story.

    `adds_up`: whether the numbers of all words add up to a total that is told elsewhere.
    """
    sizes = Counter(word for words in words_of_stories for word in set(words))
    few = {word for word, size in sizes.items() if size < smallest_group}
    hidden = set(few)
    while few and adds_up and (told := sizes.keys() - hidden):
        left = sum(told.isdisjoint(words) for words in words_of_stories)
        if left >= smallest_group:
            break
        hidden.add(min(told, key=lambda word: (sizes[word], word)))
    together = sum(not hidden.isdisjoint(words) for words in words_of_stories)
    return WordGroups(
        told={word: sizes[word] for word in sorted(sizes.keys() - hidden)},
        few=frozenset(few),
        silent=frozenset(hidden - few),
        other=together if hidden and together >= smallest_group else None,
    )


def told_count(count: int | None, smallest_group: int) -> int | None:
    """A number of people or answers; None below the smallest group."""
    return count if count is not None and count >= smallest_group else None
