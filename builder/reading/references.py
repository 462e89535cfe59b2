"""Ids that name something in another file, and points that must lie in the city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import shapely

from builder.model.corpus import LostFollowUp
from builder.model.gathering import FollowUpsFile
from builder.model.gazetteer import Area
from builder.model.geo import Bounds
from builder.model.services import Calendar, Service, ServicesFile
from builder.reading.faultbook import FaultBook, Position
from builder.reading.fingerprints import text_fingerprint
from builder.reading.gatherings import Gathering
from builder.reading.gazetteer import INITIATIVES_FILE, PLACES_FILE, ReadGazetteer
from builder.reading.geojson import AREAS_FILE
from builder.reading.settings import EMOTIONS_FILE, SERVICES_FILE, THEMES_FILE, ReadSettings
from builder.reading.stories import ReadSignal, ReadStory
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
_PRIVATE = ("services",)
"""Ids that are not told: which services a city has is its own matter, and so is what a follow-up names."""
MONTHS_A_YEAR = 12
PERIODS_KEPT = 3
"""The one that runs, the one that ended last, and the one that it is compared with."""
Span = tuple[tuple[str | int, ...], date | None, date | None, str]
"""Where two days stand, the days, and the key of the second."""


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
        self.lost: dict[int, LostFollowUp] = {}  # by the identity of the fault
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
        self._check_retention()
        if settings.city is not None:
            for sheet in self.localised:
                check_localised(sheet, settings.city.value.language, self.book)
        if settings.services is not None:
            for index, service in enumerate(settings.services.value.services):
                self._check_ids(settings.services, ("services", index, "themes"), service.themes, "themes")
                self._check_ids(settings.services, ("services", index, "areas"), service.areas, "areas")
                self._check_calendar(settings.services, index, service)
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

    def _check_retention(self) -> None:
        """Signals are kept as long as a digest looks back: three periods of the longest calendar."""
        city, services = self.settings.city, self.settings.services
        keep = city.value.privacy.keep_signals_months if city is not None else None
        if city is None or keep is None:
            return
        calendars = [each.calendar for each in (services.value.services if services is not None else ())]
        least = PERIODS_KEPT * max((each.every_months for each in calendars), default=Calendar().every_months)
        if keep < least:
            position = city.position("privacy", "keep_signals_months")
            self.book.add("keep-too-short", city.path, position, key="privacy.keep_signals_months", least=least)

    def _check_calendar(self, sheet: Sheet[ServicesFile], index: int, service: Service) -> None:
        """The periods of a service fill a year, and no last day comes before its first."""
        months, loc = service.calendar.every_months, ("services", index)
        if not months or MONTHS_A_YEAR % months:
            position = sheet.position(*loc, "calendar", "every_months")
            self.book.add("calendar-months", sheet.path, position, key="services.calendar.every_months")
        spans: list[Span] = [(loc, service.since, service.until, "services.until")]
        spans += [
            ((*loc, "recipients", number), each.since, each.until, "services.recipients.until")
            for number, each in enumerate(service.recipients)
        ]
        for where, since, until, key in spans:
            if since is not None and until is not None and until < since:
                self.book.add("service-dates", sheet.path, sheet.position(*where, "until"), key=key)

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
            known = self.known["themes"]
            if known is not None and signal.head.theme not in known:
                self.book.add(
                    "unknown-id", sheet.path, signal.position("theme"), key="theme", where=_FILES["themes"]
                )  # a guess would tell what a signal is about

    def check_gathering(self, gathering: Gathering, stories: Mapping[str, ReadStory]) -> None:
        """The place of a workshop, and the signals and services of its follow-ups."""
        if gathering.workshop is not None:
            self._check_id(gathering.workshop, ("place",), gathering.workshop.value.place, "places")
        self._check_reduced(gathering, stories)
        if gathering.follow_ups is None:
            return
        sheet = gathering.follow_ups
        language = self.settings.city.value.language if self.settings.city is not None else None
        for index, follow_up in enumerate(sheet.value.follow_ups):
            loc = ("follow_ups", index)
            if follow_up.public and follow_up.reply and language is not None and language not in follow_up.reply:
                place = sheet.key_position(*loc, "reply")  # a reply of a service can wait for its translation
                self.book.add("default-language-missing", sheet.path, place, key="follow_ups.reply", language=language)
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
            found = find_signal(follow_up.signal, stories, kept_names(gathering))
            if found.code is not None:
                self._add_lost(gathering, sheet, index, stories, found.code)

    def _check_reduced(self, gathering: Gathering, stories: Mapping[str, ReadStory]) -> None:
        """The themes of replies that stay are shown, and no new signal takes the name of one of theirs."""
        sheet = gathering.reduced
        names = {signal_name(slug, each.head.id) for slug, story in stories.items() for each in story.signals}
        for index, kept in enumerate(() if sheet is None else sheet.value.kept):
            if sheet is not None:
                self._check_id(sheet, ("kept", index, "theme"), kept.theme, "themes")
                if kept.signal in names:
                    self.book.add(
                        "kept-name-taken", sheet.path, sheet.position("kept", index, "signal"), key="kept.signal"
                    )

    def _add_lost(
        self,
        gathering: Gathering,
        sheet: Sheet[FollowUpsFile],
        index: int,
        stories: Mapping[str, ReadStory],
        code: str,
    ) -> None:
        """A follow-up without its signal: a fault, which says where the same text stands now, and a question."""
        follow_up = sheet.value.follow_ups[index]
        position = sheet.position("follow_ups", index, "signal")
        same = signals_with_text(follow_up.fingerprint, stories) if code == "reference-missing" else []
        params: dict[str, str | int] = {}
        if len(same) == 1:
            slug, signal = same[0]
            code, params = "signal-renamed", {"other": f"{slug}.md", "other_line": signal.line}
        fault = self.book.add_with(code, sheet.path, position, params, key="follow_ups.signal")
        self.lost[id(fault)] = LostFollowUp(
            path=sheet.path,
            line=position.line,
            workshop_id=gathering.folder.id,
            row=index,
            written=follow_up.signal,
            same_text=signal_name(same[0][0], same[0][1].head.id) if len(same) == 1 else None,
        )

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
        guess = None if kind in _PRIVATE else guess_of(one, known)
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


def signals_with_text(fingerprint: str | None, stories: Mapping[str, ReadStory]) -> list[tuple[str, ReadSignal]]:
    """Slug and signal of those whose text has this fingerprint."""
    if fingerprint is None:
        return []
    return [
        (slug, signal)
        for slug, story in stories.items()
        for signal in story.signals
        if text_fingerprint(signal.text) == fingerprint
    ]


def kept_names(gathering: Gathering) -> frozenset[str]:
    """The names of signals of which only the public reply is left."""
    return frozenset(each.signal for each in gathering.reduced.value.kept) if gathering.reduced else frozenset()


def find_signal(written: str, stories: Mapping[str, ReadStory], kept: frozenset[str] = frozenset()) -> FoundSignal:
    """The signal that is meant by `<story>` or `<story>#<id>`; a story alone will do when it has one signal."""
    if written in kept:
        return FoundSignal(name=written)
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
