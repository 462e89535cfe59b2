"""The tiny city with a digest, its sheet filled in by a service, and what a hostile one may send instead."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from builder.signals.digests.answer_sheet import AnswerKey, KeyRow, find_key_row

TODAY = date(2024, 6, 1)
Filled = Mapping[AnswerKey, object]
KEYS = tuple(AnswerKey)
LICHT = {
    AnswerKey.SIGNAL: "2019-tafel/brug#licht",
    AnswerKey.FINGERPRINT: "",
    AnswerKey.SERVICE: "openbare-werken",
}


def make_sheet(rows: list[Filled]) -> bytes:
    """A workbook with the hidden row of keys and these rows, as a service would send it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([key.value for key in KEYS])
    sheet.append(["…" for _ in KEYS])
    for row in rows:
        sheet.append([row.get(key) for key in KEYS])
    return save(book)


def save(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def fill(content: bytes, filled: Mapping[str, Filled]) -> bytes:
    """The sheet of a digest with the answers of a service in it, by the id of the signal."""
    book = load_workbook(io.BytesIO(content))
    sheet, keys = find_answer_sheet(book)
    for row in range(keys.first_answer, sheet.max_row + 1):
        answer = filled.get(str(sheet.cell(row, keys.columns[AnswerKey.SIGNAL]).value), {})
        for key, value in answer.items():
            sheet.cell(row, keys.columns[key]).value = value  # type: ignore[assignment]  # what a cell takes
    return save(book)


def find_answer_sheet(book: Workbook) -> tuple[Worksheet, KeyRow]:
    for sheet in book.worksheets:
        keys = find_key_row(list(sheet.iter_rows(values_only=True)))
        if keys is not None:
            return sheet, keys
    raise AssertionError("no sheet with keys")


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with other parts in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


NOON = datetime(2024, 5, 2, 12)
