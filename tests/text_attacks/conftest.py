"""The browser of the tests of the site, and the attacked city, built once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from builder.model.public import Edition
from tests.browser.conftest import DESK
from tests.nightly import examples
from tests.text_attacks.city import make_attacked_edition
from tests.text_attacks.site import build_attacked_site, serve_bare, take_policies_off
from tests.text_attacks.witness import Witness


@dataclass(frozen=True)
class Attacked:
    """The attacked city."""

    edition: Edition
    folder: Path
    """The built site, with no policy left in it."""
    policies: int
    """How many pages had one."""


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """Every text as a story; places, initiatives, themes and workshops of many of them, at night of all."""
    root = tmp_path_factory.mktemp("attacked")
    edition = make_attacked_edition(root, parts=examples(ci=24, nightly=760))
    folder = build_attacked_site(root / "city", edition)
    return Attacked(edition=edition, folder=folder, policies=take_policies_off(folder))


@pytest.fixture(scope="session")
def bare_address(attacked: Attacked) -> Iterator[str]:
    """Where the attacked city is served, with no header that would protect it."""
    with serve_bare(attacked.folder) as address:
        yield address


@pytest.fixture
def witness(watched: tuple[BrowserContext, Witness]) -> Witness:
    """What happened in the pages of this test."""
    return watched[1]


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[BrowserContext, Witness]]:
    """A fresh browser; in the end nothing ran, nothing was asked of another host, and no text became an element."""
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    seen = Witness()
    seen.follow(context)
    yield context, seen
    context.close()
    assert seen.ran == []
    assert seen.asked == []
    assert [url for url in seen.missed if not url.endswith("/favicon.ico")] == []
