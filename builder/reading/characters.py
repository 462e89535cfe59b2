"""Characters that no text may hold: control characters, and those that reverse what is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.reading.faultbook import Position

# U+0085, U+2028 and U+2029 end a line for YAML and Python, but not for CommonMark: the readers would disagree.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff"
# Embeddings, overrides and isolates. The plain marks U+200E, U+200F and U+061C are left: Arabic needs them.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_UNWANTED = re.compile(f"[{_CONTROL}{_BIDI}]")
_IS_BIDI = re.compile(f"[{_BIDI}]")


@dataclass(frozen=True, slots=True)
class UnwantedCharacter:
    """The first character of a text that may not stand there."""

    code: str
    """The code of its fault."""
    index: int
    """Where it stands, in characters from 0."""


def find_unwanted_character(text: str) -> UnwantedCharacter | None:
    """The first control or reversing character, or nothing."""
    match = _UNWANTED.search(text)
    if match is None:
        return None
    code = "file-bidi-control" if _IS_BIDI.match(match[0]) else "file-control-character"
    return UnwantedCharacter(code, match.start())


def position_of(text: str, index: int) -> Position:
    """The line and the column of a character."""
    line_start = text.rfind("\n", 0, index) + 1
    return Position(text.count("\n", 0, index) + 1, index - line_start + 1)
