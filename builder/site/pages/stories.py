"""The plain list of all stories, by year: what is found without map, search or script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from builder.site.pages.listing import Listing, Subject, subject_pages
from builder.site.pages.planned import Planned
from builder.site.pages.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The stories of a year; the label is empty for stories without a date."""

    label: str
    teasers: tuple[Markup, ...]


def stories_pages(bench: Workbench) -> Iterator[Planned]:
    """The list, two hundred stories a page."""
    subject = Subject(
        template="stories",
        title=bench.language.gettext("All stories"),
        description=bench.count_of_stories(len(bench.edition.stories)),
        address=bench.site_map.stories,
        steps=(),
        story_numbers=range(len(bench.edition.stories)),
        count=bench.count_of_stories(len(bench.edition.stories)),
        facts=(),  # the days of stories are in their teasers
        view=lambda listing: years_of(listing, bench),
    )
    return subject_pages(subject, bench)


def years_of(listing: Listing, bench: Workbench) -> tuple[Year, ...]:
    """The stories on a page of the list under their years; the edition has them newest first."""

    def label(pair: tuple[int, Markup]) -> str:
        date = bench.edition.stories[pair[0]].date
        return str(date.year) if date else ""

    pairs = zip(listing.story_numbers, listing.teasers, strict=True)
    return tuple(
        Year(label=year, teasers=tuple(teaser for _, teaser in group)) for year, group in groupby(pairs, key=label)
    )
