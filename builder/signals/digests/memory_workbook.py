"""Spreadsheets that never touch the disk, with cells that are what they look like: text, a number or a day.

A text stays a text whatever it starts with. openpyxl by itself writes each sheet to a temporary file first, in clear.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from builder.signals.digests.signal_text import escape_for_cell
from builder.signals.sealing.age_seals import ZIP_DAY

INK, ACCENT, RULE, PALE = "161311", "9C3A24", "B9B2AB", "F1EEEA"
LARGEST_CELL = 32_000
"""Characters; a spreadsheet program drops what comes after 32,767."""
A3, A4 = "8", "9"
"""Sizes of paper, as a spreadsheet numbers them."""
TEXT_FORMAT = "@"
DAY_FORMAT = "d mmm yyyy"
"""With the month as a word, in the language of the office program: nobody reads 4/3 as the third of April."""
LINE_PT, TALLEST_ROW_PT = 15.0, 409.0
CellValue = str | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLook:
    """How a cell is shown."""

    is_bold: bool = False
    colour: str = INK
    fill: str | None = None
    is_ruled: bool = False
    """Whether there is a line below."""
    vertical: str = "top"
    is_open: bool = False
    """Whether it can be written in when the sheet is protected."""


@dataclass(slots=True)
class CellWriter:
    """Writes cells of one workbook. Each look is worked out once: a style takes openpyxl longer than a cell."""

    sheet: Worksheet
    rest: str
    """The file with all of a text that is too long for a cell; may be empty."""
    _models: dict[tuple[CellLook, str, bool], Cell | MergedCell]

    @classmethod
    def on(cls, sheet: Worksheet, *, rest: str = "") -> CellWriter:
        """A writer for this sheet."""
        return cls(sheet, rest, {})

    def write_row(self, row: int, values: Iterable[CellValue], look: CellLook, *, first_column: int = 1) -> None:
        """The values from that column on."""
        for column, value in enumerate(values, start=first_column):
            self.write(row, column, value, look)

    def write(self, row: int, column: int, value: CellValue, look: CellLook, number_format: str | None = None) -> None:
        """One cell; its type is that of the value."""
        cell = self.sheet.cell(row=row, column=column)
        if isinstance(value, str):
            shown = fit_cell(escape_for_cell(value), self.rest) or None
            cell.value = shown
            if shown is not None:
                cell.data_type = "s"
            form = TEXT_FORMAT
        else:
            cell.value = value
            form = DAY_FORMAT if isinstance(value, date) else "General"
        is_text = isinstance(value, str) and cell.value is not None
        self._dress(cell, look, number_format or form, is_text=is_text)

    def _dress(self, cell: Cell | MergedCell, look: CellLook, number_format: str, *, is_text: bool) -> None:
        """Give the cell its style."""
        key = (look, number_format, is_text)
        model = self._models.get(key)
        if model is None:
            cell.font = Font(name="Calibri", size=11, bold=look.is_bold, color=look.colour)
            cell.alignment = Alignment(wrap_text=True, vertical=look.vertical)
            cell.protection = Protection(locked=not look.is_open)
            cell.number_format = number_format
            if look.fill:
                cell.fill = PatternFill("solid", start_color=look.fill)
            if look.is_ruled:
                cell.border = Border(bottom=Side(style="thin", color=RULE))
            cell.quotePrefix = is_text
            self._models[key] = cell
        else:
            cell._style = copy(model._style)  # type: ignore[union-attr]  # not in the stubs


def build_workbook(day: date) -> Workbook:
    """An empty workbook that names nobody and no clock."""
    book = Workbook()
    midnight = datetime(day.year, day.month, day.day)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = midnight
    return book


def fit_cell(text: str, rest: str) -> str:
    """The text, or as much of it as a cell holds and where the rest is."""
    if len(text) <= LARGEST_CELL:
        return text
    return f"{text[:LARGEST_CELL]} […] → {rest}" if rest else f"{text[:LARGEST_CELL]} […]"


def row_height_pt(texts: Iterable[tuple[CellValue, int]]) -> float:
    """The height in which the texts fit, each with the width of its column in characters.

    A row without a height is not fitted by every office program. The estimate is on the wide side; no row is higher
    than 409 points.
    """
    lines = 1
    for text, width in texts:
        if isinstance(text, str):
            lines = max(lines, sum(math.ceil((len(part) + 1) * 1.12 / width) for part in text.split("\n")))
    return min(lines * LINE_PT + 3, TALLEST_ROW_PT)


def set_up_page(sheet: Worksheet, headings: str, *, paper: str = A4) -> None:
    """On its side, as wide as the paper, with the rows of headings on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = headings
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.4


class MemoryWriter(ExcelWriter):
    """The writer of openpyxl, without its temporary files."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """One sheet, by way of memory."""
        buffer = io.BytesIO()
        writer = WorksheetWriter(ws, out=buffer)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # not in the stubs
        self._archive.writestr(ws.path[1:], buffer.getvalue())  # type: ignore[attr-defined]  # not in the stubs
        self.manifest.append(ws)


def write_in_memory(book: Workbook) -> bytes:
    """The workbook as bytes, with the same day on every part."""
    buffer = io.BytesIO()
    MemoryWriter(book, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED)).save()
    return settle_zip(buffer.getvalue())


def settle_zip(content: bytes) -> bytes:
    """The zip file with the same day on every part."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as parts,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DAY), parts.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
