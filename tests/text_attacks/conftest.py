"""The browser of the tests of the site."""

from tests.browser.conftest import browser

__all__ = ["browser"]
