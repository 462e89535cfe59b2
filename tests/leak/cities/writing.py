"""A made-up city as files of a project, put on the disk in the order and with the ages of its private side."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.leak.cities.private_side import MailServer, PrivateSide, Recorded, ServiceSecrets
from tests.leak.cities.public_side import (
    BORDER,
    EAST,
    EMOTIONS,
    NORTH,
    PLACES,
    SERVICES,
    SHED,
    SHED_PLACE,
    SOUTH,
    THEMES,
    WEST,
    PublicSide,
)
from tests.leak.cities.story_files import workshop_files
from tests.leak.cities.yaml_text import block

Files = Iterator[tuple[str, bytes]]
OLDEST = datetime(2010, 1, 1, tzinfo=UTC).timestamp()
KEY = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><circle cx="24" cy="24" r="20"/></svg>\n'
KEPT = (".cache", "build")
"""What stays in a folder when another city is laid over the one that was built there."""


def lay(root: Path, public: PublicSide, private: PrivateSide) -> None:
    """Writes the city into a folder; what was built there before, and the cache of it, stays."""
    root.mkdir(parents=True, exist_ok=True)
    for path in root.iterdir():
        if path.name not in KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    files = dict(files_of(public, private))
    paths = sorted(files)
    around = private.surroundings
    random.Random(around.order).shuffle(paths)
    for number, name in enumerate(paths):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
        path.chmod(around.mode)
        moment = OLDEST + 86_400 * around.days + number
        os.utime(path, (moment, moment))


def files_of(public: PublicSide, private: PrivateSide) -> Files:
    """Each file of the project, by its path."""
    yield from settings_files(public, private.mail)
    yield from gazetteer_files(public)
    yield "site_config/services.yml", services_file(public, private.services).encode()
    yield from workshop_files(public, private)
    if private.record is not None:
        yield "site_config/withdrawn.yml", block({"withdrawn": [entry_of(each) for each in private.record]}).encode()
    for path, text in private.surroundings.strays:
        yield path, text.encode()


def entry_of(recorded: Recorded) -> dict[str, object]:
    """An entry of the record of withdrawn stories; what is as it mostly is may be left out."""
    entry: dict[str, object] = {"story": recorded.story, "withdrawn_on": recorded.withdrawn_on}
    entry |= {"fingerprints": list(recorded.fingerprints)} if recorded.fingerprints else {}
    entry |= {"times": recorded.times} if recorded.times != 1 else {}
    entry |= {} if recorded.has_page else {"has_page": False}
    return entry | ({"lifted_on": recorded.lifted_on} if recorded.lifted_on else {})


def settings_files(public: PublicSide, mail: MailServer | None) -> Files:
    """What the city says of itself, and to its mail server."""
    languages = list(public.languages)
    basemaps: dict[str, dict[str, object]] = {
        "illustrated": {"kind": "illustrated"},
        "drawing": {"kind": "illustrated", "drawing": "kaart.svg"},
        "tiles": {"kind": "tiles", "tiles": "OpenStreetMap.Mapnik"},
    }
    yield (
        "site_config/city.yml",
        block(
            {
                "name": "Kleinstad",
                "title": in_all(languages, "Kleinstad vertelt"),
                "site_url": "https://kleinstad.example/",
                "languages": languages,
                "bounds": {"south": 50.99, "west": 4.49, "north": 51.02, "east": 4.61},
                "centre": {"lat": 51.006, "lon": 4.55},
                "basemap": basemaps[public.basemap],
                "privacy": {"smallest_group": public.smallest_group, "grid_m": public.grid_m},
                **({"mail": {key: word for key, word in asdict(mail).items() if word is not None}} if mail else {}),
            }
        ).encode(),
    )
    yield (
        "site_config/themes.yml",
        listed("themes", ({"id": each, "label": in_all(languages, each)} for each in THEMES)),
    )
    emotions = ({"id": each, "label": in_all(languages, each), **LOOK} for each in EMOTIONS)
    yield "site_config/emotions.yml", listed("emotions", emotions)
    yield "site_config/theme/emotions/gezicht.svg", DRAWING.encode()
    yield "site_config/theme/kaart.svg", DRAWING.encode()
    yield "site_config/pages/over.md", f"# Over deze kaart\n\n{public.trusted}\n".encode()
    name, url = "site_name: Kleinstad\n", "site_url: https://kleinstad.example/\n"
    folders = "docs_dir: site_config/pages\nsite_dir: build/site\n"
    theme = "theme: {name: material, font: false, language: nl}\nplugins: [vertelkaart]\nstrict: true\n"
    yield "mkdocs.yml", f"{name}{url}{folders}{theme}".encode()


INITIATIVES = (
    {"id": SHED, "name": "De Leenschuur", "place": SHED_PLACE, "themes": ["water"]},
    {
        "id": "buurtbus",
        "name": "De Buurtbus",
        "place": ["plein", "wijk"],
        "seeks": "Chauffeurs & <b>bijrijders</b>",
    },
    {"id": "eettafel", "name": "<De> Eettafel", "since": "2015", "website": "https://voorbeeld.example/eten"},
)
STREAM = {
    "type": "Feature",
    "properties": {"id": "beek", "kind": "river", "name": "De & Beek", "width_px": 8},
    "geometry": {"type": "LineString", "coordinates": [[4.51, 51.002], [4.55, 51.006], [4.59, 51.01]]},
}
LOOK = {"light": "#f2c14e", "dark": "#c9962a", "icon": "emotions/gezicht.svg"}


def in_all(languages: list[str], text: str) -> dict[str, str]:
    """A text in several languages."""
    return {code: f"{text} ({code})" for code in languages}


def listed(name: str, entries: Iterable[Mapping[str, object]]) -> bytes:
    """A file with one list."""
    return f"{name}: {json.dumps(list(entries))}\n".encode()


def gazetteer_files(public: PublicSide) -> Files:
    """Places, initiatives, two areas, perhaps routes and a drawing of the land."""
    places = (
        {
            "id": name,
            "name": f"De {name}",
            "kind": "district" if name == "wijk" else "square",
            "locations": [{"lat": lat, "lon": lon}],
        }
        for name, (lat, lon) in PLACES.items()
    )
    yield "places/places.yml", listed("places", places)
    languages = list(public.languages)
    shown = ({**each, "seeks": in_all(languages, str(each.get("seeks", "iets")))} for each in INITIATIVES)
    yield "places/initiatives.yml", listed("initiatives", list(shown)[: public.initiatives])
    outlines = [("noord", "area", BORDER, NORTH), ("zuid", "area", SOUTH, BORDER), ("kleinstad", "city", SOUTH, NORTH)]
    areas = [area(*outline) for outline in outlines]
    yield "places/areas.geojson", json.dumps({"type": "FeatureCollection", "features": areas}).encode()
    if public.routes:
        ways = (("rondje", ["plein", "molen"]), ("terug", ["wijk", "molen-erf", "plein-hoek"]))[: public.routes]
        routes = [{"id": name, "name": in_all(list(public.languages), name), "places": way} for name, way in ways]
        yield "site_config/routes.yml", listed("routes", routes)
    if public.has_landscape:
        yield "places/landscape.geojson", json.dumps({"type": "FeatureCollection", "features": [STREAM]}).encode()


def area(name: str, kind: str, south: float, north: float) -> dict[str, object]:
    """A rectangle over the whole width of the city."""
    ring = [[WEST, south], [EAST, south], [EAST, north], [WEST, north], [WEST, south]]
    return {
        "type": "Feature",
        "properties": {"id": name, "kind": kind, "name": name.capitalize()},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def services_file(public: PublicSide, services: tuple[ServiceSecrets, ...]) -> str:
    """The services; of those that may answer in public the names stand here in every language."""
    lines = ["services:"]
    for service in services:
        lines += [] if service.comment is None else [f"# {service.comment}"]
        name = in_all(list(public.languages), service.id) if service.id in SERVICES else None
        entry: dict[str, object] = {
            "id": service.id,
            "name": name or {public.languages[0]: service.name},
            "themes": list(service.themes),
            "default": service.is_default,
        }
        if service.recipient is not None:
            entry["recipients"] = [{"name": service.recipient, "key": KEY}]
        lines.append(f"- {json.dumps(entry, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
