"""The number of stories of a theme, an area and so on, in words. The airlock decided what may be told."""

from __future__ import annotations

from builder.languages import Language
from builder.model.public import Edition
from builder.model.public_groups import Grouping


def count_of_stories(language: Language, count: int) -> str:
    """Such as `57 stories`."""
    return language.ngettext("%(num)s story", "%(num)s stories", count) % {"num": language.number(count)}


def count_of_group(edition: Edition, language: Language, grouping: Grouping, word: str) -> str:
    """Such as `7 stories` or `fewer than 5 stories`; empty for no story, and where nothing may be told."""
    groups = edition.groups.by(grouping)
    count = groups.told.get(word)
    if count is not None:
        return count_of_stories(language, count)
    return fewer_stories(edition, language) if word in groups.few else ""


def fewer_stories(edition: Edition, language: Language) -> str:
    """Such as `fewer than 5 stories`."""
    smallest = edition.groups.smallest
    form = language.ngettext("fewer than %(num)s story", "fewer than %(num)s stories", smallest)
    return form % {"num": language.number(smallest)}
