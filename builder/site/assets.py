"""Styles, scripts and fonts of our own site, under one folder that is named after their content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from builder.model.public import PublicEmotion
from builder.site.bundling import bundle
from builder.site.modules import modules_of
from builder.site.sheets import build_sheets
from builder.site.slimming import slim_script

ROOM = Path(__file__).parent
SCRIPT_FOLDERS = ("lib", "parts", "workers")
SCHEME = "scheme.js"
"""In `parts/`; it stands in every page and is no file of the site, for nothing is painted before it has run."""
BUNDLES = {"parts/home.js": modules_of("parts/shell.js"), "parts/embed.js": ()}
"""The entries whose modules come in one file → those that stay apart, for other pages have them, too."""
VENDOR_SUFFIXES = (".js", ".css", ".png")
"""Not its fonts: `fonts/` is cut out of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The files of the folder, by their path in it."""

    folder: str
    """From the root of the site, ending in `/`: `assets/vk-<hash>/`."""
    files: dict[str, bytes]


def collect_assets(emotions: Sequence[PublicEmotion]) -> Assets:
    """All styles, scripts, fonts and vendored files, and the colours of this city's emotions.

    The paths are those of the sources (`lib/`, `parts/`, `workers/`, `vendor/`, `fonts/`), so that imports hold in
    both; scripts and the sheets of `css/` come without comments.
    """
    files = static_files() | build_sheets(emotion_styles(emotions))
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return Assets(folder=f"assets/vk-{digest.hexdigest()[:12]}/", files=files)


@cache
def scheme_script() -> Markup:
    """The script that stands in every page, before all else in it."""
    return Markup(read_script(f"parts/{SCHEME}"))  # a file of ours


@cache
def static_files() -> dict[str, bytes]:
    """What does not depend on the city."""
    files = {path: text.encode() for path, text in scripts().items()}
    for path in sorted((ROOM / "fonts").glob("*.woff2")):
        files[f"fonts/{path.name}"] = path.read_bytes()
    for path in sorted((ROOM / "vendor").rglob("*")):
        if path.suffix in VENDOR_SUFFIXES:
            files[path.relative_to(ROOM).as_posix()] = path.read_bytes()
    return files


def scripts() -> dict[str, str]:
    """The modules that browsers fetch: bundles, and what stands apart from them."""
    paths = [
        f"{folder}/{path.name}"
        for folder in SCRIPT_FOLDERS
        for path in sorted((ROOM / folder).glob("*.js"))
        if path.name != SCHEME
    ]
    bundles = {entry: bundle(entry, read_script, apart) for entry, apart in BUNDLES.items()}
    inside = {path for _, within in bundles.values() for path in within}
    apart = modules_of(*(path for path in paths if path not in inside))
    return {path: read_script(path) for path in apart} | {entry: text for entry, (text, _) in bundles.items()}


def read_script(path: str) -> str:
    """A module as a browser needs it."""
    return slim_script((ROOM / path).read_text(encoding="utf-8"))


def emotion_styles(emotions: Sequence[PublicEmotion]) -> str:
    """The colours of the emotions as custom properties, light and dark, and a class that sets one as the ink."""
    light = "".join(f"--vk-emotion-{each.id}:{each.light};" for each in emotions)
    dark = "".join(f"--vk-emotion-{each.id}:{each.dark};" for each in emotions)
    classes = "".join(f".vk-emotion--{each.id}{{--vk-emotion:var(--vk-emotion-{each.id})}}\n" for each in emotions)
    return f':root,[data-md-color-scheme="default"]{{{light}}}\n[data-md-color-scheme="slate"]{{{dark}}}\n{classes}'
