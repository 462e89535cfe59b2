"""The rows of a filled-in sheet as answers; every cell that cannot be understood is a fault with its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus
from builder.model.scalars import MAX_LONG_TEXT_LENGTH
from builder.signals.answers.answer import Answer, Origin, clean_text, has_hidden
from builder.signals.answers.workbook import Formula, SheetRows, Value, cell_name
from builder.signals.digests.answer_sheet import (
    FILLED_IN,
    ROW_KEYS,
    ROWS_TO_LOOK_IN,
    AnswerKey,
    KeyRow,
    find_key_row,
    parse_day,
    parse_service,
    parse_status,
)
from builder.signals.digests.digest_words import ANSWERS
from builder.signals.digests.signal_text import unescape_from_cell

PRIVATE_KEYS = ("age-secret-key-1", "private key-----")
"""A reader of our files stops at these; so an answer with one is refused before it is written."""


@dataclass(kw_only=True)
class SheetReader:
    """Reads the answers of one sheet, and writes its faults down."""

    path: str
    corpus: Corpus = field(repr=False)
    sheet: SheetRows = field(repr=False)
    keys: KeyRow
    faults: list[Fault] = field(default_factory=list, repr=False)
    is_cleaned: bool = False
    """Whether hidden characters were taken out of the row that is being read."""

    def answers(self) -> Iterator[Answer]:
        """The rows in which something is filled in; none of a row with a fault."""
        for row in range(self.keys.first_answer, len(self.sheet.rows) + 1):
            if any(self.is_filled(row, key) for key in FILLED_IN):
                before = len(self.faults)
                answer = self.answer(row)
                if answer is not None and len(self.faults) == before:
                    yield answer

    def answer(self, row: int) -> Answer | None:
        """One row; None when it cannot be said what it is about."""
        self.is_cleaned = False
        signal_id, fingerprint, service_id = (self.text(row, key) for key in ROW_KEYS)
        if not signal_id or not service_id:
            missing = AnswerKey.SERVICE if signal_id else AnswerKey.SIGNAL
            self.add("answer-row-without-signal", row, missing)
            return None
        forwarded_to = self.service(row)
        reply, reason = self.text(row, AnswerKey.REPLY), self.text(row, AnswerKey.REASON)
        status = self.status(row, is_forwarded=forwarded_to is not None)
        answered_on = self.day(row)
        if status is None:
            return None
        return Answer(
            signal_id=signal_id,
            service_id=service_id,
            status=status,
            origin=Origin(path=self.path, row=row),
            fingerprint=fingerprint or None,
            answered_on=answered_on,
            reply={reply_language(self.corpus, service_id): reply} if reply else {},
            reason=reason or None,
            forwarded_to=forwarded_to,
            is_cleaned=self.is_cleaned,
        )

    def status(self, row: int, *, is_forwarded: bool) -> FollowUpStatus | None:
        """The status of a row; where only other cells are filled in, it was forwarded or answered."""
        text = self.text(row, AnswerKey.STATUS)
        if not text:
            return FollowUpStatus.FORWARDED if is_forwarded else FollowUpStatus.ANSWERED
        found = parse_status(text)
        if found not in ANSWERS:
            self.add("answer-status", row, AnswerKey.STATUS, expected=", ".join(ANSWERS))
            return None
        return found

    def day(self, row: int) -> date | None:
        """The day of a row, when it has one."""
        value = self.value(row, AnswerKey.ANSWERED_ON)
        if value is None or (isinstance(value, str) and not clean_text(value)):
            return None
        found = None if isinstance(value, Formula) else parse_day(value)
        if found is None and not isinstance(value, Formula):
            self.add("answer-day", row, AnswerKey.ANSWERED_ON)
        return found

    def service(self, row: int) -> str | None:
        """The service that a signal is passed on to."""
        text = self.text(row, AnswerKey.FORWARDED_TO)
        if not text:
            return None
        found = parse_service(text, self.corpus.services)
        if found is None:
            self.add("answer-forwarded-to", row, AnswerKey.FORWARDED_TO)
        return found

    def text(self, row: int, key: AnswerKey) -> str:
        """The text of a cell as it was typed; empty for none."""
        value = self.value(row, key)
        if value is None or isinstance(value, Formula):
            return ""
        if isinstance(value, bool):
            self.add("answer-cell", row, key)
            return ""
        typed = unescape_from_cell(written(value))
        text = clean_text(typed)
        self.is_cleaned = self.is_cleaned or has_hidden(typed)
        if len(text) > MAX_LONG_TEXT_LENGTH:
            self.add("text-too-long", row, key, limit=MAX_LONG_TEXT_LENGTH)
        folded = text.casefold()
        if any(word in folded for word in PRIVATE_KEYS):
            self.add("private-key", row, key)
        return text

    def value(self, row: int, key: AnswerKey) -> Value:
        """The value of a cell; a formula is a fault."""
        value = self.sheet.value(row, self.keys.columns.get(key))
        if isinstance(value, Formula):
            self.add("answer-formula", row, key)
        return value

    def is_filled(self, row: int, key: AnswerKey) -> bool:
        """Whether somebody wrote something there."""
        value = self.sheet.value(row, self.keys.columns.get(key))
        return clean_text(value) != "" if isinstance(value, str) else value is not None

    def add(self, code: str, row: int, key: AnswerKey, **params: str | int) -> None:
        """Write a fault down, once."""
        column = self.keys.columns.get(key, 1)
        fault = Fault(
            code=code,
            path=self.path,
            line=row,
            column=column,
            key=key.value.partition(".")[2],
            params={"cell": cell_name(row, column), **params},
        )
        same_row = takewhile(lambda each: each.line == row, reversed(self.faults))  # all of them would take minutes
        if fault not in same_row:
            self.faults.append(fault)


def written(value: str | int | float | date) -> str:
    """A value as a person would have typed it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def reply_language(corpus: Corpus, service_id: str) -> str:
    """The language in which a service answers: its own, or the city's."""
    own = next((service.language for service in corpus.services if service.id == service_id), None)
    return own or corpus.city.language


def read_sheets(sheets: Sequence[SheetRows], path: str, corpus: Corpus) -> tuple[tuple[Answer, ...], list[Fault]]:
    """The answers of a workbook, and its faults. A workbook without a sheet of ours is one."""
    answers: list[Answer] = []
    faults: list[Fault] = []
    is_ours = False
    for sheet in sheets:
        keys = find_key_row(sheet.rows[:ROWS_TO_LOOK_IN])
        if keys is not None:
            is_ours = True
            reader = SheetReader(path=path, corpus=corpus, sheet=sheet, keys=keys)
            answers += reader.answers()
            faults += reader.faults
    if not is_ours:
        faults.append(Fault(code="answer-other-sheet", path=path))
    return tuple(answers), faults
