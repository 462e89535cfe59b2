"""The pages of citizens' initiatives, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.public import PublicInitiative
from builder.model.public_groups import Grouping
from builder.site.page import Page
from builder.site.pages.links import SourceLink, host_of, initiative_link, places_of, source_links, themes_of
from builder.site.pages.listing import Listing, Subject, subject_pages
from builder.site.pages.locator import Locator, build_locator
from builder.site.pages.planned import Planned
from builder.site.pages.structured import graph, initiative_node, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.workbench import Link, Words, Workbench, sort_key
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeView:
    """An initiative on its own page and in the list."""

    link: Link
    about: Words
    seeks: Words
    offers: Words
    since: str
    last_confirmed: str
    is_active: bool
    website: str
    website_host: str
    places: tuple[Link, ...]
    themes: tuple[Link, ...]
    sources: tuple[SourceLink, ...]
    locator: Locator | None
    map_href: str
    count: str
    """Such as `fewer than 5 stories`; empty for none."""


def initiative_pages(bench: Workbench) -> Iterator[Planned]:
    """The page of each initiative."""
    for initiative in bench.edition.initiatives:
        yield from subject_pages(initiative_subject(initiative, bench), bench)


def initiative_subject(initiative: PublicInitiative, bench: Workbench) -> Subject:
    """An initiative and its stories."""
    site_map = bench.site_map
    title = bench.name(initiative.name, initiative.names).text

    def view(listing: Listing) -> InitiativeView:
        return build_initiative_view(initiative, listing.uri, bench)

    return Subject(
        template="initiative",
        title=title,
        description=bench.words(initiative.about).text,
        address=lambda code: site_map.initiative(initiative.id, code),
        steps=((site_map.initiatives(bench.code), bench.language.gettext("Initiatives")),),
        story_numbers=bench.index.stories_of_initiative.get(initiative.id, ()),
        count=bench.heading_count(Grouping.INITIATIVE, initiative.id),
        facts=bench.count_of_group(Grouping.INITIATIVE, initiative.id),
        view=view,
        node=lambda uri: initiative_node(initiative, uri, bench),
    )


def build_initiative_view(initiative: PublicInitiative, uri: str, bench: Workbench) -> InitiativeView:
    """What a page at `uri` says about an initiative."""
    known = [bench.index.places[each] for each in initiative.place_ids if each in bench.index.places]
    spots = [(spot.point, spot.accuracy_m) for place in known for spot in place.spots]
    website_host = host_of(initiative.website)
    return InitiativeView(
        link=initiative_link(initiative, uri, bench),
        about=bench.words(initiative.about),
        seeks=bench.words(initiative.seeks),
        offers=bench.words(initiative.offers),
        since=bench.language.date(initiative.since),
        last_confirmed=bench.language.date(initiative.last_confirmed),
        is_active=initiative.is_active,
        website=initiative.website if website_host else "",
        website_host=website_host.removeprefix("www."),
        places=places_of(initiative.place_ids, uri, bench),
        themes=themes_of(initiative.theme_ids, uri, bench),
        sources=source_links(initiative.sources),
        locator=build_locator(spots, uri, bench),
        map_href=bench.href(uri, bench.site_map.home(bench.code)),
        count=bench.count_of_group(Grouping.INITIATIVE, initiative.id),
    )


def initiatives_page(bench: Workbench) -> Page:
    """The list of all initiatives by name, the stopped ones below."""
    uri, language = bench.site_map.initiatives(bench.code), bench.language
    trail = build_trail([], bench)
    views = [build_initiative_view(initiative, uri, bench) for initiative in bench.edition.initiatives]
    views.sort(key=lambda view: sort_key(view.link.label.text))
    title = language.gettext("Initiatives")
    return Page(
        uri=uri,
        title=title,
        description=language.gettext("What people in this city set up together, what they seek and what they offer."),
        content_html=render(
            "initiatives",
            language,
            active=[view for view in views if view.is_active],
            stopped=[view for view in views if not view.is_active],
            trail=trail_links(trail, uri, bench),
        ),
        kind="initiatives",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.initiatives),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )
