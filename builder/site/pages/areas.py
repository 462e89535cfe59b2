"""The pages of neighbourhoods, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.public import PublicArea
from builder.model.public_groups import Grouping
from builder.site.page import Page
from builder.site.pages.links import area_link, place_link
from builder.site.pages.listing import Listing, Subject, described, subject_pages
from builder.site.pages.locator import Locator, build_locator
from builder.site.pages.planned import Planned
from builder.site.pages.structured import graph, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.workbench import Link, Words, Workbench, sort_key
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """What the page of a neighbourhood says beside its stories."""

    name: Words
    locator: Locator | None
    map_href: str
    """Empty when the map cannot show these stories alone."""
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """A neighbourhood in the list."""

    link: Link
    locator: Locator | None
    count: str
    """How many stories, in words; empty for none, and where it may not be told."""
    has_stories: bool


def area_pages(bench: Workbench) -> Iterator[Planned]:
    """The page of each neighbourhood."""
    for area in bench.edition.areas:
        yield from subject_pages(area_subject(area, bench), bench)


def area_subject(area: PublicArea, bench: Workbench) -> Subject:
    """A neighbourhood and its stories."""
    site_map = bench.site_map
    name = bench.name(area.name, area.names)
    numbers = bench.index.stories_of_area.get(area.id, ())
    count = bench.count_of_group(Grouping.AREA, area.id)
    told = bench.edition.groups.by(Grouping.AREA).told

    def view(listing: Listing) -> AreaView:
        uri = listing.uri
        places = [place_link(each, uri, bench) for each in bench.index.places_of_area.get(area.id, ())]
        return AreaView(
            name=name,
            locator=build_locator((), uri, bench, polygon=area.polygon),
            map_href=bench.option_href(uri, Grouping.AREA, area.id) if area.id in told else "",
            places=tuple(sorted(places, key=lambda link: sort_key(link.label.text))),
        )

    return Subject(
        template="area",
        title=name.text,
        description=described(name.text, count),
        address=lambda code: site_map.area(area.id, code),
        steps=((site_map.areas(bench.code), bench.language.gettext("Neighbourhoods")),),
        story_numbers=numbers,
        count=bench.heading_count(Grouping.AREA, area.id),
        facts=area.id in told,
        view=view,
    )


def areas_page(bench: Workbench) -> Page:
    """The list of all neighbourhoods, by name."""
    uri, title = bench.site_map.areas(bench.code), bench.language.gettext("Neighbourhoods")
    trail = build_trail([], bench)
    lines = sorted(
        (area_line(area, uri, bench) for area in bench.edition.areas), key=lambda line: sort_key(line.link.label.text)
    )
    return Page(
        uri=uri,
        title=title,
        description=bench.language.gettext("All neighbourhoods and villages on this map."),
        content_html=render("areas", bench.language, lines=lines, trail=trail_links(trail, uri, bench)),
        kind="areas",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.areas),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )


def area_line(area: PublicArea, uri: str, bench: Workbench) -> AreaLine:
    """A neighbourhood in the list."""
    has_stories = bench.edition.groups.by(Grouping.AREA).has(area.id)
    return AreaLine(
        link=area_link(area, uri, bench),
        locator=build_locator((), uri, bench, polygon=area.polygon),
        count=bench.count_of_group(Grouping.AREA, area.id),
        has_stories=has_stories,
    )
