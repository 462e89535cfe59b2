"""Files opened without following links, and decoded strictly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.reading.faultbook import FaultBook
from builder.reading.files import MAX_TEXT_BYTES, ProjectFiles
from builder.reading.names import clash_key, is_leftover, is_slug, shown_name


def read(root: Path, path: str) -> tuple[str | None, list[str]]:
    book = FaultBook()
    text = ProjectFiles(root, book).read_text(path)
    return text, [
        f"{fault.path}:{fault.line}:{fault.column} {fault.code} {dict(fault.params)}" for fault in book.faults
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"caf\xe9 noir", "a.md:1:1 file-not-utf8 {'offset': 3}"),
        (b"een\ntwee \xff", "a.md:2:1 file-not-utf8 {'offset': 9}"),
        ("a: é".encode("utf-16"), "a.md:1:1 file-not-utf8 {'offset': 0}"),
        ("a: b".encode("utf-16-le"), "a.md:1:2 file-control-character {'offset': 1}"),
        (b"\xed\xa0\x80", "a.md:1:1 file-not-utf8 {'offset': 0}"),
        (b"\xc0\xaf", "a.md:1:1 file-not-utf8 {'offset': 0}"),
        (b"een\n\xc3\xa9\x00", "a.md:2:2 file-control-character {'offset': 6}"),
        (b"a\x1bb", "a.md:1:2 file-control-character {'offset': 1}"),
        ("a\u0085b".encode(), "a.md:1:2 file-control-character {'offset': 1}"),
        ("a\u2028b".encode(), "a.md:1:2 file-control-character {'offset': 1}"),
        ("a\ufeffb".encode(), "a.md:1:2 file-control-character {'offset': 1}"),
        ("\ufeff\ufeffb".encode(), "a.md:1:1 file-control-character {'offset': 3}"),
        ("a\u202eb".encode(), "a.md:1:2 file-bidi-control {}"),
        ("a\u2067b".encode(), "a.md:1:2 file-bidi-control {}"),
        (b"a" * (MAX_TEXT_BYTES + 1), "a.md:1:1 file-too-large {'limit': 1024}"),
        (b"\nAGE-SECRET-KEY-1QQQ", "a.md:2:1 private-key {}"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----", "a.md:1:1 private-key {}"),
    ],
)
def test_bytes_that_are_no_plain_text_are_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert read(tmp_path, "a.md") == (None, [expected])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xef\xbb\xbfeen", "een"),
        (b"een\r\ntwee\rdrie\n", "een\ntwee\ndrie\n"),
        ("مرحبا\u200f!\u200e".encode(), "مرحبا\u200f!\u200e"),
        ("\U0001f44b\ta".encode(), "\U0001f44b\ta"),
        (b"", ""),
    ],
)
def test_plain_text_is_read(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert read(tmp_path, "a.md") == (expected, [])


def test_a_file_through_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text("MARKERWORD")
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere" / "a.md")
    (tmp_path / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "broken.md").symlink_to(tmp_path / "nowhere")
    assert read(tmp_path, "a.md") == (None, ["a.md:1:1 file-is-link {}"])
    assert read(tmp_path, "broken.md") == (None, ["broken.md:1:1 file-is-link {}"])
    assert read(tmp_path, "folder/a.md") == (None, ["folder:1:1 file-is-link {}"])


def test_what_is_no_plain_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    assert read(tmp_path, "pipe.md")[1] == ["pipe.md:1:1 file-unreadable {}"]
    assert read(tmp_path, "folder.md")[1] == ["folder.md:1:1 file-unreadable {}"]
    assert read(tmp_path, "absent.md")[1] == ["absent.md:1:1 file-unreadable {}"]


def test_a_listing_is_sorted_and_leaves_leftovers_out(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", ".a.md.swp", "a.md~", "#a.md#", "~$a.docx", ".DS_Store", "Thumbs.db", "a.md.orig"):
        (tmp_path / name).write_text("")
    (tmp_path / "sub").mkdir()
    book = FaultBook()
    files = ProjectFiles(tmp_path, book)
    (tmp_path / "top").mkdir()
    for name in ("b.md", "a.md"):
        (tmp_path / "top" / name).write_text("")
    assert [entry.path for entry in files.list_folder("top")] == ["top/a.md", "top/b.md"]
    assert files.list_folder("absent") == ()
    assert book.faults == []


@pytest.mark.parametrize("name", ["brug", "2019-tafel", "a", "a" * 64])
def test_slugs(name: str) -> None:
    assert is_slug(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Brug",
        "brug_",
        "-brug",
        "brug-",
        "a" * 65,
        "é",
        "con",
        "nul",
        "com1",
        "lpt9",
        "a.b",
        "a b",
        "a.",
        "..",
        "a/b",
    ],
)
def test_names_that_are_no_slugs(name: str) -> None:
    assert not is_slug(name)


def test_names_that_are_the_same_on_some_computers() -> None:
    assert clash_key("Maria.md") == clash_key("maria.md")
    assert clash_key("caf\u00e9") == clash_key("cafe\u0301")
    assert clash_key("a.") == clash_key("a")
    assert clash_key("STRASSE") == clash_key("stra\u00dfe")
    assert clash_key("a") != clash_key("b")


def test_names_are_shown_without_surprises() -> None:
    assert shown_name("cafe\u0301") == "cafe\\u0301"
    assert shown_name("a\nb\u202e") == "a\\nb\\u202e"
    assert shown_name("\udcff") == "\\udcff"
    assert len(shown_name("a" * 300)) == 80


def test_leftovers_do_not_hide_stories() -> None:
    assert not is_leftover("brug.md")
    assert not is_leftover("brug~.md")
