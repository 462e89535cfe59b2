"""Points, bounds and how finely a place may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A spot on the Earth, WGS 84."""

    lat_deg: float
    """Degrees north, -90 to 90."""
    lon_deg: float
    """Degrees east, -180 to 180."""

    def __post_init__(self) -> None:
        if not (-90 <= self.lat_deg <= 90 and -180 <= self.lon_deg <= 180):
            raise ValueError("a point lies on the Earth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A rectangle between two parallels and two meridians, WGS 84 degrees."""

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float

    def __post_init__(self) -> None:
        if not (self.south_deg < self.north_deg and self.west_deg < self.east_deg):
            raise ValueError("bounds go from south-west to north-east")

    def is_around(self, point: Point) -> bool:
        """Whether the point lies in the rectangle, edges included."""
        return self.south_deg <= point.lat_deg <= self.north_deg and self.west_deg <= point.lon_deg <= self.east_deg


class Precision(StrEnum):
    """How finely a place is shown, from the finest to nothing."""

    EXACT = "exact"
    STREET = "street"
    AREA = "area"
    CITY = "city"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for the finest; a larger number shows less."""
        return list(Precision).index(self)

    def coarsest(self, other: Precision) -> Precision:
        """The one of the two that shows less."""
        return self if self.rank >= other.rank else other
