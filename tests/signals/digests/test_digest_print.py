"""The digest of HTML on paper: printed by a browser, two sheets before the annex."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.model.corpus import Corpus
from builder.model.settings import Contact
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_html import render_digest_html
from builder.signals.making import build_delivery
from builder.signals.register.delivered import DeliveredDigest
from tests.signals.corpora import SINCE, TODAY, UNTIL
from tests.signals.digests.papers import said, tell_many

WITHOUT_ANNEX = "<style>.annex { display: none; }</style></body>"
CONTACT = Contact(name="Coördinatie Mechelen vertelt", email="coordinatie@mechelen-vertelt.example")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all prints."""
    made = browser.new_page()
    yield made
    made.close()


def sheets_of(page: Page, digest: Digest, corpus: Corpus, code: str) -> int:
    """How many sheets of A4 come out before the annex."""
    page.set_content(
        render_digest_html(digest, corpus, load_language(code, "digest")).replace("</body>", WITHOUT_ANNEX)
    )
    return len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


def earlier(signal_ids: list[str]) -> DeliveredDigest:
    """A digest of the period before, with some of the signals."""
    keys: dict[str, Any] = {"since": "2024-09-01", "until": "2024-12-31", "signals": signal_ids, "status": "sent"}
    keys |= {"at": datetime(2025, 1, 5, tzinfo=UTC), "service": "mobiliteit", "recipient": None, "how": "folder"}
    return DeliveredDigest.model_validate({**keys, "file": "mobiliteit.zip.age", "sha256": "0" * 64})


def full_digest(count: int, length: int) -> tuple[Digest, Corpus]:
    """With the longest words of the coordinator, somebody to ask, and signals of an earlier digest."""
    corpus = tell_many(count, length).corpus()
    corpus = replace(corpus, city=corpus.city.model_copy(update={"contact": CONTACT}))
    before = earlier([f"tafel/verhaal-{number:05}" for number in range(count // 2)])
    made = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY, deliveries=[before]).digests[0]
    return replace(made, summary=f"{said(3, 400)}\n\n{said(5, 390)}"), corpus


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("length", [60, 80, 150, 300, 600])
def test_twelve_signals_are_two_sheets(length: int, code: str, page: Page) -> None:
    corpus = tell_many(12, length).corpus()
    made = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]
    assert sheets_of(page, made, corpus, code) <= 2


@pytest.mark.parametrize("code", ["ar", "fr"])
@pytest.mark.parametrize(("count", "length"), [(5, 600), (8, 40), (12, 40), (12, 480), (12, 600)])
def test_so_are_signals_below_a_full_page_one(count: int, length: int, code: str, page: Page) -> None:
    assert sheets_of(page, *full_digest(count, length), code) <= 2


def test_what_an_earlier_digest_had_and_whom_to_ask_stand_on_the_page() -> None:
    made, corpus = full_digest(2, 60)
    shown = render_digest_html(made, corpus, load_language("nl", "digest"))
    assert shown.count("Ook in een vorige bundel, van 5 januari 2025.") == 1
    assert f"Vraag het aan {CONTACT.name}, {CONTACT.email}, en noem het kenmerk." in shown
    assert "Herkend door: wie aan tafel zei dat ook te kennen." in shown
    assert "Thema (en ervoor)" in shown
    assert "2 <small>(3)</small>" in shown


def test_the_same_period_made_again_is_no_earlier_digest() -> None:
    corpus = tell_many(2, 60).corpus()
    again = earlier(["tafel/verhaal-00000"]).model_copy(update={"since": SINCE, "until": UNTIL})
    failed = earlier(["tafel/verhaal-00001"]).model_copy(update={"status": "refused"})
    made = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY, deliveries=[again, failed]).digests[0]
    assert [block.earlier_on for block in made.blocks] == [None, None]
