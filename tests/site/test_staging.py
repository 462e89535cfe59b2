"""The site takes its place only when it is whole, and replaces nothing but a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.site.staging import StagedFolder, check_site, write_new


def test_a_site_without_its_first_page_is_not_whole(tmp_path: Path) -> None:
    staged = StagedFolder(target=tmp_path / "build" / "site")
    write_new(staged.begin(), "404.html", b"geen")
    with pytest.raises(UsageError) as caught:
        check_site(staged, {"404.html": 4})
    assert (caught.value.code, caught.value.params) == ("tree-not-whole", {"missing": 1, "wrong": 0})


def test_a_site_with_all_that_was_meant_is_whole(tmp_path: Path) -> None:
    staged = StagedFolder(target=tmp_path / "build" / "site")
    for uri in ("404.html", "index.html"):
        write_new(staged.begin() if not staged.folder.exists() else staged.folder, uri, b"bladzijde")
    check_site(staged, {"404.html": 9, "index.html": None})
    staged.exchange()
    assert sorted(path.name for path in staged.target.iterdir()) == ["404.html", "index.html"]
