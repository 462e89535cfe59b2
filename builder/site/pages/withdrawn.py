"""What stands at the address of a story that was taken back: that it was, and nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.site.page import Page
from builder.site.pages.workbench import Workbench
from builder.site.templates import render


def withdrawn_pages(bench: Workbench) -> Iterator[Page]:
    """A page for each story that was withdrawn."""
    for story_id in bench.edition.withdrawn_ids:
        yield withdrawn_page(story_id, bench)


def withdrawn_page(story_id: str, bench: Workbench) -> Page:
    """The page; it stands in no list and no search engine."""
    site_map = bench.site_map
    uri = site_map.story(story_id, bench.code)
    return Page(
        uri=uri,
        title=bench.language.gettext("This story was withdrawn"),
        description="",
        content_html=render(
            "withdrawn",
            bench.language,
            home_href=bench.href(uri, site_map.home(bench.code)),
            stories_href=bench.href(uri, site_map.stories(bench.code)),
        ),
        kind="withdrawn",
        language=bench.code,
        alternates=bench.alternates(lambda code: site_map.story(story_id, code)),
        is_listed=False,
    )
