"""A story file into its front matter and its body: exactly one block between lines of three hyphens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.model.story import StoryFront
from builder.reading.faultbook import FILE_START, FaultBook, Position

MAX_FRONT_KIB = 64
_SEARCHED_LINES = 20
"""How far a misplaced first fence is looked for."""
_FENCE = "---"
_BLANK = " \t\u00a0\u200b\u2060\u3000\f\v"
_WRONG_FENCE = re.compile(r"-+\s*$|[\u2010-\u2015\u2212]+\s*$|\+\+\++|\{|;;;|===+\s*$|~~~|---.|\*\*\*+\s*$|- - -")
_KEY_LINE = re.compile(r"[a-z_]{2,}:(\s|$)")
_FRONT_KEYS = frozenset(StoryFront.model_fields) | {"translation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A file cut in two."""

    front: str = field(repr=False)
    front_line: int
    """The line of the file on which the front matter starts, from 1."""
    body: str = field(repr=False)
    body_line: int


def split_front_matter(text: str, path: str, book: FaultBook) -> Parts | None:
    """The front matter and the body; nothing after the fault is written down."""
    lines = text.split("\n")
    if lines[0].rstrip(" \t") != _FENCE:
        code, line = _fault_of_start(lines)
        book.add(code, path, Position(line))
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip(" \t") == _FENCE), None)
    if end is None:
        book.add("front-matter-open", path, FILE_START)
        return None
    front = "\n".join(lines[1:end])
    if len(front.encode("utf-8")) > MAX_FRONT_KIB * 1024:
        book.add("file-too-large", path, FILE_START, limit=MAX_FRONT_KIB)
        return None
    body_line = end + 2
    second = _second_block(lines[end + 1 :])
    if second is not None:
        book.add("front-matter-twice", path, Position(body_line + second))
        return None
    return Parts(front=front, front_line=2, body="\n".join(lines[end + 1 :]), body_line=body_line)


def _fault_of_start(lines: list[str]) -> tuple[str, int]:
    """Why the first line opens no front matter, and the line to look at."""
    start = 0
    while start < min(len(lines), _SEARCHED_LINES) and not lines[start].strip(_BLANK):
        start += 1
    if start >= len(lines):
        return "front-matter-missing", 1
    line = lines[start]
    bare = line.strip(_BLANK)
    if bare == _FENCE:
        return "front-matter-not-first", 1
    if _WRONG_FENCE.match(bare):
        return "front-matter-wrong-fence", start + 1
    return "front-matter-missing", 1


def _second_block(body: list[str]) -> int | None:
    """The index of the line where keys stand in the body as if it were front matter."""
    filled = [(index, line) for index, line in enumerate(body) if line.strip()]
    if not filled:
        return None
    first_index, first = filled[0]
    if first.rstrip(" \t") == _FENCE or (first.partition(":")[0] in _FRONT_KEYS and _KEY_LINE.match(first)):
        return first_index
    for number, (index, line) in enumerate(filled):
        if line.rstrip(" \t") != _FENCE:
            continue
        around = (filled[number - 1][1], filled[number + 1][1] if number + 1 < len(filled) else "")
        if any(_KEY_LINE.match(one) for one in around):
            return index
    return None
