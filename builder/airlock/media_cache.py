"""A private store of media that were rebuilt before, so that a picture is encoded once and not at every build.

It lies in `.cache/` of the project, readable by its owner only, and can be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.whole.files import write_whole

RECIPE = "2"
"""Changes when pictures or sounds are made in another way."""


class SourceChangedError(Exception):
    """A picture or sound is not what it was when it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file that was made: its bytes, and what is known of it."""

    content: bytes
    suffix: str
    facts: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file in the store."""

    name: str
    path: Path
    facts: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaCache:
    """The store, below one folder."""

    folder: Path
    read: Mapping[str, str] = field(default_factory=dict)
    """Source, with `/` → the SHA-256 that it had when it was read. A source that is not there may have any."""

    def kept(self, source: Path, recipe: str, make: Callable[[bytes], list[MadeFile]]) -> list[KeptFile]:
        """The files made from a source; made now when they are not there yet.

        Raises: SourceChangedError when the source is not what was read; whatever `make` raises; nothing is kept then.
        """
        content = self._read_source(source)
        key = hashlib.sha256(f"{RECIPE} {recipe}\0".encode() + content).hexdigest()
        index = self.folder / key[:2] / key
        kept = self._read(index) if index.exists() else None
        if kept is None:
            self._write(index, make(content))
            kept = self._read(index)
        if kept is None:
            raise FileNotFoundError(index)
        return kept

    def _read_source(self, source: Path) -> bytes:
        try:
            content = source.read_bytes()
        except OSError:
            raise SourceChangedError from None  # it could be read a moment ago
        if self.read.get(source.as_posix(), "") not in ("", hashlib.sha256(content).hexdigest()):
            raise SourceChangedError
        return content

    def keep_only(self, names: frozenset[str]) -> int:
        """How many files were thrown away: all but those with these names, which another build makes again."""
        if not self.folder.is_dir():
            return 0
        gone = [path for path in (self.folder / "files").glob("*") if path.name not in names]
        for path in gone:
            path.unlink(missing_ok=True)
        for index in self.folder.glob("??/*"):
            if self._read(index) is None:
                index.unlink(missing_ok=True)
        return len(gone)

    def _read(self, index: Path) -> list[KeptFile] | None:
        """The files of an index; None when somebody threw one away, or one of them was cut off or changed."""
        try:
            kept = [
                KeptFile(name=name, path=self.folder / "files" / name, facts=facts)
                for name, facts in json.loads(index.read_text("utf-8"))
            ]
            is_whole = all(name_of(file.path.read_bytes(), file.path.suffix) == file.name for file in kept)
        except (OSError, ValueError, TypeError):
            return None
        return kept if is_whole else None

    def _write(self, index: Path, made: list[MadeFile]) -> None:
        for folder in (self.folder, self.folder / "files", index.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        entries = []
        for file in made:
            name = name_of(file.content, file.suffix)
            write_whole(self.folder / "files" / name, file.content)
            entries.append((name, file.facts))
        write_whole(index, json.dumps(entries).encode())


def name_of(content: bytes, suffix: str) -> str:
    """The name of a file after its content."""
    return hashlib.sha256(content).hexdigest()[:24] + suffix
