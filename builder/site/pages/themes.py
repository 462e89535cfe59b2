"""The pages of themes, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.public import PublicTheme
from builder.model.public_groups import Grouping
from builder.site.page import Page
from builder.site.pages.initiatives import InitiativeView, build_initiative_view
from builder.site.pages.links import theme_link
from builder.site.pages.listing import Listing, Subject, described, subject_pages
from builder.site.pages.planned import Planned
from builder.site.pages.structured import graph, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.workbench import Link, Words, Workbench, sort_key
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """What the page of a theme says beside its stories."""

    label: Words
    map_href: str
    """Empty when the map cannot show these stories alone."""
    initiatives: tuple[InitiativeView, ...]


def theme_pages(bench: Workbench) -> Iterator[Planned]:
    """The page of each theme."""
    for theme in bench.edition.themes:
        yield from subject_pages(theme_subject(theme, bench), bench)


def theme_subject(theme: PublicTheme, bench: Workbench) -> Subject:
    """A theme and its stories."""
    site_map = bench.site_map
    label = bench.words(theme.label)
    numbers = bench.index.stories_of_theme.get(theme.id, ())
    count = bench.count_of_group(Grouping.THEME, theme.id)
    told = bench.edition.groups.by(Grouping.THEME).told

    def view(listing: Listing) -> ThemeView:
        uri = listing.uri
        initiatives = [each for each in bench.edition.initiatives if theme.id in each.theme_ids]
        return ThemeView(
            label=label,
            map_href=bench.option_href(uri, Grouping.THEME, theme.id) if theme.id in told else "",
            initiatives=tuple(build_initiative_view(each, uri, bench) for each in initiatives),
        )

    return Subject(
        template="theme",
        title=label.text,
        description=described(label.text, count),
        address=lambda code: site_map.theme(theme.id, code),
        steps=((site_map.themes(bench.code), bench.language.gettext("Themes")),),
        story_numbers=numbers,
        count=bench.heading_count(Grouping.THEME, theme.id),
        facts=bench.edition.groups,
        view=view,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """A theme in a list."""

    theme_id: str
    link: Link
    count: str
    """How many stories, in words; empty for none, and where it may not be told."""


def theme_lines(uri: str, bench: Workbench) -> tuple[ThemeLine, ...]:
    """All themes by label."""
    lines = [
        ThemeLine(
            theme_id=each.id,
            link=theme_link(each, uri, bench),
            count=bench.count_of_group(Grouping.THEME, each.id) or no_count(each.id, bench),
        )
        for each in bench.edition.themes
    ]
    return tuple(sorted(lines, key=lambda line: sort_key(line.link.label.text)))


def no_count(theme_id: str, bench: Workbench) -> str:
    """What stands for the number of a theme that has none: `0 stories`, or nothing when it may not be told."""
    return "" if bench.edition.groups.by(Grouping.THEME).has(theme_id) else bench.count_of_stories(0)


def themes_page(bench: Workbench) -> Page:
    """The list of all themes."""
    uri, title = bench.site_map.themes(bench.code), bench.language.gettext("Themes")
    trail = build_trail([], bench)
    return Page(
        uri=uri,
        title=title,
        description=bench.language.gettext("What the stories are about."),
        content_html=render(
            "themes", bench.language, themes=theme_lines(uri, bench), trail=trail_links(trail, uri, bench)
        ),
        kind="themes",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.themes),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )
