"""Numbers written in words, in Dutch, French and English, as people say a telephone number or a house number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_NL_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
_NL_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FR_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_FR_TENS = "vingt trente quarante cinquante soixante septante quatre-vingt nonante".split()
Words = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")
WORD_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
"""`04seven5` is three words."""
ZERO = re.compile(r"\b(?:nul|z[ée]ro|oh?)(?:\b|\d)", re.IGNORECASE)
ZERO_THEN_WORD = re.compile(r"0(?<!\d0)\d{0,3}[\s.,;:/-]{0,4}[^\W\d_]")
"""A row that starts in digits and goes on in words."""
ZERO_WORDS = "nul zero zéro o oh"
"""In small letters: without one of these no telephone number is said in words only."""
NUMBER_WORDS = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf deux trois quatre cinq six sept huit neuf dix onze douze "
    "treize quatorze quinze seize vingt two three four five seven eight nine ten eleven twelve honderd cent hundred "
    "een één un une one premier numero numéro nummer number"
)
NUMBER_ENDINGS = ("tig", "tien", "teen", "ty", "ante", "ente")
"""Without one of these words, a word with such an ending or `onderd` in it no house number is written in words."""
GAP = re.compile(r"[\s,.;:/-]{0,4}(?:(?:en|et|and|dan|puis|then)[\s,]{1,2})?")
FEWEST_DIGITS, MOST_DIGITS = 9, 15


def dutch_number(number: int) -> str:
    """A number from 0 to 999 in Dutch, in one word."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return ("" if hundreds == 1 else _NL_UNITS[hundreds]) + "honderd" + (dutch_number(rest) if rest else "")
    if number < 20:
        return _NL_UNITS[number]
    tens, unit = divmod(number, 10)
    if not unit:
        return _NL_TENS[tens - 2]
    return _NL_UNITS[unit] + ("ën" if unit in (2, 3) else "en") + _NL_TENS[tens - 2]


def english_number(number: int) -> str:
    """A number from 0 to 999 in English."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_EN_UNITS[hundreds]} hundred" + (f" and {english_number(rest)}" if rest else "")
    if number < 20:
        return _EN_UNITS[number]
    tens, unit = divmod(number, 10)
    return _EN_TENS[tens - 2] + (f"-{_EN_UNITS[unit]}" if unit else "")


def french_number(number: int) -> str:
    """A number from 0 to 999 in the French of Belgium."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return (
            ("" if hundreds == 1 else f"{_FR_UNITS[hundreds]} ") + "cent" + (f" {french_number(rest)}" if rest else "")
        )
    if number < 20:
        return _FR_UNITS[number]
    tens, unit = divmod(number, 10)
    return _FR_TENS[tens - 2] + (f"{'-et' if unit == 1 and tens != 8 else ''}-{_FR_UNITS[unit]}" if unit else "")


def french_number_of_france(number: int) -> str:
    """A number from 70 to 79 or 90 to 99 in the French of France."""
    tens, rest = ("soixante", number - 60) if number < 80 else ("quatre-vingt", number - 80)
    return f"{tens}{'-et' if number == 71 else ''}-{_FR_UNITS[rest]}"


@cache
def words_of_numbers() -> dict[str, dict[Words, str]]:
    """First word → the words of each number that starts with it → its digits."""
    spoken: dict[Words, str] = {("oh",): "0", ("o",): "0", ("zero",): "0", ("één",): "1", ("une",): "1"}
    for number in range(1000):
        for say in (dutch_number, english_number, french_number):
            spoken.setdefault(tuple(WORD.findall(say(number))), str(number))
    for number in (*range(70, 80), *range(90, 100)):
        spoken.setdefault(tuple(WORD.findall(french_number_of_france(number))), str(number))
    for number in range(1000):
        spoken.setdefault((dutch_number(number).replace("ë", "e"),), str(number))
        if number > 100 and number % 100:
            spoken.setdefault((dutch_number(number // 100 * 100), dutch_number(number % 100)), str(number))
    by_first: dict[str, dict[Words, str]] = {}
    for words, digits in spoken.items():
        by_first.setdefault(words[0], {})[words] = digits
    return by_first


MOST_WORDS = 6
"""The longest number: `quatre cent quatre vingt dix neuf`."""


def find_spoken_digits(text: str) -> Iterator[tuple[int, int, str]]:
    """Rows of numbers in words (and digits among them) that start with a zero: where they stand, and their digits."""
    if not (ZERO.search(text) or ZERO_THEN_WORD.search(text)):
        return
    words = [(match[0].casefold(), match.start(), match.end()) for match in WORD_OR_DIGITS.finditer(text)]
    numbers = [longest_number(words, index) for index in range(len(words))]
    index = 0
    while index < len(words):
        row, digits, has_words = index, "", False
        while row < len(words) and len(digits) <= MOST_DIGITS and (row == index or is_near(text, words, row)):
            taken, said = numbers[row]
            if not taken or not (digits + said).startswith("0"):
                break
            has_words |= not words[row][0].isdigit()
            digits, row = digits + said, row + taken
        if has_words and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
            yield words[index][1], words[row - 1][2], digits
            index = row
        else:
            index += 1


def is_near(text: str, words: list[tuple[str, int, int]], index: int) -> bool:
    """Whether nothing but a space, a comma or a small word stands before this word."""
    return GAP.fullmatch(text, words[index - 1][2], words[index][1]) is not None


def longest_number(words: list[tuple[str, int, int]], index: int) -> tuple[int, str]:
    """How many words from here on make one number, and its digits; none when they make no number."""
    first = words[index][0]
    if first.isdigit() and first.isascii() and len(first) <= 4:
        return 1, first
    known = words_of_numbers().get(first)
    if known is None:
        return 0, ""
    here = tuple(word for word, _, _ in words[index : index + MOST_WORDS])
    for count in range(len(here), 0, -1):
        digits = known.get(here[:count])
        if digits is not None:
            return count, digits
    return 0, ""


@cache
def said_house_numbers() -> frozenset[str]:
    """The numbers from 1 to 199 as they are said; `one` alone is also an article, and counts only behind a mark."""
    said = {say(number) for number in range(1, 200) for say in (dutch_number, english_number, french_number)}
    said |= {dutch_number(number).replace("ë", "e") for number in range(1, 200)}
    said |= {french_number_of_france(number) for number in (*range(70, 80), *range(90, 100))} | {"één", "premier"}
    return frozenset(said)


@cache
def words_of_house_numbers() -> frozenset[str]:
    """Every word in one of them, in small letters."""
    return frozenset(word.casefold() for said in said_house_numbers() for word in re.split("[ -]", said))


def house_numbers_in_words() -> str:
    """The numbers from 1 to 199 in words, as alternatives for a regular expression, the longest first."""
    return "|".join(
        re.escape(each).replace(r"\ ", r"[ -]").replace(r"\-", "[ -]")
        for each in sorted(said_house_numbers(), key=lambda each: (-len(each), each))
    )
