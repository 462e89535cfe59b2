"""Ways to places, areas, themes, initiatives, workshops and sources, as a page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from builder.model.public import PublicArea, PublicEmotion, PublicInitiative, PublicPlace, PublicTheme, PublicWorkshop
from builder.model.public_groups import Grouping
from builder.site.pages.workbench import Link, Workbench

HOST_NAME = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """Where a fact comes from: an address and the host that is shown."""

    href: str
    host: str


def source_links(addresses: Iterable[str]) -> tuple[SourceLink, ...]:
    """The sources with the names of their hosts, without `www.`; what is no web address is no link."""
    hosts = {each: host_of(each) for each in addresses}
    return tuple(SourceLink(href=each, host=host.removeprefix("www.")) for each, host in hosts.items() if host)


def host_of(address: str) -> str:
    """The host of an http or https address; empty for any other address, such as a script or a broken one."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # a port that is no number is an error, too
    except ValueError:
        return ""
    host = parts.hostname or ""
    return host if parts.scheme in ("http", "https") and HOST_NAME.fullmatch(host) else ""


def place_link(place: PublicPlace, from_uri: str, bench: Workbench) -> Link:
    """The way to a place."""
    href = bench.href(from_uri, bench.site_map.place(place.id, bench.code))
    return Link(href=href, label=bench.name(place.name, place.names))


def area_link(area: PublicArea, from_uri: str, bench: Workbench) -> Link:
    """The way to an area."""
    href = bench.href(from_uri, bench.site_map.area(area.id, bench.code))
    return Link(href=href, label=bench.name(area.name, area.names))


def theme_link(theme: PublicTheme, from_uri: str, bench: Workbench) -> Link:
    """The way to a theme."""
    href = bench.href(from_uri, bench.site_map.theme(theme.id, bench.code))
    return Link(href=href, label=bench.words(theme.label))


def initiative_link(initiative: PublicInitiative, from_uri: str, bench: Workbench) -> Link:
    """The way to an initiative."""
    href = bench.href(from_uri, bench.site_map.initiative(initiative.id, bench.code))
    return Link(href=href, label=bench.name(initiative.name, initiative.names))


def workshop_link(workshop: PublicWorkshop, from_uri: str, bench: Workbench) -> Link:
    """The way to a workshop; its title is in the city's own language."""
    href = bench.href(from_uri, bench.site_map.workshop(workshop.id, bench.code))
    label = bench.words_in(workshop.title, bench.edition.city.language)
    return Link(href=href, label=label)


def emotion_link(emotion: PublicEmotion, from_uri: str, bench: Workbench) -> Link:
    """The way to the map with this feeling chosen."""
    href = bench.option_href(from_uri, Grouping.EMOTION, emotion.id)
    return Link(href=href, label=bench.words(emotion.label))


def places_of(ids: Iterable[str], from_uri: str, bench: Workbench) -> tuple[Link, ...]:
    """Ways to the places that are known, each once."""
    known = bench.index.places
    return tuple(place_link(known[each], from_uri, bench) for each in dict.fromkeys(ids) if each in known)


def areas_of(ids: Iterable[str], from_uri: str, bench: Workbench) -> tuple[Link, ...]:
    """Ways to the areas that are known, each once."""
    known = bench.index.areas
    return tuple(area_link(known[each], from_uri, bench) for each in dict.fromkeys(ids) if each in known)


def themes_of(ids: Iterable[str], from_uri: str, bench: Workbench) -> tuple[Link, ...]:
    """Ways to the themes that are known, each once."""
    known = bench.index.themes
    return tuple(theme_link(known[each], from_uri, bench) for each in dict.fromkeys(ids) if each in known)
