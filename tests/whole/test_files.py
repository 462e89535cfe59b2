"""A file is there whole or not at all, for its owner only while it is written, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.whole.files import (
    HOUR_S,
    PUBLIC_MODE,
    TEMPORARY_PREFIX,
    clear_temporaries,
    create_whole,
    write_temporary,
    write_whole,
)
from builder.whole.troubles import disk_trouble


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refuse(code: int) -> object:
    def call(*arguments: object, **named: object) -> None:
        raise OSError(code, "nee")

    return call


def test_a_file_is_replaced_and_private(tmp_path: Path) -> None:
    for content in (b"een", b"twee"):
        write_whole(tmp_path / "a", content)
    assert (tmp_path / "a").read_bytes() == b"twee"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert names_in(tmp_path) == ["a"]


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_a_file_that_cannot_be_written_is_as_it_was(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"een")
    target, name = (os, "fsync") if step == "fsync" else (Path, "replace")
    monkeypatch.setattr(target, name, refuse(errno.EIO))
    with pytest.raises(OSError, match="nee"):
        write_whole(tmp_path / "a", b"twee")
    assert (tmp_path / "a").read_bytes() == b"een"
    assert names_in(tmp_path) == ["a"]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_is_there_is_never_overwritten(
    has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    create_whole(tmp_path / "a", b"een", PUBLIC_MODE)
    (tmp_path / "link").symlink_to(tmp_path / "b")
    for name in ("a", "link"):
        with pytest.raises(FileExistsError):
            create_whole(tmp_path / name, b"twee")
    assert (tmp_path / "a").read_bytes() == b"een"
    assert names_in(tmp_path) == ["a", "link"]


def test_a_file_that_cannot_be_made_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse(errno.EIO))
    with pytest.raises(OSError, match="nee"):
        create_whole(tmp_path / "a", b"een")
    assert names_in(tmp_path) == []


def test_old_temporaries_go_and_those_of_a_program_at_work_stay(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    old, young = (write_temporary(folder, b"x", 0o600) for folder in (tmp_path / "deep", tmp_path))
    (tmp_path / "keep").write_bytes(b"x")
    os.utime(old, (0, old.stat().st_mtime - HOUR_S))
    os.utime(tmp_path / "keep", (0, 0))
    clear_temporaries(tmp_path)
    assert young.name.startswith(TEMPORARY_PREFIX)
    assert {path.name for path in tmp_path.rglob("*")} == {"deep", young.name, "keep"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "disk-forbidden"),
        (errno.EROFS, "disk-forbidden"),
        (errno.EIO, "disk-trouble"),
        (None, "disk-trouble"),
    ],
)
def test_a_trouble_of_the_disk_has_a_sentence(code: int | None, said: str) -> None:
    error = disk_trouble(OSError(code, "/home/iemand/geheim") if code else OSError("/home/iemand/geheim"))
    assert isinstance(error, UsageError)
    assert error.code == said
    assert "geheim" not in str(error.params)
