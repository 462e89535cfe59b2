"""A built private project that is a repository, as the current folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.leak.marked import Build
from tests.publishing.repositories import make_private


@pytest.fixture
def city(marked_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The marked city, built, in a repository of its own; messages in English."""
    root = tmp_path / "private" / "city"
    shutil.copytree(marked_build.root, root)
    monkeypatch.chdir(make_private(root))
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    return root
