"""What tests of several rooms use: the tiny city, as read and as a folder that may be changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from builder.model.corpus import Corpus
from builder.reading import read_corpus
from tests.leak.marked import Build, build, copy_marked
from tests.nightly import IS_NIGHTLY
from tests.tools.browser_tools import CHROMIUM_FLAGS, find_chromium

TESTS = Path(__file__).parent
TODAY = date(2024, 6, 1)

skip_reasons: list[str] = []

settings.register_profile("vertelkaart", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("vertelkaart")
expect.set_options(timeout=15_000)  # milliseconds; a busy machine draws late


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """At night a test takes as long as it needs."""
    if IS_NIGHTLY:
        for item in items:
            item.add_marker(pytest.mark.timeout(0))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remembers why a test was skipped."""
    if report.skipped and isinstance(report.longrepr, tuple):
        skip_reasons.append(str(report.longrepr[2]).removeprefix("Skipped: "))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test fails the run unless its reason is listed."""
    allowed = (TESTS / "allowed_skips.txt").read_text("utf-8").splitlines()
    unlisted = sorted(set(skip_reasons) - {line for line in allowed if not line.startswith("#")})
    if unlisted and session.exitstatus == 0:
        session.exitstatus = 1
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(f"skipped for reasons that tests/allowed_skips.txt does not list: {unlisted}")


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


@pytest.fixture(scope="session")
def marked_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The marked city, built once with `vertelkaart build` for all tests that only look at it."""
    done = build(copy_marked(tmp_path_factory.mktemp("marked") / "city"))
    assert done.status == 0, done.stderr.decode()
    return done


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium with an empty profile."""
    path = find_chromium()
    assert path, "no Chromium: run `python -m tests`, which gets one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield started
        started.close()
