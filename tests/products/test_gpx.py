"""Routes as GPX."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from builder.model.public import PublicRoute
from builder.products import build_gpx
from tests.atlas.editions import make_edition

GPX = "{http://www.topografix.com/GPX/1/1}"


def test_a_route_names_its_places_in_order() -> None:
    edition = make_edition()
    ids = tuple(place.id for place in edition.places if place.spots)[:2]
    route = PublicRoute(id="wandeling", name={"nl": "Een <wandeling>"}, about={}, place_ids=ids)
    document = ElementTree.fromstring(build_gpx(route, replace(edition, routes=(route,)), "nl"))
    points = document.findall(f"{GPX}rte/{GPX}rtept")
    named = {place.id: place for place in edition.places}
    assert [point.findtext(f"{GPX}name") for point in points] == [named[each].name for each in ids]
    assert [float(point.attrib["lat"]) for point in points] == [
        round(named[each].spots[0].point.lat_deg, 5) for each in ids
    ]
    assert document.findtext(f"{GPX}rte/{GPX}name") == "Een <wandeling>"


def test_a_place_without_a_point_is_left_out() -> None:
    edition = make_edition()
    place = replace(edition.places[0], spots=())
    route = PublicRoute(id="wandeling", name={"nl": "W"}, about={}, place_ids=(place.id,))
    document = ElementTree.fromstring(build_gpx(route, replace(edition, places=(place,)), "nl"))
    assert document.findall(f"{GPX}wpt") == []
