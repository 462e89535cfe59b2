"""The policy of a draft of a mail: that of the standard library for SMTP, but what many drafts share is made once.

Reading and folding headers took two thirds of the time of a digest with many drafts.
"""

from __future__ import annotations

from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from functools import lru_cache
from typing import Any

ALIKE = frozenset(("date", "x-unsent", "mime-version", "content-type", "content-transfer-encoding", "content-language"))
"""Headers that hold nothing of a signal; the type with its boundary is another one each time, and soon forgotten."""
MOST_KEPT = 64


class KnownHeaders(HeaderRegistry):
    """The registry, which remembers the class that it made for a name."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, Any] = {}  # a class that it makes up: no type can be written for it

    def __getitem__(self, name: str) -> Any:
        key = name.lower()
        if key not in self._made:
            self._made[key] = super().__getitem__(name)
        return self._made[key]


PLAIN: EmailPolicy[EmailMessage] = SMTP.clone(header_factory=KnownHeaders())


@lru_cache(MOST_KEPT)
def read_header(name: str, value: str) -> tuple[str, str]:
    """The header as a message holds it."""
    return PLAIN.header_store_parse(name, value)


@lru_cache(MOST_KEPT)
def fold_header(name: str, value: str) -> bytes:
    """The header as lines."""
    return PLAIN.fold_binary(name, value)


class DraftPolicy(EmailPolicy):
    """The policy for SMTP, which remembers headers that are alike."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """The header as a message holds it."""
        read = read_header if name.lower() in ALIKE else PLAIN.header_store_parse
        return read(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """The header as lines."""
        fold = fold_header if name.lower() in ALIKE else PLAIN.fold_binary
        return fold(name, value)


DRAFT = DraftPolicy(linesep="\r\n", header_factory=PLAIN.header_factory)
