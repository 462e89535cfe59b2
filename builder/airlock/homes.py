"""Homes that a workshop or an initiative would name: its place is public, and so would be where its teller lives.

Every story that is not withdrawn is asked, also one that nobody sees yet: hiding the place for the sake of a home
would make the public site depend on what is private, so the build stops instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.airlock.shared_spots import SAME_SPOT_M, flat_distance_m
from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.model.gazetteer import Place
from builder.model.geo import Point
from builder.model.story import Setting, Status, Story


def named_homes(corpus: Corpus) -> Iterator[Fault]:
    """A fault for each story whose teller's home is the place of its own workshop or of the initiative it is about."""
    places = {place.id: place for place in corpus.gazetteer.places}
    of_workshop = {each.id: (each.file.place,) if each.file.place else () for each in corpus.workshops}
    of_initiative = {each.id: each.place for each in corpus.gazetteer.initiatives}
    for story in corpus.stories:
        if story.front.setting is not Setting.HOME or story.front.status is Status.WITHDRAWN:
            continue
        if is_home_at(story, named(of_workshop.get(story.workshop_id, ()), places)):
            yield home_fault(story, "home-of-workshop")
        if is_home_at(story, named(of_initiative.get(story.front.initiative or "", ()), places)):
            yield home_fault(story, "home-of-initiative")


def named(place_ids: Iterable[str], places: dict[str, Place]) -> list[Place]:
    """Those of the places that are a spot; a district, a village or the city is nobody's home."""
    return [places[place_id] for place_id in place_ids if not places[place_id].is_coarse]


def is_home_at(story: Story, spots: Iterable[Place]) -> bool:
    """Whether the home of the story is one of the places, or a point so near to one that it is the same spot."""
    location = story.front.location
    home = None if location is None else Point(lat_deg=location.lat, lon_deg=location.lon)
    return any(
        place.id in story.front.place
        or (home is not None and any(flat_distance_m(home, each.point) <= SAME_SPOT_M for each in place.locations))
        for place in spots
    )


def home_fault(story: Story, code: str) -> Fault:
    """The fault, where the story says that it is a home."""
    return Fault(code=code, path=story.path, line=story.key_lines.get("setting", 1), key="setting")
