"""The fixtures of reading."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reading.project import TINY, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The tiny city, to be changed."""
    root = tmp_path / "project"
    shutil.copytree(TINY, root, symlinks=True)
    return Project(root)
