"""Stories from one spot: the coarsest of them holds for all, so that the finer one does not betray the others.

One spot is: two given locations at most 25 m apart; a place that is somebody's home in one of the stories; or a given
location that close to such a place. Only public stories come in here: a draft changes nothing of what is shown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from builder.model.gazetteer import Place
from builder.model.geo import Point, Precision
from builder.model.story import Setting, Story

SAME_SPOT_M = 25.0
METRES_PER_DEGREE = 111_320.0
"""Of latitude; of longitude at the equator."""

Square = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotLimits:
    """The finest precision at which spots of these stories are shown, whatever each story asks."""

    of_location: dict[str, Precision] = field(default_factory=dict)
    """Story → limit of its given location; absent where its own precision holds."""
    of_place: dict[str, Precision] = field(default_factory=dict)
    """Place → limit for every story that names it."""

    def at_location(self, story_id: str, own: Precision) -> Precision:
        """The precision of the given location of a story."""
        return own.coarsest(self.of_location.get(story_id, Precision.EXACT))

    def at_place(self, place_id: str, own: Precision) -> Precision:
        """The precision of a place in a story."""
        return own.coarsest(self.of_place.get(place_id, Precision.EXACT))


NO_LIMITS = SpotLimits()


def allowed_precision(story: Story) -> Precision:
    """The finest precision that the teller's home and consent allow."""
    if story.front.setting is Setting.HOME:
        return Precision.AREA
    return Precision.EXACT if story.front.consent.exact_place else Precision.STREET


def location_precision(story: Story) -> Precision | None:
    """What the story itself allows for its given location; None without one."""
    location = story.front.location
    return None if location is None else location.precision.coarsest(allowed_precision(story))


def spot_limits(stories: Sequence[Story], places: dict[str, Place]) -> SpotLimits:
    """The limits among the stories that are public."""
    homes = {
        place_id
        for story in stories
        if story.front.setting is Setting.HOME
        for place_id in story.front.place
        if not places[place_id].is_coarse  # a whole village is nobody's home
    }
    fixed = [(spot.point, Precision.AREA) for place_id in sorted(homes) for spot in places[place_id].locations]
    located = [
        (story.id, Point(lat_deg=story.front.location.lat, lon_deg=story.front.location.lon), own)
        for story in stories
        if story.front.location is not None and (own := location_precision(story)) is not None
    ]
    around = Surroundings([*fixed, *((point, own) for _, point, own in located)])
    limits = {story_id: around.coarsest_near(point) for story_id, point, _ in located}
    return SpotLimits(
        of_location={story_id: limits[story_id] for story_id, _, own in located if limits[story_id] is not own},
        of_place=dict.fromkeys(sorted(homes), Precision.AREA),
    )


def coarsened_stories(stories: Sequence[Story], limits: SpotLimits) -> tuple[str, ...]:
    """The stories that are shown less finely than they ask, because of another one at the same spot; by id."""
    return tuple(
        sorted(
            story.id
            for story in stories
            if story.id in limits.of_location
            or (story.front.setting is not Setting.HOME and not limits.of_place.keys().isdisjoint(story.front.place))
        )
    )


class Surroundings:
    """Points with a precision each, to find the coarsest around a point without comparing all with all."""

    def __init__(self, spots: Iterable[tuple[Point, Precision]]) -> None:
        self._squares: dict[Square, list[tuple[Point, Precision]]] = defaultdict(list)
        for point, precision in spots:
            self._squares[square_of(point)].append((point, precision))

    def coarsest_near(self, point: Point) -> Precision:
        """The coarsest precision within `SAME_SPOT_M`; the finest one where there is nothing."""
        found = Precision.EXACT
        row, column = square_of(point)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                for other, precision in self._squares.get((row + north, column + east), ()):
                    if flat_distance_m(point, other) <= SAME_SPOT_M:
                        found = found.coarsest(precision)
        return found


def square_of(point: Point) -> Square:
    """The square of a search grid; every point within `SAME_SPOT_M` lies in it or in one that touches it."""
    side_deg = SAME_SPOT_M / METRES_PER_DEGREE
    # a degree of longitude is shorter away from the equator: wide squares of one parallel serve all latitudes up to 84
    return math.floor(point.lat_deg / side_deg), math.floor(point.lon_deg / (10 * side_deg))


def flat_distance_m(a: Point, b: Point) -> float:
    """The distance of two points that lie close together, in metres."""
    east_m = METRES_PER_DEGREE * math.cos(math.radians(a.lat_deg))
    return math.hypot((a.lat_deg - b.lat_deg) * METRES_PER_DEGREE, (a.lon_deg - b.lon_deg) * east_m)
