"""The markers of the marked city, and looking for them with the search of the last look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.publishing.searching import Fit, Search, Wanted

MARKER = "MARKERZQ"
"""Every private word of the marked city starts with this, and nothing else does."""


def find_in_tree(tree: Mapping[str, bytes], *words: str, fit: Fit = Fit.ANYWHERE) -> list[str]:
    """Path and dress of every place where a word stands (the marker, when none is named): in names, in all bytes."""
    wanted = [Wanted(number=number, text=word, fit=fit) for number, word in enumerate(words or (MARKER,))]
    return [f"{hit.path}: {hit.way}" for hit in Search(wanted).look(tree.items()) if hit.number >= 0]


def find_fingerprints(tree: Mapping[str, bytes], words: Iterable[str]) -> list[str]:
    """Path and dress of every place where a fingerprint of one of the words stands."""
    wanted = [
        Wanted(number=number, text=word, fit=Fit.FINGERPRINT_ONLY, has_fingerprints=True)
        for number, word in enumerate(words)
    ]
    return [f"{hit.path}: {hit.way}" for hit in Search(wanted).look(tree.items()) if hit.number >= 0]


def private_words(folder: Path) -> dict[str, str]:
    """Each marker of a project, and the file that it stands in."""
    words: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes().decode("latin-1") if path.is_file() else ""
        for word in re.findall(rf"(?i){MARKER}[a-z0-9]+", f"{path.name}\n{content}"):
            words.setdefault(word, name)
    return words
