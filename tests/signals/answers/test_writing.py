from __future__ import annotations

import stat
from pathlib import Path

import pytest

from builder.errors import ContentError
from builder.signals.answers.writing import FileChange, write_files


def change(path: Path, before: bytes | None) -> FileChange:
    if before is not None:
        path.write_bytes(before)
        path.chmod(0o640)
    return FileChange(path=path, shown=path.name, before=before, after=b"after", entries=1)


def test_all_files_are_written_with_the_mode_they_had(tmp_path: Path) -> None:
    files = [change(tmp_path / "a.yml", b"one"), change(tmp_path / "b.yml", None)]
    write_files(files, lambda: None)
    assert [file.path.read_bytes() for file in files] == [b"after", b"after"]
    assert stat.S_IMODE(files[0].path.stat().st_mode) == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.yml", "b.yml"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_when_one_cannot_be_placed_all_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    files = [change(tmp_path / "a.yml", b"one"), change(tmp_path / "b.yml", None), change(tmp_path / "c.yml", b"three")]
    real, count = Path.replace, iter(range(99))

    def fail_once(source: Path, target: Path) -> None:
        if next(count) == number:
            raise OSError(28, "no space")
        real(source, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises(OSError, match="no space"):
        write_files(files, lambda: None)
    assert (tmp_path / "a.yml").read_bytes() == b"one"
    assert (tmp_path / "c.yml").read_bytes() == b"three"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.yml", "c.yml"]


def test_what_the_check_refuses_is_put_back(tmp_path: Path) -> None:
    files = [change(tmp_path / "a.yml", b"one"), change(tmp_path / "b.yml", None)]
    seen: list[bytes] = []

    def check() -> None:
        seen.extend(file.path.read_bytes() for file in files)
        raise ValueError("not read")

    with pytest.raises(ValueError, match="not read"):
        write_files(files, check)
    assert seen == [b"after", b"after"]
    assert (tmp_path / "a.yml").read_bytes() == b"one"
    assert stat.S_IMODE((tmp_path / "a.yml").stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.yml"]


@pytest.mark.parametrize("was", [b"one", None])
def test_what_a_person_saved_while_we_asked_stays(tmp_path: Path, was: bytes | None) -> None:
    files = [change(tmp_path / "a.yml", b"first"), change(tmp_path / "b.yml", was)]
    (tmp_path / "b.yml").write_bytes(b"one, and what was typed since")
    with pytest.raises(ContentError) as caught:
        write_files(files, lambda: None)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("follow-up-changed", "b.yml")]
    assert (tmp_path / "a.yml").read_bytes() == b"first"
    assert (tmp_path / "b.yml").read_bytes() == b"one, and what was typed since"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.yml", "b.yml"]
