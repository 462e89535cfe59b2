"""E-mail addresses, as typed and as people spell them out to hide them from machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PROVIDER = "gmail|googlemail|hotmail|outlook|telenet|skynet|yahoo|icloud|proximus|protonmail|live"
AT = re.compile(
    rf"(?P<sign>\s@(?:\s|(?=(?:{_PROVIDER})\.))|@\s?)"
    r"|(?P<boxed>\s?[(\[{]\s?(?:at|ape?n?staart(?:je)?|arobase|a|@)\s?[)\]}]\s?)"
    r"|(?P<word>\s(?:at|ape?n?staart(?:je)?|arobase)\s)",
    re.IGNORECASE,
)
MAY_HOLD = re.compile(r"[(\[{]\s?a|\s(?:at|a[rp])", re.IGNORECASE)
"""An at sign in a box, or as a word."""
_BOXED_DOT = r"\s?[(\[{]\s?(?:dot|punt|point|\.)\s?[)\]}]\s?"
_WORD_DOT = r"\s(?:dot|punt|point)\s"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_COUNTRY = (
    "be|com|org|net|eu|nl|fr|de|uk|lu|info|biz|io|brussels|vlaanderen|gent|"
    "es|it|pt|pl|ro|tr|ma|tn|dz|sy|iq|ua|ru|ch|example"
)
DOMAIN = re.compile(rf"(?:{_LABEL}(?:\.|{_BOXED_DOT})){{1,5}}[^\W\d_]{{2,24}}(?!\w)", re.IGNORECASE)
SPELLED_DOMAIN = re.compile(
    rf"(?:{_LABEL}(?:\.|{_BOXED_DOT}|{_WORD_DOT})){{0,4}}{_LABEL}(?:{_BOXED_DOT}|{_WORD_DOT}|\s\.\s?|,)(?:{_COUNTRY})(?!\w)",
    re.IGNORECASE,
)
PROVIDER = re.compile(rf"(?:{_PROVIDER})(?:\.[a-z]{{2,5}})?(?![\w-])", re.IGNORECASE)
LOCAL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}$")
SPELLED_LOCAL = re.compile(rf"(?<![\w.+-])(?:[\w.+-]{{1,40}}{_WORD_DOT}){{1,3}}[\w.+-]{{1,40}}$", re.IGNORECASE)
LONGEST_LOCAL, LONGEST_DOMAIN = 80, 160


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Where each address of mail stands."""
    if "@" not in text and not MAY_HOLD.search(text):
        return
    end = 0
    for match in AT.finditer(text):
        domain = domain_after(text, match)
        if domain is None:
            continue
        before = text[max(end, match.start() - LONGEST_LOCAL) : match.start()]
        local = (SPELLED_LOCAL.search(before) if match.lastgroup != "sign" else None) or LOCAL.search(before)
        if local is not None:
            end = domain.end()
            yield match.start() - len(before) + local.start(), end


def domain_after(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The domain behind an at sign; behind the bare word it must be spelled out, or be a well-known provider."""
    region = (match.end(), match.end() + LONGEST_DOMAIN)
    if match.lastgroup == "word" and match[0].strip().casefold() == "at":
        found = SPELLED_DOMAIN.match(text, *region)
    else:
        found = SPELLED_DOMAIN.match(text, *region) or DOMAIN.match(text, *region)
    return found or PROVIDER.match(text, *region)
