"""Texts that would keep a Markdown reader busy for minutes are refused before one sees them."""

from __future__ import annotations

import re

from builder.reading.faultbook import FaultBook, Position

MAX_OPEN_BRACKETS = 500
MAX_BACKTICK_RUNS = 200
MAX_EMPHASIS_RUN = 100
MAX_EMPHASIS_RUNS = 4_000
MAX_ANGLES = 1_000
MAX_NESTING = 20
"""Quotations and lists inside each other, at the start of one line."""
MAX_INDENT = 200
MAX_LINES = 8_000
MAX_NUMBERS = 2_000
"""Each is held against the forms of telephone numbers and accounts, which takes a while."""
MAX_AMPERSANDS = 5_000
_LINE_STARTS = (" ", "\t", ">", "-", "*", "+", *"0123456789")
"""What lines begin with that are indented or nested."""
_NUMBER = re.compile(r"[0-9]+")
_BACKTICKS = re.compile(r"`+")
_EMPHASIS = re.compile(r"[*_~]+")
_NESTING = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))+")
_INDENT = re.compile(r"[ \t]*")
_MARK = re.compile(r">|[-*+]|[0-9]+[.)]")


def check_complexity(text: str, first_line: int, path: str, book: FaultBook) -> bool:
    """Whether the text is simple enough; else the line on which it becomes too much is written down."""
    return is_simple(text) or _check_lines(text, first_line, path, book)


def is_simple(text: str) -> bool:
    """Whether the text as a whole has so little of everything that no line of it can be too much."""
    count = text.count
    return (
        (len(text) <= 2 * MAX_NUMBERS or sum(map(count, "0123456789")) <= MAX_NUMBERS)
        and count("[") + count("(") <= MAX_OPEN_BRACKETS
        and count("`") <= MAX_BACKTICK_RUNS
        and count("*") + count("_") + count("~") <= min(MAX_EMPHASIS_RUN, MAX_EMPHASIS_RUNS)
        and count("<") + count("![") <= MAX_ANGLES
        and count("&") <= MAX_AMPERSANDS
        and count("\n") < MAX_LINES
        and not any(
            len(line) > min(MAX_NESTING, MAX_INDENT) and line.startswith(_LINE_STARTS) for line in text.split("\n")
        )
    )


def _check_lines(text: str, first_line: int, path: str, book: FaultBook) -> bool:
    """The same, line by line."""
    open_brackets = backtick_runs = emphasis_runs = angles = numbers = ampersands = 0
    for number, line in enumerate(text.split("\n")):
        open_brackets = _open_brackets(line, open_brackets)
        backtick_runs += sum(1 for _ in _BACKTICKS.finditer(line))
        runs = _EMPHASIS.findall(line)
        emphasis_runs += len(runs)
        angles += line.count("<") + line.count("![")
        numbers += sum(1 for _ in _NUMBER.finditer(line))
        ampersands += line.count("&")
        nesting = _NESTING.match(line)
        indent = _INDENT.match(line)
        if (
            open_brackets > MAX_OPEN_BRACKETS
            or backtick_runs > MAX_BACKTICK_RUNS
            or emphasis_runs > MAX_EMPHASIS_RUNS
            or max(map(len, runs), default=0) > MAX_EMPHASIS_RUN
            or angles > MAX_ANGLES
            or (nesting is not None and len(_MARK.findall(nesting.group())) > MAX_NESTING)
            or (indent is not None and len(indent.group()) > MAX_INDENT)
            or number >= MAX_LINES
            or numbers > MAX_NUMBERS
            or ampersands > MAX_AMPERSANDS
        ):
            book.add("text-too-complex", path, Position(first_line + number))
            return False
    return True


def _open_brackets(line: str, already_open: int) -> int:
    """How many `[` and `(` wait for their other half after this line, at most one over the limit at any moment."""
    count = already_open
    for character in line:
        if character in "[(":
            count += 1
            if count > MAX_OPEN_BRACKETS:
                return count
        elif character in "])" and count:
            count -= 1
    return count
