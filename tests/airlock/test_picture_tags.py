"""Nothing but pixels is published: fixtures by ExifTool, checked by ExifTool.

Every carrier is tried in each run, at night in every shape and orientation (over 400 files).
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from builder.airlock.media_cache import MediaCache
from builder.airlock.pictures import publish_picture
from tests.airlock.picture_carriers import (
    MARKER,
    SHAPES,
    WIDE,
    Fixture,
    all_fixtures,
    sample_of_each_carrier,
    write_fixtures,
)
from tests.nightly import IS_NIGHTLY

needs_exiftool = pytest.mark.skipif(
    shutil.which("exiftool") is None, reason="exiftool (libimage-exiftool-perl) is not installed"
)
STRUCTURE = frozenset(
    (
        *("FileType", "FileTypeExtension", "MIMEType", "ExifToolVersion", "ImageWidth", "ImageHeight", "ImageSize"),
        *("Megapixels", "VP8Version", "HorizontalScale", "VerticalScale", "WebP_Flags", "AlphaIsUsed"),
    )
)
"""What ExifTool says of the file itself: its kind, its size, and how its pixels are packed."""
UNSEEN_BY_EXIFTOOL = (
    "trailer",
    "segment of",
    "content cred",
    "behind the end",
    "chunk of",
    "second picture",
    "profile",
)
"""Carriers whose marker ExifTool does not print as a tag; it must then stand in the bytes."""


def marks_in(content: bytes) -> Iterator[bytes]:
    """The ways in which the marker can stand in bytes, that do."""
    plain = MARKER.encode()
    forms = [plain, plain.lower(), MARKER.encode("utf-16-le"), MARKER.encode("utf-16-be"), WIDE.encode("utf-16-be")]
    forms += [base64.b64encode(plain)[:-2], plain.hex().encode(), b"51.0281", b"4.4806"]
    for each in (content, *unpacked(content)):
        yield from (form for form in forms if form in each)


def unpacked(content: bytes) -> Iterator[bytes]:
    """What zlib finds behind each possible start."""
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content):
        try:
            yield zlib.decompressobj().decompress(content[found.start() :])
        except zlib.error:
            continue


def read_tags(folder: Path) -> dict[str, dict[str, object]]:
    """File name → its tags, as ExifTool finds them."""
    command = ["exiftool", "-json", "-G1", "-a", "-u", "-U", "-ee", "-b", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    entries: list[dict[str, object]] = json.loads(done.stdout.decode("utf-8", "replace"))
    return {Path(str(entry["SourceFile"])).name: entry for entry in entries}


@pytest.fixture(scope="module")
def fixtures() -> list[Fixture]:
    return all_fixtures() if IS_NIGHTLY else sample_of_each_carrier()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory, fixtures: list[Fixture]) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    write_fixtures(fixtures, folder)
    return folder


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, fixtures: list[Fixture], sources: Path) -> dict[str, Path]:
    """Name of the source → the published file, in a folder of published files only."""
    folder = tmp_path_factory.mktemp("published")
    cache = MediaCache(folder=tmp_path_factory.mktemp("cache"))
    found = {}
    for fixture in fixtures:
        (rendition,) = publish_picture(sources / fixture.name, "", cache).renditions
        found[fixture.name] = folder / rendition.name
        shutil.copyfile(rendition.path, found[fixture.name])
    return found


@needs_exiftool
def test_there_are_as_many_fixtures_as_promised() -> None:
    assert len(all_fixtures()) >= 243
    assert {fixture.carrier for fixture in sample_of_each_carrier()} == {each.carrier for each in all_fixtures()}


@needs_exiftool
def test_every_source_carries_the_marker(fixtures: list[Fixture], sources: Path) -> None:
    """The positive control: ExifTool sees it where it knows the carrier, and it stands in the bytes elsewhere."""
    tags = read_tags(sources)
    for fixture in fixtures:
        found = tags[fixture.name]
        seen = MARKER in json.dumps(found, ensure_ascii=False)
        held = next(marks_in((sources / fixture.name).read_bytes()), None)
        assert seen or held, fixture
        if not fixture.carrier.name.endswith(("thumbnail with EXIF",)) and not any(
            part in fixture.carrier.name for part in UNSEEN_BY_EXIFTOOL
        ):
            assert seen, fixture
        if "second" not in fixture.carrier.name:
            assert any(name.endswith(":Orientation") for name in found), fixture


@needs_exiftool
def test_exiftool_finds_nothing_in_what_is_published(published: dict[str, Path]) -> None:
    tags = read_tags(next(iter(published.values())).parent)
    assert tags.keys() == {path.name for path in published.values()}
    for name, found in tags.items():
        shown = {tag.partition(":")[2] for tag in found if tag != "SourceFile" and not tag.startswith("System:")}
        assert shown <= STRUCTURE, (name, shown - STRUCTURE)


@needs_exiftool
def test_the_marker_stands_nowhere_in_what_is_published(published: dict[str, Path]) -> None:
    for name, path in published.items():
        assert list(marks_in(path.read_bytes())) == [], name


@needs_exiftool
def test_the_name_is_the_hash_of_the_bytes(published: dict[str, Path]) -> None:
    for path in published.values():
        assert path.stem == hashlib.sha256(path.read_bytes()).hexdigest()[:24]


@needs_exiftool
def test_what_is_published_stands_upright(fixtures: list[Fixture], published: dict[str, Path]) -> None:
    """Four of the eight ways to hold a camera lie on their side."""
    for fixture in fixtures:
        width, height = SHAPES[fixture.shape][1]
        expected = (height, width) if fixture.orientation > 4 else (width, height)
        with Image.open(io.BytesIO(published[fixture.name].read_bytes())) as picture:
            assert picture.size == expected, fixture
