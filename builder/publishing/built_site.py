"""The site that stands in `build/site/`: whether it is whole, and still what the files of the project say."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from builder.cache.file_hashes import is_unchanged
from builder.errors import UsageError
from builder.model.corpus import InputFile
from builder.whole.files import write_whole
from builder.whole.trees import tree_digest

RECORD = Path(".cache") / "vertelkaart" / "site-built.json"
"""In the private cache: digests of what the site was made from and of itself. It names no file and no word."""
INPUTS = ("stories", "places", "site_config", "mkdocs.yml")


def files_of(folder: Path) -> Iterator[Path]:
    """Every plain file below a folder, in the order of its path; links are not followed."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            yield folder / entry.name
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_of(folder / entry.name)


def input_files(root: Path) -> Iterator[Path]:
    """Every file that a site may be made from."""
    for name in INPUTS:
        path = root / name
        yield from files_of(path) if path.is_dir() else [path] if path.is_file() else []


def inputs_digest(root: Path, known: Iterable[InputFile] = ()) -> str:
    """One SHA-256 of the names and contents of every file that a site may be made from.

    `known`: files that were read; those that are what they were are not read again.
    """
    digest = hashlib.sha256()
    start = len((root / "x").as_posix()) - 1  # nothing for the folder in which one stands
    read = {each.place: each for each in known}
    for path in input_files(root):
        each = read.get(path.as_posix())
        digest.update(hashlib.sha256(path.as_posix()[start:].encode("utf-8", "surrogatepass")).digest())
        if each is not None and is_unchanged(path, each.stamp):
            digest.update(bytes.fromhex(each.sha256))
        else:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def record_build(root: Path, site: Path, inputs: str, digest: str | None = None) -> None:
    """Notes what a site, which was just made whole, was made from: `inputs_digest` of before it stood.

    `digest`: the `tree_digest` of the site, when it is known.

    It is taken before the build looks for changes a last time: what changes after that look makes the site stale. A
    note that cannot be written takes no site back: publishing then asks to build again.
    """
    with suppress(OSError):
        (root / RECORD.parent).mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(root / RECORD, json.dumps({"inputs": inputs, "site": digest or tree_digest(site)}).encode())


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
