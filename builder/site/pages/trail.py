"""Breadcrumbs: the way from the map to a page."""

from __future__ import annotations

from collections.abc import Iterable

from builder.site.pages.workbench import Link, Workbench

Step = tuple[str, str]
"""Address from the root, and label."""


def build_trail(steps: Iterable[Step], bench: Workbench) -> tuple[Step, ...]:
    """The map, and then these steps."""
    return ((bench.site_map.home(bench.code), bench.language.gettext("Map")), *steps)


def trail_links(trail: Iterable[Step], from_uri: str, bench: Workbench) -> tuple[Link, ...]:
    """The steps as a page at `from_uri` shows them."""
    return tuple(Link(href=bench.href(from_uri, uri), label=bench.own_words(label)) for uri, label in trail)
