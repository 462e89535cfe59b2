"""Places, initiatives, areas and routes, as in `places/` and `site_config/routes.yml`. Public by nature."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import shapely
from pydantic import BeforeValidator

from builder.model.base import FileModel
from builder.model.geo import Point
from builder.model.scalars import (
    Degrees,
    Id,
    Ids,
    LocalisedText,
    PartialDate,
    ShortText,
    Texts,
    Url,
    Urls,
    WholeNumber,
    YesNo,
    parse_list,
)


class PlaceKind(StrEnum):
    """What sort of spot it is; each has a drawing and a word in every interface language."""

    SQUARE = "square"
    BUILDING = "building"
    CHURCH = "church"
    LIBRARY = "library"
    MEMORIAL = "memorial"
    MUSEUM = "museum"
    PARK = "park"
    NATURE = "nature"
    STATION = "station"
    DISTRICT = "district"
    VILLAGE = "village"
    CITY = "city"
    STREET = "street"
    PATH = "path"
    WATER = "water"
    SPORTS = "sports"
    SCHOOL = "school"
    MARKET = "market"
    GATE = "gate"
    CENTRE = "centre"
    STAGE = "stage"
    INDUSTRY = "industry"
    GARDEN = "garden"


class PlaceLocation(FileModel):
    """One point of a place, and how far off it may be."""

    lat: Degrees
    lon: Degrees
    accuracy_m: WholeNumber = 50

    @property
    def point(self) -> Point:
        """The point itself."""
        return Point(lat_deg=self.lat, lon_deg=self.lon)


class Place(FileModel):
    """A spot of the gazetteer."""

    id: Id
    name: ShortText
    kind: PlaceKind
    names: LocalisedText = {}
    also: Texts = ()
    locations: Annotated[tuple[PlaceLocation, ...], BeforeValidator(parse_list)] = ()
    area: Id | None = None
    about: LocalisedText = {}
    source: Urls = ()

    @property
    def is_coarse(self) -> bool:
        """Whether its name tells no more than an area does: a district, a village or the city."""
        return self.kind in (PlaceKind.DISTRICT, PlaceKind.VILLAGE, PlaceKind.CITY)


class PlacesFile(FileModel):
    """`places/places.yml`."""

    places: Annotated[tuple[Place, ...], BeforeValidator(parse_list)]


class Initiative(FileModel):
    """A citizens' initiative, with or without a place."""

    id: Id
    name: ShortText
    names: LocalisedText = {}
    place: Ids = ()
    themes: Ids = ()
    about: LocalisedText = {}
    seeks: LocalisedText = {}
    offers: LocalisedText = {}
    since: PartialDate | None = None
    last_confirmed: PartialDate | None = None
    active: YesNo = True
    website: Url | None = None
    source: Urls = ()


class InitiativesFile(FileModel):
    """`places/initiatives.yml`."""

    initiatives: Annotated[tuple[Initiative, ...], BeforeValidator(parse_list)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A neighbourhood, or (once) the whole city."""

    id: str
    name: str
    names: dict[str, str]
    """Names in other languages than the city's own."""
    is_city: bool
    polygon: shapely.Polygon | shapely.MultiPolygon
    """x is longitude, y is latitude, WGS 84 degrees; valid."""


class Route(FileModel):
    """A walk along places."""

    id: Id
    name: LocalisedText
    about: LocalisedText = {}
    places: Ids


class RoutesFile(FileModel):
    """`site_config/routes.yml`."""

    routes: Annotated[tuple[Route, ...], BeforeValidator(parse_list)] = ()
