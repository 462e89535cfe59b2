"""What a visitor without a connection sees in place of a page that their browser did not keep."""

from __future__ import annotations

from collections.abc import Iterator

from builder.site.addresses import root_of
from builder.site.page import Page
from builder.site.pages.workbench import Workbench
from builder.site.templates import render


def offline_pages(bench: Workbench) -> Iterator[Page]:
    """The page, when the city wants its site kept; it stands in no list and no search engine.

    All its ways go by the root, because the service worker shows it at any depth.
    """
    site_map = bench.site_map
    if not site_map.city.works_offline:
        return
    uri = site_map.offline(bench.code)
    yield Page(
        uri=uri,
        title=bench.language.gettext("No connection"),
        description="",
        content_html=render(
            "offline",
            bench.language,
            home_href=f"{root_of(uri)}{site_map.home(bench.code)}",
            stories_href=f"{root_of(uri)}{site_map.stories(bench.code)}",
        ),
        kind="offline",
        language=bench.code,
        alternates=bench.alternates(site_map.offline),
        is_listed=False,
    )
