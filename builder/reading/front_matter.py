"""A story file into its front matter and its body: exactly one block between lines of three hyphens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.reading.faultbook import FILE_START, FaultBook, Position
from builder.reading.known_keys import is_key_line, is_plain_key_line

MAX_FRONT_KIB = 64
_SEARCHED_LINES = 20
"""How far a misplaced first fence is looked for."""
_FENCE = "---"
_BLANK = " \t\u00a0\u200b\u2060\u3000\f\v"
_WRONG_FENCE = re.compile(r"-+\s*$|[\u2010-\u2015\u2212]+\s*$|\+\+\++|\{|;;;|===+\s*$|~~~|---.|\*\*\*+\s*$|- - -")
_PLAIN_KEY = re.compile(r"[a-z_]{2,}:(\s|$)")
_KEY_LINE = re.compile(r"\s*(?:-\s+)?([A-Za-z_]{2,}):(\s|$)")
"""Also indented, as an item, or with a capital: what stands above a second fence was meant to be private."""
_RUNS_ON = re.compile(r"\s|.*[|>:][+-]?[0-9]?\s*$")
"""A last line of the front matter after which an indented line would have belonged to it."""


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
    torn = _torn_line(lines[1:end], lines[end + 1 :])
    if torn is not None:
        book.add("front-matter-torn", path, Position(body_line + torn))
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
    if first.rstrip(" \t") == _FENCE or is_key_line(first):
        return first_index
    key = next((index for index in _first_paragraph(body) if is_plain_key_line(body[index])), None)
    if key is not None:
        return key
    for number, (index, line) in enumerate(filled):
        if line.rstrip(" \t") != _FENCE:
            continue
        around = (filled[number - 1][1], filled[number + 1][1] if number + 1 < len(filled) else "")
        if any(map(_PLAIN_KEY.match, around)) or any(map(_KEY_LINE.match, _paragraph_above(body, index))):
            return index
    return None


def _first_paragraph(body: list[str]) -> range:
    """The indexes of the first lines with text, up to an empty one; comments of YAML above them do not count."""
    start = 0
    while start < len(body) and (not body[start].strip() or body[start].lstrip().startswith("#")):
        start += 1
    end = start
    while end < len(body) and body[end].strip() and not body[end].startswith(":::"):
        end += 1  # the keys of a signal are in their place
    return range(start, end)


def _torn_line(front: list[str], body: list[str]) -> int | None:
    """The index of an indented first line of the body that goes on with the last text of the front matter."""
    last = next((line for line in reversed(front) if line.strip()), "")
    index = next((index for index, line in enumerate(body) if line.strip()), None)
    if index is None or not body[index][0].isspace() or not _RUNS_ON.match(last):
        return None
    return index


def _paragraph_above(body: list[str], index: int) -> list[str]:
    """The lines right above a line, up to an empty one."""
    start = index
    while start > 0 and body[start - 1].strip():
        start -= 1
    return body[start:index]
