"""The digest as a spreadsheet: texts that stay texts, and columns to answer in.

Every cell is a string, also one that starts with `=`; hidden characters are shown as ⟨U+0007⟩ and can be read back
exactly. Nothing touches the disk: openpyxl by itself writes each sheet to a temporary file first, in clear.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_view import BlockView, Names, build_block_view, build_names, count_groups
from builder.signals.digests.digest_words import ANSWERS, STATUSES
from builder.signals.digests.signal_text import escape_for_cell
from builder.signals.sealing.padding import ZIP_DAY

LARGEST_CELL = 32_000
"""Characters; a spreadsheet program drops what comes after 32,767."""
INK, ACCENT, RULE, PALE = "161311", "9C3A24", "B9B2AB", "F1EEEA"
COLUMNS: tuple[tuple[str, int], ...] = (
    ("No.", 6),
    ("Reference", 30),
    ("Urgency", 13),
    ("Kind", 13),
    ("Theme", 20),
    ("Weight", 17),
    ("How many recognised it", 22),
    ("Level", 11),
    ("Place", 22),
    ("Area", 18),
    ("Workshop", 24),
    ("Date", 16),
    ("Story", 26),
    ("Ask", 38),
    ("What was said", 64),
    ("To be heard before", 17),
    ("Also with", 26),
    ("Status so far", 28),
    ("Answer", 17),
    ("Reply to the tellers", 48),
)
"""Heading and width in characters."""
ANSWER_COLUMNS = 2
"""The last columns, left empty for the service."""


def render_digest_xlsx(digest: Digest, corpus: Corpus, language: Language) -> bytes:
    """The digest as a spreadsheet in one language; the same bytes for the same digest."""
    names = build_names(corpus, language)
    views = [build_block_view(block, names) for block in digest.blocks]
    book = Workbook()
    midnight = datetime(digest.today.year, digest.today.month, digest.today.day)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = midnight
    sheet = book.worksheets[0]
    fill_signals(sheet, views, language)
    fill_overview(book.create_sheet(), digest, views, names)
    return write_in_memory(book)


def fill_signals(sheet: Worksheet, views: Sequence[BlockView], language: Language) -> None:
    """The sheet with one row a signal."""
    say = language.gettext
    sheet.title = say("Signals")
    sheet.sheet_view.rightToLeft = language.direction == "rtl"
    write_row(sheet, 1, [say(heading) for heading, _ in COLUMNS])
    for number, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        style_heading(sheet, number, is_answer=number > len(COLUMNS) - ANSWER_COLUMNS)
    for row, view in enumerate(views, start=2):
        write_row(sheet, row, [*row_of(view, language), *[""] * ANSWER_COLUMNS])
        style_row(sheet, row)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(views) + 1}"
    add_answers(sheet, len(views), language)
    set_up_page(sheet)


def row_of(view: BlockView, language: Language) -> list[str]:
    """The cells of a signal, up to where the answers start."""
    say = language.gettext
    steps = ([view.own] if view.own else []) + list(view.others)
    status = "\n".join(
        " ".join(part for part in (f"{step.service}: {step.status}", step.days and f"({step.days})") if part)
        for step in steps
    )
    return [
        str(view.number),
        view.signal_id,
        view.urgency,
        view.kind,
        view.theme,
        view.weight,
        view.shared,
        view.level,
        view.place,
        view.area,
        view.workshop,
        view.day,
        view.story or say("story not public"),
        view.ask,
        view.text,
        view.before,
        "\n".join(view.also),
        status,
    ]


def fill_overview(sheet: Worksheet, digest: Digest, views: Sequence[BlockView], names: Names) -> None:
    """The sheet with the counts."""
    say = names.language.gettext
    sheet.title = say("Overview")
    sheet.sheet_view.rightToLeft = names.language.direction == "rtl"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 46, 14
    rows: list[tuple[str, str]] = [
        (names.services[digest.service.id], ""),
        (say("From"), names.day(digest.since)),
        (say("Until"), names.day(digest.until)),
        (say("Answer expected by"), names.day(digest.answer_by)),
        (say("Answer to urgent signals expected by"), names.day(digest.acute_answer_by)),
        (say("Signals"), str(len(views))),
    ]
    titles = {1}
    for title, lines in count_groups(digest.blocks, names):
        rows.append(("", ""))
        rows.append((title, ""))
        titles.add(len(rows))
        rows += [(line.label, str(line.count)) for line in lines]
    for number, row in enumerate(rows, start=1):
        write_row(sheet, number, row)
        for cell in sheet[number]:
            cell.font = Font(bold=number in titles)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    set_up_page(sheet)


def write_row(sheet: Worksheet, row: int, texts: Iterable[str]) -> None:
    """The texts in a row, each as a string whatever it starts with."""
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row=row, column=column)
        cell.value = fit_cell(escape_for_cell(text)) or None
        if cell.value is not None:
            cell.data_type = "s"
            cell.number_format = "@"


def fit_cell(text: str) -> str:
    """The text, or as much of it as a cell holds; the page of HTML has all of it."""
    return text if len(text) <= LARGEST_CELL else f"{text[:LARGEST_CELL]} […] → digest.html"


def style_heading(sheet: Worksheet, column: int, *, is_answer: bool) -> None:
    """A heading: white on ink, or on the accent where the service writes."""
    cell = sheet.cell(row=1, column=column)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color=ACCENT if is_answer else INK)
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def style_row(sheet: Worksheet, row: int) -> None:
    """A signal: wrapped, at the top of its row, with a line below; pale where the service writes."""
    edge = Border(bottom=Side(style="thin", color=RULE))
    for number, cell in enumerate(sheet[row], start=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = edge
        cell.quotePrefix = cell.value is not None
        if number > len(COLUMNS) - ANSWER_COLUMNS:
            cell.number_format = "@"
            cell.fill = PatternFill("solid", start_color=PALE)


def add_answers(sheet: Worksheet, signals: int, language: Language) -> None:
    """A list to choose from in the column of answers."""
    if not signals:
        return
    words = ",".join(language.gettext(STATUSES[status]).replace(",", " ") for status in ANSWERS)
    choice = DataValidation(type="list", formula1=f'"{words.replace(chr(34), "")}"', allow_blank=True)
    column = get_column_letter(len(COLUMNS) - ANSWER_COLUMNS + 1)
    choice.add(f"{column}2:{column}{signals + 1}")
    sheet.add_data_validation(choice)


def set_up_page(sheet: Worksheet) -> None:
    """A4, on its side, as wide as the paper, with the headings on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


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
    made = io.BytesIO()
    with (
        zipfile.ZipFile(buffer) as parts,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DAY), parts.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
