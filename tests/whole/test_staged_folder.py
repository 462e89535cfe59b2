"""A folder takes the place of another in one step, and what an interrupted run left is repaired."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.whole import staged_folder as subject
from builder.whole.exchange import exchange_names, system_exchange
from builder.whole.staged_folder import StagedFolder, write_new
from builder.whole.trees import MAY_BE_EMPTY, tree_digest


@pytest.fixture(params=["one exchange", "two renames"])
def staged(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StagedFolder:
    """A folder that was built before, on a system with an exchange and on one without."""
    if request.param == "two renames":
        monkeypatch.setattr(subject, "exchange_names", lambda one, other: False)
    target = tmp_path / "build" / "site"
    target.mkdir(parents=True)
    (target / "index.html").write_text("vorige", "utf-8")
    return StagedFolder(target=target)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_this_system_has_an_exchange_when_it_is_linux(tmp_path: Path) -> None:
    assert (system_exchange() is not None) == (os.uname().sysname in ("Linux", "Darwin"))
    (tmp_path / "een").mkdir()
    (tmp_path / "twee").write_text("x", "utf-8")
    assert exchange_names(tmp_path / "een", tmp_path / "twee")
    assert (tmp_path / "twee").is_dir()


def test_an_exchange_with_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "een").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange_names(tmp_path / "een", tmp_path / "twee")


def test_a_staged_folder_takes_the_place_of_the_last_one(staged: StagedFolder) -> None:
    write_new(staged.begin(), "over/index.html", b"nieuw")
    assert names_in(staged.target) == ["index.html"]
    staged.exchange()
    assert (staged.target / "over" / "index.html").read_bytes() == b"nieuw"
    assert names_in(staged.target) == ["over"]
    assert names_in(staged.target.parent) == ["site"]


@pytest.mark.parametrize("before", ["nothing", "an empty folder"])
def test_the_first_folder_needs_no_last_one(before: str, tmp_path: Path) -> None:
    staged = StagedFolder(target=tmp_path / "build" / "site")
    write_new(staged.begin(), "index.html", b"nieuw")
    if before == "an empty folder":
        staged.target.mkdir()
    staged.exchange()
    assert names_in(staged.target.parent) == ["site"]
    assert names_in(staged.target) == ["index.html"]


def test_a_discarded_folder_leaves_the_last_one(staged: StagedFolder) -> None:
    write_new(staged.begin(), "half.html", b"half")
    staged.discard()
    assert names_in(staged.target.parent) == ["site"]
    assert (staged.target / "index.html").read_text("utf-8") == "vorige"


def test_what_an_interrupted_run_left_is_cleared(staged: StagedFolder) -> None:
    for leftover in (staged.folder, staged.old):
        leftover.mkdir()
        (leftover / "half.html").write_text("half", "utf-8")
    assert names_in(staged.begin()) == []
    assert names_in(staged.target.parent) == [staged.folder.name, "site"]


def test_two_renames_that_were_cut_in_two_are_repaired(staged: StagedFolder) -> None:
    staged.target.rename(staged.old)
    staged.begin()
    assert (staged.target / "index.html").read_text("utf-8") == "vorige"


def test_when_the_second_rename_fails_the_last_folder_comes_back(
    staged: StagedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "exchange_names", lambda one, other: False)
    write_new(staged.begin(), "index.html", b"nieuw")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self == staged.folder:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output"):
        staged.exchange()
    assert (staged.target / "index.html").read_text("utf-8") == "vorige"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_modes_are_the_same_whatever_the_umask(mask: int, tmp_path: Path) -> None:
    staged = StagedFolder(target=tmp_path / "site")
    with umask(mask):
        write_new(staged.begin(), "a/b/index.html", b"x")
        assert staged.folder.stat().st_mode & 0o777 == 0o700
        staged.check({"a/b/index.html": 1})
    found = {path.relative_to(staged.folder).as_posix(): path for path in (staged.folder, *staged.folder.rglob("*"))}
    assert {name: oct(path.stat().st_mode & 0o7777) for name, path in found.items()} == {
        ".": "0o755",
        "a": "0o755",
        "a/b": "0o755",
        "a/b/index.html": "0o644",
    }


def make_wrong(kind: str, folder: Path) -> tuple[int, int]:
    """Makes the folder wrong in one way; how many files are missing and wrong then."""
    page = folder / "a" / "index.html"
    if kind == "missing":
        page.unlink()
        return 1, 0
    if kind == "a hard link":
        os.link(page, folder.parent / "elsewhere.html")
        return 1, 1
    if kind in ("cut off", "empty"):
        page.write_bytes(b"pagi" if kind == "cut off" else b"")
        return 1, 1
    extra = folder / "extra"
    if kind == "not expected":
        extra.write_bytes(b"x")
    elif kind == "a link":
        extra.symlink_to(folder.parent)
    elif kind == "a pipe":
        os.mkfifo(extra)
    return 0, 1


@pytest.mark.parametrize("kind", ["missing", "cut off", "empty", "not expected", "a link", "a pipe", "a hard link"])
def test_what_is_not_as_it_was_meant_is_refused(kind: str, tmp_path: Path) -> None:
    staged = StagedFolder(target=tmp_path / "site")
    manifest = {"a/index.html": None if kind == "empty" else 6, ".nojekyll": None}
    write_new(staged.begin(), "a/index.html", b"pagina")
    write_new(staged.folder, ".nojekyll", b"")
    assert ".nojekyll" in MAY_BE_EMPTY
    staged.check(manifest)
    missing, wrong = make_wrong(kind, staged.folder)
    with pytest.raises(UsageError) as caught:
        staged.check(manifest)
    assert (caught.value.code, caught.value.params) == ("tree-not-whole", {"missing": missing, "wrong": wrong})


def test_a_digest_of_a_tree_tells_contents_and_addresses_and_nothing_else(tmp_path: Path) -> None:
    one, other = tmp_path / "een", tmp_path / "twee"
    for folder, names in ((one, ("a.html", "b/c.html")), (other, ("b/c.html", "a.html"))):
        for name in names:
            write_new(folder, name, name.encode())
    (other / "a.html").chmod(0o600)
    os.utime(other / "a.html", (1, 1))
    (other / "empty").mkdir()
    assert tree_digest(one) == tree_digest(other)
    (other / "a.html").rename(other / "d.html")
    renamed = tree_digest(other)
    (other / "d.html").write_bytes(b"?")
    assert len({tree_digest(one), renamed, tree_digest(other)}) == 3


def test_two_files_at_one_address_are_refused(tmp_path: Path) -> None:
    write_new(tmp_path, "a/index.html", b"een")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, "a/index.html", b"twee")
    assert (tmp_path / "a" / "index.html").read_bytes() == b"een"


@pytest.mark.parametrize("uri", ["../buiten.html", "a/../../buiten.html", "/buiten.html"])
def test_an_address_outside_the_folder_is_refused(uri: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    with pytest.raises(ValueError, match="leaves the folder"):
        write_new(root, uri, b"x")
    assert names_in(tmp_path) == ["site"]
