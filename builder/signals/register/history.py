"""What became of a signal at one service: its follow-ups in the order of the file, of which the last counts.

Days are taken from the last row that has them, so that a row with only `status: done` does not forget when the service
got the signal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp, FollowUpStatus
from builder.model.scalars import PartialDate
from builder.model.services import Calendar
from builder.model.story import Signal, Urgency
from builder.signals.register.period import last_day

T = TypeVar("T")
OPEN_STATUSES = frozenset(
    {FollowUpStatus.NEW, FollowUpStatus.RECEIVED, FollowUpStatus.IN_PROGRESS, FollowUpStatus.REOPENED}
)
"""Something is still expected of the service."""
SETTLED_STATUSES = frozenset({FollowUpStatus.DONE, FollowUpStatus.LED_TO_PROJECT})
"""It is done, for everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One signal at one service."""

    service_id: str
    status: FollowUpStatus
    """`new` when nothing is written yet."""
    rows: tuple[FollowUp, ...] = field(repr=False)
    is_rewritten: bool
    """Whether the text changed since the last row: that was about other words, and it is open again."""
    delivered_on: date | None
    """When it first went to the service in a digest."""
    received_on: PartialDate | None
    answered_on: PartialDate | None
    due_on: date | None
    """By when an answer is expected; None until the service has the signal."""

    @property
    def is_open(self) -> bool:
        """Whether something is still expected."""
        return self.is_rewritten or self.status in OPEN_STATUSES

    @property
    def is_touched(self) -> bool:
        """Whether the service has it already, as far as the follow-ups say."""
        return self.status is not FollowUpStatus.NEW

    def is_overdue(self, today: date) -> bool:
        """Whether an answer should have come."""
        return self.is_open and self.due_on is not None and self.due_on < today

    def days(self, today: date) -> int | None:
        """Days since the service got it, up to its answer or today; None until it has it."""
        start = last_day(self.received_on) if self.received_on else self.delivered_on
        if start is None:
            return None
        end = last_day(self.answered_on) if self.answered_on and not self.is_open else today
        return max(0, (end - start).days)


def histories(corpus: Corpus) -> dict[str, dict[str, tuple[FollowUp, ...]]]:
    """Signal id → service → its follow-ups, in the order of the file."""
    found: dict[str, dict[str, tuple[FollowUp, ...]]] = {}
    for signal_id, follow_up in corpus.follow_ups:
        of_signal = found.setdefault(signal_id, {})
        of_signal[follow_up.service] = (*of_signal.get(follow_up.service, ()), follow_up)
    return found


def build_step(
    signal: Signal, service_id: str, rows: Iterable[FollowUp], calendar: Calendar, delivered_on: date | None
) -> Step:
    """One signal at one service."""
    rows = tuple(rows)
    received_on = newest(row.received_on for row in rows)
    start = last_day(received_on) if received_on else delivered_on
    days = calendar.urgent_answer_days if signal.head.urgency is Urgency.ACUTE else calendar.answer_days
    return Step(
        service_id=service_id,
        status=rows[-1].status if rows else FollowUpStatus.NEW,
        rows=rows,
        is_rewritten=bool(rows) and rows[-1].fingerprint not in (None, signal.fingerprint),
        delivered_on=delivered_on,
        received_on=received_on,
        answered_on=newest(row.answered_on for row in rows),
        due_on=newest(row.due_on for row in rows) or (start + timedelta(days=days) if start else None),
    )


def newest(written: Iterable[T | None]) -> T | None:
    """The last one that is written down."""
    found = [each for each in written if each is not None]
    return found[-1] if found else None
