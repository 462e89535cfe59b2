"""Personal data in public texts: telephone numbers, e-mail addresses, national numbers, bank accounts, addresses.

What is found is told by kind, line and column; the text itself never leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from stdnum import iban
from stdnum.be import nn

from builder.model.story import Disclosure

EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[ -]?\d{3}[ .]?\d{2}(?!\d)")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .]?[A-Z0-9]{2,4}){3,8}(?!\w)")
STREET_WORDS = (
    "straat|laan|steenweg|weg|baan|plein|dreef|lei|kaai|vest|markt|dijk|pad|hof|gang|ring|wijk|bruul"
)
ADDRESS = re.compile(
    rf"(?<!\w)(?:[A-ZÀ-Þ][\w'’-]*(?:{STREET_WORDS})|(?:rue|avenue|boulevard|place|chaussée|quai)\s(?:d[eu]s?\s|la\s|l['’])*"
    rf"[A-ZÀ-Þ][\w'’-]+|[A-ZÀ-Þ][\w'’-]+\s(?:street|avenue|lane|road))\s?,?\s(?:nr\.?\s|n°\s?|no\.?\s)?(\d{{1,4}})[a-zA-Z]?(?![\w.]*\d)"
)
FIRST_YEAR, LAST_YEAR = 1300, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """One spot of personal data in a text."""

    code: str
    """A code of faults, such as `personal-phone`."""
    disclosure: Disclosure | None
    """The consent that lets it pass; None when nothing does."""
    line: int
    """In the text, from 1."""
    column: int
    """From 1, in characters."""


def find_personal_data(text: str) -> Iterator[PersonalData]:
    """Every spot of personal data in a text, line by line."""
    for number, line in enumerate(text.split("\n"), start=1):
        for code, disclosure, start in spots_in_line(line):
            yield PersonalData(code=code, disclosure=disclosure, line=number, column=start + 1)


def spots_in_line(line: str) -> Iterator[tuple[str, Disclosure | None, int]]:
    """Code, consent that lets it pass, and offset."""
    taken: list[tuple[int, int]] = []
    for match in EMAIL.finditer(line):
        yield "personal-email", Disclosure.EMAIL, match.start()
    if not any(character.isdigit() for character in line):
        return
    for match in NATIONAL_NUMBER.finditer(line):
        if nn.is_valid(match[0]):
            taken.append(match.span())
            yield "personal-national-number", None, match.start()
    for match in IBAN.finditer(line):
        if iban.is_valid(match[0].replace(".", "")):
            taken.append(match.span())
            yield "personal-bank-account", Disclosure.BANK_ACCOUNT, match.start()
    for found in phonenumbers.PhoneNumberMatcher(line, "BE"):
        if not any(start < found.end and found.start < end for start, end in taken):
            yield "personal-phone", Disclosure.PHONE, found.start
    for match in ADDRESS.finditer(line):
        if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            yield "personal-address", Disclosure.ADDRESS, match.start()
