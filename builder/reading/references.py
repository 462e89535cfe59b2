"""Ids that name something in another file, and points that must lie in the city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely

from builder.model.gazetteer import Area
from builder.model.geo import Bounds
from builder.reading.faultbook import FaultBook, Position
from builder.reading.gatherings import Gathering
from builder.reading.gazetteer import INITIATIVES_FILE, PLACES_FILE, ReadGazetteer
from builder.reading.geojson import AREAS_FILE
from builder.reading.settings import EMOTIONS_FILE, SERVICES_FILE, THEMES_FILE, ReadSettings
from builder.reading.stories import ReadStory
from builder.reading.typed import Sheet, check_localised, guess_of
from builder.reading.yaml_tree import MappingNode, ScalarNode, SequenceNode

_FILES = {
    "themes": THEMES_FILE,
    "emotions": EMOTIONS_FILE,
    "services": SERVICES_FILE,
    "places": PLACES_FILE,
    "initiatives": INITIATIVES_FILE,
    "areas": AREAS_FILE,
}
_OPTIONAL = ("services", "initiatives")


@dataclass(frozen=True, slots=True, kw_only=True)
class CityShape:
    """Where points may lie: in the municipality when its outline is known, else in the rectangle of the map."""

    outline: shapely.Geometry | None = field(repr=False)

    def fault_of(self, lat: float, lon: float) -> str | None:
        """The code of what is wrong with a point, or nothing."""
        if self.outline is None or shapely.intersects_xy(self.outline, lon, lat):
            return None
        return "swapped" if shapely.intersects_xy(self.outline, lat, lon) else "outside-city"


def city_shape(areas: Iterable[Area] | None, bounds: Bounds | None) -> CityShape:
    """The shape of the city; without outline and bounds every point is taken, as other faults stop the build."""
    outline: shapely.Geometry | None = next((area.polygon for area in areas or () if area.is_city), None)
    if outline is None and bounds is not None:
        outline = shapely.box(bounds.west_deg, bounds.south_deg, bounds.east_deg, bounds.north_deg)
    if outline is not None:
        shapely.prepare(outline)
    return CityShape(outline=outline)


class ReferenceChecker:
    """Holds what is known and writes down what is named but not known.

    The ids of a file that could not be read are not known to be wrong, so nothing is said about them.
    """

    def __init__(
        self, settings: ReadSettings, gazetteer: ReadGazetteer, book: FaultBook, *, gone: frozenset[str] = frozenset()
    ) -> None:
        self.book = book
        self.settings = settings
        self.gazetteer = gazetteer
        self.gone = gone  # withdrawn stories: nothing is missing when their files are not there any more
        self.shape = city_shape(gazetteer.areas, settings.bounds)
        sheets: dict[str, Sheet[Any] | None] = {  # Any: every list file has a model of its own
            "themes": settings.themes,
            "emotions": settings.emotions,
            "services": settings.services,
            "places": gazetteer.places,
            "initiatives": gazetteer.initiatives,
        }
        self.known: Mapping[str, frozenset[str] | None] = {
            **{name: self._unique_ids(name, sheet, book) for name, sheet in sheets.items()},
            "areas": None
            if gazetteer.areas is None
            else frozenset(area.id for area in gazetteer.areas if not area.is_city),
        }
        self.localised = [sheet for sheet in (*sheets.values(), gazetteer.routes, settings.city) if sheet is not None]

    def check_lists(self) -> None:
        """The lists of the city: their own languages, points and ids."""
        settings, gazetteer = self.settings, self.gazetteer
        if settings.city is not None:
            for sheet in self.localised:
                check_localised(sheet, settings.city.value.language, self.book)
        if settings.services is not None:
            for index, service in enumerate(settings.services.value.services):
                self._check_ids(settings.services, ("services", index, "themes"), service.themes, "themes")
                self._check_ids(settings.services, ("services", index, "areas"), service.areas, "areas")
        if gazetteer.places is not None:
            for index, place in enumerate(gazetteer.places.value.places):
                self._check_id(gazetteer.places, ("places", index, "area"), place.area, "areas")
                for number, spot in enumerate(place.locations):
                    self._check_point(gazetteer.places, ("places", index, "locations", number), spot.lat, spot.lon)
        if gazetteer.initiatives is not None:
            for index, initiative in enumerate(gazetteer.initiatives.value.initiatives):
                loc = ("initiatives", index)
                self._check_ids(gazetteer.initiatives, (*loc, "place"), initiative.place, "places")
                self._check_ids(gazetteer.initiatives, (*loc, "themes"), initiative.themes, "themes")
        if gazetteer.routes is not None:
            self._unique_ids("routes", gazetteer.routes, self.book)
            for index, route in enumerate(gazetteer.routes.value.routes):
                self._check_ids(gazetteer.routes, ("routes", index, "places"), route.places, "places")

    def check_story(self, story: ReadStory) -> None:
        """The ids and the point of a story and the themes of its signals."""
        sheet, front = story.sheet, story.sheet.value
        self._check_ids(sheet, ("place",), front.place, "places")
        self._check_ids(sheet, ("themes",), front.themes, "themes")
        self._check_id(sheet, ("emotion",), front.emotion, "emotions")
        self._check_id(sheet, ("initiative",), front.initiative, "initiatives")
        if front.location is not None:
            self._check_point(sheet, ("location",), front.location.lat, front.location.lon)
        for signal in story.signals:
            self._check_known(signal.head.theme, "themes", sheet.path, signal.position("theme"), "theme")

    def check_gathering(self, gathering: Gathering, stories: Mapping[str, ReadStory]) -> None:
        """The place of a workshop, and the signals and services of its follow-ups."""
        if gathering.workshop is not None:
            self._check_id(gathering.workshop, ("place",), gathering.workshop.value.place, "places")
        if gathering.follow_ups is None:
            return
        sheet = gathering.follow_ups
        if self.settings.city is not None:
            check_localised(sheet, self.settings.city.value.language, self.book)
        for index, follow_up in enumerate(sheet.value.follow_ups):
            loc = ("follow_ups", index)
            self._check_id(sheet, (*loc, "service"), follow_up.service, "services")
            self._check_id(sheet, (*loc, "forwarded_to"), follow_up.forwarded_to, "services")
            if follow_up.on_story and not (follow_up.public and follow_up.reply):
                self.book.add(
                    "on-story-not-public", sheet.path, sheet.position(*loc, "on_story"), key="follow_ups.on_story"
                )
            slug = follow_up.signal.partition("#")[0]
            if slug in gathering.folder.stories and not (slug in stories and stories[slug].is_whole):
                continue  # the story has faults of its own
            if slug not in stories and f"{gathering.folder.id}/{slug}" in self.gone:
                continue
            found = find_signal(follow_up.signal, stories)
            if found.code is not None:
                self.book.add(found.code, sheet.path, sheet.position(*loc, "signal"), key="follow_ups.signal")

    def _unique_ids(self, name: str, sheet: Sheet[Any] | None, book: FaultBook) -> frozenset[str] | None:
        """The ids of a list; one that stands there twice is written down."""
        if sheet is None:
            is_left_out = name in _OPTIONAL and not any(fault.path == _FILES[name] for fault in book.faults)
            return frozenset() if is_left_out else None
        lines: dict[str, int] = {}
        for one, position in ids_in(sheet.whole_tree, name):
            if one in lines:
                book.add("id-repeated", sheet.path, position, key=f"{name}.id", other_line=lines[one])
            lines.setdefault(one, position.line)
        return frozenset(lines)

    def _check_ids(self, sheet: Sheet[Any], loc: tuple[str | int, ...], ids: Iterable[str], kind: str) -> None:
        for number, one in enumerate(ids):
            self._check_id(sheet, (*loc, number), one, kind)

    def _check_id(self, sheet: Sheet[Any], loc: tuple[str | int, ...], one: str | None, kind: str) -> None:
        if one is not None:
            key = ".".join(part for part in loc if isinstance(part, str))
            known = self.known[kind]
            if known is not None and one not in known:
                self._check_known(one, kind, sheet.path, sheet.position(*loc), key)

    def _check_known(self, one: str, kind: str, path: str, position: Position, key: str) -> None:
        known = self.known[kind]
        if known is None or one in known:
            return
        guess = guess_of(one, known)
        if guess is None:
            self.book.add("unknown-id", path, position, key=key, where=_FILES[kind])
        else:
            self.book.add("unknown-id-guess", path, position, key=key, where=_FILES[kind], guess=guess)

    def _check_point(self, sheet: Sheet[Any], loc: tuple[str | int, ...], lat: float, lon: float) -> None:
        code = self.shape.fault_of(lat, lon)
        if code is not None:
            key = ".".join(part for part in loc if isinstance(part, str))
            self.book.add(code, sheet.path, sheet.key_position(*loc), key=key)


def ids_in(tree: MappingNode, name: str) -> Iterator[tuple[str, Position]]:
    """The ids of a list and where they stand; of items with faults in other keys as well."""
    entry = tree.entries.get(name)
    items = entry.node.items if entry is not None and isinstance(entry.node, SequenceNode) else []
    for item in items:
        found = item.entries.get("id") if isinstance(item, MappingNode) else None
        if found is not None and isinstance(found.node, ScalarNode):
            yield str(found.node.scalar), found.node.position


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSignal:
    """The full id of the signal that a follow-up names, or the code of why there is none."""

    name: str | None = None
    """`<story>` or `<story>#<id>`, without the workshop."""
    code: str | None = None


def find_signal(written: str, stories: Mapping[str, ReadStory]) -> FoundSignal:
    """The signal that is meant by `<story>` or `<story>#<id>`; a story alone will do when it has one signal."""
    slug, _, name = written.partition("#")
    story = stories.get(slug)
    if story is None or not story.signals:
        return FoundSignal(code="reference-missing")
    if not name:
        if len(story.signals) > 1:
            return FoundSignal(code="reference-ambiguous")
        return FoundSignal(name=signal_name(slug, story.signals[0].head.id))
    if any(signal.head.id == name for signal in story.signals):
        return FoundSignal(name=signal_name(slug, name))
    return FoundSignal(code="reference-missing")


def signal_name(slug: str, name: str | None) -> str:
    """How a signal is called in its workshop."""
    return slug if name is None else f"{slug}#{name}"
