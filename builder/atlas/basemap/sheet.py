"""The sheet of paper: degrees in, sheet units out.

One sheet unit is one CSS pixel at zoom level 14 of a web map, for every city and every frame, so that widths and type
sizes mean the same everywhere.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias

UNITS_PER_DEG = 256 * 2**14 / 360
"""Sheet units for a degree of longitude."""

MAX_LAT_DEG = 85.0
"""Web-Mercator has no poles; beyond this a frame makes no sense."""

XY: TypeAlias = tuple[float, float]
Bounds: TypeAlias = tuple[float, float, float, float]


def mercator_deg(lat_deg: float) -> float:
    """The height of a latitude on the Web-Mercator plane, in degrees of longitude at the equator.

    Source: EPSG:3857 (spherical), y = ln tan(pi/4 + lat/2).
    """
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat_deg) / 2)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The frame of the map, laid exactly over its bounds in EPSG:3857."""

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float

    def __post_init__(self) -> None:
        """Refuse a frame that is empty, turned round or off the Earth."""
        lat_ok = -MAX_LAT_DEG <= self.south_deg < self.north_deg <= MAX_LAT_DEG
        lon_ok = -180 <= self.west_deg < self.east_deg <= 180
        if not (lat_ok and lon_ok):
            raise ValueError("bounds must be south < north (within 85 degrees) and west < east")

    @classmethod
    def from_bounds(cls, bounds: Bounds) -> "Sheet":
        """The sheet for (south, west, north, east) in degrees."""
        south, west, north, east = bounds
        return cls(south_deg=south, west_deg=west, north_deg=north, east_deg=east)

    @property
    def width(self) -> float:
        """Width in sheet units."""
        return (self.east_deg - self.west_deg) * UNITS_PER_DEG

    @property
    def height(self) -> float:
        """Height in sheet units."""
        return (mercator_deg(self.north_deg) - mercator_deg(self.south_deg)) * UNITS_PER_DEG

    @property
    def units_per_km(self) -> float:
        """How long a kilometre is in the middle of the sheet."""
        middle = math.radians((self.south_deg + self.north_deg) / 2)
        return UNITS_PER_DEG * 1000 / (math.pi * 6_378_137 / 180 * math.cos(middle))

    def to_xy(self, lat_deg: float, lon_deg: float) -> XY:
        """Sheet units from the top left corner, x to the right and y down."""
        x = (lon_deg - self.west_deg) * UNITS_PER_DEG
        y = (mercator_deg(self.north_deg) - mercator_deg(lat_deg)) * UNITS_PER_DEG
        return x, y

    def to_degrees(self, spot: XY) -> tuple[float, float]:
        """Latitude and longitude of a spot on the sheet; the inverse of `to_xy`."""
        y_deg = mercator_deg(self.north_deg) - spot[1] / UNITS_PER_DEG
        lat_deg = math.degrees(2 * math.atan(math.exp(math.radians(y_deg))) - math.pi / 2)
        return lat_deg, self.west_deg + spot[0] / UNITS_PER_DEG

    def holds(self, spot: XY, margin: float = 0.0) -> bool:
        """Whether a spot lies on the sheet, at least `margin` from its edge."""
        x, y = spot
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin
