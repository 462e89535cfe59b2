"""The site that stands in `build/site/`: whether it is whole, and still what the files of the project say."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from builder.errors import UsageError
from builder.whole.files import write_whole
from builder.whole.trees import tree_digest

RECORD = Path(".cache") / "vertelkaart" / "site-built.json"
"""In the private cache: digests of what the site was made from and of itself. It names no file and no word."""
INPUTS = ("stories", "places", "site_config", "mkdocs.yml")


def files_of(folder: Path) -> Iterator[Path]:
    """Every plain file below a folder, in the order of its path; links are not followed."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent) / name
            if path.is_file() and not path.is_symlink():
                yield path


def input_files(root: Path) -> Iterator[Path]:
    """Every file that a site may be made from."""
    for name in INPUTS:
        path = root / name
        yield from files_of(path) if path.is_dir() else [path] if path.is_file() else []


def inputs_digest(root: Path) -> str:
    """One SHA-256 of the names and contents of every file that a site may be made from."""
    digest = hashlib.sha256()
    for path in input_files(root):
        digest.update(hashlib.sha256(path.relative_to(root).as_posix().encode("utf-8", "surrogatepass")).digest())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def record_build(root: Path, site: Path, inputs: str) -> None:
    """Notes what a site, which was just made whole, was made from: `inputs_digest` of before it stood.

    It is taken before the build looks for changes a last time: what changes after that look makes the site stale. A
    note that cannot be written takes no site back: publishing then asks to build again.
    """
    with suppress(OSError):
        (root / RECORD.parent).mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(root / RECORD, json.dumps({"inputs": inputs, "site": tree_digest(site)}).encode())


def refuse_unfit(root: Path, site: Path) -> None:
    """Nothing, when the site is whole and newer than every change.

    Raises: UsageError.
    """
    if not (site / "index.html").is_file():
        raise UsageError("publish-no-site")
    try:
        record = json.loads((root / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        raise UsageError("publish-not-whole") from None
    if record.get("site") != tree_digest(site):
        raise UsageError("publish-not-whole")
    if record.get("inputs") != inputs_digest(root):
        raise UsageError("publish-stale")


def read_site(site: Path) -> dict[str, bytes]:
    """Every file of the site by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files_of(site)}
