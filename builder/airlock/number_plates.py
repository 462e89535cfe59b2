"""Number plates of Belgium, the Netherlands and France."""

from __future__ import annotations

import re
from collections.abc import Iterator

SURE = re.compile(
    r"(?<![\w-])(?:[1-9]-[A-Z]{3}-\d{3}|[TO]-[A-Z]{3}-\d{3}|[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2})(?![\w-])"
)
"""Shapes that hardly mean anything else: Belgium since 2010, taxis, old-timers, France since 2009."""
LIKELY = re.compile(
    r"(?<![\w-])(?:"
    r"[1-9][ .-]?[A-Z]{3}[ .-]?\d{3}|[TO][ -]?[A-Z]{3}[ -]?\d{3}"  # Belgium, also without hyphens
    r"|[A-Z]{3}[ .-]?\d{3}|\d{3}[ .-]?[A-Z]{3}|[A-Z][ -]?\d{4,5}|CD[ -]?[A-Z]{2}[ -]?\d{3}"  # before 2010, diplomats
    r"|[A-Z]{2}[ -]?\d{2}[ -]?[A-Z]{2}|\d{2}[ -]?[A-Z]{2}[ -]?[A-Z]{2}"  # the Netherlands
    r"|[A-Z]{2}[ -]?[A-Z]{2}[ -]?\d{2}"
    r"|\d{2}[ -]?[A-Z]{2,3}[ -]?\d{1,2}|[A-Z]{1,2}[ -]?\d{3}[ -]?[A-Z]{1,2}|\d[ -]?[A-Z]{2,3}[ -]?\d{2,3}"
    r"|[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|\d{3,4}[ -]?[A-Z]{2,3}[ -]?\d{2}"  # France
    r")(?![\w-])"
)
"""Shapes that also stand on boxes and forms: a plate only when its name is near."""
SPACED = re.compile(r"(?<![\w-])(?:[1-9] [A-Z]{3} \d{3}|[1-9]-[a-z]{3}-\d{3})(?![\w-])")
"""A plate when a vehicle is near as well."""
VEHICLE = re.compile(
    r"\b(?:auto|wagen|(?:bestel|vracht)wagen|camionn?ette|brommer|motor|moto|taxi|voiture|scooter|car|van|lorry|truck)\b|سيارة",
    re.IGNORECASE,
)
NAME = re.compile(
    r"\b(?:(?:nummer|kenteken)?plaa?t(?:en)?|kentekens?|ingeschreven|immatriculée?s?|immatriculation|plaques?|"
    r"(?:number |licen[cs]e )?plates?|registration)\b|لوحة",
    re.IGNORECASE,
)
NAME_STEMS = ("plaat", "plat", "kenteken", "ingeschreven", "immatricul", "plaque", "registration", "لوحة")
LETTERS_BY_DIGITS = re.compile(r"[1-9]-[A-Za-z]{3}-|[A-Z][ -]\d{3}(?!\d)")
"""Without this no plate is sure or spaced."""
NAME_BEFORE, NAME_AFTER = 45, 25


def find_plates(text: str) -> Iterator[tuple[int, int]]:
    """Where each number plate stands."""
    spans: list[tuple[int, int]] = []
    if LETTERS_BY_DIGITS.search(text):
        spans += [match.span() for match in SURE.finditer(text)]
        spans += [match.span() for match in SPACED.finditer(text) if is_near(VEHICLE, text, match.span())]
    small = text.casefold()
    if any(stem in small for stem in NAME_STEMS) and NAME.search(text):
        for match in LIKELY.finditer(text):
            start, end = match.span()
            is_known = any(start < known_end and known_start < end for known_start, known_end in spans)
            if not is_known and is_near(NAME, text, match.span()):
                spans.append(match.span())
    yield from spans


def is_near(word: re.Pattern[str], text: str, span: tuple[int, int]) -> bool:
    """Whether a word stands shortly before or after."""
    return word.search(text, max(0, span[0] - NAME_BEFORE), span[1] + NAME_AFTER) is not None
