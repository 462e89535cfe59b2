"""The slides, as another reader of the format sees them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.model.story import SignalKind
from builder.signals.digests.digest_pptx import BARS, NUMBERS_BESIDE_MAP, clip, render_digest_pptx
from builder.signals.making import build_delivery
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service


def deck_of(signals: int, code: str = "nl", text: str = "Het is hier donker.", ask: str = "") -> Any:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"]), build_service("b")])
    kinds = list(SignalKind)
    for number in range(signals):
        head = {
            "ask": f"Zet licht {number}. {ask}",
            "kind": kinds[number % len(kinds)].value,
            "urgency": "acute" if number == 0 else "long-term",
            "shared_by": "group",
        }
        maker.tell(f"s-{number}", head=head, text=text, place=["brug" if number % 2 else "sluis"])
    maker.tell("vorige", day="2024-06-01", head={"ask": "Van vroeger."})
    maker.follow("tafel/vorige", service="a", status="received", due_on="2026-04-01")
    digest = build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY).digests[0]
    return Presentation(io.BytesIO(render_digest_pptx(digest, maker.corpus(), load_language(code, "digest"))))


def words_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_there_are_five_slides_with_titles_alt_texts_and_no_notes(code: str) -> None:
    deck = deck_of(4, code)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(set(titles)) == 5 and all(titles)
    for slide in deck.slides:
        assert not slide.has_notes_slide
        for shape in slide.shapes:
            if shape.has_chart or shape.shape_type == 6:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name
    is_rtl = {paragraph.get("rtl") for slide in deck.slides for paragraph in slide._element.xpath(".//p:sp//a:pPr")}
    assert ("1" in is_rtl) == (code == "ar")
    core = deck.core_properties
    assert (core.author, core.last_modified_by, core.title, core.created) == ("", "", "", core.modified)
    assert core.created.date() == TODAY


def test_the_charts_are_native_and_their_sheets_hold_the_same_numbers() -> None:
    deck = deck_of(5)
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    shown = [{series.name: list(series.values) for series in chart.plots[0].series} for chart in charts]
    assert shown[0] == {
        "1 januari 2025 – 31 december 2025": [5, 1, 5, 5],
        "1 januari 2024 – 31 december 2024": [1, 0, 0, 1],
    }
    assert [list(one.values()) for one in shown[1:]] == [[[5]], [[1, 1, 1, 1, 1]], [[1, 4]]]
    for chart, numbers in zip(charts, shown, strict=True):
        sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert rows[0][1:] == list(numbers)
        assert [[row[column] for row in rows[1:]] for column in range(1, len(rows[0]))] == list(numbers.values())
        assert [row[0] for row in rows[1:]] == list(chart.plots[0].categories)


def test_the_map_is_made_of_shapes_and_dots_with_numbers() -> None:
    slide = deck_of(4).slides[1]
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    dots = [
        shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text[:1].isdigit()
    ]
    assert sorted(" · ".join(dots).split(" · ")) == ["1", "2", "3", "4"]
    assert sum(shape.shape_type == 5 for shape in group.shapes) >= 2
    assert not [shape for shape in slide.shapes if shape.shape_type == 13]


def test_what_has_no_room_is_counted() -> None:
    deck = deck_of(NUMBERS_BESIDE_MAP + 3)
    assert "En nog 3, in de bundel." in words_of(deck.slides[1])
    assert "Van vroeger." in words_of(deck.slides[4])
    assert BARS > 0


def test_a_text_that_is_long_or_strange_stays_a_text() -> None:
    text = " =1+1 \x07 _x0041_ <a:p/> " + "lang " * 400
    deck = deck_of(2, text=text, ask="=HYPERLINK(1) \x07")
    words = "\n".join(words_of(slide) for slide in deck.slides)
    assert "1. =HYPERLINK(1) ⟨U+0007⟩" in words
    assert "=1+1 ⟨U+0007⟩ ⟨U+005F⟩x0041_ <a:p/>" in words
    assert max(len(line) for line in words.splitlines()) < 300
    assert clip("een twee drie", 8) == "een…"


def test_a_digest_without_signals_has_slides_too() -> None:
    deck = deck_of(0)
    assert len(deck.slides) == 5
    assert "Geen van deze signalen heeft een plek op de kaart." in words_of(deck.slides[1])
