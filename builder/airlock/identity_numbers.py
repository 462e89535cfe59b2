"""National numbers, bank accounts and cards: those whose check digits are right, or that stand behind their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn
from stdnum.be import bis, nn
from stdnum.fr import nir
from stdnum.nl import bsn

LONG_ROW = re.compile(r"\d[\d ./-]{7}")
"""No number here is shorter, with what stands between its digits."""
BELGIAN = re.compile(r"(?<![\d.,-])\d{2}[. /-]?\d{2}[. /-]?\d{2}[ -]{0,3}\d{3}[ .-]?\d{2}(?!\d|[.,-]\d)")
FRENCH = re.compile(r"(?<!\d)[12] ?\d{2} ?\d{2} ?\d[\dABab] ?\d{3} ?\d{3} ?\d{2}(?!\d)")
DUTCH = re.compile(r"(?<![\d.,-])\d{4}[ .]?\d{2}[ .]?\d{3}(?!\d|[.,-]\d)")
BELGIAN_NAME = re.compile(
    r"\b(?:rijksregister(?:nummer|nr)?|insz|niss|bisnummer|identificatienummer|num[ée]ro (?:de registre )?national|"
    r"registre national|national (?:register )?number)\b|الرقم الوطني|رقمي الوطني",
    re.IGNORECASE,
)
DUTCH_NAME = re.compile(r"\b(?:bsn|burgerservice-?nummer|sofi-?nummer)\b", re.IGNORECASE)
FILE_NUMBER = re.compile(
    r"\b(?:OV|DVZ|SP|OE|CGVS|CGRA|V)[- ]?(?:dossier)?(?:nummer|nr\.?|num[ée]ro|number)[^\d\n]{0,12}(\d[\d./ ]{4,12}\d)"
    r"|\bnum[ée]ro (?:S\.?P\.?|O\.?E\.?|CGRA)[^\d\n]{0,12}(\d[\d./ ]{4,12}\d)",
    re.IGNORECASE,
)
"""The number of a stranger's file at the asylum services: it is how they are known there."""
FILE_ROW = re.compile(r"\d[\d./ ]{4,12}\d")
NAME_BEFORE = 60
"""How far before a number its name may stand, in signs."""
IBAN_START = re.compile(r"(?<!\w)(?:[A-Za-z]{2}|[A-Z]{2} )\d{2}(?=[ .-]?[A-Za-z0-9])")
IBAN_DIGITS = re.compile(r"\d\d(?:(?<=[A-Za-z]{2}\d\d)|(?<=[A-Z]{2} \d\d))")
IBAN_REST = re.compile(r"[ .-]?[A-Z0-9]", re.IGNORECASE)
IBAN_LENGTHS = range(15, 35)
OLD_ACCOUNT = re.compile(r"(?<![\d-])(\d{3})[- ](\d{7})[- ](\d{2})(?![\d-])")
CARD = re.compile(r"(?<![\d.-])(?:\d{4}[ .-]?){3}\d{4}(?![\d-])|(?<![\d.-])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?![\d-])")


def find_national_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where a Belgian, French or Dutch national number stands, or a number of the asylum services."""
    if not LONG_ROW.search(text) and not FILE_ROW.search(text):
        return
    for match in BELGIAN.finditer(text):
        if nn.is_valid(match[0]) or bis.is_valid(match[0]) or is_named(BELGIAN_NAME, text, match.start()):
            yield match.span()
    for match in FRENCH.finditer(text):
        if nir.is_valid(match[0]):
            yield match.span()
    for match in DUTCH.finditer(text):
        if is_named(DUTCH_NAME, text, match.start()) and bsn.is_valid(match[0]):
            yield match.span()
    for match in FILE_NUMBER.finditer(text):
        yield match.span(1 if match[1] else 2)


def is_named(name: re.Pattern[str], text: str, start: int) -> bool:
    """Whether the name of a kind of number stands shortly before it."""
    return name.search(text, max(0, start - NAME_BEFORE), start) is not None


def find_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where an IBAN, an old Belgian account or a payment card stands: one whose check digits are right."""
    for match in IBAN_START.finditer(text) if IBAN_DIGITS.search(text) else ():
        end = iban_end(text, match.start(), match.end())
        if end is not None:
            yield match.start(), end
    if not LONG_ROW.search(text):
        return
    for match in OLD_ACCOUNT.finditer(text):
        if (int(match[1] + match[2]) % 97 or 97) == int(match[3]):
            yield match.span()
    for match in CARD.finditer(text):
        if luhn.is_valid(re.sub(r"\D", "", match[0])):
            yield match.span()


def iban_end(text: str, start: int, position: int) -> int | None:
    """Where the account that starts here ends, whatever words follow it; None when it is none.

    The remainder is kept while the account grows, so that each sign costs the same.
    Source: ISO 13616, check digits by ISO 7064 mod 97-10.
    """
    compact = text[start:position].replace(" ", "")
    head = int("".join(str(int(sign, 36)) for sign in compact))
    remainder = 0
    while len(compact) < IBAN_LENGTHS.stop - 1:
        match = IBAN_REST.match(text, position)
        if match is None:
            return None
        value = int(match[0][-1], 36)
        remainder = (remainder * (100 if value > 9 else 10) + value) % 97
        compact, position = compact + match[0][-1], match.end()
        is_right = (remainder * 1_000_000 + head) % 97 == 1
        if is_right and len(compact) in IBAN_LENGTHS and iban.is_valid(compact, check_country=False):
            return position
    return None
