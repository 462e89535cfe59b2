"""The drawings of `site_config/theme/`: logo, favicon and one for each kind of place."""

from __future__ import annotations

from pathlib import Path

from builder.errors import ContentError, Fault
from builder.model.gazetteer import PlaceKind
from builder.model.public import ThemeDrawings
from builder.reading.svg import is_plain_drawing

FOLDER = "site_config/theme"
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'


def read_theme_drawings(root: Path) -> ThemeDrawings:
    """The drawings that are there; one that is missing is empty.

    Raises: ContentError when a drawing holds more than shapes.
    """
    faults: list[Fault] = []
    drawings = ThemeDrawings(
        logo=read_drawing(root, "logo.svg", faults),
        favicon=read_drawing(root, "favicon.svg", faults),
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
