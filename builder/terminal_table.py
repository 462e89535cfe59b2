"""Rows of short words on the terminal and as CSV: columns in line, nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from builder.signals.digests.signal_text import escape_for_cell

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet calculate; an apostrophe before it makes it text."""


def build_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows below their headings, each column as wide as its widest word; no spaces at the end of a line."""
    shown = [headings, *([escape_for_cell(word) for word in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in shown)


def build_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same for a spreadsheet, as RFC 4180 wants it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings)
    writer.writerows([escape_formula(word) for word in row] for row in rows)
    return buffer.getvalue()


def escape_formula(word: str) -> str:
    """The word as a text for every spreadsheet, with hidden characters shown."""
    shown = escape_for_cell(word)
    return f"'{shown}" if shown.startswith(FORMULA_STARTS) or word.startswith(FORMULA_STARTS) else shown
