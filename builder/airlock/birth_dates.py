"""Dates of birth: a full date of this or the last century, near a word that says that somebody was born."""

from __future__ import annotations

import re
from collections.abc import Iterator

FIRST_YEAR = 1925
"""Who was born earlier is history: `Rik Wouters, born on 21 August 1882` is no secret."""
_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|"
    "january|february|march|may|june|july|august|october|"
    "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|oct|nov|dec"
)
_SPAN = r"(?:\w{0,9}en|jaar|ans|years|days|uur|heures)\b"
_CLAUSE_END = r"(?=\s?[.,;:)!?]|\s?$)"
BIRTH_STEMS = ("boren", "geboort", "verjaardag", "naissance", "birth", "born", "dob", "°", "ولد", "ميلاد", "مواليد")
BORN = re.compile(r"\bn[ée]e?\b", re.IGNORECASE)
BIRTH = re.compile(
    r"(?:\b(?:ge?boren|geboortedatum|geboortedag|verjaardag|n[ée]e?|date de naissance|naissance|born|date of birth|"
    r"birth ?date|dob)\b|(?<!\d)(?<!\d )°|ولدت?|تاريخ الميلاد|مواليد)[^.!?\n\d]{0,25}?"
    rf"(?P<date>(?:\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?(?P<numbers>(?:19|20)\d{{2}}|[’']?\d{{2}}(?!\s?{_SPAN}))"
    rf"|(?P<first>(?:19|20)\d{{2}})-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:er|ste|de|st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\.?,?\s(?P<words>(?:19|20)\d{{2}}|[’']\d{{2}}|\d{{2}}{_CLAUSE_END})"
    rf"|(?:{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?P<english>(?:19|20)\d{{2}}|[’']\d{{2}})))(?!\d)",
    re.IGNORECASE,
)
NOT_A_PERSON = re.compile(
    r"\b(?:koning(?:in)?|keizer|prinse?s?|paus|roi|reine|empereur|pape|prince(?:sse)?|king|queen|emperor|pope|"
    r"vereniging|vzw|club|project|plan|idee|initiatief|association|asbl|projet|idée|school|école|feest|fête|organisation|"
    r"tuin|jardin|garden|bib(?:liotheek)?|werking|café)\b",
    re.IGNORECASE,
)
"""Public figures, and things that are only said to be born."""
SUBJECT_BEFORE = 45


def find_birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where each date of birth stands: the date alone."""
    small = text.casefold()
    if not any(stem in small for stem in BIRTH_STEMS) and not BORN.search(text):
        return
    for match in BIRTH.finditer(text):
        year = next(full_year(found) for found in match.group("numbers", "first", "words", "english") if found)
        before = text[max(0, match.start() - SUBJECT_BEFORE) : match.start()]
        sentence = re.split(r"[.!?]\s", before)[-1]
        if year >= FIRST_YEAR and not NOT_A_PERSON.search(sentence):
            yield match.span("date")


def full_year(written: str) -> int:
    """The year; one of two digits, `62` or `'88`, is of people who live: it always counts."""
    digits = written.lstrip("’'")
    return (
        int(digits)
        if len(digits) > 2
        else 1900 + int(digits)
        if int(digits) >= FIRST_YEAR % 100
        else 2000 + int(digits)
    )
