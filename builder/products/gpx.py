"""A walk along places as GPX 1.1, for walking apps: the places as waypoints and as one route, in their order."""

from __future__ import annotations

from xml.etree import ElementTree

from builder.model.public import Edition, PublicPlace, PublicRoute, name_in, text_in

NAMESPACE = "http://www.topografix.com/GPX/1/1"
COORDINATE_DIGITS = 5


def build_gpx(route: PublicRoute, edition: Edition, language: str) -> bytes:
    """The route as a GPX 1.1 document, WGS 84; a place without a point is left out.

    Source: https://www.topografix.com/GPX/1/1/
    """
    places = {place.id: place for place in edition.places}
    stops = [places[place_id] for place_id in route.place_ids if places[place_id].spots]
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}gpx", {"version": "1.1", "creator": "Vertelkaart"})
    for stop in stops:
        add_point(root, "wpt", stop, language, edition)
    walk = ElementTree.SubElement(root, f"{{{NAMESPACE}}}rte")
    add_text(walk, "name", text_in(route.name, language, edition.city.language))
    add_text(walk, "desc", text_in(route.about, language, edition.city.language))
    for stop in stops:
        add_point(walk, "rtept", stop, language, edition)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def add_point(parent: ElementTree.Element, tag: str, place: PublicPlace, language: str, edition: Edition) -> None:
    """One place as a point with its name and what it is."""
    point = place.spots[0].point
    attributes = {"lat": f"{point.lat_deg:.{COORDINATE_DIGITS}f}", "lon": f"{point.lon_deg:.{COORDINATE_DIGITS}f}"}
    element = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    add_text(element, "name", name_in(place.name, place.names, language))
    add_text(element, "desc", text_in(place.about, language, edition.city.language))


def add_text(parent: ElementTree.Element, tag: str, text: str) -> None:
    """A child with a text; none for an empty one."""
    if text:
        ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{tag}").text = text
