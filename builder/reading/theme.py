"""The drawings of `site_config/theme/`: logo, favicon and one for each kind of place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import ContentError, Fault
from builder.model.corpus import InputFile
from builder.model.gazetteer import PlaceKind
from builder.model.public import ThemeDrawings
from builder.reading.files import MAX_LIST_BYTES, read_plain_file, with_plain_ends
from builder.reading.svg import is_plain_drawing, is_plain_map, without_comments

FOLDER = "site_config/theme"
DRAWING_NAME = re.compile(r"[a-z0-9_-]+\.svg")
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingReader:
    """Reads drawings, writes down what is wrong with them and how they were."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    inputs: list[InputFile] = field(default_factory=list)

    def read_all(self, map_name: str) -> ThemeDrawings:
        """The drawings that are there; one that is missing is empty. `map_name` is that of an illustrator's map.

        Raises: ContentError when a drawing holds more than shapes.
        """
        drawings = ThemeDrawings(
            logo=self.read_drawing("logo.svg"),
            favicon=self.read_drawing("favicon.svg"),
            basemap=self.read_map(map_name) if map_name else "",
            places={kind.value: self.read_drawing(f"places/{kind.value}.svg") for kind in PlaceKind},
        )
        if self.faults:
            raise ContentError(self.faults)
        return drawings

    def read_drawing(self, name: str) -> str:
        """One drawing; one that is missing is empty."""
        text = self._read_text(name)
        if text is None:
            return EMPTY
        if not is_plain_drawing(text):
            self.faults.append(Fault(code="svg-unsafe", path=f"{FOLDER}/{name}"))
            return EMPTY
        return without_comments(text)

    def read_map(self, name: str) -> str:
        """The map that an illustrator drew; one that is missing or unsafe is a fault of `city.yml`."""
        text = self._read_text(name) if DRAWING_NAME.fullmatch(name) else None
        if text is None:
            self.faults.append(Fault(code="icon-missing", path="site_config/city.yml", key="basemap.drawing"))
            return ""
        if not is_plain_map(text):
            self.faults.append(Fault(code="svg-unsafe", path=f"{FOLDER}/{name}"))
        return without_comments(text)

    def _read_text(self, name: str) -> str | None:
        path = self.root / FOLDER / name
        code, content = read_plain_file(path, MAX_LIST_BYTES)
        is_there = code is None
        self.inputs.append(InputFile(path=path, sha256=hashlib.sha256(content).hexdigest() if is_there else ""))
        return with_plain_ends(content.decode("utf-8", errors="replace")) if is_there else None


def read_theme_drawings(root: Path, map_name: str = "") -> ThemeDrawings:
    """The drawings that are there; see `DrawingReader.read_all`.

    Raises: ContentError when a drawing holds more than shapes.
    """
    return DrawingReader(root=root).read_all(map_name)
