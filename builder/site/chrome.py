"""What the theme around every page needs: names, ways in, words, in each interface language."""

from __future__ import annotations

from collections.abc import Sequence

from builder.languages import Language, load_language
from builder.model.public import Edition
from builder.site.addresses import SiteMap
from builder.site.assets import scheme_script
from builder.site.modules import modules_of
from builder.site.offline.manifest import ICON_SIZES_PX, icon_uri

FAVICON_NAME = "favicon.svg"


def build_chrome(
    edition: Edition, site_map: SiteMap, assets_folder: str, logo_svg: str, trusted: Sequence[str]
) -> dict[str, object]:
    """The values of `config.extra.vk` for the templates in `theme/`.

    `trusted` are the names of the trusted pages, such as `over`, in the order of the menu; their labels come from
    the pages themselves and are filled in by the plugin.
    """
    city = edition.city
    languages = [load_language(code) for code in city.languages]
    return {
        "languages": [
            {"code": each.code, "label": each.own_name(each.code), "dir": each.direction} for each in languages
        ],
        "assets": assets_folder,
        "modules": modules_of("parts/shell.js"),
        "scheme": str(scheme_script()),
        "manifest": {each.code: site_map.manifest(each.code) for each in languages} if city.works_offline else {},
        "icon": icon_uri(ICON_SIZES_PX[0]),
        "favicon": f"assets/{FAVICON_NAME}",
        "logo": logo_svg,
        "title": {each.code: city.title.get(each.code, city.name) for each in languages},
        "tagline": {each.code: city.tagline.get(each.code, "") for each in languages},
        "home": {each.code: site_map.home(each.code) for each in languages},
        "stories": {each.code: site_map.stories(each.code) for each in languages},
        "nav": {each.code: main_ways(each, site_map) for each in languages},
        "footer_nav": {each.code: more_ways(each, site_map) for each in languages},
        "messages": {each.code: words(each) for each in languages},
        "is_example": city.is_example,
        "contact": {"name": city.contact_name, "email": city.contact_email},
        "credit": {
            each.code: city.basemap.credit.get(each.code, city.basemap.credit.get(city.language, ""))
            for each in languages
        },
    }


def main_ways(language: Language, site_map: SiteMap) -> list[dict[str, str]]:
    """The menu at the top."""
    _, code = language.gettext, language.code
    return [
        {"label": _("Map"), "uri": site_map.home(code)},
        {"label": _("Stories"), "uri": site_map.stories(code)},
        {"label": _("Places"), "uri": site_map.places(code)},
        {"label": _("Initiatives"), "uri": site_map.initiatives(code)},
        {"label": _("What happened with it?"), "uri": site_map.answers(code)},
        {"label": _("In figures"), "uri": site_map.figures(code)},
    ]


def more_ways(language: Language, site_map: SiteMap) -> list[dict[str, str]]:
    """The menu at the foot; the trusted pages come after it."""
    _, code = language.gettext, language.code
    return [
        {"label": _("Themes"), "uri": site_map.themes(code)},
        {"label": _("Neighbourhoods"), "uri": site_map.areas(code)},
        {"label": _("Workshops and collections"), "uri": site_map.workshops(code)},
        {"label": _("Stories as GeoJSON"), "uri": "stories.geojson"},
        {"label": _("News feed (Atom)"), "uri": f"{site_map.prefix(code)}feed.xml"},
    ]


def words(language: Language) -> dict[str, str]:
    """The words of the header, the footer and the page that was not found."""
    _ = language.gettext
    return {
        "skip": _("Skip to the content"),
        "main_menu": _("Menu"),
        "search": _("Search"),
        "language": _("Language"),
        "dark": _("Dark colours"),
        "more": _("More"),
        "not_found_title": _("This page is not on the map"),
        "not_found_text": _("The address has changed, or it never was here. The stories still are."),
        "to_map": _("To the map"),
        "all_stories": _("All stories"),
        "never_finished": _("This map is never finished."),
        "example_site": _("This is an example: stories retold from public sources."),
        "made_with": _("Made with"),
    }
