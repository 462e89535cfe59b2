from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import TESTS
from tests.signals.delivering.mail_city import MailCity


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> MailCity:
    """A city whose digests are made; not to be changed."""
    root = tmp_path_factory.mktemp("mail-city") / "tiny"
    shutil.copytree(TESTS / "sites" / "tiny", root)
    city = MailCity(root)
    city.prepare()
    return city


@pytest.fixture
def city(prepared: MailCity, tmp_path: Path) -> MailCity:
    """A copy of that city."""
    shutil.copytree(prepared.root, tmp_path / "city")
    return MailCity(tmp_path / "city")
