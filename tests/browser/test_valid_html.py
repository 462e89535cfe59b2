"""The Nu HTML checker finds no error on any kind of page, in any language of the interface, nor in the style sheets."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.browser.test_accessibility import KINDS, uri_of
from tests.nightly import IS_NIGHTLY
from tests.tools.browser_tools import install_packages

LANGUAGES = ("", "ar/", "fr/", "en/") if IS_NIGHTLY else ("", "ar/")
"""French and English are the same templates as Dutch, with other words."""
UNKNOWN_TO_IT = ("“vector-effect”: Property “vector-effect” doesn't exist.",)
"""Of SVG 2, and in every browser."""


def faults_of(files: Sequence[Path], *options: str) -> list[str]:
    """What the checker calls an error."""
    java = shutil.which("java")
    assert java, "a Java of 17 or newer; `tests.tools.browser_tools` installs it for root"
    checker = install_packages() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(checker), "--format", "json", "--stdout"]
    made = subprocess.run([*command, *options, *map(str, files)], check=False, capture_output=True, text=True)
    messages = json.loads(made.stdout)["messages"]
    return [
        f"{Path(message['url']).parent.name}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info" and not message["message"].endswith(UNKNOWN_TO_IT)
    ]


def test_the_checker_finds_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="nl"><title>x</title><p><div></p>', "utf-8")
    assert any("No “p” element in scope" in fault for fault in faults_of([page]))


def test_no_kind_of_page_has_a_fault(demo_project: Path) -> None:
    site = demo_project / "build" / "site"
    kinds = [kind for kind in KINDS if kind != "404"]
    uris = {uri_of(kind, prefix).partition("?")[0] for kind in kinds for prefix in LANGUAGES}
    files = [site / uri / "index.html" for uri in sorted(uris)]
    assert [path for path in files if not path.is_file()] == []
    assert faults_of([site / "404.html", *files]) == []


def test_no_style_sheet_has_a_fault(demo_project: Path) -> None:
    sheets = sorted((demo_project / "build" / "site" / "assets").glob("vk-*/css/*.css"))
    assert len(sheets) == 5
    assert faults_of(sheets, "--css") == []
