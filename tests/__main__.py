"""`python -m tests`: gets what the tests need (a browser, the npm packages) and runs all of them."""

from __future__ import annotations

import os
import sys

import pytest

from tests.tools.browser_tools import CHROMIUM_VARIABLE, install_chromium, install_packages

if __name__ == "__main__":
    os.environ[CHROMIUM_VARIABLE] = install_chromium()
    install_packages()
    sys.exit(pytest.main([*sys.argv[1:]]))
