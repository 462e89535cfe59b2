"""Digests with many or long signals, for what is set on paper."""

from __future__ import annotations

from typing import Any

from builder.languages import load_language
from builder.signals.digests.digest import Digest
from builder.signals.making import build_delivery
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service

SENTENCES = (
    "Na acht uur ’s avonds durft niemand er nog door, zeker niet met kinderen of met een buggy.",
    "De lampen zijn al maanden stuk en niemand weet wie ze moet herstellen.",
    "Wij hebben het al drie keer gevraagd, maar er kwam nooit een antwoord terug.",
    "Er staan altijd fietsen op het voetpad, waardoor je met een rolstoel op de straat moet.",
    "Het zou al veel helpen als er een bank stond, want mijn moeder kan niet zo ver meer stappen.",
    "De brief van de stad was zo moeilijk dat niemand aan tafel hem begreep.",
    "We willen wel meehelpen met vegen en planten, als iemand ons zegt waar dat mag.",
)
ASKS = (
    "Verlichting onder de spoorbrug",
    "Een bank aan de bushalte van de Leopoldstraat",
    "Duidelijke brieven, zonder moeilijke woorden",
    "Een zebrapad aan de school",
    None,
    "Zeg ons wat er met onze vraag gebeurt",
)
KINDS = ("obstacle", "request", "complaint", "suggestion", "concern", "offer")
SHARED = ("1", "2-5", "6+", "group", None)
PLACES = ("brug", "sluis", "brug", "kring", "mechelen")


def said(number: int, length: int) -> str:
    """A text of about so many characters."""
    text = ""
    while len(text) < length:
        text += SENTENCES[(number + len(text)) % len(SENTENCES)] + " "
    return text[:length].rstrip()


def tell_many(count: int, length: int, **service: Any) -> CorpusMaker:
    """A service with so many signals of so many characters."""
    maker = CorpusMaker(services=[build_service("mobiliteit", themes=["mobiliteit", "natuur"], **service)])
    for number in range(count):
        signal_id = maker.tell(
            f"verhaal-{number:05}",
            text=said(number, length),
            place=PLACES[number % len(PLACES)],
            head={
                "theme": "natuur" if number % 3 == 2 else "mobiliteit",
                "kind": KINDS[number % len(KINDS)],
                "urgency": "acute" if number % 7 == 3 else "long-term",
                "weight": ("high", "medium", "low")[number % 3],
                **({"ask": ask} if (ask := ASKS[number % len(ASKS)]) else {}),
                **({"shared_by": shared} if (shared := SHARED[number % len(SHARED)]) else {}),
                **({"before": "2026-05-01"} if number % 11 == 4 else {}),
            },
        )
        if number % 6 == 1:
            maker.follow(signal_id, service="mobiliteit", status="in-progress", due_on=f"2026-0{2 + number % 3}-15")
    for number in range(3):
        maker.tell(f"vroeger-{number}", day="2024-05-01", head={"theme": "mobiliteit"})
    return maker


def digest_of(maker: CorpusMaker) -> Digest:
    """The digest of the only service."""
    return build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY).digests[0]


NL = load_language("nl", "digest")
