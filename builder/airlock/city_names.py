"""The names of the city's own streets, places and initiatives, as the gazetteer knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.model.corpus import Gazetteer
from builder.model.gazetteer import PlaceKind

STREET_KINDS = frozenset({PlaceKind.STREET, PlaceKind.SQUARE, PlaceKind.PATH})
"""A number after their name is a house number."""
QUARTER_KINDS = frozenset({PlaceKind.DISTRICT, PlaceKind.VILLAGE, PlaceKind.WATER})
"""Often the name of a street as well: a number after it is a house number where somebody lives or a box follows."""
DRAWN_STREETS = frozenset({"street", "road", "square"})
SHORTEST_NAME = 4
ARTICLE = re.compile(r"^(?:de|het|den|la|le|les|the)\b", re.IGNORECASE)
NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CityNames:
    """Alternatives for regular expressions; empty when the gazetteer has none."""

    streets: str = ""
    """Also those without an ending that says so."""
    quarters: str = ""
    handles: frozenset[str] = frozenset()
    """Names of places and initiatives as they stand in a handle: `klusbib`, `pleinmakers`."""

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> CityNames:
        """The names in every language, with the other names that a place has; and those on the drawn map."""
        streets = {name for kind, name in landscape_names(gazetteer) if kind in DRAWN_STREETS}
        quarters: set[str] = set()
        for place in gazetteer.places:
            names = {place.name, *place.names.values(), *place.also}
            if place.kind in STREET_KINDS:
                streets |= names
            elif place.kind in QUARTER_KINDS:
                quarters |= names
        return cls(
            streets=alternatives(streets),
            quarters=alternatives(quarters - streets),
            handles=frozenset(handles_of(gazetteer)),
        )


def handles_of(gazetteer: Gazetteer) -> Iterator[str]:
    """The names of initiatives and places without spaces and signs, also without an article."""
    named = [(each.id, each.name, *each.names.values()) for each in gazetteer.initiatives]
    named += [(each.id, each.name, *each.names.values()) for each in gazetteer.places]
    for names in named:
        for name in names:
            for shown in {name, ARTICLE.sub("", name)}:
                handle = NOT_A_LETTER.sub("", shown).casefold()
                if len(handle) >= SHORTEST_NAME:
                    yield handle


def landscape_names(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Kind and name of what is drawn on the map and has a name."""
    features = gazetteer.landscape.get("features", [])
    for feature in features if isinstance(features, list) else ():
        properties = feature.get("properties") or {}
        if isinstance(properties.get("name"), str):
            yield str(properties.get("kind")), properties["name"]


def alternatives(names: Iterable[str]) -> str:
    """The names as one alternation, the longest first; a space may be a hyphen and the other way round."""
    kept = sorted(
        {name.strip() for name in names if len(name.strip()) >= SHORTEST_NAME}, key=lambda name: (-len(name), name)
    )
    return "|".join(re.sub(r"(?:\\ |\\-)+", r"[ -]", re.escape(name)) for name in kept)
