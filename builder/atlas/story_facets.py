"""What stories can be filtered by: the values of each facet, in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from builder.languages import Language
from builder.model.public import Edition, name_in, text_in
from builder.model.public_groups import OTHER_ID, WordGroups


class StoryAddresses(Protocol):
    """Where the pages stand, from the root of the site."""

    def story(self, story_id: str, language: str) -> str:
        """The page of a story."""

    def theme(self, theme_id: str, language: str) -> str:
        """The page of a theme."""

    def area(self, area_id: str, language: str) -> str:
        """The page of an area."""

    def initiative(self, initiative_id: str, language: str) -> str:
        """The page of an initiative."""

    def place(self, place_id: str, language: str) -> str:
        """The page of a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet that at least one story has, or the value into which small ones are merged."""

    id: str
    label: str
    uri: str = ""


Facets = dict[str, tuple[FacetValue, ...]]


def values_to_json(
    values: Sequence[FacetValue], indices: Mapping[str, int], groups: WordGroups
) -> list[dict[str, str | int]]:
    """The values of a facet as they stand in the file."""
    options = {value.id: groups.option_of(value.id) or "" for value in values} | {OTHER_ID: OTHER_ID}
    return [
        {"id": value.id, "label": value.label, "uri": value.uri, "option": indices.get(options[value.id], -1)}
        for value in values
    ]


def facet_ids(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The values of each facet that stories have, in the order of the vocabularies, the same in each language.

    Last comes the value into which small ones are merged, where there is one.
    """
    ids = used_ids(edition)
    for grouping, groups in edition.groups.groupings.items():
        if grouping.value in ids and groups.other is not None:
            ids[grouping.value] += (OTHER_ID,)
    return ids


def used_ids(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The values that stories have, before small ones are merged."""
    own = edition.city.language
    stories = edition.stories
    used_themes = {theme for story in stories for theme in story.theme_ids}
    used_emotions = {story.emotion_id for story in stories}
    used_areas = {area for story in stories for area in story.area_ids}
    used_initiatives = {story.initiative_id for story in stories}
    used_languages = {version.language for story in stories for version in story.versions}
    used_places = {place for story in stories for place in story.place_ids}
    years = {story.date.year for story in stories if story.date}
    initiatives = sorted(
        (item for item in edition.initiatives if item.id in used_initiatives),
        key=lambda item: (name_in(item.name, item.names, own).casefold(), item.id),
    )
    interface = [code for code in edition.city.languages if code in used_languages]
    return {
        "theme": tuple(item.id for item in edition.themes if item.id in used_themes),
        "emotion": tuple(item.id for item in edition.emotions if item.id in used_emotions),
        "area": tuple(item.id for item in edition.areas if item.id in used_areas),
        "language": (*interface, *sorted(used_languages.difference(interface))),
        "initiative": tuple(item.id for item in initiatives),
        "year": tuple(str(year) for year in sorted(years, reverse=True)),
        "place": tuple(item.id for item in edition.places if item.id in used_places),
    }


def build_facets(edition: Edition, language: Language, addresses: StoryAddresses) -> Facets:
    """The values of `facet_ids` in the words of a language, with the addresses of their pages."""
    code, own = language.code, edition.city.language
    names = {
        "theme": {item.id: text_in(item.label, code, own) for item in edition.themes},
        "emotion": {item.id: text_in(item.label, code, own) for item in edition.emotions},
        "area": {item.id: name_in(item.name, item.names, code) for item in edition.areas},
        "initiative": {item.id: name_in(item.name, item.names, code) for item in edition.initiatives},
        "place": {item.id: name_in(item.name, item.names, code) for item in edition.places},
    }
    names["language"] = {item: capitalise(language.language_name(item)) for item in used_ids(edition)["language"]}
    pages = {
        "theme": addresses.theme,
        "area": addresses.area,
        "initiative": addresses.initiative,
        "place": addresses.place,
    }
    others = other_labels(language)

    def value(facet: str, item: str) -> FacetValue:
        if item == OTHER_ID:
            return FacetValue(id=item, label=others[facet])
        label = (
            capitalise(language.language_name(item)) if facet == "language" else names.get(facet, {}).get(item, item)
        )
        return FacetValue(id=item, label=label, uri=pages[facet](item, code) if facet in pages else "")

    return {facet: tuple(value(facet, item) for item in ids) for facet, ids in facet_ids(edition).items()}


def other_labels(language: Language) -> dict[str, str]:
    """What the small values of each facet are called together."""
    _ = language.gettext
    return {
        "theme": _("Other themes"),
        "emotion": _("Other feelings"),
        "area": _("Other neighbourhoods"),
        "language": _("Other languages"),
        "initiative": _("Other initiatives"),
        "year": _("Other years"),
        "place": _("Other places"),
    }


def capitalise(text: str) -> str:
    """The text with its first letter as a capital, for labels that stand alone."""
    return text[:1].upper() + text[1:]
