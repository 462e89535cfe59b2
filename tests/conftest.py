"""What tests of several rooms use: the tiny city, as read and as a folder that may be changed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from builder.model.corpus import Corpus
from builder.reading import read_corpus

TESTS = Path(__file__).parent
TODAY = date(2024, 6, 1)

settings.register_profile("vertelkaart", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("vertelkaart")


@pytest.fixture(scope="session")
def tiny() -> Corpus:
    """The tiny city, read once; nobody changes it."""
    return read_corpus(TESTS / "sites" / "tiny", today=TODAY)


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    root = tmp_path / "tiny"
    shutil.copytree(TESTS / "sites" / "tiny", root, symlinks=True)
    return root
