"""`manifest.json` of each interface language: the site as something to put on a home screen."""

from __future__ import annotations

import json
from collections.abc import Mapping

from builder.languages import load_language
from builder.model.public import PublicCity
from builder.site.addresses import SiteMap, relative
from builder.typesetting.icons import square_pictures

MANIFEST = "manifest.json"
"""Not `.webmanifest`: many hosts do not know that ending."""
ICON_SIZES_PX = (192, 512)
MASK_SHARE = 0.7
"""How much of a maskable icon the drawing fills: a phone cuts the rest to a circle or a drop."""
PAPER = "#fbf4e2"
LAND = "#f8e7b3"


def icon_uri(size_px: int) -> str:
    """Where an icon stands, from the root of the site."""
    return f"assets/icon-{size_px}.png"


def build_icons(favicon_svg: str) -> dict[str, bytes]:
    """The icons as PNG, which every phone reads: the drawing of the city on paper."""
    pictures = square_pictures(favicon_svg, ICON_SIZES_PX, PAPER, MASK_SHARE)
    return {icon_uri(size): picture for size, picture in zip(ICON_SIZES_PX, pictures, strict=True)}


def build_manifests(city: PublicCity, site_map: SiteMap, favicon: str) -> dict[str, bytes]:
    """The manifest of each language, by its address."""
    return {site_map.manifest(code): manifest_text(city, site_map, favicon, code) for code in city.languages}


def manifest_text(city: PublicCity, site_map: SiteMap, favicon: str, code: str) -> bytes:
    """What a phone asks before it puts the site on the home screen; every address is relative to the file."""
    uri = site_map.manifest(code)
    pictures = [
        {"src": relative(uri, icon_uri(size)), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in ICON_SIZES_PX
        for purpose in ("any", "maskable")
    ]
    drawing = {"src": relative(uri, favicon), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    content: Mapping[str, object] = {
        "name": city.title.get(code, city.name),
        "short_name": city.name,
        "description": city.tagline.get(code, ""),
        "lang": code,
        "dir": load_language(code).direction,
        "id": relative(uri, ""),
        "start_url": "./",
        "scope": relative(uri, ""),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": LAND,
        "icons": [drawing, *pictures],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()
