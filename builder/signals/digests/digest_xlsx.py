"""The digest as a spreadsheet: texts that stay texts, days and numbers that are such, and columns to answer in.

`answer_sheet` says how the answers are found back. The sheet is protected without a password: that keeps what must be
found back from being typed over, and anybody may take it off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.worksheet import Worksheet

from builder.languages import Language
from builder.languages.status_words import STATUS_WORDS
from builder.model.corpus import Corpus
from builder.model.scalars import PartialDate
from builder.model.services import DigestFormat
from builder.signals.digests.answer_days import answer_day
from builder.signals.digests.answer_sheet import FILLED_IN, ROW_KEYS, AnswerKey
from builder.signals.digests.digest import Block, Digest
from builder.signals.digests.digest_view import BlockView, Names, build_block_view, build_names, count_groups
from builder.signals.digests.digest_words import ANSWERS
from builder.signals.digests.memory_workbook import (
    A3,
    ACCENT,
    DAY_FORMAT,
    INK,
    PALE,
    TEXT_FORMAT,
    CellLook,
    CellValue,
    CellWriter,
    build_workbook,
    row_height_pt,
    set_up_page,
    write_in_memory,
)
from builder.signals.digests.signal_text import join_lines

TOLD_COLUMNS: tuple[tuple[str, int], ...] = (
    ("No.", 6),
    ("Ask", 36),
    ("What was said", 62),
    ("Place", 20),
    ("Urgency", 13),
    ("How many recognised it", 20),
    ("Answer expected by", 15),
)
"""Heading and width in characters of what an answer needs; the answers stand beside it, and both are printed."""
ANSWER_COLUMNS: Mapping[AnswerKey, tuple[str, int]] = {
    AnswerKey.STATUS: ("Answer", 18),
    AnswerKey.REPLY: ("Reply to the tellers", 42),
    AnswerKey.REASON: ("Reason, for the coordinator", 34),
    AnswerKey.ANSWERED_ON: ("Answered on", 15),
    AnswerKey.FORWARDED_TO: ("Forwarded to", 22),
}
MORE_COLUMNS: tuple[tuple[str, int], ...] = (
    ("Reference", 30),
    ("Theme", 20),
    ("Kind", 13),
    ("Weight", 17),
    ("Level", 13),
    ("Area", 18),
    ("Workshop", 24),
    ("Date", 16),
    ("Story", 26),
    ("To be heard before", 17),
    ("Also with", 26),
    ("Status so far", 70),
)
KEY_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3
FIRST_ANSWER = len(TOLD_COLUMNS) + 1
FIRST_MORE = FIRST_ANSWER + len(FILLED_IN)
FIRST_HIDDEN = FIRST_MORE + len(MORE_COLUMNS)
LISTS = "vertelkaart"
"""The hidden sheet with what can be chosen from."""
EARLIEST_ANSWER = 36526
"""The first of January 2000, as a spreadsheet counts days."""
HEADING = CellLook(is_bold=True, colour="FFFFFF", fill=INK, vertical="center")
ANSWER_HEADING = CellLook(is_bold=True, colour="FFFFFF", fill=ACCENT, vertical="center")
TOLD = CellLook(is_ruled=True)
ASKED = CellLook(is_ruled=True, fill=PALE, is_open=True)
PLAIN, TITLE = CellLook(), CellLook(is_bold=True)


def render_digest_xlsx(digest: Digest, corpus: Corpus, language: Language) -> bytes:
    """The digest as a spreadsheet in one language; the same bytes for the same digest."""
    names = build_names(corpus, language)
    book = build_workbook(digest.today)
    fill_signals(book.worksheets[0], digest, names)
    fill_overview(book.create_sheet(), digest, names)
    others = [name for service, name in sorted(names.services.items()) if service != digest.service.id]
    if others:
        fill_lists(book.create_sheet(LISTS), others)
    add_choices(book.worksheets[0], len(digest.blocks), len(others), language)
    return write_in_memory(book)


def fill_signals(sheet: Worksheet, digest: Digest, names: Names) -> None:
    """The sheet with one row a signal."""
    language = names.language
    sheet.title = language.gettext("Signals")
    sheet.sheet_view.rightToLeft = language.direction == "rtl"
    writer = CellWriter.on(sheet, rest=file_with_all(digest))
    write_headings(sheet, writer, language)
    widths = [width for _, width in (*TOLD_COLUMNS, *MORE_COLUMNS)]
    for row, block in enumerate(digest.blocks, start=FIRST_ROW):
        view = build_block_view(block, names)
        told, more = told_cells(block, view, digest), more_cells(block, view, names)
        writer.write_row(row, told, TOLD)
        writer.write_row(row, more, TOLD, first_column=FIRST_MORE)
        shown = zip((*told, *more), widths, strict=True)
        sheet.row_dimensions[row].height = row_height_pt(shown)
        for column, key in enumerate(FILLED_IN, start=FIRST_ANSWER):
            is_day = key is AnswerKey.ANSWERED_ON
            writer.write(row, column, None, ASKED, DAY_FORMAT if is_day else TEXT_FORMAT)
        keys = (block.signal_id, block.fingerprint, digest.service.id)
        writer.write_row(row, keys, PLAIN, first_column=FIRST_HIDDEN)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    last = get_column_letter(FIRST_HIDDEN + len(ROW_KEYS) - 1)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}{len(digest.blocks) + HEADING_ROW}"
    sheet.protection = SheetProtection(
        sheet=True, formatCells=False, formatColumns=False, formatRows=False, sort=False, autoFilter=False
    )
    set_up_page(sheet, f"{HEADING_ROW}:{HEADING_ROW}", paper=A3)
    sheet.print_area = f"A{HEADING_ROW}:{get_column_letter(FIRST_MORE - 1)}{len(digest.blocks) + HEADING_ROW}"


def write_headings(sheet: Worksheet, writer: CellWriter, language: Language) -> None:
    """The hidden row of keys, the headings, and the widths."""
    headings = [*TOLD_COLUMNS, *(ANSWER_COLUMNS[key] for key in FILLED_IN), *MORE_COLUMNS]
    for column, (heading, width) in enumerate(headings, start=1):
        look = ANSWER_HEADING if FIRST_ANSWER <= column < FIRST_MORE else HEADING
        writer.write(HEADING_ROW, column, language.gettext(heading), look)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEADING_ROW].height = row_height_pt((language.gettext(text), wide) for text, wide in headings)
    writer.write_row(KEY_ROW, FILLED_IN, PLAIN, first_column=FIRST_ANSWER)
    writer.write_row(KEY_ROW, ROW_KEYS, PLAIN, first_column=FIRST_HIDDEN)
    for column in range(FIRST_HIDDEN, FIRST_HIDDEN + len(ROW_KEYS)):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    sheet.row_dimensions[KEY_ROW].hidden = True


def told_cells(block: Block, view: BlockView, digest: Digest) -> list[CellValue]:
    """The cells of `TOLD_COLUMNS`."""
    return [
        view.number,
        view.ask,
        join_lines(view.text),
        view.place or view.area,
        view.urgency,
        view.shared,
        answer_day(block, digest),
    ]


def more_cells(block: Block, view: BlockView, names: Names) -> list[CellValue]:
    """The cells of `MORE_COLUMNS`."""
    steps = ([view.own] if view.own else []) + list(view.others)
    status = "\n".join(
        " ".join(part for part in (f"{step.service}: {step.status}", step.days and f"({step.days})") if part)
        for step in steps
    )
    return [
        view.signal_id,
        view.theme,
        view.kind,
        view.weight,
        view.level,
        view.area,
        view.workshop,
        day_or_words(block.told_on, view.day),
        view.story or names.language.gettext("story not public"),
        block.head.before,
        "\n".join(view.also),
        status,
    ]


def day_or_words(day: PartialDate | None, words: str) -> CellValue:
    """A whole date as a date; a month or a year in words."""
    if day is None or day.month is None or day.day is None:
        return words
    return day.first_day


def file_with_all(digest: Digest) -> str:
    """The file beside the sheet that has the whole of a long text; empty when there is none."""
    whole = (DigestFormat.HTML, DigestFormat.PDF)
    return next((f"digest.{form.value}" for form in whole if form in digest.service.formats), "")


def fill_overview(sheet: Worksheet, digest: Digest, names: Names) -> None:
    """The sheet with the counts."""
    say = names.language.gettext
    sheet.title = say("Overview")
    sheet.sheet_view.rightToLeft = names.language.direction == "rtl"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 46, 16
    rows: list[tuple[str, CellValue]] = [
        (names.services[digest.service.id], ""),
        (say("From"), digest.since),
        (say("Until"), digest.until),
        (say("Answer expected by"), digest.answer_by),
        (say("Answer to urgent signals expected by"), digest.acute_answer_by),
        (say("Signals"), len(digest.blocks)),
    ]
    titles = {1}
    for title, lines in count_groups(digest.blocks, names):
        rows += [("", ""), (title, "")]
        titles.add(len(rows))
        rows += [(line.label, line.count) for line in lines]
    writer = CellWriter.on(sheet)
    for number, row in enumerate(rows, start=1):
        writer.write_row(number, row, TITLE if number in titles else PLAIN)
    set_up_page(sheet, "1:1")


def fill_lists(sheet: Worksheet, services: Sequence[str]) -> None:
    """The hidden sheet with the names of the other services."""
    writer = CellWriter.on(sheet)
    for row, name in enumerate(services, start=1):
        writer.write(row, 1, name, PLAIN)
    sheet.sheet_state = "hidden"


def add_choices(sheet: Worksheet, signals: int, services: int, language: Language) -> None:
    """Lists to choose from and a column of days, with a word of help."""
    if not signals:
        return
    say = language.gettext
    words = ",".join(say(STATUS_WORDS[status]).replace(",", " ").replace('"', "") for status in ANSWERS)
    chosen = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    chosen.error = say("Choose one of the words of the list.")
    place(chosen, sheet, AnswerKey.STATUS, signals)
    day = DataValidation(
        type="date",
        operator="greaterThanOrEqual",
        formula1=str(EARLIEST_ANSWER),
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
    )
    day.error = say("Write a day, such as 14/3/2026.")
    place(day, sheet, AnswerKey.ANSWERED_ON, signals)
    if services:
        service = DataValidation(type="list", formula1=f"{LISTS}!$A$1:$A${services}", allow_blank=True)
        place(service, sheet, AnswerKey.FORWARDED_TO, signals)


def place(validation: DataValidation, sheet: Worksheet, key: AnswerKey, signals: int) -> None:
    """The rule for all cells of a column of answers."""
    column = get_column_letter(FIRST_ANSWER + FILLED_IN.index(key))
    validation.add(f"{column}{FIRST_ROW}:{column}{FIRST_ROW + signals - 1}")
    sheet.add_data_validation(validation)
