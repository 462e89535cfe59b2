"""Passwords and codes of doors and cards, behind the word that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_IS = (
    r"(?:\s?[:=,]|\s(?:is|was|wordt|est|[ée]tait|c[’'](?:est|[ée]tait)|هي))"
    r"(?:\s(?:altijd|toujours|always|nu|dus|now|maintenant))?"
)
_QUOTE = r"\s?[\"“”«‘’']{0,2}\s?"
PASSWORD = re.compile(
    r"(?:wachtwoord|paswoord|password|passwd|\bpwd\b|mots?\sde\spasse|\bmdp\b|passcode|passphrase|"
    rf"wi-?fi-?\s?(?:code|sleutel)|(?:code|cl[ée])\s(?:du\s)?wi-?fi|كلمة (?:السر|المرور))"
    rf"[^.!?\n:=]{{0,40}}?{_IS}{_QUOTE}(?P<token>\S{{4,40}})",
    re.IGNORECASE,
)
_DOOR = (
    r"(?:\w{0,12}(?:deur|poort|porte|entr[ée]e|kluis|alarm|slot|hek|immeuble|door|gate|safe|lock|coffre|kaart|carte|card))"
    r"\w{0,3}"
)
DOOR_CODE = re.compile(
    r"(?:\bpin-?(?:code|nummer)\b|\bcode\s(?:pin|secret)\b|\b(?:toegangs|deur|poort|alarm|slot|kluis|bank)-?code\b|\bdigicode\b|"
    rf"\bcode\s(?:van|voor|de|du|d[’']|of|for|to)\s?(?:de|het|den|la|l[’']|the|my|mijn|ons|onze)?\s?{_DOOR}|"
    rf"\b(?:door|gate|lock|entry|access|alarm)\scode\b|\bpin(?={_IS}))"
    rf"[^.!?\n\d:=]{{0,40}}?{_IS}{_QUOTE}(?P<token>[A-Za-z]?\d{{4,8}}[A-Za-z#*]?|\d{{1,5}}[A-Z]\d{{0,4}}|[#*]\d{{3,8}}[#*]?)(?!\w)",
    re.IGNORECASE,
)
END = ".,;:!?)»\"”’'"
STRONG = re.compile(r"\d|[#$%&*_+=@!?^~|\\]|(?<=[a-zà-ÿ])[A-ZÀ-Þ]")
"""What an ordinary word does not have inside."""
STEMS = ("woord", "pass", "pwd", "mdp", "wifi", "wi-fi", "code", "pin", "كلمة")


def find_passwords(text: str) -> Iterator[tuple[int, int]]:
    """Where each password or code stands: the word `pancake` is a joke, `P4ncake` is a key."""
    small = text.casefold()
    if not any(stem in small for stem in STEMS):
        return
    for match in PASSWORD.finditer(text):
        token = match["token"].rstrip(END)
        if len(token) >= 4 and STRONG.search(token):
            yield match.start("token"), match.start("token") + len(token)
    for match in DOOR_CODE.finditer(text):
        yield match.span("token")
