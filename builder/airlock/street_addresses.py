"""Streets with a house number, in Dutch, French and English: the words that make one, and the numbers that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

FIRST_YEAR, LAST_YEAR = 1300, 2100
"""A bare number between these is taken for a year: `Stationsstraat 1998` is more often a photograph than a door."""

SURE_ENDINGS = "straat|straatje|laan|steenweg|dreef|kaai|singel|gracht|steeg|bruul|leen"
"""What ends with one of these is a street, with or without a capital."""
OTHER_ENDINGS = "weg|baan|plein|lei|vest|markt|dijk|pad|hof|gang|ring|wijk|hoek|kouter|zandberg"
"""What ends with one of these is a street when it has a capital."""
_NOT_STREETS = (
    "ingang uitgang doorgang toegang overgang jaargang voortgang voorgang afgang rondgang onderweg halverwege allerlei "
    "velerlei herinnering viering vereniging ring vering kring spring bring string oefening wijk weg baan pad gang hof "
    "dijk hoek plein speelplein buurtweg zwembaan startbaan renbaan tennisbaan rommelmarkt kerstmarkt boerenmarkt "
    "kerkhof gerechtshof invest fietspad voetpad wandelpad invalsweg straat leefstraat speelstraat harvest"
)
NOT_STREETS = frozenset(_NOT_STREETS.split())
"""Words that only look like one, or that people use without a name."""
UNITS = (
    "meters?|m|km|kilometers?|uur|u|h|jaar|jaren|maand(?:en)?|weken|dagen|minuten|min|mensen|personen|kinderen|bomen|"
    "huizen|woningen|winkels?|bank(?:jes?|en)|stappen|euro|keer|maal|verhalen|stoelen|tafels|fietsen|auto['’]?s|buren|"
    "gezinnen|m[èe]tres?|ans?|heures?|minutes?|arbres?|maisons?|fois|personnes|gens|enfants|jours|mois|voisins|"
    "metres?|years?|hours?|trees|houses|people|times|steps|children|days|neighbou?rs|times"
)
_NUMBER = r"(\d{1,4})(?:\s?(?:bis|ter)\b|[a-gi-ln-tv-zA-Z])?(?:\s?[-/]\s?\d{1,4}[a-z]?)?(?!\w|[.,:/-]?\d|\s?[%€°])"
_COUNTED = rf"(?!\s(?:{UNITS})\b)"
_MARK = r"\s?,?\s(?:(?:nr|no|num[ée]ro|nummer|n°)\.?\s?)?"
_BOX = r"(?P<box>,?\s(?:bus|bo[iî]te|bte)\b|,?\s(?:B-?)?\d{4}\s[A-ZÀ-Þ])?"
_CAPITAL = r"[A-ZÀ-Þ][\w'’-]*"
DUTCH = re.compile(
    rf"(?<![\w-])(?P<name>[\w'’-]{{2,}}(?i:{SURE_ENDINGS})|(?=[A-ZÀ-Þ])[\w'’-]*(?i:{SURE_ENDINGS}|{OTHER_ENDINGS}))"
    rf"{_MARK}{_NUMBER}{_COUNTED}{_BOX}"
)
_FRENCH_WAY = (
    r"(?i:rue|avenue|boulevard|bd|place|chaussée|quai|impasse|allée|square)\s(?:(?:d[eu]s?|la|les?)\s|[dl]['’])*"
)
FRENCH = re.compile(
    rf"(?<!\w)(?P<name>{_FRENCH_WAY}{_CAPITAL}(?:\s(?:(?:d[eu]s?|la)\s|[dl]['’])?{_CAPITAL}){{0,3}})"
    rf"{_MARK}{_NUMBER}{_COUNTED}{_BOX}"
)
FRENCH_NUMBER_FIRST = re.compile(
    rf"(?<![\w.,:/-])(?P<box>)(\d{{1,4}})\s?(?:bis|ter|[a-zA-Z])?,?\s(?:de\s(?:la\s)?)?(?P<name>{_FRENCH_WAY}{_CAPITAL})"
)
ENGLISH_WAY = "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Crescent|Square|Terrace"
ENGLISH = re.compile(
    rf"(?<!\w)(?P<name>{_CAPITAL}(?:\s{_CAPITAL})?\s(?:{ENGLISH_WAY})\.?){_MARK}{_NUMBER}{_COUNTED}{_BOX}",
)
ENGLISH_NUMBER_FIRST = re.compile(
    rf"(?<![\w.,:/-])(?P<box>)(\d{{1,4}})[a-zA-Z]?,?\s(?P<name>{_CAPITAL}(?:\s{_CAPITAL})?\s(?:{ENGLISH_WAY})\b)"
)
PATTERNS = (DUTCH, FRENCH, FRENCH_NUMBER_FIRST, ENGLISH, ENGLISH_NUMBER_FIRST)


def find_addresses(line: str) -> Iterator[int]:
    """The offset of each street with a house number in a line."""
    seen: set[int] = set()
    for pattern in PATTERNS:
        for match in pattern.finditer(line):
            is_year = FIRST_YEAR <= int(match[number_group(pattern)]) <= LAST_YEAR and not match["box"]
            if not is_year and match["name"].casefold() not in NOT_STREETS and match.start() not in seen:
                seen.add(match.start())
                yield match.start()


def number_group(pattern: re.Pattern[str]) -> int:
    """Which group of a pattern holds the house number: the only one without a name."""
    named = set(pattern.groupindex.values())
    return next(index for index in range(1, pattern.groups + 1) if index not in named)
