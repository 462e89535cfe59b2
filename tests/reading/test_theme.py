"""Drawings of the theme: the logo, the kinds of places, and a map that an illustrator drew."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builder.errors import ContentError
from builder.model.geo import Bounds
from builder.model.settings import Basemap, BasemapKind
from builder.reading.theme import DrawingReader, archive_file, read_theme_drawings
from tests.tools.vector_archive import build_archive

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
PATTERN = '<defs><pattern id="p"><path d="M0 0h1"/></pattern></defs><path fill="url(#p)"/>'


def write(root: Path, name: str, text: str) -> None:
    path = root / "site_config" / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_drawing_that_is_missing_is_empty(tmp_path: Path) -> None:
    drawings = read_theme_drawings(tmp_path)
    assert "<path" not in drawings.logo
    assert drawings.basemap == ""


def test_an_illustrators_map_may_hold_words_and_patterns(tmp_path: Path) -> None:
    text = SVG.format(f'{PATTERN}<text font-size="3">Dijle</text>')
    write(tmp_path, "map.svg", text)
    assert read_theme_drawings(tmp_path, "map.svg").basemap == text


@pytest.mark.parametrize(
    "content",
    [
        "<script>1</script>",
        "<style>a{}</style>",
        '<image href="x.png"/>',
        '<use href="https://elsewhere.example/x.svg#a"/>',
        '<path fill="url(https://elsewhere.example/a)"/>',
        '<path onload="1"/>',
        "<foreignObject/>",
    ],
)
def test_a_map_that_runs_or_loads_is_refused(tmp_path: Path, content: str) -> None:
    write(tmp_path, "map.svg", SVG.format(content))
    with pytest.raises(ContentError) as error:
        read_theme_drawings(tmp_path, "map.svg")
    assert [(fault.code, fault.path) for fault in error.value.faults] == [("svg-unsafe", "site_config/theme/map.svg")]


@pytest.mark.parametrize("name", ["map.svg", "../map.svg", "map.png"])
def test_a_map_that_is_not_there_is_a_fault_of_the_settings(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError) as error:
        read_theme_drawings(tmp_path, name)
    assert [(fault.code, fault.key) for fault in error.value.faults] == [("icon-missing", "basemap.drawing")]


def write_archive(root: Path, content: bytes) -> None:
    path = root / "site_config" / "theme" / "stad.pmtiles"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_an_archive_of_vector_tiles_is_read_and_remembered(tmp_path: Path) -> None:
    content = build_archive(Bounds(south_deg=51.0, west_deg=4.4, north_deg=51.1, east_deg=4.6), range(9, 11))
    write_archive(tmp_path, content)
    reader = DrawingReader(root=tmp_path)
    assert reader.read_all("", "stad.pmtiles").archive == content
    remembered = {each.path.name: each.sha256 for each in reader.inputs}
    assert remembered["stad.pmtiles"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param(b"", id="empty"),
        pytest.param(b"<svg/>" * 40, id="something else"),
        pytest.param(b"PMTiles\x02" + bytes(200), id="an old version"),
        pytest.param(b"PMTiles\x03" + bytes(91) + b"\x02" + bytes(100), id="pictures"),
    ],
)
def test_an_archive_that_is_something_else_is_a_fault_of_the_settings(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        write_archive(tmp_path, content)
    with pytest.raises(ContentError) as error:
        read_theme_drawings(tmp_path, "", "stad.pmtiles")
    assert [(fault.code, fault.key) for fault in error.value.faults] == [("archive-unreadable", "basemap.archive")]


def test_only_a_file_of_the_project_is_read() -> None:
    assert archive_file(Basemap(kind=BasemapKind.PMTILES, archive="stad.pmtiles")) == "stad.pmtiles"
    assert archive_file(Basemap(kind=BasemapKind.PMTILES, archive="https://kaart.example/stad.pmtiles")) == ""
    assert archive_file(Basemap(archive="stad.pmtiles")) == ""
