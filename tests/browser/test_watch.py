"""What the tests in the browser notice of requests that fail: every one of the page that is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Watch

MISSING = "data/later.json"
ASK = f"void fetch('{MISSING}').catch(() => 0)"


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """A page of the demo city."""
    context = browser.new_context()
    watch = Watch()
    watch.follow(context)
    page = context.new_page()
    page.goto(f"{address}over/")
    page.wait_for_load_state("networkidle")
    yield page, watch
    context.close()


def test_a_request_that_is_given_up_on_the_page_itself_is_a_problem(watched: tuple[Page, Watch], address: str) -> None:
    page, watch = watched
    page.route(f"**/{MISSING}", lambda route: route.abort("aborted"))
    with page.expect_event("requestfailed"):
        page.evaluate(ASK)
    assert [each for each in watch.problems if each.startswith("failed")] == [
        f"failed: {address}over/{MISSING} net::ERR_ABORTED"
    ]


def test_a_request_of_a_page_that_was_left_is_none(watched: tuple[Page, Watch], address: str) -> None:
    page, watch = watched
    held: list[Route] = []
    page.route(f"**/{MISSING}", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    with page.expect_request(f"**/{MISSING}"):
        page.evaluate(ASK)
    with page.expect_event("requestfailed") as failed:
        page.goto(address)
    assert failed.value.failure == "net::ERR_ABORTED"
    assert watch.problems == []
