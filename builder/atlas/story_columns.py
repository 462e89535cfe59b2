"""The public stories as columns: what the list, the filters and the markers of the home page need, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from builder.languages import Language
from builder.model.public import Edition, PublicPicture, PublicStory, Rendition, name_in, text_in
from builder.model.public_groups import OTHER_ID, Grouping, WordGroups

COORDINATE_DIGITS = 5
"""About a metre; a point is never finer than the airlock made it."""
THUMB_WIDTH_PX = 200
CARD_WIDTH_PX = 640


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet that at least one story has, or the value into which small ones are merged."""

    id: str
    label: str
    uri: str = ""


Facets = dict[str, tuple[FacetValue, ...]]


def build_story_columns(edition: Edition, language: Language, addresses: StoryAddresses) -> dict[str, object]:
    """The file `stories-<language>.json`: facets with their values, and a column for each field.

    Shape: `stories[field][n]` belongs to `Edition.stories[n]`; facet columns hold indices into `facets[name]`, -1 for
    none. `option` of a value is the index of the value by which its stories are chosen and counted: its own, that of
    the small ones together, or -1 when it cannot be chosen.
    """
    facets = build_facets(edition, language, addresses)
    indices = {name: {value.id: number for number, value in enumerate(values)} for name, values in facets.items()}
    rows = [build_row(edition, story, language, addresses, indices) for story in edition.stories]
    fields = tuple(rows[0]) if rows else FIELDS
    return {
        "language": language.code,
        "count": len(rows),
        "smallest_group": edition.groups.smallest,
        "facets": {
            name: values_to_json(values, indices[name], edition.groups.by(Grouping(name)))
            for name, values in facets.items()
        },
        "stories": {field: [row[field] for row in rows] for field in fields},
    }


FIELDS = (
    "uri", "title", "lang", "place", "first", "date", "theme", "emotion", "area", "language", "initiative", "year",
    "lat", "lon", "precision_m", "picture", "picture_large", "picture_alt", "sound",
)  # fmt: skip


def values_to_json(
    values: Sequence[FacetValue], indices: Mapping[str, int], groups: WordGroups
) -> list[dict[str, str | int]]:
    """The values of a facet as they stand in the file."""
    options = {value.id: groups.option_of(value.id) or "" for value in values} | {OTHER_ID: OTHER_ID}
    return [
        {"id": value.id, "label": value.label, "uri": value.uri, "option": indices.get(options[value.id], -1)}
        for value in values
    ]


def build_facets(edition: Edition, language: Language, addresses: StoryAddresses) -> Facets:
    """The values of each facet, in the order of the vocabularies; values without a story are left out."""
    facets = build_words(edition, language, addresses)
    others = other_labels(language)
    for grouping, groups in edition.groups.groupings.items():
        if grouping.value in facets and groups.other is not None:
            facets[grouping.value] += (FacetValue(id=OTHER_ID, label=others[grouping.value]),)
    return facets


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
    }


def build_words(edition: Edition, language: Language, addresses: StoryAddresses) -> Facets:
    """The values of each facet that stories have, before small ones are merged."""
    code, own = language.code, edition.city.language
    stories = edition.stories
    used_themes = {theme for story in stories for theme in story.theme_ids}
    used_emotions = {story.emotion_id for story in stories}
    used_areas = {area for story in stories for area in story.area_ids}
    used_initiatives = {story.initiative_id for story in stories}
    initiatives = sorted(
        (item for item in edition.initiatives if item.id in used_initiatives),
        key=lambda item: (name_in(item.name, item.names, code).casefold(), item.id),
    )
    return {
        "theme": tuple(
            FacetValue(id=item.id, label=text_in(item.label, code, own), uri=addresses.theme(item.id, code))
            for item in edition.themes
            if item.id in used_themes
        ),
        "emotion": tuple(
            FacetValue(id=item.id, label=text_in(item.label, code, own))
            for item in edition.emotions
            if item.id in used_emotions
        ),
        "area": tuple(
            FacetValue(id=item.id, label=name_in(item.name, item.names, code), uri=addresses.area(item.id, code))
            for item in edition.areas
            if item.id in used_areas
        ),
        "language": build_language_values(edition, language),
        "initiative": tuple(
            FacetValue(id=item.id, label=name_in(item.name, item.names, code), uri=addresses.initiative(item.id, code))
            for item in initiatives
        ),
        "year": tuple(
            FacetValue(id=str(year), label=str(year))
            for year in sorted({story.date.year for story in stories if story.date}, reverse=True)
        ),
    }


def build_language_values(edition: Edition, language: Language) -> tuple[FacetValue, ...]:
    """The languages in which a story can be read: those of the interface first."""
    used = {version.language for story in edition.stories for version in story.versions}
    interface = [code for code in edition.city.languages if code in used]
    others = sorted(used.difference(interface))
    return tuple(FacetValue(id=code, label=capitalise(language.language_name(code))) for code in interface + others)


def build_row(
    edition: Edition,
    story: PublicStory,
    language: Language,
    addresses: StoryAddresses,
    indices: Mapping[str, Mapping[str, int]],
) -> dict[str, object]:
    """One story, field by field."""
    version = story.version_in(language.code)
    spots = [(spot.point, spot.precision_m) for spot in story.spots if spot.point is not None]
    languages = sorted({item.language for item in story.versions})
    return {
        "uri": addresses.story(story.id, language.code),
        "title": version.title,
        "lang": version.language,
        "place": build_place_label(edition, story, language),
        "first": version.summary,
        "date": language.date(story.date),
        "theme": numbers(story.theme_ids, indices["theme"]),
        "emotion": indices["emotion"].get(story.emotion_id or "", -1),
        "area": numbers(story.area_ids, indices["area"]),
        "language": numbers(languages, indices["language"]),
        "initiative": indices["initiative"].get(story.initiative_id or "", -1),
        "year": indices["year"].get(str(story.date.year), -1) if story.date else -1,
        "lat": [round(point.lat_deg, COORDINATE_DIGITS) for point, _ in spots],
        "lon": [round(point.lon_deg, COORDINATE_DIGITS) for point, _ in spots],
        "precision_m": [precision_m for _, precision_m in spots],
        "picture": picture_uri(story.picture, THUMB_WIDTH_PX),
        "picture_large": picture_uri(story.picture, CARD_WIDTH_PX),
        "picture_alt": version.image_alt if story.picture else "",
        "sound": 1 if story.sound else 0,
    }


def build_place_label(edition: Edition, story: PublicStory, language: Language) -> str:
    """The names of its places, else of its areas; empty when neither may be shown."""
    places = {place.id: place for place in edition.places}
    names = [
        name_in(places[place_id].name, places[place_id].names, language.code)
        for place_id in dict.fromkeys(story.place_ids)
        if place_id in places
    ]
    if not names:
        names = [name_in(area.name, area.names, language.code) for area in edition.areas if area.id in story.area_ids]
    return " · ".join(names)


def numbers(ids: Iterable[str], index: Mapping[str, int]) -> list[int]:
    """The indices of ids, in their order; ids without a value are left out."""
    return [index[item] for item in ids if item in index]


def picture_uri(picture: PublicPicture | None, width_px: int) -> str:
    """The smallest rendition that is wide enough, else the widest; empty without a picture."""
    return f"media/{pick_rendition(picture, width_px).name}" if picture else ""


def pick_rendition(picture: PublicPicture, width_px: int) -> Rendition:
    """The smallest rendition of at least this width, else the widest."""
    return next((item for item in picture.renditions if item.width_px >= width_px), picture.renditions[-1])


def capitalise(text: str) -> str:
    """The text with its first letter as a capital, for labels that stand alone."""
    return text[:1].upper() + text[1:]
