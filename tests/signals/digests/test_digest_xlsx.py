from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from builder.languages import load_language
from builder.model.story import Level
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_xlsx import COLUMNS, LARGEST_CELL, render_digest_xlsx
from builder.signals.digests.signal_text import escape_for_cell, unescape_from_cell
from builder.signals.making import build_delivery
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service

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
    return [name for name, _ in COLUMNS].index(heading) + 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stays_a_text_that_can_be_read_back_exactly(payload: str) -> None:
    cell = sheet_of(payload).cell(row=2, column=column_of("What was said"))
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert unescape_from_cell(cell.value) == payload


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_survives_the_spreadsheet(text: str) -> None:
    value = sheet_of(text).cell(row=2, column=column_of("What was said")).value
    assert unescape_from_cell(value or "") == text


@settings(max_examples=500)
@given(st.text(st.sampled_from("⟨⟩U+0041_x5F=\x00\x07a\r\n\u202e"), max_size=30))
def test_the_escape_gives_back_the_exact_text(text: str) -> None:
    assert unescape_from_cell(escape_for_cell(text)) == text


def test_no_cell_is_a_formula_and_the_answers_are_chosen_from_a_list() -> None:
    sheet = sheet_of("=1+1", ask="=2+2")
    assert all(
        cell.data_type in ("s", "n") and (cell.data_type == "s" or cell.value is None)
        for row in sheet.iter_rows()
        for cell in row
    )
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:T2"
    choice = sheet.data_validations.dataValidation[0]
    assert str(choice.sqref) == "S2"
    assert choice.formula1 == (
        '"Ontvangen,In behandeling,Beantwoord,Uitgevoerd,Niet opgenomen,Doorgestuurd,Werd een project"'
    )


def test_the_list_of_answers_fits_in_every_language() -> None:
    assert len('"Ontvangen,In behandeling,Beantwoord,Uitgevoerd,Niet opgenomen,Doorgestuurd,Werd een project"') <= 255


def test_a_text_that_is_too_long_for_a_cell_says_where_the_rest_is() -> None:
    value = sheet_of("a" * (LARGEST_CELL + 1)).cell(row=2, column=column_of("What was said")).value
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
    assert ("Signalen", "2") in rows
    assert ("Zwaar", "2") in rows
    assert ("Dringend", "1") in rows
    assert ("Antwoord verwacht tegen", load_language("nl", "digest").gettext("12 april 2026")) in rows
    assert digest.answer_by == date(2026, 4, 12)
