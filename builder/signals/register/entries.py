"""The register: every signal with the services that have it, what they did, and by when they should answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus
from builder.model.scalars import PartialDate
from builder.model.story import Signal, SignalKind, Urgency
from builder.signals.register.delivered import DeliveredDigest, DeliveryStatus
from builder.signals.register.history import Step, build_step, histories
from builder.signals.register.period import is_in_period
from builder.signals.register.routing import areas_of_signals, is_outside, route_signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One signal in the register."""

    signal: Signal = field(repr=False)
    told_on: PartialDate | None
    area_ids: tuple[str, ...]
    is_outside: bool
    """Whether somebody else than the city must act on it."""
    steps: tuple[Step, ...]
    """One for each service that gets it or has a follow-up, in the order of services.yml; none when it is unrouted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines of the register are asked for; what is None or False asks for nothing."""

    service: str | None = None
    status: FollowUpStatus | None = None
    theme: str | None = None
    kind: SignalKind | None = None
    urgency: Urgency | None = None
    area: str | None = None
    workshop: str | None = None
    since: date | None = None
    until: date | None = None
    is_open: bool = False

    def has_entry(self, entry: Entry) -> bool:
        """Whether the signal itself is asked for."""
        head = entry.signal.head
        return (
            self.theme in (None, head.theme)
            and self.kind in (None, head.kind)
            and self.urgency in (None, head.urgency)
            and self.workshop in (None, entry.signal.workshop_id)
            and (self.area is None or self.area in entry.area_ids)
            and is_in_period(entry.told_on, self.since or date.min, self.until or date.max)
        )

    def has_step(self, step: Step | None) -> bool:
        """Whether what became of it at one service is asked for; None for a signal without a service, which is new."""
        if step is None:
            return self.service is None and self.status in (None, FollowUpStatus.NEW)
        return (
            self.service in (None, step.service_id)
            and self.status in (None, step.status)
            and (step.is_open or not self.is_open)
        )


Line = tuple[Entry, Step | None]


def build_register(corpus: Corpus, deliveries: Iterable[DeliveredDigest], today: date) -> tuple[Entry, ...]:
    """Every signal that was not taken back, by id, with the services that have it on this day."""
    routing = route_signals(corpus, since=date.min, until=date.max, today=today)
    left = set(routing.withdrawn)
    days = {story.id: story.date for story in corpus.stories}
    signals = [signal for story in corpus.stories for signal in story.signals if signal.id not in left]
    areas = areas_of_signals(corpus, signals)
    written = histories(corpus)
    sent = first_days(deliveries, corpus.city.timezone)
    calendars = {service.id: service.calendar for service in corpus.services}
    entries = []
    for signal in signals:
        rows = written.get(signal.id, {})
        has_it = {*routing.services_of(signal.id), *rows}
        entries.append(
            Entry(
                signal=signal,
                told_on=days[signal.story_id],
                area_ids=areas[signal.story_id],
                is_outside=is_outside(signal),
                steps=tuple(
                    build_step(signal, each, rows.get(each, ()), calendar, sent.get((each, signal.id)))
                    for each, calendar in calendars.items()
                    if each in has_it
                ),
            )
        )
    return tuple(sorted(entries, key=lambda entry: entry.signal.id))


def first_days(deliveries: Iterable[DeliveredDigest], timezone: str) -> Mapping[tuple[str, str], date]:
    """Service and signal → the day, in the city, on which it first went there."""
    found: dict[tuple[str, str], date] = {}
    for delivery in deliveries:
        if delivery.status is DeliveryStatus.SENT:
            day = delivery.at.astimezone(ZoneInfo(timezone)).date()
            for signal_id in delivery.signals:
                key = (delivery.service, signal_id)
                found[key] = min(day, found.get(key, day))
    return found


def days_of_earlier(
    deliveries: Iterable[DeliveredDigest], period: tuple[date, date], timezone: str
) -> Mapping[tuple[str, str], date]:
    """Service and signal → the day, in the city, on which it last went there in the digest of another period."""
    found: dict[tuple[str, str], date] = {}
    for delivery in deliveries:
        if delivery.status is DeliveryStatus.SENT and (delivery.since, delivery.until) != period:
            day = delivery.at.astimezone(ZoneInfo(timezone)).date()
            for signal_id in delivery.signals:
                key = (delivery.service, signal_id)
                found[key] = max(day, found.get(key, day))
    return found


def lines_of(entries: Iterable[Entry], wanted: Wanted) -> Iterator[Line]:
    """A line for each signal and service that is asked for; one without a service for a signal that nobody gets."""
    for entry in entries:
        if wanted.has_entry(entry):
            for step in entry.steps or (None,):
                if wanted.has_step(step):
                    yield entry, step


def overdue_lines(entries: Iterable[Entry], wanted: Wanted, today: date) -> list[Line]:
    """What should have been answered, the longest ago first."""
    found = [(entry, step) for entry, step in lines_of(entries, wanted) if step and step.is_overdue(today)]
    found.sort(key=lambda line: (line[1].due_on or today, line[0].signal.id, line[1].service_id))
    return list(found)
