"""What a page says to search engines, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.geo import Point
from builder.model.public import PublicInitiative, PublicPlace, PublicStory, PublicVersion
from builder.site.pages.workbench import Workbench

Node = dict[str, object]


def graph(*nodes: Node) -> Node:
    """Several things in one document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def story_node(story: PublicStory, version: PublicVersion, uri: str, bench: Workbench) -> Node:
    """A story as a work, with what is public of its place and date."""
    node: Node = {
        "@type": "CreativeWork",
        "headline": version.title,
        "abstract": version.summary,
        "inLanguage": version.language,
        "url": bench.site_map.absolute(uri),
    }
    if story.date:
        node["dateCreated"] = str(story.date)
    places = [bench.index.places[place_id] for place_id in story.place_ids if place_id in bench.index.places]
    points = [spot.point for spot in story.spots if spot.point]
    if places or points:
        name = places[0].name if places else bench.edition.city.name
        node["contentLocation"] = location_node(name, points[0] if points else None)
    if story.picture:
        node["image"] = bench.site_map.absolute(f"media/{story.picture.renditions[-1].name}")
    if story.sound:
        node["audio"] = bench.site_map.absolute(f"media/{story.sound.name}")
    if story.sources:
        node["isBasedOn"] = list(story.sources)
    if not version.is_original:
        original = bench.site_map.story_version(story.id, story.language)
        node["translationOfWork"] = {"@type": "CreativeWork", "@id": bench.site_map.absolute(original)}
    return node


def location_node(name: str, point: Point | None) -> Node:
    """A place by name and, when there is one, by its point."""
    node: Node = {"@type": "Place", "name": name}
    if point:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": point.lat_deg, "longitude": point.lon_deg}
    return node


def place_node(place: PublicPlace, uri: str, bench: Workbench) -> Node:
    """A place of the gazetteer."""
    node = location_node(place.name, place.spots[0].point if place.spots else None)
    node["url"] = bench.site_map.absolute(uri)
    others = [*place.also, *place.names.values()]
    if others:
        node["alternateName"] = list(dict.fromkeys(others))
    return node


def initiative_node(initiative: PublicInitiative, uri: str, bench: Workbench) -> Node:
    """An initiative as an organisation."""
    node: Node = {"@type": "Organization", "name": initiative.name, "url": bench.site_map.absolute(uri)}
    about = bench.words(initiative.about).text
    if about:
        node["description"] = about
    if initiative.since:
        node["foundingDate"] = str(initiative.since)
    if initiative.website:
        node["sameAs"] = initiative.website
    return node


def trail_node(trail: Sequence[tuple[str, str]], bench: Workbench) -> Node:
    """Breadcrumbs: address from the root and label, from home downwards."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": label, "item": bench.site_map.absolute(uri)}
            for position, (uri, label) in enumerate(trail, start=1)
        ],
    }
