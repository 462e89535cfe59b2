"""A file that changed is read again, whatever its size and times say; one that did not change is not."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from builder.cache import Store
from builder.cache import file_hashes as subject
from builder.cache.file_hashes import FileHashes, is_unchanged, now_ns, stamp_of

REST_S = 0.03


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one file at rest, which was read and kept; a disk that needs less rest than an old one."""
    monkeypatch.setattr(subject, "AT_REST_NS", int(REST_S * 1e9))
    root = tmp_path / "project"
    (root / "stories").mkdir(parents=True)
    (root / "stories" / "brug.md").write_text("De brug.", "utf-8")
    time.sleep(REST_S * 1.5)
    assert read(root) == "read"
    return root


def read(root: Path, name: str = "stories/brug.md") -> str:
    """Whether the file had to be read; the hash is right in either case."""
    with Store.open(root / ".cache", "1") as store:
        hashes = FileHashes(root, store)
        looked_at, content = now_ns(), (root / name).read_bytes()
        found = hashes.find(name)
        if found is None:
            hashes.note(name, sha256(content).hexdigest(), stamp_of((root / name).lstat(), looked_at))
        else:
            assert found[0] == sha256(content).hexdigest()
        hashes.keep()
    return "read" if found is None else "known"


def test_a_file_that_did_not_change_is_known(project: Path) -> None:
    assert [read(project) for _ in range(3)] == ["known"] * 3


def with_the_same_size_and_time(path: Path) -> None:
    times = path.stat()
    path.write_text("De kade.", "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def with_another_file_of_the_same_size_and_time(path: Path) -> None:
    other = path.with_name("ander")
    shutil.copy2(path, other)
    with_the_same_size_and_time(other)
    other.replace(path)


def with_a_link(path: Path) -> None:
    other = path.rename(path.with_name("ander"))
    path.symlink_to(other)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text("De brug. Nog iets.", "utf-8"),
        with_the_same_size_and_time,
        with_another_file_of_the_same_size_and_time,
        with_a_link,
        lambda path: path.touch(),
        lambda path: path.chmod(0o600),
    ],
)
def test_a_file_of_which_anything_changed_is_read(change: Callable[[Path], object], project: Path) -> None:
    change(project / "stories" / "brug.md")
    assert read(project) == "read"


def test_a_file_that_was_read_just_after_it_changed_is_read_again(project: Path) -> None:
    (project / "stories" / "brug.md").write_text("De kade.", "utf-8")
    assert read(project) == "read"
    (project / "stories" / "brug.md").write_text("De laan.", "utf-8")
    assert read(project) == "read"
    time.sleep(REST_S * 1.5)
    assert [read(project), read(project)] == ["read", "known"]


def test_another_project_with_a_copy_of_the_cache_reads_its_files(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path / "copy")
    assert read(tmp_path / "copy") == "read"
    shutil.rmtree(project)
    (tmp_path / "copy").rename(project)
    assert read(project) == "read"


def test_a_file_that_is_gone_is_not_known_and_not_kept(project: Path) -> None:
    (project / "stories" / "kade.md").write_text("De kade.", "utf-8")
    time.sleep(REST_S * 1.5)
    assert read(project, "stories/kade.md") == "read"
    (project / "stories" / "kade.md").unlink()
    with Store.open(project / ".cache", "1") as store:
        assert FileHashes(project, store).find("stories/kade.md") is None
    assert read(project) == "read", "only what a run used is kept"


def test_a_stamp_says_whether_a_file_changed(project: Path) -> None:
    path = project / "stories" / "brug.md"
    stamp = stamp_of(path.lstat(), now_ns())
    assert is_unchanged(path, stamp)
    assert not is_unchanged(path, None)
    assert not is_unchanged(project / "nergens", stamp)
    path.touch()
    assert not is_unchanged(path, stamp)
    assert stamp_of(path.lstat(), now_ns()) is None
    assert stamp_of(project.lstat(), now_ns() + 10**12) is None
