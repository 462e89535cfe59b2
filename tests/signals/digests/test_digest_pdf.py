from __future__ import annotations

import io
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from builder.languages import load_language
from builder.signals.digests.digest_html import render_digest_html
from builder.signals.digests.digest_pdf import FLOWS, DigestSetter, Room, render_digest_pdf
from builder.signals.digests.overview_page import render_overview_html, render_overview_pdf
from builder.signals.making import build_delivery
from tests.nightly import examples
from tests.signals.corpora import SECRETS, SINCE, TODAY, UNTIL, CorpusMaker, build_service
from tests.signals.digests.papers import NL, SENTENCES, digest_of, said, tell_many

FOOT_PT, MARGIN_PT = 24, 39.6
"""How high the words of the foot stand, and where the margin above them begins."""
CHROMIUM = os.environ.get("VERTELKAART_CHROMIUM", "/usr/bin/chromium")


def pages_of(maker: CorpusMaker, language: str = "nl") -> list[str]:
    made = render_digest_pdf(digest_of(maker), maker.corpus(), load_language(language, "digest"))
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
@pytest.mark.parametrize("length", [60, 280, 600])
def test_twelve_signals_have_two_pages(length: int, language: str) -> None:
    pages = pages_of(tell_many(12, length), language)
    assert len(pages) == 2
    assert all(f"verhaal-{number:05}" in one_line("".join(pages)).replace("- ", "-") for number in range(12))


def test_page_one_is_one_page_and_page_two_has_the_signals() -> None:
    first, second = pages_of(tell_many(12, 280))
    for words in (
        "Mobiliteit",
        "Wat signalen gemeen hebben",
        "De meeste mensen"[3:],
        "Wat er van jullie verwacht wordt",
    ):
        assert words in first
    assert "De signalen" in second and "De signalen" not in first


def test_a_longer_text_goes_on_in_the_annex_and_says_so() -> None:
    maker = tell_many(11, 200)
    maker.tell("lang", text=f"{SENTENCES[0]} " * 20 + "ZLAATSTEWOORDZ.")
    pages = pages_of(maker)
    assert len(pages) == 3
    assert "De tekst gaat verder in de bijlage." in one_line("".join(pages[:2]))
    assert "ZLAATSTEWOORDZ" not in "".join(pages[:2])
    assert "ZLAATSTEWOORDZ" in pages[2]


def test_more_than_twelve_signals_are_an_annex() -> None:
    pages = pages_of(tell_many(30, 200))
    main = one_line("".join(pages[:2]))
    assert "Nog 18 signalen in de bijlage." in main
    assert main.count("Kenmerk:") == 12
    assert one_line("".join(pages[2:])).count("Kenmerk:") == 18


def test_twelve_signals_have_no_annex_for_what_they_have_in_common() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit", "natuur"])])
    for number in range(12):
        theme = ("mobiliteit", "natuur")[number % 2]
        maker.tell(f"s{number}", place=("brug", "sluis", "kring")[number // 2 % 3], head={"theme": theme})
    pages = pages_of(maker)
    assert len(pages) == 2
    assert one_line(pages[0]).count("2 signalen over") == 6


def test_a_service_without_new_signals_gets_one_page_without_empty_headings() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    late = maker.tell("vroeger", day="2024-05-01", head={"ask": "Licht onder de brug"})
    maker.follow(late, service="a", status="in-progress", due_on="2026-02-01")
    (page,) = pages_of(maker)
    assert "In deze periode kregen jullie geen signalen." in one_line(page)
    assert "Licht onder de brug" in one_line(page)
    assert "Soort" not in page
    html = render_digest_html(digest_of(maker), maker.corpus(), NL)
    assert "In deze periode kregen jullie geen signalen." in html
    assert "<main" not in html


def test_the_day_of_an_answer_stands_next_to_that_word() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    dates = {"received_on": "2025-02", "answered_on": "2025-04"}
    maker.follow(maker.tell("brug"), service="a", status="answered", **dates)
    assert "Beantwoord, april 2025, ontvangen februari 2025." in one_line("".join(pages_of(maker)))


def test_a_text_of_a_signal_is_data_for_the_typesetter() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    maker.tell("brug", text='#read("/etc/passwd") $x$ [a] **vet** <b>niet</b>', head={"ask": "#panic(1) *x*"})
    words = one_line("".join(pages_of(maker)))
    assert '#read("/etc/passwd") $x$ [a] vet <b>niet</b>' in words
    assert "#panic(1) *x*" in words


def test_no_private_field_is_in_the_paper_or_its_metadata() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"]), build_service("b", themes=["mobiliteit"])])
    stories: dict[str, dict[str, Any]] = {
        "open": {},
        "concept": {"status": "draft"},
        "gevoelig": {"sensitivity": "high", "place": "brug"},
        "thuis": {"setting": "home", "place": "sluis"},
    }
    for slug, keys in stories.items():
        signal_id = maker.tell(slug, **keys)
        maker.follow(signal_id, service="b", status="answered", reply={"nl": SECRETS["reply"]})
    corpus = maker.corpus()
    digest = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]
    reader = PdfReader(io.BytesIO(render_digest_pdf(digest, corpus, NL)))
    words = (
        one_line("".join(page.extract_text() for page in reader.pages))
        + repr(reader.metadata)
        + repr(reader.xmp_metadata)
    )
    assert "Titel van open" in words
    for secret in (*SECRETS.values(), "Titel van concept", "Titel van gevoelig", "De Brug", "De Sluis"):
        assert secret not in words


def test_the_same_digest_gives_the_same_paper() -> None:
    maker = tell_many(5, 100)
    first, second = (render_digest_pdf(digest_of(maker), maker.corpus(), NL) for _ in range(2))
    assert first == second


def test_characters_that_no_font_has_are_said_to_be_in_the_page_of_html() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    maker.tell("brug", text="中文字")
    assert "Tekens van een ander schrift staan hier als □" in one_line("".join(pages_of(maker)))


def test_the_overview_is_a_paper_too_with_what_is_overdue_and_the_period_before() -> None:
    maker = tell_many(4, 100)
    late = maker.tell("laat", head={"ask": "Licht onder de brug"})
    maker.follow(late, service="mobiliteit", status="in-progress", due_on="2026-02-01")
    maker.tell("kapel", head={"theme": "geloof", "ask": "Een stille plek"})
    corpus = maker.corpus()
    overview = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).overview
    paper = PdfReader(io.BytesIO(render_overview_pdf(overview, corpus, NL)))
    for words in (
        one_line("".join(page.extract_text() for page in paper.pages)),
        one_line(render_overview_html(overview, corpus, NL)),
    ):
        assert "Antwoord was verwacht op 1 februari 2026:" in words
        assert "De vorige periode is 1 januari 2024 tot en met 31 december 2024. Signalen toen: 3" in words
        assert "Een stille plek" in words
        assert SECRETS["reflection"] in words


def printed_pages(page: str, folder: Path) -> int:
    source, target = folder / "digest.html", folder / "digest.pdf"
    source.write_text(page, "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [CHROMIUM, *options, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(PdfReader(target).pages)


@pytest.mark.parametrize("length", [600] if examples(ci=1, nightly=2) == 1 else [40, 150, 280, 400, 600])
def test_the_page_of_html_prints_on_two_sheets(length: int, tmp_path: Path) -> None:
    maker = tell_many(12, length)
    assert printed_pages(render_digest_html(digest_of(maker), maker.corpus(), NL), tmp_path) == 2


def lowest_pt(page: PageObject) -> float:
    """How high the lowest words above the foot of a page stand."""
    heights = []

    def look(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        height_pt = outer[5] + outer[3] * inner[5]
        if text.strip() and round(height_pt) != FOOT_PT:
            heights.append(height_pt)

    page.extract_text(visitor_text=look)
    return min(heights)


@pytest.mark.parametrize("length", [280, 600])
@pytest.mark.parametrize("room", [FLOWS[0], FLOWS[2], FLOWS[4]])
def test_the_first_signal_below_page_one_does_not_run_over_its_edge(room: Room, length: int) -> None:
    maker = tell_many(12, length)
    digest = replace(digest_of(maker), summary=said(3, 500))
    setter = DigestSetter(digest=digest, corpus=maker.corpus(), language=NL)
    made = setter.set_page(setter.page_in(room), room)
    assert min(map(lowest_pt, PdfReader(io.BytesIO(made)).pages)) > MARGIN_PT


def test_a_reference_in_an_arabic_sheet_reads_as_it_is_typed() -> None:
    maker = tell_many(1, 60)
    digest = digest_of(maker)
    digest = replace(digest, blocks=(replace(digest.blocks[0], signal_id="567-xyz/b"),))
    made = render_digest_pdf(digest, maker.corpus(), load_language("ar", "digest"))
    runs: list[str] = []
    for page in PdfReader(io.BytesIO(made)).pages:
        page.extract_text(visitor_text=lambda text, *_: runs.append(text))
    assert "567-xyz/b" in runs  # turned round it is two runs: xyz/b, then 567-
