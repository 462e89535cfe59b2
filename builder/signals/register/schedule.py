"""What is due today, by the calendar of each service and by the list of deliveries.

A service gets a digest for each period of its calendar once that has ended, and hears of urgent signals at once. A
signal that was entered after the digest of its period had gone would never be told: it is *late*, and due as well.
Whatever a service already has, by a digest or by a follow-up that is further than `new`, is not due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.corpus import Corpus
from builder.model.services import Service, UrgentSignals
from builder.model.story import Urgency
from builder.signals.register.delivered import DeliveredDigest, DeliveryStatus
from builder.signals.register.entries import Entry, Line, Wanted, build_register, overdue_lines
from builder.signals.register.history import SETTLED_STATUSES, Step
from builder.signals.register.period import is_in_period, last_day
from builder.signals.register.routing import is_active

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSignals:
    """Signals that a service should have by now, and the period that holds them all."""

    service_id: str
    since: date
    until: date
    signal_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What is due."""

    periods: tuple[DueSignals, ...]
    """Digests of the period that ended last and that did not go yet."""
    urgent: tuple[DueSignals, ...]
    late: tuple[DueSignals, ...]
    overdue: tuple[Line, ...]
    """Answers that should have come."""

    @property
    def is_due(self) -> bool:
        """Whether a digest must be made; an answer that is late is the service's to give."""
        return bool(self.periods or self.urgent or self.late)


def period_of(day: date, every_months: int) -> tuple[date, date]:
    """First and last day of the period of the calendar in which a day lies; the first one starts in January."""
    month = (day.month - 1) // every_months * every_months + 1
    after = month + every_months
    next_start = date(day.year + (after > MONTHS_A_YEAR), (after - 1) % MONTHS_A_YEAR + 1, 1)
    return date(day.year, month, 1), next_start - timedelta(days=1)


def last_period(today: date, every_months: int) -> tuple[date, date]:
    """First and last day of the period of the calendar that ended last."""
    return period_of(period_of(today, every_months)[0] - timedelta(days=1), every_months)


def periods_by_service(corpus: Corpus, today: date) -> dict[tuple[date, date], frozenset[str]]:
    """The period that ended last → the services whose calendar has it; the earliest first."""
    found: dict[tuple[date, date], set[str]] = {}
    for service in corpus.services:
        found.setdefault(last_period(today, service.calendar.every_months), set()).add(service.id)
    return {period: frozenset(ids) for period, ids in sorted(found.items())}


def build_schedule(corpus: Corpus, deliveries: Sequence[DeliveredDigest], today: date) -> Schedule:
    """What is due on this day, by service in the order of services.yml."""
    entries = build_register(corpus, deliveries, today)
    periods, urgent, late = [], [], []
    for service in corpus.services:
        if not is_active(service, today):
            continue
        since, until = last_period(today, service.calendar.every_months)
        its_own = [entry for entry in entries if step_of(entry, service.id) is not None]
        told: list[Entry] = []
        if not is_delivered(service, since, until, deliveries, today):
            told = [entry for entry in its_own if is_in_period(entry.told_on, since, until)]
            periods += due_signals(service, told, (since, until), today)
        is_told = {entry.signal.id for entry in told}
        waiting = [entry for entry in its_own if is_waiting(entry, service.id) and entry.signal.id not in is_told]
        at_once = [entry for entry in waiting if is_at_once(entry, service)]
        urgent += due_signals(service, at_once, None, today)
        rest = [entry for entry in waiting if not is_at_once(entry, service)]
        late += due_signals(service, [entry for entry in rest if is_told_by(entry, until)], None, today)
    return Schedule(
        periods=tuple(periods),
        urgent=tuple(urgent),
        late=tuple(late),
        overdue=tuple(overdue_lines(entries, Wanted(), today)),
    )


def step_of(entry: Entry, service_id: str) -> Step | None:
    """What a service did with a signal."""
    return next((step for step in entry.steps if step.service_id == service_id), None)


def is_at_once(entry: Entry, service: Service) -> bool:
    """Whether the service hears of it without waiting for the end of a period."""
    is_asked = service.calendar.urgent is UrgentSignals.AT_ONCE
    return is_asked and entry.signal.head.urgency is Urgency.ACUTE


def is_waiting(entry: Entry, service_id: str) -> bool:
    """Whether the service should get the signal, does not have it yet, and no other service has settled it."""
    step = step_of(entry, service_id)
    is_settled = any(each.status in SETTLED_STATUSES and not each.is_rewritten for each in entry.steps)
    return step is not None and step.delivered_on is None and not step.is_touched and not is_settled


def is_told_by(entry: Entry, until: date) -> bool:
    """Whether all days on which it may have been told are past."""
    return entry.told_on is None or last_day(entry.told_on) <= until


def is_delivered(
    service: Service, since: date, until: date, deliveries: Iterable[DeliveredDigest], today: date
) -> bool:
    """Whether a digest with all of the period went to everybody who was to get it.

    Of several tries with one recipient the last counts; one who has left since is not waited for.
    """
    last: dict[str | None, DeliveryStatus] = {}
    for each in deliveries:
        if each.service == service.id and each.since <= since and until <= each.until:
            last[each.recipient] = each.status
    gone = {each.name for each in service.recipients if each.until is not None and each.until < today}
    waited_for = {name: status for name, status in last.items() if name not in gone}
    return bool(last) and all(status is DeliveryStatus.SENT for status in waited_for.values())


def due_signals(
    service: Service, entries: Sequence[Entry], period: tuple[date, date] | None, today: date
) -> list[DueSignals]:
    """One line for these signals, with their own period when none is given; none without signals."""
    if not entries:
        return []
    days = [entry.told_on for entry in entries if entry.told_on is not None]
    since, until = period or (
        min((day.first_day for day in days), default=today),
        max((last_day(day) for day in days), default=today),
    )
    return [
        DueSignals(
            service_id=service.id,
            since=since,
            until=until,
            signal_ids=tuple(entry.signal.id for entry in entries),
        )
    ]
