"""The words that the home page's scripts say, in the language of the page."""

from __future__ import annotations

from builder.languages import Language


def messages(language: Language, smallest_group: int) -> dict[str, str | dict[str, str]]:
    """Key → text, or → plural category (CLDR) → text with `%(num)s`; other `%(…)s` are filled in by the scripts."""
    return {**build_texts(language), **build_few(language, smallest_group), **build_counts(language)}


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
        "facet-year": _("Year"),
        "remove-filter": _("Remove the filter %(name)s"),
        "show-on-map": _("Show “%(name)s” on the map"),
        "clear-filters": _("Clear filters"),
        "clear-search": _("Clear the search"),
        "all-stories": _("Show all stories"),
        "did-you-mean": _("Did you mean “%(text)s”?"),
        "loose": _("No story has all these words. These come close."),
        "search-failed": _("Searching does not work right now. The filters do."),
        "search-loading": _("Searching…"),
        "search-offline": _("There is no connection. Searching needs one, the filters do not."),
        "load-failed": _("The map cannot be loaded right now. You can read the list."),
        "near-failed": _("We could not find out where you are."),
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
        "off-map": forms(
            "%(num)s story is not on the map, but it is in the list.",
            "%(num)s stories are not on the map, but they are in the list.",
        ),
    }
