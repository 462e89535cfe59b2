"""The sheet in which a service answers: which columns there are, and what is written in them. It says nothing of looks.

The form writes it (`digest_xlsx`) and whoever takes in answers reads it back. What holds for both:

- The sheet has a hidden row with one key a column, of `AnswerKey`; a reader finds the sheet, the row and the columns
  by these keys, whatever the language, the name or the order: `find_key_row`. The row below it has the headings, then
  comes one row a signal.
- `signal`, `fingerprint` and `service` are in every row, hidden and locked, so that a row stays what it is when rows
  are sorted, taken away or pasted into another sheet.
- A row is an answer when one of `FILLED_IN` has something in it. The others are not touched.
- A status is one of the words of `STATUS_WORDS` in any language of the interface, or the word of the files:
  `parse_status`.
- A day is a real date, or a text that `parse_day` knows. A service is named by its id or its name in any language:
  `parse_service`. Everything else is text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.languages.status_words import STATUS_WORDS
from builder.model.gathering import FollowUpStatus
from builder.model.services import Service

ROWS_TO_LOOK_IN = 20
"""Of each sheet: somebody may have put lines above."""


class AnswerKey(StrEnum):
    """What a column is for; as it stands in the hidden row."""

    SIGNAL = "vertelkaart.signal"
    """The full id, as `workshop/story#id`."""
    FINGERPRINT = "vertelkaart.fingerprint"
    """Of the text that was shown: another one now means that the signal was rewritten since."""
    SERVICE = "vertelkaart.service"
    """The id of the service that answers."""
    STATUS = "vertelkaart.status"
    REPLY = "vertelkaart.reply"
    """To the tellers, in the language of the service; may become public."""
    REASON = "vertelkaart.reason"
    """For the coordinator: why, or why not. Private."""
    ANSWERED_ON = "vertelkaart.answered_on"
    FORWARDED_TO = "vertelkaart.forwarded_to"


ROW_KEYS = (AnswerKey.SIGNAL, AnswerKey.FINGERPRINT, AnswerKey.SERVICE)
"""Which signal a row is about; written by us, hidden and locked."""
FILLED_IN = (
    AnswerKey.STATUS,
    AnswerKey.REPLY,
    AnswerKey.REASON,
    AnswerKey.ANSWERED_ON,
    AnswerKey.FORWARDED_TO,
)
"""What a service fills in, in the order of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """Where the keys stand in a sheet."""

    row: int
    """Its number, from 1; the headings are in the next row."""
    columns: Mapping[AnswerKey, int]
    """Number of each column, from 1; always has those of `ROW_KEYS`."""

    @property
    def first_answer(self) -> int:
        """The number of the first row with a signal."""
        return self.row + 2


def find_key_row(rows: Iterable[Sequence[object]]) -> KeyRow | None:
    """The row with the keys among the first rows of a sheet; None when it is another sheet.

    `rows`: the values of the cells, from the first row and column on. A key that stands there twice counts once, at the
    first column.
    """
    known = {key.value: key for key in AnswerKey}
    for number, row in enumerate(rows, start=1):
        if number > ROWS_TO_LOOK_IN:
            return None
        columns: dict[AnswerKey, int] = {}
        for column, value in enumerate(row, start=1):
            key = known.get(value.strip()) if isinstance(value, str) else None
            if key is not None:
                columns.setdefault(key, column)
        if all(key in columns for key in ROW_KEYS):
            return KeyRow(row=number, columns=columns)
    return None


def parse_status(text: str) -> FollowUpStatus | None:
    """The status that these words mean in any language; None when no language knows them."""
    return statuses_by_words().get(fold_words(text))


@cache
def statuses_by_words() -> Mapping[str, FollowUpStatus]:
    """Every word for a status, folded, in the languages of the interface and as in the files."""
    words = {fold_words(status.value): status for status in FollowUpStatus}
    for code in INTERFACE_LANGUAGES:
        language = load_language(code, "digest")
        for status, word in STATUS_WORDS.items():
            words.setdefault(fold_words(language.gettext(word)), status)
    return words


def parse_service(text: str, services: Iterable[Service]) -> str | None:
    """The id of the service with this id or name; None when there is none, or more than one."""
    wanted = fold_words(text)
    found = [
        service.id
        for service in services
        if wanted and wanted in (fold_words(service.id), *map(fold_words, service.name.values()))
    ]
    return found[0] if len(found) == 1 else None


def parse_day(value: object) -> date | None:
    """The day of a cell: a date, or a text as 2026-03-14 or 14/3/2026 (the day comes first); None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = western_digits(fold_words(value)) if isinstance(value, str) else ""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]+)?", text)
    spoken = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text)
    parts = iso.groups() if iso else spoken.groups()[::-1] if spoken else None
    if parts is None:
        return None
    year, month, day = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def western_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def fold_words(text: str) -> str:
    """The text without what people and programs change by the way: case, spaces, marks that are not seen."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split()).casefold()
