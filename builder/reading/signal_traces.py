"""Where signals seem to stand in a file that was refused: only lines, found with caution, and never a word of them.

Nothing is read here with certainty, so nothing of it may become public or go to a service. It is for a list that tells
the coordinator where to look.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.reading.files import MAX_TEXT_BYTES, read_plain_file, with_plain_ends
from builder.reading.signal_blocks import fold_marker, may_be_marker

_LONGEST_LINE = 1000
"""Characters of a line that are looked at: a marker stands at its start, and a damaged file has lines without end."""
_END = re.compile(r"\s*[:;]{2,}\s*")
_START = re.compile(r"\s*[:;]{2}")
_LIST = re.compile(r"[\"']?si(?:gn|ng|nj)a+l(?:en|s)[\"']?\s*:\s*(.*)", re.IGNORECASE)
_DASH = re.compile(r"(\s*)-(\s|$)")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalTraces:
    """The lines, from 1, on which a signal seems to start."""

    listed: tuple[int, ...] = ()
    """Entries of a list `signals:` in the front matter; the line of the key when its entries cannot be told apart."""
    blocks: tuple[int, ...] = ()
    """Markers and labels."""
    ends: tuple[int, ...] = ()
    """Ends of a signal whose start is not there."""

    @property
    def count(self) -> int:
        """How many signals there seem to be, without those of which only an end is left."""
        return len(self.listed) + len(self.blocks)


def find_traces(root: Path, path: str) -> SignalTraces | None:
    """The traces in a file of a project; nothing when it is no plain file, lies behind a link or is far too large."""
    pure = PurePosixPath(path)
    if ".." in pure.parts or not all(_is_plain_folder(root / parent) for parent in pure.parents):
        return None
    code, content = read_plain_file(root / path, MAX_TEXT_BYTES)
    return None if code is not None else traces_in(_as_text(content))


def traces_in(text: str) -> SignalTraces:
    """The traces in a text, whatever is wrong with it."""
    lines = [line[:_LONGEST_LINE] for line in with_plain_ends(text).split("\n")]
    listed: list[int] = []
    blocks: list[int] = []
    ends: list[int] = []
    is_inside = False
    for index, line in enumerate(lines):
        seen = fold_marker(line)
        entries = _list_entries(lines, index, seen)
        if entries:
            listed += entries
        elif _END.fullmatch(seen):
            if not is_inside:
                ends.append(index + 1)
            is_inside = False
        elif may_be_marker(line):
            blocks.append(index + 1)
            is_inside = is_inside or _START.match(seen) is not None
    return SignalTraces(listed=tuple(listed), blocks=tuple(blocks), ends=tuple(ends))


def _list_entries(lines: list[str], index: int, seen: str) -> tuple[int, ...]:
    """The lines of the entries when a list of signals starts on this line, which looks like `seen`; else none."""
    match = _LIST.match(seen)
    if match is None:
        return ()
    if match[1].startswith(("[", "{")):
        return (index + 1,)
    entries: list[int] = []
    indent: str | None = None
    for number in range(index + 1, len(lines)):
        line = lines[number]
        dash = _DASH.match(line)
        if dash and indent in (None, dash[1]):
            indent = dash[1]
            entries.append(number + 1)
        elif line.strip() and (indent is None or not (line[0].isspace() or line.startswith("#"))):
            break
    return tuple(entries)


def _as_text(content: bytes) -> str:
    """The bytes as text, with a sign for what is none: a file in another encoding is looked into as well."""
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8"
    return content.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "")


def _is_plain_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False
