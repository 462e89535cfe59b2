"""The pages of workshops and collections, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.model.gathering import WorkshopKind
from builder.model.public import PublicWorkshop
from builder.model.public_groups import Grouping
from builder.site.page import Page
from builder.site.pages.links import place_link, workshop_link
from builder.site.pages.listing import Listing, Subject, described, subject_pages
from builder.site.pages.planned import Planned
from builder.site.pages.structured import graph, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.vocabulary import WORKSHOP_KINDS
from builder.site.pages.workbench import Link, Words, Workbench
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopView:
    """The public facts of a workshop; its texts are in the city's own language."""

    link: Link
    kind: str
    is_collection: bool
    when: str
    place: Link | None
    host: str
    prompt: Words
    about: Words
    participants: str
    """Such as `7 participants`; empty when it is not known or too few."""
    is_example: bool
    count: str


def workshop_pages(bench: Workbench) -> Iterator[Planned]:
    """The page of each workshop."""
    for workshop in bench.edition.workshops:
        yield from subject_pages(workshop_subject(workshop, bench), bench)


def workshop_subject(workshop: PublicWorkshop, bench: Workbench) -> Subject:
    """A workshop and its stories."""
    site_map = bench.site_map
    count = bench.count_of_group(Grouping.WORKSHOP, workshop.id)

    def view(listing: Listing) -> WorkshopView:
        return build_workshop_view(workshop, listing.uri, bench)

    return Subject(
        template="workshop",
        title=workshop.title,
        description=workshop.about or described(workshop.title, count),
        address=lambda code: site_map.workshop(workshop.id, code),
        steps=((site_map.workshops(bench.code), bench.language.gettext("Workshops")),),
        story_numbers=workshop.story_numbers,
        count=bench.heading_count(Grouping.WORKSHOP, workshop.id),
        facts=(replace(workshop, story_numbers=()), count),
        view=view,
    )


def build_workshop_view(workshop: PublicWorkshop, uri: str, bench: Workbench) -> WorkshopView:
    """What a page at `uri` says about a workshop."""
    language, own = bench.language, bench.edition.city.language
    place = bench.index.places.get(workshop.place_id or "")
    people = workshop.participants
    participants = ""
    if people:
        form = language.ngettext("%(num)s participant", "%(num)s participants", people)
        participants = form % {"num": language.number(people)}
    return WorkshopView(
        link=workshop_link(workshop, uri, bench),
        kind=language.gettext(WORKSHOP_KINDS[workshop.kind]),
        is_collection=workshop.kind is WorkshopKind.COLLECTION,
        when=language.date(workshop.date),
        place=place_link(place, uri, bench) if place else None,
        host=workshop.host,
        prompt=bench.words_in(workshop.prompt, own),
        about=bench.words_in(workshop.about, own),
        participants=participants,
        is_example=workshop.is_example,
        count=bench.count_of_group(Grouping.WORKSHOP, workshop.id),
    )


def workshops_page(bench: Workbench) -> Page:
    """The list of all workshops, the newest first."""
    uri, title = bench.site_map.workshops(bench.code), bench.language.gettext("Workshops")
    trail = build_trail([], bench)
    views = [build_workshop_view(workshop, uri, bench) for workshop in reversed(bench.edition.workshops)]
    return Page(
        uri=uri,
        title=title,
        description=bench.language.gettext("The tables at which these stories were told or gathered."),
        content_html=render("workshops", bench.language, workshops=views, trail=trail_links(trail, uri, bench)),
        kind="workshops",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.workshops),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )
