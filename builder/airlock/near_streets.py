"""Quick looks at what stands around the numbers of a text: most sentences hold no street, and need no long search.

A look may say yes where there is nothing; it never says no where there is something.
"""

from __future__ import annotations

import re
from functools import cache

from builder.airlock.city_names import CityNames
from builder.airlock.spoken_numbers import words_of_house_numbers
from builder.airlock.street_words import (
    ARABIC_WAYS,
    ENGLISH_WAYS,
    FRENCH_WAYS,
    LIVES_WORDS,
    OTHER_ENDINGS,
    SURE_ENDINGS,
)

TOKEN = re.compile(r"\d+|[^\W\d]+")
"""A word or a number; `Kerkstraat12` is both."""
BETWEEN = 4
"""How far before a number the last word of its street may be: `Kerkstraat, op het huisnummer 12`."""
LONGEST_NAME = 20
"""How far before a number the first word of a French street may be."""
LONGEST_AFTER = 14
"""How far behind a number the last word of its street may be."""
WAYS = frozenset(
    f"{FRENCH_WAYS}|{ENGLISH_WAYS}|{ARABIC_WAYS}".replace("\\.", "").replace("?", "").casefold().split("|")
)
ONES = frozenset("een en un une one a and et".split())
ARTICLE = "ال"
MARKS = frozenset("nr no numéro numero nummer huisnummer huisnr huisno number n رقم".split())
BEFORE = frozenset("at au to in rented habite vit is from le du".split())
BOXES = frozenset("postbus box boite boîte bp b".split())
LIVES = re.compile(LIVES_WORDS)
START = re.compile(r"\d|.*[:;(]\s\d", re.DOTALL)
TOWN = re.compile(r"\d{4}\s[A-ZÀ-Þ]")
CAPITAL_THEN_DIGIT = re.compile(r"[A-ZÀ-Þ][\w’'-]{1,30}\s\d")


def tokens_of(text: str) -> list[str]:
    """Its words and numbers, in small letters; letters that a pattern without case takes for an i are one."""
    return TOKEN.findall(text.casefold().replace("ı", "i").replace("i̇", "i"))


ENDINGS = tuple(f"{SURE_ENDINGS}|{OTHER_ENDINGS}".replace("\\.", "").split("|"))


@cache
def last_words_of(city: CityNames) -> frozenset[str]:
    """The last words of the city's own names of streets and quarters."""
    own = [
        re.sub(r"\\(.)", r"\1", name) for names in (city.streets, city.quarters) for name in names.split("|") if name
    ]
    return frozenset(token for name in own for token in tokens_of(name.replace("[ -]", " "))[-1:])


class NearStreets:
    """One paragraph, and what stands near its numbers."""

    def __init__(self, text: str, city: CityNames) -> None:
        self.text = text
        self.own = last_words_of(city)
        self.tokens = tokens_of(text)
        known = words_of_house_numbers()
        self.digits: list[int] = []
        self.spoken: list[int] = []
        """Words of numbers, but for those that are articles as well."""
        self.ones: list[int] = []
        """`Een`, `un`: a house number only right behind a street or a mark."""
        for at, token in enumerate(self.tokens):
            if token in known:
                (self.ones if token in ONES else self.spoken).append(at)
            elif token.isdigit():
                self.digits.append(at)
        self._is_behind_tail: bool | None = None
        self.has_ways = not WAYS.isdisjoint(self.tokens) or ARTICLE in text

    def is_box(self) -> bool:
        """Whether it may name a post box."""
        return not BOXES.isdisjoint(self.tokens)

    def is_behind_tail(self) -> bool:
        """Whether a number stands shortly behind what ends like a street; in words it needs a mark."""
        if self._is_behind_tail is None:
            numbers = [*self.digits, *(at for at in (*self.spoken, *self.ones) if self._has_mark(at))]
            self._is_behind_tail = any(self._has_tail(at - BETWEEN, at) for at in numbers)
        return self._is_behind_tail

    def is_behind_way(self) -> bool:
        """Whether a number stands somewhere behind a word such as `rue` or `Street`."""
        if not self.has_ways:
            return False
        if any(self._has_way(at - LONGEST_NAME, at) for at in self.digits):
            return True
        return any(self._has_mark(at) and self._has_way(at - LONGEST_NAME, at) for at in (*self.spoken, *self.ones))

    def is_before_way(self) -> bool:
        """Whether a number in digits stands shortly before one."""
        return self.has_ways and any(self._has_way(at + 1, at + LONGEST_AFTER) for at in self.digits)

    def is_marked(self) -> bool:
        """Whether a number stands behind its mark, or a word such as `at`, and shortly before a street."""
        numbers = (*self.digits, *self.spoken, *self.ones)
        return any((self._has_mark(at) or self._has_before(at)) and self._has_street(at) for at in numbers)

    def is_in_words(self) -> bool:
        """Whether a number in words stands right behind what ends like a street."""
        return any(self._has_tail(at - 1, at) for at in (*self.spoken, *self.ones))

    def is_in_words_behind_way(self) -> bool:
        """Whether a number in words stands somewhere behind a `rue`."""
        return self.has_ways and any(self._has_way(at - LONGEST_NAME, at) for at in self.spoken)

    def is_words_first(self) -> bool:
        """Whether a number in words stands behind a word such as `at`, and shortly before a street."""
        return any(self._has_before(at) and self._has_street(at) for at in self.spoken)

    def is_number_at_start(self) -> bool:
        """Whether a number begins the text, or follows a colon or a bracket, shortly before a street."""
        return START.match(self.text) is not None and any(
            self._has_tail(at + 1, at + LONGEST_AFTER) for at in self.digits
        )

    def is_with_town(self) -> bool:
        """Whether a postcode with a town is there."""
        return TOWN.search(self.text) is not None

    def is_where_somebody_lives(self) -> bool:
        """Whether a number stands behind a name and a word such as `lives`."""
        if not (self.spoken or CAPITAL_THEN_DIGIT.search(self.text)):
            return False
        return any(LIVES.match(token) for token in self.tokens)

    def _has_mark(self, at: int) -> bool:
        return not MARKS.isdisjoint(self.tokens[max(0, at - 2) : at]) or "#" in self.text

    def _has_before(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1] in BEFORE

    def _has_street(self, at: int) -> bool:
        after = (at + 1, at + 1 + LONGEST_AFTER)
        return self._has_tail(*after) or (self.has_ways and self._has_way(*after))

    def _has_tail(self, first: int, last: int) -> bool:
        return any(token in self.own or token.endswith(ENDINGS) for token in self.tokens[max(0, first) : last])

    def _has_way(self, first: int, last: int) -> bool:
        tokens = self.tokens[max(0, first) : last]
        return any(token.removeprefix(ARTICLE) in WAYS for token in tokens)
