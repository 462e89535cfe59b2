"""The pages of themes, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.public import PublicTheme
from builder.site.page import Page
from builder.site.pages.initiatives import InitiativeView, build_initiative_view
from builder.site.pages.links import theme_link
from builder.site.pages.listing import Listing, Subject, subject_pages
from builder.site.pages.structured import graph, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.workbench import Link, Words, Workbench, sort_key
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """What the page of a theme says beside its stories."""

    label: Words
    map_href: str
    initiatives: tuple[InitiativeView, ...]


def theme_pages(bench: Workbench) -> Iterator[Page]:
    """The page of each theme."""
    for theme in bench.edition.themes:
        yield from subject_pages(theme_subject(theme, bench), bench)


def theme_subject(theme: PublicTheme, bench: Workbench) -> Subject:
    """A theme and its stories."""
    site_map = bench.site_map
    label = bench.words(theme.label)
    numbers = bench.index.stories_of_theme.get(theme.id, ())

    def view(listing: Listing) -> ThemeView:
        uri = listing.uri
        initiatives = [each for each in bench.edition.initiatives if theme.id in each.theme_ids]
        home = bench.href(uri, site_map.home(bench.code))
        return ThemeView(
            label=label,
            map_href=f"{home}?theme={theme.id}",
            initiatives=tuple(build_initiative_view(each, uri, bench) for each in initiatives),
        )

    return Subject(
        template="theme",
        title=label.text,
        description=f"{label.text}: {bench.count_of_stories(len(numbers))}",
        address=lambda code: site_map.theme(theme.id, code),
        steps=((site_map.themes(bench.code), bench.language.gettext("Themes")),),
        story_numbers=numbers,
        view=view,
    )


def theme_links(uri: str, bench: Workbench) -> tuple[Link, ...]:
    """All themes by label, each with its number of public stories."""
    counts = bench.index.stories_of_theme
    links = [theme_link(each, uri, bench, count=len(counts.get(each.id, ()))) for each in bench.edition.themes]
    return tuple(sorted(links, key=lambda link: sort_key(link.label.text)))


def themes_page(bench: Workbench) -> Page:
    """The list of all themes."""
    uri, title = bench.site_map.themes(bench.code), bench.language.gettext("Themes")
    trail = build_trail([], bench)
    return Page(
        uri=uri,
        title=title,
        description=bench.language.gettext("What the stories are about."),
        content_html=render(
            "themes", bench.language, themes=theme_links(uri, bench), trail=trail_links(trail, uri, bench)
        ),
        kind="themes",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.themes),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )
