"""Points on the map in a text: degrees in any writing, links of maps that hold them, and the short codes of apps."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_LATITUDE, MOST_LONGITUDE = 90, 180
SURE_DECIMALS = 4
"""Ten metres. Three decimals are also a thousand in Dutch: they count beside a word or a sign of coordinates."""
_GAP = (
    r"(?:[^\w\n!?]|(?<![^\W\d_])(?:[NSZOEW]|lat\w*|lon\w*|lengte\w*|breedte\w*|noord\w*|nord|north|oost\w*|est|east|west|ouest|"
    r"en|et|and|x|y)(?![^\W_]))"
)
"""Signs, and words of the compass."""
PAIR = re.compile(
    rf"(?P<one>\d{{1,3}}[.,]\d{{3,10}})(?!\d){_GAP}{{1,9}}(?P<other>\d{{1,3}}[.,]\d{{3,10}})(?![\d.,]?\d)"
)
BEFORE_NUMBER = re.compile(r"[\w.,]$")
NAME = re.compile(
    r"°|\b(?:gps|co[oö]rdina\w*|coordonn[ée]es|lat(?:itude)?|lon(?:g(?:itude)?)?|breedtegraad|lengtegraad)\b"
    r"|\b[NSZ]\b|احداثيات|إحداثيات",
    re.IGNORECASE,
)
NAME_NEAR = 30
_MINUTES = r"\d{1,3}\s?(?:°|º|graden|degr[ée]s|degrees)\s?\d{1,2}(?:[.,]\d{1,6})?\s?(?:['’′´`]|min\w{0,4}\b)"
_SECONDS = r"(?:\s?\d{1,2}(?:[.,]\d{1,6})?\s?(?:[\"”“″]|['’′´]{1,2}|sec\w{0,5}\b))?"
_COMPASS = r"(?:[NSZOEW]\b|noord\w{0,8}|nord|north|zuid\w{0,8}|oost\w{0,8}|west\w{0,8}|est|ouest|east|south|sud)"
SEXAGESIMAL = re.compile(
    rf"{_MINUTES}{_SECONDS}(?:\s?{_COMPASS}|(?=[^\d\n]{{1,6}}\d{{1,3}}\s?[°º]))"
    rf"(?:[^\d\n]{{1,8}}{_MINUTES}{_SECONDS}(?:\s?{_COMPASS})?)?",
    re.IGNORECASE,
)
WITHOUT_SIGN = re.compile(r"\b[NS]\s?\d{2}\s\d{2}[.,]\d{3}[\s,/]{1,3}[EWO]\s?\d{1,3}\s\d{2}[.,]\d{3}\b")
"""As seekers of hidden boxes write it."""
GEO_LINK = re.compile(r"\bgeo:-?\d{1,2}[.,]\d{2,10},-?\d{1,3}[.,]\d{2,10}[\w;=?.,-]{0,40}", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
IN_LINK = re.compile(r"\d{1,3}\.\d{3,15}[^\d\s.]{1,12}(?:\d[^\d\s.]{1,3})?\d{1,3}\.\d{3,15}")
SHORT_LINK = re.compile(
    r"(?:https?://)?(?:maps\.app\.goo\.gl|goo\.gl/maps|w3w\.co|what3words\.com|plus\.codes|osm\.org/go|g\.co/kgs)/[\w.+~=-]{3,60}",
    re.IGNORECASE,
)
THREE_WORDS = re.compile(r"///[^\W\d_]{3,30}\.[^\W\d_]{3,30}\.[^\W\d_]{3,30}")
_PLUS = "23456789CFGHJMPQRVWX"
PLUS_CODE = re.compile(rf"(?=[\d+]{{0,9}}[A-Z])[{_PLUS}]{{4}}(?:[{_PLUS}]{{4}})?\+[{_PLUS}]{{2,3}}(?!\w)")
DECIMALS = re.compile(r"\d[.,]\d{3}")
SIGNS = ("°", "º", "+", "geo:", "///", "goo.gl", "w3w", "what3words", "plus.codes", "osm.org", "g.co/", "grad", "degr")


def find_coordinates(text: str) -> Iterator[tuple[int, int]]:
    """Where each point stands, with the link that holds it."""
    small = text.casefold()
    if not (DECIMALS.search(text) or any(sign in small for sign in SIGNS)):
        return
    links = [match.span() for match in WEB_ADDRESS.finditer(text)]
    yield from (span for span in links if IN_LINK.search(text, *span))
    for pattern in (GEO_LINK, SHORT_LINK, SEXAGESIMAL, WITHOUT_SIGN, THREE_WORDS):
        yield from (match.span() for match in pattern.finditer(text))
    for match in PLUS_CODE.finditer(text):
        if not text[match.start() - 1 : match.start()].isalnum():
            yield match.span()
    for match in PAIR.finditer(text):
        is_in_link = any(start <= match.start() < end for start, end in links)
        if not is_in_link and is_point(match, text):
            yield match.span()


def is_point(match: re.Match[str], text: str) -> bool:
    """Whether two numbers with decimals are a latitude and a longitude."""
    if BEFORE_NUMBER.search(text[max(0, match.start() - 1) : match.start()]):
        return False
    one, other = (float(match[name].replace(",", ".")) for name in ("one", "other"))
    if min(one, other) > MOST_LATITUDE or max(one, other) > MOST_LONGITUDE:
        return False
    decimals = min(len(re.split("[.,]", match[name])[1]) for name in ("one", "other"))
    return decimals >= SURE_DECIMALS or bool(NAME.search(text, max(0, match.start() - NAME_NEAR), match.end() + 4))
