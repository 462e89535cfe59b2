"""Whole or not at all: what a build leaves when it ends well, badly, or in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.site.staging import (
    OLD_NAME,
    STAGING_PREFIX,
    begin_staging,
    discard,
    one_build_at_a_time,
    swap_in,
    write_new,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built before."""
    site = tmp_path / "build" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("vorige", "utf-8")
    return site


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_staged_site_takes_the_place_of_the_last_one(site: Path) -> None:
    staging = begin_staging(site)
    write_new(staging, "over/index.html", b"nieuw")
    assert names_in(site) == ["index.html"]
    swap_in(staging, site)
    assert (site / "over" / "index.html").read_bytes() == b"nieuw"
    assert names_in(site) == ["over"]
    assert names_in(site.parent) == ["site"]


def test_the_first_site_needs_no_last_one(tmp_path: Path) -> None:
    site = tmp_path / "build" / "site"
    swap_in(begin_staging(site), site)
    assert names_in(site.parent) == ["site"]


def test_a_discarded_site_leaves_the_last_one(site: Path) -> None:
    discard(begin_staging(site))
    assert names_in(site.parent) == ["site"]
    assert (site / "index.html").read_text("utf-8") == "vorige"


def test_what_an_interrupted_build_left_is_cleared(site: Path) -> None:
    (site.parent / STAGING_PREFIX).mkdir()
    (site.parent / STAGING_PREFIX / "half.html").write_text("half", "utf-8")
    (site.parent / f"{STAGING_PREFIX}-oud").mkdir()
    (site.parent / OLD_NAME).mkdir()
    assert names_in(begin_staging(site)) == []
    assert names_in(site.parent) == [STAGING_PREFIX, "site"]


def test_a_swap_that_was_cut_in_two_is_repaired(site: Path) -> None:
    site.rename(site.parent / OLD_NAME)
    begin_staging(site)
    assert (site / "index.html").read_text("utf-8") == "vorige"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with one_build_at_a_time(tmp_path / "build"):
        with pytest.raises(UsageError) as caught, one_build_at_a_time(tmp_path / "build"):
            pass
        assert caught.value.code == "build-locked"
    with one_build_at_a_time(tmp_path / "build"):
        assert (tmp_path / "build").is_dir()


def test_a_lock_is_given_back_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), one_build_at_a_time(tmp_path):
        raise RuntimeError
    with one_build_at_a_time(tmp_path):
        assert tmp_path.is_dir()


def test_two_pages_at_one_address_are_refused(tmp_path: Path) -> None:
    write_new(tmp_path, "a/index.html", b"een")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, "a/index.html", b"twee")
    assert (tmp_path / "a" / "index.html").read_bytes() == b"een"


@pytest.mark.parametrize("uri", ["../buiten.html", "a/../../buiten.html", "/buiten.html"])
def test_an_address_outside_the_site_is_refused(uri: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    with pytest.raises(ValueError, match="leaves the site"):
        write_new(root, uri, b"x")
    assert names_in(tmp_path) == ["site"]
