"""Streets with a house number, in Dutch, French, English and Arabic: what makes a street, and numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from builder.airlock.city_names import CityNames
from builder.airlock.near_streets import NearStreets
from builder.airlock.spoken_numbers import house_numbers_in_words
from builder.airlock.street_words import (
    ENGLISH_WAYS,
    FRENCH_WAYS,
    LIVES_WORDS,
    NOT_PLURALS,
    NOT_STREETS,
    OTHER_ENDINGS,
    SURE_ENDINGS,
    UNITS,
)

FIRST_YEAR, LAST_YEAR = 1300, 2100
"""A bare number between these is taken for a year: `Stationsstraat 1998` is more often a photograph than a door."""

_PLURAL = rf"(?:(?!(?:{NOT_PLURALS})\b)[a-zà-ÿ]{{1,30}}?(?:en|s|x))\b"
"""A word such as `winkels`, `stoelen` or `shops`: the number before it counts them."""
_COUNTED = rf"(?!\s(?i:{UNITS})\b)"
COUNTS = re.compile(rf"\w?\s(?:[a-zà-ÿ]{{1,30}}e\s)?{_PLURAL}")
"""What follows a number that counts things."""
_WORDS = rf"(?i:{house_numbers_in_words()})"
_LETTER = r"(?:\s?(?:bis|ter)\b|[a-gi-tv-zA-Z](?!\w)|\s[A-F](?!\w|['’]))?"
"""Not the h and the u of an hour."""
_DIGITS = rf"(?P<number>\d{{1,4}}){_LETTER}(?:\s?[-/+]\s?\d{{1,4}}[a-z]?)?(?!\w|[.,:/-]?\d|\s?[%€°]|\s?euro)"
_MARKED_WORD = r"(?:huis)?(?:nr\b\.?|no\b\.?|num[ée]ro\b|nummer\b|number\b|n°|n\.|\#|رقم)"
_BARE = _DIGITS.replace("number", "bare")
_SEVERAL = rf"(?!(?i:een|une?|one)(?!\w|[ -]hundred))(?:{_WORDS})"
"""The words that are no article as well."""
_CLAUSE_END = r"(?=\s?[.,;:)!?]|\s?$)"
_BEFORE_NUMBER = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in "at au to in rented habite vit is from".split()) + ")"
_MARKED = rf"(?P<mark>\s?[,(]?\s?(?:(?:op|aan|au|at|met|het|le|is)\s){{0,2}}{_MARKED_WORD}\s?)"
_GAP = r"(?:\s?,?\s|\s?[:(/]\s?|)(?<!\d)"
"""Between a street and its number: a space, a comma, a colon, a bracket, a stroke, or nothing (`Kerkstraat12`)."""
_AFTER = rf"(?:{_MARKED}(?:{_DIGITS}|(?P<words>(?:{_WORDS})\b))|{_GAP}{_BARE}{_COUNTED})"
_TOWN = r"(?:B-?)?\d{4}\s[A-ZÀ-Þ]"
_BOX = rf"(?P<box>,?\s(?:bus|bo[iî]te|bte|box|b\.)\s?[\dA-Z][\w.]{{0,5}}|,?\s{_TOWN}[\w-]{{1,30}})?"
_CAPITAL = r"[A-ZÀ-Þ][\w’'-]{1,30}"
_DUTCH_NAME = (
    rf"(?:(?:{_CAPITAL}|[A-Z][a-z]{{0,5}}\.)\s){{0,2}}"
    rf"(?:[\w’'-]{{2,40}}(?i:{SURE_ENDINGS})|(?=[A-ZÀ-Þ])[\w’'-]{{0,40}}(?i:{SURE_ENDINGS}|{OTHER_ENDINGS}))"
)
_FRENCH_LINK = r"(?:\s?(?:d[eu]s?|la|les?|aux?|à|en|sous|sur)\s|\s?[dl][’'])"
_FRENCH_WAY = rf"(?i:{FRENCH_WAYS})"
_FRENCH_NAME = (
    rf"{_FRENCH_WAY}\s(?:{_FRENCH_LINK}\s?){{0,3}}(?:\d{{1,2}}(?:er|e|ème)?\s)?"
    rf"{_CAPITAL}(?:\s?(?:{_FRENCH_LINK}){{0,2}}\s?{_CAPITAL}){{0,3}}"
    rf"|(?i:rue|avenue|boulevard|chaussée|impasse|quai)\s(?:d[eu]s?\s|de\sla\s|de\sl[’']|d[’'])[a-zà-ÿ’'-]{{3,30}}"
)
_ENGLISH_NAME = rf"(?:{_CAPITAL}\s){{1,3}}(?:{ENGLISH_WAYS})\b\.?"
_ARABIC_NAME = r"(?:ال)?(?:شارع|ساحة|طريق|زقاق|حي)\s\w{2,30}(?:\s\w{2,30})?"
_LIVES = rf"(?:{LIVES_WORDS})"
LIVES = re.compile(rf"(?<!\w){_LIVES}(?!\w)", re.IGNORECASE)
LIVES_BEFORE = 40
_BOXES = re.compile(
    rf"(?<!\w)(?:(?i:postbus|p\.?o\.?\s?box|bo[iî]te postale)\s\d{{1,5}}|B\.?P\.?\s\d{{1,5}}(?=,?\s{_TOWN}))"
    rf"(?!\w)(?:,?\s{_TOWN}\w{{1,30}})?"
)


Look = Callable[[NearStreets], bool]


@cache
def patterns_for(city: CityNames) -> tuple[tuple[Look, re.Pattern[str]], ...]:
    """The patterns of a city, each with the quick look without which it finds nothing."""
    own = f"(?i:{city.streets})|" if city.streets else ""
    dutch = rf"{own}{_DUTCH_NAME}"
    quarters = city.quarters or "(?!)"
    name = rf"(?P<name>{dutch}|{_FRENCH_NAME}|{_ENGLISH_NAME}|{_ARABIC_NAME})"
    foreign = rf"{_FRENCH_NAME}|{_ENGLISH_NAME}"
    number_first = rf"(?P<bare>\d(?<![\w.,:/€-]\d)\d{{0,3}}){_LETTER},?\s"
    return tuple(
        (look, re.compile(pattern))
        for look, pattern in (
            # Kerkstraat 12 · Kerkstraat op nummer twaalf
            (NearStreets.is_behind_tail, rf"(?<![\w-])(?P<name>{dutch}){_AFTER}{_BOX}"),
            # rue de la Loi, 16 · Baker Street 12
            (
                NearStreets.is_behind_way,
                rf"(?<![\w-])(?P<name>{foreign}|{_ARABIC_NAME}){_AFTER}{_BOX}",
            ),
            # nummer 12 in de Kerkstraat · au numéro douze de la rue Haute · at 12 Kerkstraat
            (
                NearStreets.is_marked,
                rf"(?<![\w.,:/€-])(?:(?P<mark>{_MARKED_WORD}\s(?:{_DIGITS}|(?P<words>(?:{_WORDS})\b)))|{_BEFORE_NUMBER}{_BARE})"
                rf",?\s(?:(?:in|van|op|on|of|de|du|à)\s)?(?:(?:de|het|den|la|the|le)\s)?{name}{_BOX}",
            ),
            # Kerkstraat twaalf, at the end of a clause
            (
                NearStreets.is_in_words,
                rf"(?<![\w-])(?P<name>{dutch}),?\s(?P<mark>(?:{_WORDS}){_CLAUSE_END}){_BOX}",
            ),
            # rue Haute, douze
            (
                NearStreets.is_in_words_behind_way,
                rf"(?<![\w-])(?P<name>{_FRENCH_NAME}),?\s(?P<mark>{_SEVERAL}{_CLAUSE_END}){_BOX}",
            ),
            # au douze de la rue Haute · at twelve Baker Street
            (
                NearStreets.is_words_first,
                rf"(?<!\w)(?i:au|le|du|at|to|in|from)\s(?P<mark>{_SEVERAL}\b),?\s"
                rf"(?:(?:de|du)\s)?(?:la\s|l[’']|the\s)?(?P<name>{dutch}|{foreign})(?!\w){_BOX}",
            ),
            # 12 Kerkstraat, at the start of a line
            (
                NearStreets.is_number_at_start,
                rf"(?:^|(?<=[:;(]\s))(?P<bare>\d{{1,4}}){_LETTER},?\s(?P<name>(?=[A-ZÀ-Þ])(?:{dutch}))(?!\w){_BOX}",
            ),
            # Dorp 12, 2811 Leest
            (
                NearStreets.is_with_town,
                rf"(?<![\w-])(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,3}})\s(?P<bare>\d{{1,4}}){_LETTER}"
                rf"(?:\s(?:bus|bte)\s\w{{1,5}})?,?\s{_TOWN}[\w-]{{1,30}}",
            ),
            # 16, rue de la Loi · 12 Baker Street
            (
                NearStreets.is_before_way,
                rf"{number_first}(?:d[eu]\s(?:la\s|l[’'])?)?(?P<name>{foreign})(?!\w){_BOX}",
            ),
            # Nekkerspoel nummer 133 · Battel 12, 2800 Mechelen
            (
                NearStreets.is_behind_tail,
                rf"(?<![\w-])(?P<name>{quarters})(?:{_MARKED}{_DIGITS}|\s{_BARE}(?=,?\s(?:bus|bte|box|{_TOWN}))){_BOX}",
            ),
            # woont op Hertshage 14 · woont op Hertshage veertien
            (
                NearStreets.is_where_somebody_lives,
                rf"(?<!\w){_LIVES}(?:\s?[:,]|\sis|\swas|\sest)?"
                rf"\s(?:(?:op|in|aan|naar|de|het|den|à|au|at|on|to|the|nog|altijd|still)\s){{0,3}}"
                rf"(?P<name>{_CAPITAL}(?:\s{_CAPITAL})?)\s(?:{_BARE}{_COUNTED}|(?P<mark>{_SEVERAL}{_CLAUSE_END})){_BOX}",
            ),
        )
    )


def find_addresses(text: str, city: CityNames) -> Iterator[tuple[int, int]]:
    """Where each street with a house number stands."""
    near = NearStreets(text, city)
    if near.is_box():
        yield from (match.span() for match in _BOXES.finditer(text))
    for look, pattern in patterns_for(city):
        if not look(near):
            continue
        for match in pattern.finditer(text):
            start = min(match.start(name) for name, found in match.groupdict().items() if found)
            if is_address(match, text, start):
                yield start, match.end()


def is_address(match: re.Match[str], text: str, start: int) -> bool:
    """Whether the number is the number of a house, not a year or a count of things."""
    groups = match.groupdict()
    name = groups["name"]
    last = name.split()[-1]
    if name.casefold() in NOT_STREETS or (last.islower() and last in NOT_STREETS):
        return False
    if groups.get("mark") or groups.get("box"):
        return True
    if FIRST_YEAR <= int(groups["bare"]) <= LAST_YEAR:
        return False
    is_count = COUNTS.match(text, match.end("bare")) is not None
    return not is_count or LIVES.search(text, max(0, start - LIVES_BEFORE), start) is not None
