"""One period beside the one before it, of the same length by the calendar."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from builder.model.story import SharedBy, SignalHead, Urgency

MANY = (SharedBy.MANY, SharedBy.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is counted of the signals of one period."""

    signals: int
    acute: int
    many: int
    """Recognised by six people or more."""
    waiting: int
    """Still waiting for an answer today."""
    themes: Mapping[str, int] = field(default_factory=dict)
    """Theme → its signals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The period before, counted with what is known and how it is routed today.

    A story dated by a year only belongs to both periods: then both counts have it.
    """

    since: date
    until: date
    before: Tally


def period_before(since: date, until: date) -> tuple[date, date]:
    """First and last day of the period just before: as many months when it is whole months, else as many days."""
    last = since - timedelta(days=1)
    if since.day == 1 and until.day == calendar.monthrange(until.year, until.month)[1]:
        months = (until.year - since.year) * 12 + until.month - since.month + 1
        first = since.year * 12 + since.month - 1 - months
        return date(first // 12, first % 12 + 1, 1), last
    return since - (until - since) - timedelta(days=1), last


def count_signals(signals: Iterable[tuple[SignalHead, bool]]) -> Tally:
    """The counts of signals, each with whether it waits for an answer."""
    known = list(signals)
    return Tally(
        signals=len(known),
        acute=sum(head.urgency is Urgency.ACUTE for head, _ in known),
        many=sum(head.shared_by in MANY for head, _ in known),
        waiting=sum(is_open for _, is_open in known),
        themes=Counter(head.theme for head, _ in known),
    )
