"""Damaged and hostile workbooks: refused by a code of ours, or read; never another error, and within bounds."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile

import pytest
from openpyxl import Workbook

from builder.signals.answers import workbook
from builder.signals.answers.open311_answers import Open311Reader
from builder.signals.answers.sheet_answers import read_sheets
from builder.signals.answers.workbook import WorkbookError, check_archive, read_workbook
from tests.nightly import examples
from tests.signals.answers.sheets import LICHT, make_sheet, save, with_parts
from tests.signals.corpora import CorpusMaker, build_service

CORPUS = CorpusMaker(services=[build_service("openbare-werken")]).corpus()
GOOD = make_sheet([LICHT])
SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def outcome(content: bytes) -> str:
    try:
        _, faults = read_sheets(read_workbook(content), "a.xlsx", CORPUS)
    except WorkbookError as error:
        return error.code
    return ", ".join(sorted({fault.code for fault in faults}))


@pytest.mark.parametrize("seed", range(examples(ci=60, nightly=5_000)))
def test_a_damaged_workbook_ends_in_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    damaged = bytearray(GOOD)
    for _ in range(chance.randrange(1, 9)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    outcome(bytes(damaged[: chance.choice([None, chance.randrange(len(damaged))])]))


@pytest.mark.parametrize("seed", range(examples(ci=40, nightly=5_000)))
def test_a_damaged_part_ends_in_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        name = chance.choice(archive.namelist())
        part = bytearray(archive.read(name))
    for _ in range(chance.randrange(1, 9)):
        part[chance.randrange(len(part))] = chance.randrange(32, 127)
    outcome(with_parts(GOOD, {name: bytes(part)}))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(HEAD + b'<row r="99999999999"><c r="A1"/></row>' + TAIL, "answer-too-large", id="row-number"),
        pytest.param(HEAD + b'<row r="1048576"/>' + TAIL, "answer-other-sheet", id="empty-last-row"),
        pytest.param(
            HEAD + b'<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>' + TAIL,
            "answer-other-sheet",
            id="column",
        ),
        pytest.param(HEAD + b"<row>" * 3_000 + b"</row>" * 3_000 + TAIL, "answer-other-sheet", id="nested"),
        pytest.param(b"\xff\xfe" + HEAD.decode().encode("utf-16-le"), "answer-broken", id="utf-16"),
        pytest.param(
            HEAD + b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>' + TAIL, "answer-broken", id="shared-string"
        ),
        pytest.param(HEAD, "answer-broken", id="open"),
    ],
)
def test_a_hostile_part_ends_in_a_sentence(part: bytes, expected: str) -> None:
    assert outcome(with_parts(GOOD, {SHEET: part})) == expected


def test_too_many_parts_rows_and_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorkbookError, match="answer-too-large"):
        check_archive(with_parts(GOOD, {f"xl/{number}.bin": b"x" for number in range(500)}))
    monkeypatch.setattr(workbook, "MAX_ROWS", 2)
    assert outcome(GOOD) == "answer-too-large"
    book = Workbook()
    for _ in range(workbook.MAX_SHEETS):
        book.create_sheet()
    assert outcome(save(book)) == "answer-too-large"
    monkeypatch.setattr(workbook, "MAX_FILE_BYTES", 10)
    assert outcome(GOOD) == "answer-too-large"


def test_many_faults_are_told_within_seconds() -> None:
    corpus = CorpusMaker(services=[build_service("werken")]).corpus()
    wrong = json.dumps([{"status": "closed", "service_request_id": "?"}] * 20_000).encode()
    reader = Open311Reader(path="a.json", corpus=corpus, service_id=None)
    started = time.process_time()
    assert not list(reader.answers(wrong))
    assert len(reader.faults) == 20_000
    assert time.process_time() - started < 5


def test_the_rows_of_a_large_sheet_are_counted_while_they_are_read() -> None:
    book = Workbook()
    for number in range(950):
        book.worksheets[0].append([number])
    heard: list[tuple[int, int]] = []
    read_workbook(save(book), lambda done, total: heard.append((done, total)))
    assert heard == [(200, 950), (400, 950), (600, 950), (800, 950), (1, 1)]
