"""How bytes may be read: as text in several codes, escapes undone, tags taken out, accents and case folded away."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

ROUNDS = 3
"""An address in JSON in an attribute is escaped three times; more has not been seen."""
ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([nrt])"
    r"|([0-9a-fA-F]{1,6})[ \n]?)"
)
PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
QUOTED_PRINTABLE = re.compile(r"=\r?\n|((?:=[0-9A-F]{2})+)")
TAG = re.compile(r"<[^<>]*>")
VANISHING = re.compile(
    r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
"""Accents, vowel marks, and signs that nobody sees."""
NOT_OF_A_WORD = re.compile(r"[\W_]+")
MANY_ZEROS = 8
"""One byte in this many: then it is text in UTF-16 or UTF-32."""


def texts_of(content: bytes) -> Iterator[str]:
    """The bytes as UTF-8; where there are zeros also without them, and as UTF-16 where there are many."""
    yield content.decode("utf-8", "replace")
    zeros = content.count(b"\0")
    if zeros:
        yield content.replace(b"\0", b"").decode("utf-8", "replace")
    if zeros * MANY_ZEROS > len(content) or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        for code in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            for start in (0, 1):
                yield content[start:].decode(code, "replace")


def readings_of(text: str) -> Iterator[tuple[str, str]]:
    """The text as it stands, with its escapes undone, and without its tags; each only where it makes a difference."""
    yield "as it stands", text
    plain = undo_escapes(text)
    if plain != text:
        yield "without escapes", plain
    bare = TAG.sub("", plain) if "<" in plain else plain
    if bare != plain:
        yield "without tags", bare


def undo_escapes(text: str) -> str:
    """The text without the escapes of URLs, HTML, JSON, JavaScript, CSS and mail, also where they are nested."""
    for _ in range(ROUNDS):
        before = text
        if "%" in text:
            text = PERCENT.sub(lambda match: from_codes(match[0], "%"), text)
        if "&" in text:
            text = html.unescape(text)
        if "\\" in text:
            text = ESCAPE.sub(sign_of, text)
        if "=" in text:
            text = QUOTED_PRINTABLE.sub(lambda match: from_codes(match[1] or "", "="), text)
        if text == before:
            break
    return text


def sign_of(match: re.Match[str]) -> str:
    """The sign that an escape stands for; a space for the end of a line."""
    digits = match[1] or match[2] or match[3] or match[4] or match[6]
    if digits is None:
        return " "
    code = int(digits, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def from_codes(codes: str, mark: str) -> str:
    """The signs of `%C3%A9` or `=C3=A9`; nothing for no codes, which is a line that goes on."""
    return bytes.fromhex(codes.replace(mark, "")).decode("utf-8", "replace")


def folded(text: str) -> str:
    """The words of a text without case, accents, punctuation and mark-up, with one space before, between and after."""
    if not text.isascii():
        text = VANISHING.sub("", unicodedata.normalize("NFKD", text))
    return f" {NOT_OF_A_WORD.sub(' ', text.casefold()).strip()} "


def squeezed(words: str) -> str:
    """Folded words without their spaces."""
    return words.replace(" ", "")
