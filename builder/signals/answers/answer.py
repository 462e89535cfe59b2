"""One answer of a service to one signal, as it came in, and where it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from builder.model.gathering import FollowUpStatus
from builder.reading.characters import find_unwanted_character

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
HALVES = re.compile("[\ud800-\udfff]")
OFFICE_CODE = re.compile(r"_x000[Dd]_\n?")
"""How a spreadsheet program writes the first half of a Windows line end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an answer stands: a row of a sheet, an entry of a list; nothing for what was typed in the terminal."""

    path: str = ""
    row: int = 0
    """From 1; 0 for what was typed."""

    @property
    def sort_key(self) -> tuple[str, int]:
        """The order in which answers are looked at, whatever the order of the files."""
        return (self.path, self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one service says of one signal. Private, all of it."""

    signal_id: str
    """`<workshop>/<story>`, and `#<id>` when the signal has one of its own."""
    service_id: str
    status: FollowUpStatus
    origin: Origin
    fingerprint: str | None = None
    """Of the text that was answered; None when nobody wrote it down."""
    answered_on: date | None = None
    reply: Mapping[str, str] = field(default_factory=dict, repr=False)
    """To the tellers, by language."""
    reason: str | None = field(default=None, repr=False)
    forwarded_to: str | None = None
    is_public: bool = False
    """Only when the coordinator said so; a service never decides that."""
    is_cleaned: bool = False
    """Whether hidden characters were taken out of its texts."""

    @property
    def key(self) -> tuple[str, str]:
        """The signal and the service: there is one answer to each."""
        return (self.signal_id, self.service_id)

    @property
    def content(self) -> tuple[object, ...]:
        """All that is said, without where it stands: two with the same content are one answer."""
        reply = tuple(sorted(self.reply.items()))
        said = (self.status, self.fingerprint, self.answered_on, reply, self.reason, self.forwarded_to, self.is_public)
        return (*self.key, *said)


def clean_text(text: str) -> str:
    """The text as our files may hold it: plain line ends, no hidden characters, no space around it.

    Programs put marks around what is copied that reverse or hide text; the words themselves stay.
    """
    plain = with_plain_ends(text)
    if is_seen(plain):
        return plain.strip()
    return "".join(sign for sign in plain if is_seen(sign)).strip()


def has_hidden(text: str) -> bool:
    """Whether `clean_text` takes more out of it than line ends and spaces around it."""
    return not is_seen(with_plain_ends(text))


def with_plain_ends(text: str) -> str:
    """The text with a line feed at each end of a line, however a program wrote it."""
    return LINE_ENDS.sub("\n", OFFICE_CODE.sub("\n", text))


def is_seen(text: str) -> bool:
    """Whether nothing in the text is hidden, turns what stands around it, or is half a character."""
    return find_unwanted_character(text) is None and HALVES.search(text) is None
