"""Personal data in public texts: telephone numbers, e-mail addresses, national numbers, bank accounts, addresses.

What is found is told by kind, line and column; the text itself never leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from babel.core import get_global
from stdnum import iban, luhn
from stdnum.be import bis, nn
from stdnum.fr import nir

from builder.airlock.street_addresses import find_addresses
from builder.model.story import Disclosure

DEFAULT_REGION = "BE"
_AT = r"(?:\\?@|\s@\s|\s?[(\[]\s?(?:at|apenstaartje|arobase)\s?[)\]]\s?)"
_DOT = r"(?:\.|\s?[(\[]\s?(?:dot|punt|point)\s?[)\]]\s?)"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]+{_AT}(?:[\w-]+{_DOT})+[^\W\d_]{{2,}}", re.IGNORECASE)
NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[ -]?\d{3}[ .]?\d{2}(?!\d)")
FRENCH_NUMBER = re.compile(r"(?<!\d)[12] ?\d{2} ?\d{2} ?\d[\dABab] ?\d{3} ?\d{3} ?\d{2}(?!\d)")
IBAN_START = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?=[ .\u00a0-]?[A-Z0-9])", re.IGNORECASE)
IBAN_REST = re.compile(r"[ .\u00a0-]?[A-Z0-9]", re.IGNORECASE)
IBAN_LENGTHS = range(15, 35)
OLD_ACCOUNT = re.compile(r"(?<![\d-])(\d{3})-(\d{7})-(\d{2})(?![\d-])")
CARD = re.compile(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Signs that are not seen and would break a number in two."""


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


def region_of(timezone: str) -> str:
    """The country of a time zone, such as `BE`: how telephone numbers without a country code are read."""
    return str(get_global("zone_territories").get(timezone, DEFAULT_REGION))


def find_personal_data(text: str, region: str = DEFAULT_REGION) -> Iterator[PersonalData]:
    """Every spot of personal data in a text, line by line."""
    for number, line in enumerate(text.split("\n"), start=1):
        for code, disclosure, start in spots_in_line(line.translate(INVISIBLE), region):
            yield PersonalData(code=code, disclosure=disclosure, line=number, column=start + 1)


def spots_in_line(line: str, region: str) -> Iterator[tuple[str, Disclosure | None, int]]:
    """Code, consent that lets it pass, and offset."""
    for match in EMAIL.finditer(line):
        yield "personal-email", Disclosure.EMAIL, match.start()
    if not any(character.isdigit() for character in line):
        return
    taken: list[tuple[int, int]] = []
    for start, end in national_numbers(line):
        taken.append((start, end))
        yield "personal-national-number", None, start
    for start, end in bank_accounts(line):
        taken.append((start, end))
        yield "personal-bank-account", Disclosure.BANK_ACCOUNT, start
    for found in phonenumbers.PhoneNumberMatcher(line, region):
        if not any(start < found.end and found.start < end for start, end in taken):
            yield "personal-phone", Disclosure.PHONE, found.start
    for start in find_addresses(line):
        yield "personal-address", Disclosure.ADDRESS, start


def national_numbers(line: str) -> Iterator[tuple[int, int]]:
    """Where a Belgian or French national number stands: one whose check digits are right."""
    for match in NATIONAL_NUMBER.finditer(line):
        if nn.is_valid(match[0]) or bis.is_valid(match[0]):
            yield match.span()
    for match in FRENCH_NUMBER.finditer(line):
        if nir.is_valid(match[0]):
            yield match.span()


def bank_accounts(line: str) -> Iterator[tuple[int, int]]:
    """Where an IBAN, an old Belgian account or a payment card stands: one whose check digits are right."""
    for match in IBAN_START.finditer(line):
        end = iban_end(line, match.start(), match.end())
        if end is not None:
            yield match.start(), end
    for match in OLD_ACCOUNT.finditer(line):
        if (int(match[1] + match[2]) % 97 or 97) == int(match[3]):
            yield match.span()
    for match in CARD.finditer(line):
        if luhn.is_valid(re.sub(r"\D", "", match[0])):
            yield match.span()


def iban_end(line: str, start: int, position: int) -> int | None:
    """Where the account that starts here ends, whatever words follow it; None when it is none."""
    compact = line[start:position]
    while len(compact) < IBAN_LENGTHS.stop - 1:
        match = IBAN_REST.match(line, position)
        if match is None:
            return None
        compact, position = compact + match[0][-1], match.end()
        if len(compact) in IBAN_LENGTHS and is_checked(compact) and iban.is_valid(compact, check_country=False):
            return position
    return None


def is_checked(compact: str) -> bool:
    """Whether the check digits of an account fit: what `iban.is_valid` asks as well, at a tenth of the time."""
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1
