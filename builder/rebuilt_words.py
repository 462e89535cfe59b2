"""What a build made anew and why, in the words of a trainer: numbers of public things and ids of public stories."""

from __future__ import annotations

from builder.languages import Language
from builder.site.rebuilt import Rebuilt

MOST_NAMED = 3
"""So many stories are named; of more it is said how many they are, too."""


def describe_rebuilt(rebuilt: Rebuilt, language: Language) -> str:
    """What was made anew and why, in one line."""
    _, number = language.gettext, language.number

    def pages(count: int) -> str:
        return language.ngettext("%(num)s page", "%(num)s pages", count) % {"num": number(count)}

    made = rebuilt.written
    lists, stories, rest = made.get("lists", 0), made.get("stories", 0), made.get("others", 0)
    files = sum(made.values()) - lists - stories - rest
    parts = []
    if stories:
        parts.append(f"{_('stories')}: {pages(stories)}")
    if lists + rest:
        parts.append(f"{_('lists and others')}: {pages(lists + rest)}")
    if files:
        parts.append(f"{_('files of map, search and style')}: {number(files)}")
    if not parts:
        parts.append(_("nothing was made anew"))
    if rebuilt.kept:
        parts.append(f"{_('unchanged')}: {number(rebuilt.kept)}")
    reasons = why(rebuilt, language)
    return " · ".join(parts) + (f" ({reasons})" if reasons else "")


def why(rebuilt: Rebuilt, language: Language) -> str:
    """The reasons; empty for a first build, and when nothing changed."""
    _, number = language.gettext, language.number
    if rebuilt.is_first:
        return ""
    reasons = []
    if rebuilt.is_all:
        reasons.append(_("settings, places or words around the stories changed"))
    for label, ids in ((_("changed"), rebuilt.changed), (_("new"), rebuilt.new), (_("gone"), rebuilt.gone)):
        if ids:
            named = ", ".join(ids[:MOST_NAMED]) + (" …" if len(ids) > MOST_NAMED else "")
            reasons.append(f"{label}: {named}" if len(ids) <= MOST_NAMED else f"{label}: {number(len(ids))}, {named}")
    return "; ".join(reasons)
