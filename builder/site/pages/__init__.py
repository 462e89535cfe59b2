"""The pages of the site: one module a kind, each from an edition, its addresses and a language to pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.languages import Language
from builder.model.public import Edition
from builder.site.addresses import SiteMap
from builder.site.fingerprints import build_fingerprints
from builder.site.page import Page
from builder.site.pages.answers import answers_page
from builder.site.pages.areas import area_pages, areas_page
from builder.site.pages.edition_index import EditionIndex, build_edition_index
from builder.site.pages.figures import figures_page
from builder.site.pages.initiatives import initiative_pages, initiatives_page
from builder.site.pages.offline import offline_pages
from builder.site.pages.places import place_pages, places_page
from builder.site.pages.planned import Planned, story_sources
from builder.site.pages.related import Related, build_related
from builder.site.pages.stories import stories_pages
from builder.site.pages.story import story_pages
from builder.site.pages.themes import theme_pages, themes_page
from builder.site.pages.withdrawn import withdrawn_pages
from builder.site.pages.workbench import Workbench
from builder.site.pages.workshops import workshop_pages, workshops_page

__all__ = [
    "EditionIndex",
    "Related",
    "Workbench",
    "build_edition_index",
    "build_pages",
    "build_workbenches",
    "plan_pages",
]


def build_workbenches(
    edition: Edition,
    site_map: SiteMap,
    languages: Mapping[str, Language],
    basemap_uri: str = "",
    place_drawings: Mapping[str, str] | None = None,
) -> dict[str, Workbench]:
    """A workbench for each interface language; what does not depend on the language is worked out once.

    `basemap_uri` is the drawn map from the root of the site; `place_drawings` has an SVG document for a kind of place.
    """
    index = build_edition_index(edition)
    related = build_related(edition, index)
    prints = build_fingerprints(edition, site_map)
    sources = story_sources(edition, index, related, prints)
    return {
        code: Workbench(
            edition=edition,
            site_map=site_map,
            language=language,
            index=index,
            related=related,
            prints=prints,
            story_sources=sources,
            basemap_uri=basemap_uri,
            place_drawings=place_drawings or {},
        )
        for code, language in languages.items()
    }


def build_pages(bench: Workbench) -> Iterator[Page]:
    """All pages of one interface language but home and the trusted ones."""
    return (planned.make() for planned in plan_pages(bench))


def plan_pages(bench: Workbench) -> Iterator[Planned]:
    """The same pages before they are made."""
    yield from story_pages(bench)
    yield from stories_pages(bench)
    yield from place_pages(bench)
    yield from initiative_pages(bench)
    yield from theme_pages(bench)
    yield from area_pages(bench)
    yield from workshop_pages(bench)
    for make in (places_page, initiatives_page, themes_page, areas_page, workshops_page, figures_page, answers_page):
        yield Planned.of(make(bench))
    yield from map(Planned.of, withdrawn_pages(bench))
    yield from map(Planned.of, offline_pages(bench))
