"""Folders with which an adversary, or a slip in mkdocs.yml, made a build destroy or follow something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.site.staging import StagedFolder, one_at_a_time, refuse_foreign


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    stories = tmp_path / "stories"
    stories.mkdir()
    refuse_foreign(stories)  # an empty folder may become a site
    (stories / "brug.md").write_text("verhaal", "utf-8")
    with pytest.raises(UsageError, match="site-folder"):
        refuse_foreign(stories)


def test_a_link_or_a_file_in_place_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="site-folder"):
            refuse_foreign(tmp_path / name)


def test_leftovers_that_are_links_are_removed_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    (target / "keep").write_text("x", "utf-8")
    build = tmp_path / "build"
    build.mkdir()
    staged = StagedFolder(target=build / "site")
    for leftover in (staged.old, staged.folder):
        leftover.symlink_to(target)
    staged.begin()
    assert [path.name for path in build.iterdir()] == [staged.folder.name]
    assert (target / "keep").is_file()


def test_a_swap_that_was_cut_in_two_is_repaired_before_anything_is_read(tmp_path: Path) -> None:
    staged = StagedFolder(target=tmp_path / "site")
    staged.old.mkdir()
    staged.restore()
    assert (tmp_path / "site").is_dir()


def test_a_file_in_place_of_the_build_folder_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="site-folder"), one_at_a_time(tmp_path / "build"):
        pass
