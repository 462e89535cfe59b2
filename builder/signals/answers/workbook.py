"""A workbook that came from outside, as rows of values: bounded, without anything in it that runs or is computed.

It is taken apart before openpyxl sees it: how many parts, how large unpacked, no macros, no document types (entities
could grow without end). Links to other workbooks are not followed, and a formula is a value of its own kind, so that
the reader can refuse it where it matters.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

MIB = 1024 * 1024
MAX_FILE_BYTES = 16 * MIB
MAX_UNPACKED_BYTES = 96 * MIB
"""Ten thousand signals of two pages each; unpacked they take a minute at most."""
MAX_RATIO = 120
"""How many times larger a part may be than in the archive, above one megabyte; sheets of digests stay below 40."""
MAX_PARTS = 400
MAX_SHEETS = 20
ROWS_A_STEP = 200
"""So often a bar moves."""
Progress = Callable[[int, int], None]
MAX_ROWS = 40_000
"""That are in the file, empty ones with a format too."""
MAX_ROW_NUMBER = 1_048_576
"""Of the last row that a sheet can have; programs leave formatted, empty rows down there."""
MAX_COLUMNS = 100
ZIP_MAGIC = b"PK\x03\x04"
LOCKED_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A compound file: a workbook with a password, or one of before 2007."""
MACROS = re.compile(r"vbaproject|/activex/|/macrosheets/|dialogsheets/", re.IGNORECASE)
DOCUMENT_TYPE = re.compile(rb"<!(doctype|entity)", re.IGNORECASE)


class WorkbookError(Exception):
    """The workbook is refused; the code is one of `FAULT_TEXTS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is computed, or holds an error of a computation: nobody typed what it shows."""


FORMULA = Formula()
Value = str | int | float | bool | date | Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """One sheet."""

    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    """Values of the cells, from the first row and column on."""

    def value(self, row: int, column: int | None) -> Value:
        """The value of a cell, both from 1; None outside of what is filled in."""
        if column is None or row > len(self.rows) or column > len(self.rows[row - 1]):
            return None
        return self.rows[row - 1][column - 1]


def cell_name(row: int, column: int) -> str:
    """How a spreadsheet program calls a cell, such as S7."""
    return f"{get_column_letter(column)}{row}"


def no_progress(done: int, total: int) -> None:
    """Says nothing."""


def read_workbook(content: bytes, progress: Progress = no_progress) -> tuple[SheetRows, ...]:
    """The sheets of a workbook. `progress` hears how many rows were read, and of how many.

    Raises: WorkbookError.
    """
    rows = RowCount(total=check_archive(content), progress=progress)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            if len(book.worksheets) > MAX_SHEETS:
                raise WorkbookError("answer-too-large")
            return tuple(SheetRows(rows=tuple(rows.counted(rows_of(sheet)))) for sheet in book.worksheets)
        finally:
            progress(1, 1)  # the bar goes
            book.close()
    except WorkbookError:
        raise
    except Exception:  # the library raises whatever it stumbles over in a damaged file
        raise WorkbookError("answer-broken") from None


@dataclass(slots=True)
class RowCount:
    """Counts the rows of a workbook as they are read."""

    total: int
    """As many rows as its parts seem to have; they may say more or less than is true."""
    progress: Progress
    done: int = 0

    def counted(self, rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
        """The same rows."""
        for row in rows:
            self.done += 1
            if self.done % ROWS_A_STEP == 0 and self.done < self.total:
                self.progress(self.done, self.total)
            yield row


def check_archive(content: bytes) -> int:
    """How many rows there seem to be, when the archive can be opened without harm."""
    rows = 0
    if len(content) > MAX_FILE_BYTES:
        raise WorkbookError("answer-too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise WorkbookError("answer-too-large")
            for part in parts:
                if part.file_size > MIB and part.file_size > MAX_RATIO * max(part.compress_size, 1):
                    raise WorkbookError("answer-too-large")
                if MACROS.search(part.filename):
                    raise WorkbookError("answer-macros")
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    markup = archive.read(part)
                    check_markup(markup)
                    rows += markup.count(b"<row ")
            return rows
    except WorkbookError:
        raise
    except Exception:  # zipfile and zlib raise a dozen kinds for damaged archives
        raise WorkbookError("answer-broken") from None


def check_markup(content: bytes) -> None:
    """Nothing, when a part is UTF-8 and declares no document type."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:64]:
        raise WorkbookError("answer-broken")
    if DOCUMENT_TYPE.search(content):
        raise WorkbookError("answer-broken")


def rows_of(sheet: Any) -> Iterator[tuple[Value, ...]]:  # Any: the stubs do not know sheets that are only read
    """The values of a sheet, row by row; empty rows and cells at the end are left out."""
    sheet.reset_dimensions()  # what the file says of its size need not be true
    waiting = written = 0
    last = None
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > MAX_ROW_NUMBER:
            raise WorkbookError("answer-too-large")
        if row is last:  # the library gives the same empty row for each that is not in the file
            waiting += 1
            continue
        last = row
        written += 1
        if written > MAX_ROWS:
            raise WorkbookError("answer-too-large")
        values = [value_of(cell) for cell in row]
        while values and values[-1] is None:
            values.pop()
        if not values:
            waiting += 1
            continue
        yield from [()] * waiting
        waiting = 0
        yield tuple(values)


def value_of(cell: object) -> Value:
    """The value of a cell; times without a day, and what else there is, as text."""
    kind = getattr(cell, "data_type", None)
    value = getattr(cell, "value", None)
    if kind in ("f", "e"):
        return FORMULA
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | int | float | bool | date):
        return value or None if isinstance(value, str) else value
    return str(value)
