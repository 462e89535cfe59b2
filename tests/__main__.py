"""`python -m tests`: gets what the tests need (a browser, the npm packages) and runs all of them, a file a core."""

from __future__ import annotations

import os
import sys

import pytest

from tests.tools.browser_tools import CHROMIUM_VARIABLE, install_chromium, install_packages

ON_EVERY_CORE = ("-n", "auto", "--dist", "loadfile")
"""Whole files, so that what a file builds for its tests is built once."""

if __name__ == "__main__":
    os.environ[CHROMIUM_VARIABLE] = install_chromium()
    install_packages()
    sys.exit(pytest.main([*ON_EVERY_CORE, *sys.argv[1:]]))
