"""What is due today, by the calendar of each service and by the list of deliveries.

A service gets a digest for each period of its calendar once that has ended, and hears of urgent signals at once. A
signal that was entered after the digest of its period had gone would never be told: it is *late*, and due as well.
Whatever a service already has, by a digest or by a follow-up that is further than `new`, is not due.

A mail after which the server hung up is *doubtful*: nobody knows whether it came. It stays due, for a digest too many
is a nuisance and one too few is a loss, and it is told apart, because making it anew would not help: somebody must ask.
When it came, a follow-up says so (`status: received`); when not, `digest send --again` sends it again.
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
GONE = frozenset({DeliveryStatus.SENT, DeliveryStatus.UNKNOWN})


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
    doubtful: tuple[DueSignals, ...]
    """Those that may have gone: the server did not say. With the signals that the service does not speak of yet."""
    urgent: tuple[DueSignals, ...]
    late: tuple[DueSignals, ...]
    overdue: tuple[Line, ...]
    """Answers that should have come."""

    @property
    def is_due(self) -> bool:
        """Whether a digest must be made; an answer that is late is the service's to give."""
        return bool(self.periods or self.doubtful or self.urgent or self.late)


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
    periods, doubtful, urgent, late = [], [], [], []
    for service in corpus.services:
        if not is_active(service, today):
            continue
        since, until = last_period(today, service.calendar.every_months)
        its_own = [entry for entry in entries if step_of(entry, service.id) is not None]
        told: list[Entry] = []
        last = last_tries(service, since, until, deliveries, today)
        if not is_delivered(last):
            told = [entry for entry in its_own if is_in_period(entry.told_on, since, until)]
            if is_doubtful(last):
                silent = [entry for entry in told if is_silent(entry, service.id)]
                doubtful += due_signals(service, silent, (since, until), today)
            else:
                periods += due_signals(service, told, (since, until), today)
        is_told = {entry.signal.id for entry in told}
        waiting = [entry for entry in its_own if is_waiting(entry, service.id) and entry.signal.id not in is_told]
        at_once = [entry for entry in waiting if is_at_once(entry, service)]
        urgent += due_signals(service, at_once, None, today)
        rest = [entry for entry in waiting if not is_at_once(entry, service)]
        late += due_signals(service, [entry for entry in rest if is_told_by(entry, until)], None, today)
    return Schedule(
        periods=tuple(periods),
        doubtful=tuple(doubtful),
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


def is_silent(entry: Entry, service_id: str) -> bool:
    """Whether the service should have the signal and has not said that it does, and no other service has settled it."""
    step = step_of(entry, service_id)
    is_settled = any(each.status in SETTLED_STATUSES and not each.is_rewritten for each in entry.steps)
    return step is not None and not step.is_touched and not is_settled


def is_waiting(entry: Entry, service_id: str) -> bool:
    """Whether the service should get the signal and does not have it yet."""
    step = step_of(entry, service_id)
    return step is not None and step.delivered_on is None and is_silent(entry, service_id)


def is_told_by(entry: Entry, until: date) -> bool:
    """Whether all days on which it may have been told are past."""
    return entry.told_on is None or last_day(entry.told_on) <= until


def last_tries(
    service: Service, since: date, until: date, deliveries: Iterable[DeliveredDigest], today: date
) -> list[DeliveryStatus] | None:
    """What became of the last try to bring a digest with all of the period to each recipient; None without any try.

    One who has left since is not waited for.
    """
    last: dict[str | None, DeliveryStatus] = {}
    for each in deliveries:
        if each.service == service.id and each.since <= since and until <= each.until:
            last[each.recipient] = each.status
    gone = {each.name for each in service.recipients if each.until is not None and each.until < today}
    return [status for name, status in last.items() if name not in gone] if last else None


def is_delivered(last: Sequence[DeliveryStatus] | None) -> bool:
    """Whether the digest went to everybody who was to get it."""
    return last is not None and all(status is DeliveryStatus.SENT for status in last)


def is_doubtful(last: Sequence[DeliveryStatus] | None) -> bool:
    """Whether it is certain of nobody that they did not get it, and of somebody not that they did."""
    return last is not None and DeliveryStatus.UNKNOWN in last and GONE.issuperset(last)


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
