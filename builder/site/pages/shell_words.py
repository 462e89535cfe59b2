"""What the shell of the theme needs to know and say: `config.extra.vk` of the theme's templates."""

from __future__ import annotations

from collections.abc import Mapping

from builder.languages import Language, load_language
from builder.model.public import PublicCity, text_in
from builder.site.addresses import SiteMap


def build_shell_words(city: PublicCity, site_map: SiteMap, about_page: str, logo_svg: str) -> dict[str, object]:
    """All but the addresses of files (`assets`, `favicon`), which the plugin adds.

    `about_page` is the name of the trusted page that tells about the project, empty for none.
    """
    languages = [load_language(code) for code in city.languages]
    return {
        "languages": [
            {"code": each.code, "label": each.own_name(each.code), "dir": each.direction} for each in languages
        ],
        "title": {each.code: text_in(city.title, each.code, city.language) for each in languages},
        "home": {each.code: site_map.home(each.code) for each in languages},
        "stories": {each.code: site_map.stories(each.code) for each in languages},
        "nav": {each.code: main_ways(each, site_map, about_page) for each in languages},
        "footer_nav": {each.code: further_ways(each, site_map) for each in languages},
        "messages": {each.code: messages(each) for each in languages},
        "credit": {each.code: text_in(city.basemap.credit, each.code, city.language) for each in languages},
        "contact": {"name": city.contact_name, "email": city.contact_email},
        "is_example": city.is_example,
        "logo": logo_svg,
    }


def main_ways(language: Language, site_map: SiteMap, about_page: str) -> list[Mapping[str, str]]:
    """The ways in the header."""
    _, code = language.gettext, language.code
    ways = [
        {"label": _("Map"), "uri": site_map.home(code)},
        {"label": _("Stories"), "uri": site_map.stories(code)},
        {"label": _("Places"), "uri": site_map.places(code)},
        {"label": _("Initiatives"), "uri": site_map.initiatives(code)},
        {"label": _("In figures"), "uri": site_map.figures(code)},
        {"label": _("What happened with it?"), "uri": site_map.answers(code)},
    ]
    if about_page:
        ways.append({"label": _("About"), "uri": site_map.trusted(about_page, code)})
    return list(ways)


def further_ways(language: Language, site_map: SiteMap) -> list[Mapping[str, str]]:
    """The ways in the footer that the header does not have."""
    _, code = language.gettext, language.code
    return [
        {"label": _("Themes"), "uri": site_map.themes(code)},
        {"label": _("Neighbourhoods"), "uri": site_map.areas(code)},
        {"label": _("Workshops"), "uri": site_map.workshops(code)},
        {"label": _("All stories"), "uri": site_map.stories(code)},
        {"label": _("In figures"), "uri": site_map.figures(code)},
        {"label": _("What happened with it?"), "uri": site_map.answers(code)},
    ]


def messages(language: Language) -> dict[str, str]:
    """The words of the shell itself and of the page for an address that does not exist."""
    _ = language.gettext
    return {
        "skip": _("Skip to content"),
        "main_menu": _("Menu"),
        "search": _("Search the stories"),
        "language": _("Language"),
        "dark": _("Dark colours"),
        "more": _("More ways in"),
        "never_finished": _("This map is never finished: what is on it is a beginning."),
        "example_site": _("This whole site is an example: it retells facts from public sources."),
        "made_with": _("Made with"),
        "not_found_title": _("This spot is not on the map"),
        "not_found_text": _("The page moved, or never was. The stories are still there."),
        "to_map": _("To the map"),
        "all_stories": _("All stories"),
    }
