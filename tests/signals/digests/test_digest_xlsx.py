from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.model.story import Level
from builder.reading import text_fingerprint
from builder.signals.digests.answer_sheet import FILLED_IN, ROW_KEYS, AnswerKey, find_key_row, parse_status
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_words import ANSWERS
from builder.signals.digests.digest_xlsx import ANSWER_COLUMNS, MORE_COLUMNS, TOLD_COLUMNS, render_digest_xlsx
from builder.signals.digests.memory_workbook import DAY_FORMAT, LARGEST_CELL
from builder.signals.digests.signal_text import escape_for_cell, join_lines, unescape_from_cell
from builder.signals.making import build_delivery
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service

ALL_COLUMNS = [*TOLD_COLUMNS, *ANSWER_COLUMNS.values(), *MORE_COLUMNS]
PAYLOADS = [
    '=HYPERLINK("https://x.example";"klik")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "een\x00nul en \x07bel",
    "_x0041_ is geen A",
    "⟨U+0041⟩ is geen A",
    "regel\r\nmet\rterugloop",
    "  spaties  ",
    "\u202edraai\u202c",
    "<script>alert(1)</script> & co",
    "🌉 مرحبا",
]


def sheet_of(text: str, ask: str | None = None) -> Any:
    digest, maker = digest_of(text, ask)
    content = render_digest_xlsx(digest, maker.corpus(), load_language("nl", "digest"))
    return load_workbook(io.BytesIO(content))["Signalen"]


def digest_of(text: str, ask: str | None = None) -> tuple[Digest, CorpusMaker]:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    maker.tell("brug", text=text, head={"ask": ask} if ask else {})
    return build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY).digests[0], maker


def column_of(heading: str) -> int:
    return [name for name, _ in ALL_COLUMNS].index(heading) + 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stays_a_text_that_can_be_read_back_exactly(payload: str) -> None:
    cell = sheet_of(payload).cell(row=3, column=column_of("What was said"))
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert unescape_from_cell(cell.value) == join_lines(payload)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_survives_the_spreadsheet(text: str) -> None:
    value = sheet_of(text).cell(row=3, column=column_of("What was said")).value
    assert unescape_from_cell(value or "") == join_lines(text)


@settings(max_examples=500)
@given(st.text(st.sampled_from("⟨⟩U+0041_x5F=\x00\x07a\r\n\u202e"), max_size=30))
def test_the_escape_gives_back_the_exact_text(text: str) -> None:
    assert unescape_from_cell(escape_for_cell(text)) == text


def test_no_cell_is_a_formula_and_the_answers_are_chosen_from_a_list() -> None:
    sheet = sheet_of("=1+1", ask="=2+2")
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n", "d"}
    assert all(cell.data_type == "s" for cell in cells if isinstance(cell.value, str))
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref == "A2:AA3"
    status, day = sheet.data_validations.dataValidation
    assert (str(status.sqref), str(day.sqref)) == ("H3", "K3")
    assert status.formula1 == (
        '"Ontvangen,In behandeling,Beantwoord,Gedaan,Niet opgenomen,Doorgegeven,Werd een project"'
    )
    assert (day.type, day.errorStyle) == ("date", "warning")


def test_days_and_numbers_are_such() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    maker.tell("dag", head={"before": "2026-05-04", "weight": "high"}, day="2025-06-01")
    maker.tell("maand", day="2025-06")
    digest = build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY).digests[0]
    content = render_digest_xlsx(digest, maker.corpus(), load_language("nl", "digest"))
    sheet = load_workbook(io.BytesIO(content))["Signalen"]
    shown = [
        [sheet.cell(row, column_of(name)) for name in ("No.", "Date", "To be heard before", "Answer expected by")]
        for row in (3, 4)
    ]
    assert [[cell.value for cell in row] for row in shown] == [
        [1, datetime(2025, 6, 1), datetime(2026, 5, 4), datetime(2026, 4, 12)],
        [2, "juni 2025", None, datetime(2026, 4, 12)],
    ]
    assert all(cell.number_format == DAY_FORMAT for cell in shown[0][1:])


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_what_a_service_fills_in_is_found_back_whatever_the_language(code: str) -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"]), build_service("b")])
    signal_id = maker.tell("brug")
    digest = build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY).digests[0]
    book = load_workbook(io.BytesIO(render_digest_xlsx(digest, maker.corpus(), load_language(code, "digest"))))
    sheet = book.worksheets[0]
    keys = find_key_row(sheet.iter_rows(values_only=True))
    assert keys is not None
    assert (keys.row, set(keys.columns)) == (1, set(AnswerKey))
    found = [sheet.cell(keys.first_answer, keys.columns[key]) for key in ROW_KEYS]
    assert [cell.value for cell in found] == [signal_id, text_fingerprint("Het is hier donker."), "a"]
    assert sheet.row_dimensions[1].hidden
    assert all(cell.protection.locked for cell in found)
    assert all(sheet.column_dimensions[get_column_letter(keys.columns[key])].hidden for key in ROW_KEYS)
    assert sheet.protection.sheet and sheet.protection.password is None
    for key in FILLED_IN:
        cell = sheet.cell(keys.first_answer, keys.columns[key])
        assert cell.value is None and not cell.protection.locked
    offered = sheet.data_validations.dataValidation[0].formula1.strip('"').split(",")
    assert tuple(parse_status(word) for word in offered) == ANSWERS
    assert len(sheet.data_validations.dataValidation[0].formula1) <= 257
    assert (book["vertelkaart"].sheet_state, book["vertelkaart"]["A1"].value) == ("hidden", "B")


def test_a_text_that_is_too_long_for_a_cell_says_where_the_rest_is() -> None:
    value = sheet_of("a" * (LARGEST_CELL + 1)).cell(row=3, column=column_of("What was said")).value
    assert value == "a" * LARGEST_CELL + " […] → digest.html"


def test_the_same_digest_gives_the_same_bytes() -> None:
    digest, maker = digest_of("Het is hier donker.")
    first, second = (render_digest_xlsx(digest, maker.corpus(), load_language("nl", "digest")) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert b"2026-03-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_nothing_is_written_to_disk_on_the_way() -> None:
    opened: list[str] = []
    is_watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if is_watching and event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
            opened.append(str(arguments[0]))

    digest, maker = digest_of("Het is hier donker.")
    language = load_language("nl", "digest")
    sys.addaudithook(watch)
    render_digest_xlsx(digest, maker.corpus(), language)
    is_watching = False
    assert opened == []


def test_the_overview_counts() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"], levels=list(Level))])
    maker.tell("een", head={"weight": "high"})
    maker.tell("twee", head={"weight": "high", "urgency": "acute"})
    digest = build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY).digests[0]
    content = render_digest_xlsx(digest, maker.corpus(), load_language("nl", "digest"))
    rows = [tuple(row) for row in load_workbook(io.BytesIO(content))["Overzicht"].iter_rows(values_only=True)]
    assert ("Signalen", 2) in rows
    assert ("Zwaar", 2) in rows
    assert ("Dringend", 1) in rows
    assert ("Antwoord verwacht tegen", datetime(2026, 4, 12)) in rows
    assert digest.answer_by == date(2026, 4, 12)
