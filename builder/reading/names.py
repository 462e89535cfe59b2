"""Names of files and folders: which are usable everywhere, which are left alone, which are the same."""

from __future__ import annotations

import re
import unicodedata

MAX_SHOWN_LENGTH = 80
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_LEFTOVER = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(bak|orig|rej|tmp|swp|swo|part)|Thumbs\.db|desktop\.ini|Icon\r",
    re.IGNORECASE | re.DOTALL,
)


def is_leftover(name: str) -> bool:
    """Whether an editor or an operating system left the file: it is neither read nor reported."""
    return _LEFTOVER.fullmatch(name) is not None


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name for a device: `con`, `nul`, `com1`, with or without an ending."""
    return _RESERVED.fullmatch(name.split(".", 1)[0]) is not None


def is_slug(name: str) -> bool:
    """Whether the name works as an id, as part of a web address and on every computer."""
    return SLUG.fullmatch(name) is not None and not is_reserved(name)


def is_language(code: str) -> bool:
    """Whether the text is a language code."""
    return LANGUAGE.fullmatch(code) is not None


def clash_key(name: str) -> str:
    """What the name becomes on a computer that does not tell case or composed letters apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).rstrip(". ")


def shown_name(name: str) -> str:
    """The name as it can be printed: invisible and combining characters escaped, long names cut."""
    shown = "".join(
        character
        if character.isprintable() and not unicodedata.combining(character)
        else character.encode("unicode_escape").decode("ascii")
        for character in name
    )
    return shown if len(shown) <= MAX_SHOWN_LENGTH else shown[: MAX_SHOWN_LENGTH - 1] + "…"
