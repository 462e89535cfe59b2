"""The pages of places, and the list of them by neighbourhood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.public import PublicPlace
from builder.model.public_groups import Grouping
from builder.site.page import Page
from builder.site.pages.links import SourceLink, area_link, initiative_link, place_link, source_links
from builder.site.pages.listing import Listing, Subject, described, subject_pages
from builder.site.pages.locator import Locator, build_locator
from builder.site.pages.planned import Planned
from builder.site.pages.structured import graph, place_node, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.vocabulary import PLACE_KINDS
from builder.site.pages.workbench import Link, Words, Workbench, sort_key
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """What the page of a place says beside its stories."""

    name: Words
    kind: str
    drawing: Markup
    """The drawing of its kind, from the theme of the city; may be empty."""
    also: str
    """Its other names."""
    about: Words
    area: Link | None
    locator: Locator | None
    map_href: str
    initiatives: tuple[Link, ...]
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place in the list of places."""

    link: Link
    kind_id: str
    kind: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """The places of a neighbourhood; `area` is None for what lies outside of all of them."""

    area: Link | None
    lines: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The drawing of a kind of place, with an id to draw it by."""

    kind_id: str
    svg: Markup


def place_pages(bench: Workbench) -> Iterator[Planned]:
    """The page of each place."""
    for place in bench.edition.places:
        yield from subject_pages(place_subject(place, bench), bench)


def place_subject(place: PublicPlace, bench: Workbench) -> Subject:
    """A place and its stories."""
    site_map = bench.site_map
    title = bench.name(place.name, place.names).text
    count = bench.count_of_group(Grouping.PLACE, place.id)
    return Subject(
        template="place",
        title=title,
        description=bench.words(place.about).text or described(title, count),
        address=lambda code: site_map.place(place.id, code),
        steps=((site_map.places(bench.code), bench.language.gettext("Places")),),
        story_numbers=bench.index.stories_of_place.get(place.id, ()),
        count=bench.heading_count(Grouping.PLACE, place.id),
        facts=(),
        view=lambda listing: build_place_view(place, listing, bench),
        node=lambda uri: place_node(place, uri, bench),
    )


def build_place_view(place: PublicPlace, listing: Listing, bench: Workbench) -> PlaceView:
    """What a page of the place says."""
    uri, index = listing.uri, bench.index
    name = bench.name(place.name, place.names)
    others = [other for other in (place.name, *place.also) if other != name.text]
    area = index.areas.get(place.area_id or "")
    return PlaceView(
        name=name,
        kind=bench.language.gettext(PLACE_KINDS[place.kind]),
        drawing=Markup(bench.place_drawings.get(place.kind.value, "")),  # a trusted file of the theme
        also=", ".join(dict.fromkeys(others)),
        about=bench.words(place.about),
        area=area_link(area, uri, bench) if area else None,
        locator=build_locator([(spot.point, spot.accuracy_m) for spot in place.spots], uri, bench),
        map_href=bench.href(uri, bench.site_map.home(bench.code)),
        initiatives=tuple(initiative_link(each, uri, bench) for each in index.initiatives_of_place.get(place.id, ())),
        sources=source_links(place.sources),
    )


def places_page(bench: Workbench) -> Page:
    """The list of all places, by neighbourhood and name."""
    uri, language = bench.site_map.places(bench.code), bench.language
    trail = build_trail([], bench)
    kinds = dict.fromkeys(place.kind.value for place in bench.edition.places)
    title = language.gettext("Places")
    return Page(
        uri=uri,
        title=title,
        description=language.gettext("All places with a name on this map, by neighbourhood."),
        content_html=render(
            "places",
            language,
            groups=place_groups(uri, bench),
            drawings=tuple(drawing_of(kind, bench) for kind in kinds if kind in bench.place_drawings),
            trail=trail_links(trail, uri, bench),
        ),
        kind="places",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.places),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )


def drawing_of(kind: str, bench: Workbench) -> Drawing:
    """The drawing of a kind with an id."""
    svg = bench.place_drawings[kind]
    start = svg.index("<svg") + len("<svg")
    return Drawing(kind_id=kind, svg=Markup(f'<svg id="vk-drawing-{kind}"{svg[start:]}'))  # a trusted file of the theme


def place_groups(uri: str, bench: Workbench) -> tuple[PlaceGroup, ...]:
    """Neighbourhoods by name, the places in each by name, and last the places outside of them."""
    areas = [(area_link(area, uri, bench), area.id) for area in bench.edition.areas]
    areas.sort(key=lambda pair: sort_key(pair[0].label.text))
    groups = [PlaceGroup(area=link, lines=place_lines(area_id, uri, bench)) for link, area_id in areas]
    groups.append(PlaceGroup(area=None, lines=place_lines(None, uri, bench)))
    return tuple(group for group in groups if group.lines)


def place_lines(area_id: str | None, uri: str, bench: Workbench) -> tuple[PlaceLine, ...]:
    """The places of an area by name; without an area those that lie in none that is known."""
    if area_id is None:
        places = [place for place in bench.edition.places if place.area_id not in bench.index.areas]
    else:
        places = list(bench.index.places_of_area.get(area_id, ()))
    lines = [place_line(place, uri, bench) for place in places]
    return tuple(sorted(lines, key=lambda line: sort_key(line.link.label.text)))


def place_line(place: PublicPlace, uri: str, bench: Workbench) -> PlaceLine:
    """A place in the list."""
    return PlaceLine(
        link=place_link(place, uri, bench),
        kind_id=place.kind.value if place.kind.value in bench.place_drawings else "",
        kind=bench.language.gettext(PLACE_KINDS[place.kind]),
        count=bench.count_of_group(Grouping.PLACE, place.id),
    )
