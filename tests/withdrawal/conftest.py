"""What every test of this room needs: English messages, and silence of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.withdrawal.cities import copy_tiny


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    return copy_tiny(tmp_path / "city")
