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
from builder.model.settings import Basemap, BasemapKind
from builder.reading.files import MAX_LIST_BYTES, read_plain_file, with_plain_ends
from builder.reading.svg import is_plain_drawing, is_plain_map, without_comments

FOLDER = "site_config/theme"
DRAWING_NAME = re.compile(r"[a-z0-9_-]+\.svg")
MAX_ARCHIVE_BYTES = 64 * 1024 * 1024
"""A city with its surroundings takes five to twenty; more belongs on a host of its own."""
ARCHIVE_MAGIC = b"PMTiles\x03"
HEADER_BYTES = 127
TILE_TYPE_AT = 99
VECTOR_TILES = 1
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingReader:
    """Reads drawings, writes down what is wrong with them and how they were."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    inputs: list[InputFile] = field(default_factory=list)

    def read_all(self, map_name: str, archive_name: str = "") -> ThemeDrawings:
        """The drawings that are there; one that is missing is empty.

        `map_name` is that of an illustrator's map, `archive_name` that of a file of vector tiles.
        Raises: ContentError when a drawing holds more than shapes, or a file holds no vector tiles.
        """
        drawings = ThemeDrawings(
            logo=self.read_drawing("logo.svg"),
            favicon=self.read_drawing("favicon.svg"),
            basemap=self.read_map(map_name) if map_name else "",
            archive=self.read_archive(archive_name) if archive_name else b"",
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

    def read_archive(self, name: str) -> bytes:
        """The city's file of vector tiles; a fault of `city.yml` when it is missing, too large or something else."""
        code, content = read_plain_file(self.root / FOLDER / name, MAX_ARCHIVE_BYTES)
        self._remember(name, content if code is None else None)
        if code is not None or not is_vector_archive(content):
            self.faults.append(Fault(code="archive-unreadable", path="site_config/city.yml", key="basemap.archive"))
            return b""
        return content

    def _remember(self, name: str, content: bytes | None) -> None:
        digest = "" if content is None else hashlib.sha256(content).hexdigest()
        self.inputs.append(InputFile.at(self.root / FOLDER / name, digest))

    def _read_text(self, name: str) -> str | None:
        code, content = read_plain_file(self.root / FOLDER / name, MAX_LIST_BYTES)
        self._remember(name, content if code is None else None)
        return with_plain_ends(content.decode("utf-8", errors="replace")) if code is None else None


def is_vector_archive(content: bytes) -> bool:
    """Whether the bytes are a PMTiles archive, version 3, of vector tiles."""
    return content[:8] == ARCHIVE_MAGIC and len(content) > HEADER_BYTES and content[TILE_TYPE_AT] == VECTOR_TILES


def archive_file(basemap: Basemap) -> str:
    """The name of the city's own file of vector tiles; empty when it has none, or has it elsewhere."""
    name = basemap.archive or ""
    return name if basemap.kind is BasemapKind.PMTILES and "://" not in name else ""


def read_theme_drawings(root: Path, map_name: str = "", archive_name: str = "") -> ThemeDrawings:
    """The drawings that are there; see `DrawingReader.read_all`.

    Raises: ContentError when a drawing holds more than shapes, or a file holds no vector tiles.
    """
    return DrawingReader(root=root).read_all(map_name, archive_name)
