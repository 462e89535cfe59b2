"""The words that the home page's scripts say, in the language of the page."""

from __future__ import annotations

import re

from builder.languages import Language


def messages(language: Language, smallest_group: int) -> dict[str, str | dict[str, str]]:
    """Key → text, or → plural category (CLDR) → text with `%(num)s`; other `%(…)s` are filled in by the scripts."""
    return {
        **build_texts(language),
        **build_few(language, smallest_group),
        **build_counts(language),
        **build_signs(language),
    }


def build_signs(language: Language) -> dict[str, str]:
    """The sign between thousands; none for a language that writes its numbers in another way."""
    found = re.fullmatch(r"1(?P<sign>\D*)234(?P=sign)567", language.number(1_234_567))
    is_plain = found is not None and language.number(1_000) == f"1{found['sign']}000"
    return {"thousands": found["sign"]} if found and is_plain else {}


def build_few(language: Language, smallest_group: int) -> dict[str, str]:
    """What is said in place of a number below the smallest group."""
    number = language.number(smallest_group)
    return {
        "few": language.gettext("< %(num)s") % {"num": number},
        "fewer-than": language.gettext("fewer than %(num)s") % {"num": number},
        "few-off-map": language.gettext("A few stories are not on the map, but they are in the list."),
    }


def build_texts(language: Language) -> dict[str, str]:
    """The texts without a number."""
    _ = language.gettext
    return {
        "never-finished": _("A beginning: this map is never finished."),
        "facet-theme": _("Theme"),
        "facet-emotion": _("Feeling"),
        "facet-area": _("Neighbourhood"),
        "facet-language": _("Language"),
        "facet-initiative": _("Initiative"),
        "facet-place": _("Place"),
        "facet-year": _("Year"),
        "facet-sound": _("With sound"),
        "facet-picture": _("With a picture"),
        "facet-with": _("To hear or to see"),
        "with-sound": _("With sound"),
        "with-picture": _("With a picture"),
        "years-from": _("from %(from)s"),
        "years-to": _("until %(to)s"),
        "years-between": _("%(from)s to %(to)s"),
        "in-view": _("Only what is in view"),
        "near": _("Near me"),
        "remove-filter": _("Remove the filter %(name)s"),
        "show-on-map": _("Show “%(name)s” on the map"),
        "clear-all": _("Clear everything"),
        "clear-search": _("Clear the search"),
        "all-stories": _("Show all stories"),
        "did-you-mean": _("Did you mean “%(text)s”?"),
        "loose": _("No story has all these words. These come close."),
        "search-failed": _("Searching does not work right now. The filters do."),
        "search-loading": _("Searching…"),
        "search-offline": _("There is no connection. Searching needs one, the filters do not."),
        "cards-failed": _("These stories cannot be fetched right now. Try again in a while."),
        "load-failed": _("The map cannot be loaded right now. You can read the list."),
        "walks": _("Walks"),
        "walks-failed": _("The walks cannot be fetched right now. Try again in a while."),
        "order-new": _("the newest"),
        "order-near": _("the nearest"),
        "order-best": _("the best match"),
        "near-asking": _("Finding out where you are…"),
        "near-refused": _("Your browser may not tell where you are. Choose a place or a neighbourhood in the filters."),
        "near-unavailable": _("Your device does not know where you are right now."),
        "near-slow": _("Finding out where you are took too long. Try again."),
        "near-far": _("You are about %(km)s km away. The nearest stories stand first."),
        "near-nowhere": _("No story has a spot on the map."),
        "copied": _("Copied."),
        "not-copied": _("It is selected: copy it with your keyboard or your finger."),
        "embed-title": _("Map of the stories"),
    }


def build_counts(language: Language) -> dict[str, dict[str, str]]:
    """The texts with a number."""
    forms = language.plural_forms
    return {
        "stories": forms("%(num)s story", "%(num)s stories"),
        # the number in the end decides the form
        "stories-of": forms("%(num)s of %(total)s story", "%(num)s of %(total)s stories"),
        "show-stories": forms("Show %(num)s story", "Show %(num)s stories"),
        "stories-here": forms("%(num)s story on this spot", "%(num)s stories on this spot"),
        "without-filter": forms("Without “%(name)s”: %(num)s story", "Without “%(name)s”: %(num)s stories"),
        "show-values": forms("Show %(num)s", "Show all %(num)s"),
        "off-map": forms(
            "%(num)s story is not on the map, but it is in the list.",
            "%(num)s stories are not on the map, but they are in the list.",
        ),
    }


def words_off_map(language: Language, without_spot: int, smallest_group: int) -> str:
    """That some stories are not on the map, as `home.js` says it when nothing is filtered; empty when all are."""
    if not without_spot:
        return ""
    if without_spot < smallest_group:
        return build_few(language, smallest_group)["few-off-map"]
    text = language.ngettext(
        "%(num)s story is not on the map, but it is in the list.",
        "%(num)s stories are not on the map, but they are in the list.",
        without_spot,
    )
    return text % {"num": language.number(without_spot)}
