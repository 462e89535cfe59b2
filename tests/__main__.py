"""`python -m tests`: gets what the tests need (a browser, the npm packages) and runs all of them, a file a core."""

from __future__ import annotations

import os
import sys

import pytest

from tests.tools.browser_tools import CHROMIUM_VARIABLE, install_chromium, install_packages

WORKERS = (os.cpu_count() or 1) + 1
"""One more than there are cores: tests in a browser wait half of their time."""
ON_EVERY_CORE = ("-n", str(WORKERS), "--dist", "loadfile")
"""Whole files, so that what a file builds for its tests is built once."""

if __name__ == "__main__":
    os.environ[CHROMIUM_VARIABLE] = install_chromium()
    install_packages()
    sys.exit(pytest.main([*ON_EVERY_CORE, *sys.argv[1:]]))
