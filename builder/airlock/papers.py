"""Numbers of passports, identity cards, residence cards and driving licences, behind the name of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

BELGIAN_CARD = re.compile(r"59\d[- ]\d{7}[- ]\d{2}(?![\d-])")
"""Cards of Belgians start with these digits: none is needed to say what it is."""
NAME = re.compile(
    r"(?:paspoort|passeport|passport|identiteitskaart|identiteitsbewijs|(?:carte|pi[èe]ce) d[’']identit[ée]|"
    r"identity card|\bid[- ]?(?:card|kaart)|\be-?id\b|verblijfs(?:kaart|titel|vergunning|document)|vreemdelingenkaart|"
    r"(?:oranje|blauwe) kaart|(?:carte|titre|permis) de s[ée]jour|resident?(?:ce)? (?:permit|card)|rijbewijs|"
    r"permis de conduire|"
    r"driv(?:ing|er[’']?s?) licen[cs]e|travel document|reisdocument|kidsid|"
    r"جواز (?:السفر|سفري)|جوازي|بطاقة (?:الهوية|الإقامة))",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?<![\w-])(?:\d{3}[- ]?\d{7}[- ]?\d{2}|[A-Z]{1,3}[ -]?\d{6,8}(?:[ -]?\d{2})?|\d{2}[A-Z]{2}\d{5}|\d{8,10}"
    r"|(?=(?:[A-Z]*\d){4})(?=\d*[A-Z])[A-Z\d]{7,18})(?![\w-])"
)
NEXT_SENTENCE = re.compile(r"[.!?]\s[A-ZÀ-Þ]")
NUMBER_AFTER = 50
MAY_HOLD = re.compile(r"\d(?:\d{4}|[A-Z])|[A-Z]\d")


def find_papers(text: str) -> Iterator[tuple[int, int]]:
    """Where the number of a paper stands."""
    if not MAY_HOLD.search(text):
        return
    for match in BELGIAN_CARD.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.isdigit() and before != "-":
            yield match.span()
    for name in NAME.finditer(text):
        number = NUMBER.search(text, name.end(), name.end() + NUMBER_AFTER)
        if number and not NEXT_SENTENCE.search(text, name.end(), number.start()):
            yield number.span()
