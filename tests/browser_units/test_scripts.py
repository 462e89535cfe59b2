"""The pure modules of the browser, tested by node's own runner."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.tools.browser_tools import install_packages, node

FOLDER = Path(__file__).parent


def test_the_browser_modules_pass_their_own_tests() -> None:
    install_packages()
    files = sorted(str(path) for path in FOLDER.glob("*.test.js"))
    assert files
    done = subprocess.run([node(), "--test", *files], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
