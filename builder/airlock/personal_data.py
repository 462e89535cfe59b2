"""Personal data in public texts: numbers and names by which somebody is reached, known, found at home or let in.

What is found is told by kind, line and column; the text itself never leaves this module.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from babel.core import get_global

from builder.airlock.birth_dates import find_birth_dates
from builder.airlock.city_names import CityNames
from builder.airlock.coordinates import find_coordinates
from builder.airlock.email_addresses import find_emails
from builder.airlock.flat_text import flatten
from builder.airlock.handles import find_handles
from builder.airlock.identity_numbers import find_accounts, find_national_numbers
from builder.airlock.number_plates import find_plates
from builder.airlock.papers import find_papers
from builder.airlock.passwords import find_passwords
from builder.airlock.phone_numbers import find_phones
from builder.airlock.quick_looks import may_hold_personal_data
from builder.airlock.street_addresses import find_addresses
from builder.model.story import Disclosure

DEFAULT_REGION = "BE"
NO_CITY = CityNames()
WEB_ADDRESS = re.compile(r"https?://[^\s<>()\"]+", re.IGNORECASE)
"""The numbers in a web address are those of pages, but for links that dial."""
DIALS = re.compile(r"(?:wa\.me/|phone=|tel[:=]|signal\.me/|sms:|gsm=)\+?$", re.IGNORECASE)
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Signs that are not seen and would break a name in two."""
Spot = tuple[str, int, int]
"""A code, and from where to where."""
DISCLOSURES = {
    "personal-phone": Disclosure.PHONE,
    "personal-email": Disclosure.EMAIL,
    "personal-address": Disclosure.ADDRESS,
    "personal-coordinates": Disclosure.ADDRESS,
    "personal-handle": Disclosure.HANDLE,
    "personal-bank-account": Disclosure.BANK_ACCOUNT,
    "personal-plate": Disclosure.PLATE,
    "personal-birth-date": Disclosure.BIRTH_DATE,
}
"""What a teller may allow; national numbers, numbers of papers and passwords are in no list."""


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
    start: int
    """Its offset in the text."""
    end: int


def region_of(timezone: str) -> str:
    """The country of a time zone, such as `BE`: how telephone numbers without a country code are read."""
    return str(get_global("zone_territories").get(timezone, DEFAULT_REGION))


def find_personal_data(
    text: str, region: str = DEFAULT_REGION, city: CityNames = NO_CITY, *, is_markdown: bool = True
) -> Iterator[PersonalData]:
    """Every spot of personal data in a text, in the order in which they stand."""
    if not may_hold_personal_data(text):
        return
    flat = flatten(text, is_markdown=is_markdown)
    lines = Lines(text)
    for code, flat_start, flat_end in sorted(spots_in(flat.text, region, city), key=lambda spot: spot[1:]):
        start, end = flat.source_offset(flat_start), flat.source_offset(flat_end - 1) + 1
        line, column = lines.position_of(start)
        disclosure = DISCLOSURES.get(code)
        yield PersonalData(code=code, disclosure=disclosure, line=line, column=column, start=start, end=end)


class Lines:
    """Where the lines of a text start, to find many places in it."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def position_of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def position_of(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of one offset, both from 1."""
    return Lines(text).position_of(offset)


class Apart:
    """Spots of which no two overlap, by their start."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.spots: list[Spot] = []

    def add(self, spot: Spot) -> None:
        """Takes the spot, unless it lies over another."""
        _, start, end = spot
        at = bisect_left(self.starts, start)
        if (at == 0 or self.spots[at - 1][2] <= start) and (at == len(self.spots) or end <= self.starts[at]):
            self.starts.insert(at, start)
            self.spots.insert(at, spot)


def spots_in(text: str, region: str, city: CityNames) -> Iterator[Spot]:
    """Code, start and end of every spot in a flat text; no two overlap."""
    start = 0
    for block in text.split("\n"):
        if may_hold_personal_data(block):
            for code, first, last in spots_in_block(block, region, city):
                yield code, start + first, start + last
        start += len(block) + 1


def spots_in_block(block: str, region: str, city: CityNames) -> list[Spot]:
    """The spots in one paragraph: the surest kind first, and none over another."""
    apart = Apart()
    addresses = [match.span() for match in WEB_ADDRESS.finditer(block)] if "://" in block else []

    def add(code: str, found: Iterator[tuple[int, int]], *, anywhere: bool = False) -> None:
        for start, end in found:
            is_page = not anywhere and any(first <= start < last for first, last in addresses)
            if is_page and not (code == "personal-phone" and DIALS.search(block[max(0, start - 20) : start])):
                continue
            apart.add((code, start, end))

    add("personal-email", find_emails(block), anywhere=True)
    add("personal-coordinates", find_coordinates(block), anywhere=True)
    add("personal-national-number", find_national_numbers(block))
    add("personal-document", find_papers(block))
    add("personal-password", find_passwords(block), anywhere=True)
    add("personal-bank-account", find_accounts(block))
    add("personal-phone", find_phones(block, region))
    add("personal-plate", find_plates(block))
    add("personal-handle", find_handles(block, city.handles), anywhere=True)
    add("personal-birth-date", find_birth_dates(block))
    add("personal-address", find_addresses(block, city))
    return apart.spots
