"""Areas: RFC 7946, checked before they are used."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.reading.project import TINY, Project

PATH = "places/areas.geojson"
SQUARE = [[4.5, 51.0], [4.51, 51.0], [4.51, 51.01], [4.5, 51.01], [4.5, 51.0]]


def feature(coordinates: Any, **properties: Any) -> dict[str, Any]:  # Any: JSON
    return {
        "type": "Feature",
        "properties": {"id": "oost", "kind": "area", "name": "Oost", **properties},
        "geometry": {"type": "Polygon", "coordinates": coordinates},
    }


def codes(project: Project, *features: Any, **members: Any) -> list[str]:  # Any: JSON
    content = json.loads((TINY / PATH).read_text(encoding="utf-8"))
    content["features"] += features
    project.write(PATH, json.dumps({**content, **members}, indent=1))
    return [fault.code for fault in project.faults()]


def test_areas_and_the_city_are_read(project: Project) -> None:
    gazetteer = project.read().gazetteer
    assert [(area.id, area.name, area.names) for area in gazetteer.areas] == [
        ("noord", "Noord", {"fr": "Nord", "en": "North"}),
        ("zuid", "Zuid", {"fr": "Sud", "en": "South"}),
    ]
    assert gazetteer.city_area is not None
    assert gazetteer.city_area.polygon.bounds == (4.5, 51.0, 4.52, 51.012)
    assert gazetteer.landscape == {}


def test_the_way_round_of_a_ring_makes_no_difference(project: Project) -> None:
    assert codes(project, feature([SQUARE])) == []
    there = project.read().gazetteer.areas[1].polygon
    assert codes(project, feature([SQUARE[::-1]])) == []
    assert project.read().gazetteer.areas[1].polygon.equals_exact(there, tolerance=0)


def test_heights_are_left_out(project: Project) -> None:
    assert codes(project, feature([[[*SQUARE[0], 5], *SQUARE[1:-1], [*SQUARE[0], 5]]])) == []
    assert not project.read().gazetteer.areas[1].polygon.has_z


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (feature([[[4.5, 51.0], [4.51, 51.01], [4.51, 51.0], [4.5, 51.01], [4.5, 51.0]]]), "geojson-invalid-polygon"),
        (feature([SQUARE[:-1]]), "geojson-invalid-polygon"),
        (feature([[[4.5, 51.0], [4.51, 51.0], [4.5, 51.0]]]), "geojson-invalid-polygon"),
        (feature([[["4.5", 51.0], *SQUARE[1:]]]), "geojson-invalid-polygon"),
        (feature([]), "geojson-invalid-polygon"),
        (feature([[[500, 51.0], *SQUARE[1:-1], [500, 51.0]]]), "geojson-invalid-polygon"),
        (feature([[[10**400, 51.0], *SQUARE[1:-1], [10**400, 51.0]]]), "geojson-invalid-polygon"),
        (feature(5), "geojson-shape"),
        (feature([[[lat, lon] for lon, lat in SQUARE]]), "swapped"),
        (feature([[[lon + 3, lat] for lon, lat in SQUARE]]), "outside-city"),
        (feature([SQUARE], id="Oost"), "geojson-shape"),
        (feature([SQUARE], id=7), "geojson-shape"),
        (feature([SQUARE], name=""), "geojson-shape"),
        (feature([SQUARE], kind="buurt"), "geojson-shape"),
        (feature([SQUARE], names={"MARKERWORD": "x"}), "geojson-shape"),
        (feature([SQUARE], id="noord"), "id-repeated"),
        (feature([SQUARE], kind="city"), "id-repeated"),
        (
            {"type": "Feature", "properties": {"id": "a", "kind": "area", "name": "A"}, "geometry": None},
            "geojson-shape",
        ),
        ({"type": "Point"}, "geojson-shape"),
        ("MARKERWORD", "geojson-shape"),
    ],
)
def test_a_wrong_area_is_refused(project: Project, wrong: Any, expected: str) -> None:  # Any: JSON
    assert codes(project, wrong) == [expected]


def test_another_reference_system_is_refused(project: Project) -> None:
    crs84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    lambert = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}}
    assert codes(project, crs=crs84) == []
    assert codes(project, crs=lambert) == ["geojson-shape"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 geojson-syntax"),
        ('{\n"a": }', "2:6 geojson-syntax"),
        ('{"a": NaN}', "1:1 geojson-syntax"),
        ('{"a": 1, "a": 2}', "1:1 geojson-syntax"),
        ("[" * 100_000, "1:1 geojson-syntax"),
        ("[]", "1:1 geojson-shape"),
        ('{"type": "FeatureCollection", "features": {}}', "1:1 geojson-shape"),
    ],
)
def test_what_is_not_a_collection_is_refused(project: Project, text: str, expected: str) -> None:
    project.write(PATH, text)
    assert [f"{fault.line}:{fault.column} {fault.code}" for fault in project.faults()] == [expected]


def test_a_fault_names_the_line_of_its_feature(project: Project) -> None:
    project.replace(PATH, '"kind": "area", "name": "Zuid"', '"kind": "wijk", "name": "Zuid"')
    assert project.fault_lines() == ["places/areas.geojson:5:1: geojson-shape"]


def test_a_city_without_outlines_has_its_bounds(project: Project) -> None:
    (project.root / PATH).unlink()
    assert project.fault_lines() == [
        "places/places.yml:9:9: unknown-id: places.area",
        "places/places.yml:17:9: unknown-id: places.area",
    ]
    project.replace("places/places.yml", "  area: noord\n", "")
    project.replace("places/places.yml", "  area: zuid\n", "")
    assert project.read().gazetteer.city_area is None
    project.replace("places/places.yml", "lat: 51.0052", "lat: 51.0252")
    assert project.fault_lines() == ["places/places.yml:15:5: outside-city: places.locations"]


def test_the_landscape_is_handed_on_as_it_is(project: Project) -> None:
    landscape = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None, "properties": {}}]}
    project.write("places/landscape.geojson", json.dumps(landscape))
    assert project.read().gazetteer.landscape == landscape
    project.write("places/landscape.geojson", "{}")
    assert project.fault_lines() == ["places/landscape.geojson:1:1: geojson-shape"]
