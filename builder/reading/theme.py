"""The drawings of `site_config/theme/`: logo, favicon and one for each kind of place."""

from __future__ import annotations

import re
from pathlib import Path

from builder.errors import ContentError, Fault
from builder.model.gazetteer import PlaceKind
from builder.model.public import ThemeDrawings
from builder.reading.svg import is_plain_drawing, is_plain_map

FOLDER = "site_config/theme"
DRAWING_NAME = re.compile(r"[a-z0-9_-]+\.svg")
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'


def read_theme_drawings(root: Path, map_name: str = "") -> ThemeDrawings:
    """The drawings that are there; one that is missing is empty. `map_name` is that of an illustrator's map, if any.

    Raises: ContentError when a drawing holds more than shapes.
    """
    faults: list[Fault] = []
    drawings = ThemeDrawings(
        logo=read_drawing(root, "logo.svg", faults),
        favicon=read_drawing(root, "favicon.svg", faults),
        basemap=read_map(root, map_name, faults) if map_name else "",
        places={kind.value: read_drawing(root, f"places/{kind.value}.svg", faults) for kind in PlaceKind},
    )
    if faults:
        raise ContentError(faults)
    return drawings


def read_drawing(root: Path, name: str, faults: list[Fault]) -> str:
    """One drawing."""
    path = root / FOLDER / name
    if path.is_symlink() or not path.is_file():
        return EMPTY
    text = path.read_bytes().decode("utf-8", errors="replace")
    if not is_plain_drawing(text):
        faults.append(Fault(code="svg-unsafe", path=f"{FOLDER}/{name}"))
        return EMPTY
    return text


def read_map(root: Path, name: str, faults: list[Fault]) -> str:
    """The map that an illustrator drew; one that is missing or unsafe is a fault of `city.yml`."""
    path = root / FOLDER / name
    if not DRAWING_NAME.fullmatch(name) or path.is_symlink() or not path.is_file():
        faults.append(Fault(code="icon-missing", path="site_config/city.yml", key="basemap.drawing"))
        return ""
    text = path.read_bytes().decode("utf-8", errors="replace")
    if not is_plain_map(text):
        faults.append(Fault(code="svg-unsafe", path=f"{FOLDER}/{name}"))
    return text
