"""Telephone numbers, in digits and in words. Numbers of public services that nobody owns pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumberType
from stdnum.be import vat

from builder.airlock.spoken_numbers import find_spoken_digits

DIGITS = re.compile(r"(?:\((?=\+?\d{1,4}\)))?\+?[\dO](?:[\s./()-]{0,3}[\dO]){5,17}(?!\d)")
"""A row of digits that may be a number; a capital O for a zero is common on a telephone."""
SIX_DIGITS = re.compile(r"[\dO](?:[\s./()-]{0,3}[\dO]){5}")
ODDLY_PARTED = re.compile(r"0(?<![\w,.]0)\d{1,3}(?:(?:\s?[,_·|•;]\s?|[ .])\d{2,3}){2,4}(?![\d_])")
"""With commas, bars or points in the middle: a number only when it is one as a whole."""
DATE = re.compile(r"(?<!\d)(?:[0-3]?\d([/.-])[01]?\d\1(?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")
COMPANY_NAME = re.compile(
    r"\b(?:ondernemingsn(?:umme)?r|kbo|btw|bce|tva|vat|num[ée]ro d.entreprise|company number|be)\b", re.IGNORECASE
)
COMPANY = re.compile(r"[01]\d{3}[. ]\d{3}[. ]\d{3}")
PHONE_NAME = re.compile(
    r"\b(?:tel(?:[ée]foon(?:nummer)?|\.)?|t[ée]l(?:\.|[ée]phone)?|gsm(?:-?nummer)?|mobiel|mobile|portable|bel(?:t|len|de)?|"
    r"app(?:t|en|je)?|sms|whatsapp|nummer|num[ée]ro|appell?e[rz]?|joindre|phone|call|ring|text|number)\b"
    r"|هاتف|رقم|اتصل",
    re.IGNORECASE,
)
STRONG_NAME = re.compile(r"\b(?:tel|t[ée]l|telefoon|gsm|mobiel|mobile|portable|whatsapp|phone)\b", re.IGNORECASE)
SHORT_NUMBER = re.compile(r"\d{2}[ .]\d{2}[ .]\d{2}")
NAME_NEAR = 40
GROUP = re.compile(r"\+?\d+")
MOST_GROUPS = 7
PHONE_LENGTHS = range(9, 17)
BOOK = re.compile(r"\bISBN\b[^\d]{0,8}$", re.IGNORECASE)
LINK = re.compile(
    r"(?:wa\.me/|whatsapp\.com/send\?phone=|signal\.me/#p/|(?:tel|sms|callto|phone|gsm|mobile)[:=])[+ ]?$",
    re.IGNORECASE,
)
NEIGHBOURS = {"BE": ("NL", "FR", "DE", "GB"), "NL": ("BE", "DE", "FR", "GB"), "FR": ("BE", "DE", "GB")}
"""Whose numbers without a country code are known as well, when a word such as `call` stands near."""
PUBLIC_TYPES = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN}
)
"""Help lines and services, such as 0800 and 078 in Belgium."""


def find_phones(text: str, region: str) -> Iterator[tuple[int, int]]:
    """Where each telephone number stands."""
    for match in DIGITS.finditer(text) if SIX_DIGITS.search(text) else ():
        start, end = match.span()
        if is_part_of_more(text, start, end):
            continue
        yield from phones_in_row(text, start, end, region)
    for match in ODDLY_PARTED.finditer(text):
        if number_of(re.sub(r"\D", "", match[0]), region) is not None:
            yield match.span()
    for start, end, digits in find_spoken_digits(text):
        if number_of(digits, region) is not None:
            yield start, end


def is_part_of_more(text: str, start: int, end: int) -> bool:
    """Whether letters stand against the digits: then they are a code."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before == "_" or after.isalpha() or after == "_"


def phones_in_row(text: str, start: int, end: int, region: str) -> Iterator[tuple[int, int]]:
    """The telephone numbers in one row of digits; most rows have none."""
    row = text[start:end].replace("O", "0")
    if LINK.search(text, max(0, start - 30), start) and number_of("+" + re.sub(r"\D", "", row), region):
        yield start, end
        return
    near = text[max(0, start - NAME_NEAR) : start], text[end : end + NAME_NEAR]
    if is_company(row, near[0]) or BOOK.search(near[0]) or (DATE.search(row) and not row.startswith("+")):
        return
    if is_phone(row, near, region):
        yield start, end
        return
    groups = [match.span() for match in GROUP.finditer(row)]
    index = 0
    while index < len(groups):
        count = groups_of_phone(row, groups[index : index + MOST_GROUPS], region)
        if count:
            yield start + groups[index][0], start + groups[index + count - 1][1]
        index += count or 1
    if STRONG_NAME.search(near[0][-12:]) and SHORT_NUMBER.fullmatch(row):
        yield start, end


def groups_of_phone(row: str, groups: list[tuple[int, int]], region: str) -> int:
    """How many of these groups of digits make one telephone number, from the first on; 0 when none do."""
    first = row[slice(*groups[0])]
    if len(first) < 2 or first[0] not in "+0":
        return 0
    for count in range(len(groups), 0, -1):
        digits = re.sub(r"[^\d+]", "", row[groups[0][0] : groups[count - 1][1]].replace("(0)", ""))
        if len(digits) in PHONE_LENGTHS and number_of(digits, region) is not None:
            return count
    return 0


def is_company(row: str, before: str) -> bool:
    """Whether it is the number of a company: public, and written like a telephone number."""
    return COMPANY.fullmatch(row) is not None and (vat.is_valid(row) or COMPANY_NAME.search(before) is not None)


def is_phone(row: str, near: tuple[str, str], region: str) -> bool:
    """Whether the whole row is one telephone number."""
    is_international = "+" in row or row.lstrip("(").startswith("00")
    digits = re.sub(r"[^\d+]", "", row.replace("(0)", "") if is_international else row)
    if digits[0] in "+0" and number_of(digits, region) is not None:
        return True
    if not PHONE_NAME.search(near[0]) and not PHONE_NAME.search(near[1]):
        return False
    if digits.startswith("0"):
        return any(number_of(digits, other) is not None for other in NEIGHBOURS.get(region, ()))
    code = str(phonenumbers.country_code_for_region(region))
    if digits.startswith(code) and len(digits) > 9:
        return number_of(f"+{digits}", region) is not None
    return len(digits) == 9 and digits.startswith("4") and number_of(f"0{digits}", region) is not None


def number_of(digits: str, region: str) -> phonenumbers.PhoneNumber | None:
    """The number that these digits are, when somebody may own it."""
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) in PUBLIC_TYPES:
        return None
    return number
