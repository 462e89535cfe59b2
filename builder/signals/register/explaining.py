"""Why a signal goes where it goes: what each service says to it. Ids, theme, kind, level and areas; no word of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from builder.model.corpus import Corpus
from builder.model.services import Service
from builder.model.story import Level, Signal, SignalKind
from builder.signals.register.period import is_withdrawn
from builder.signals.register.routing import (
    Mismatch,
    Route,
    RouteReason,
    areas_of_signals,
    days_against,
    is_active,
    is_outside,
    mismatches,
    routes_of,
    services_by_hand,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one service says to one signal."""

    service_id: str
    is_partner: bool
    reason: RouteReason | None
    """Why it gets the signal; None when it does not."""
    against: tuple[Mismatch, ...]
    """What keeps it away by itself; also of a service that gets the signal by hand or as the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One signal, and every service."""

    signal_id: str
    theme: str
    kind: SignalKind
    level: Level
    area_ids: tuple[str, ...]
    is_outside: bool
    is_withdrawn: bool
    """Its story was taken back: nobody gets it, and no service is asked."""
    verdicts: tuple[Verdict, ...]
    """In the order of services.yml."""

    @property
    def service_ids(self) -> tuple[str, ...]:
        """The services that get it; none when it is unrouted or withdrawn."""
        return tuple(verdict.service_id for verdict in self.verdicts if verdict.reason is not None)


def explain_routes(corpus: Corpus, signal_ids: Iterable[str], today: date) -> Iterator[Explanation]:
    """Why each of these signals goes where it goes on this day, in the order of the stories."""
    wanted = set(signal_ids)
    stories = [story for story in corpus.stories if any(signal.id in wanted for signal in story.signals)]
    signals = [signal for story in stories for signal in story.signals if signal.id in wanted]
    gone = {story.id for story in stories if is_withdrawn(story)}
    areas = areas_of_signals(corpus, signals)
    by_hand = services_by_hand(corpus)
    active = [service for service in corpus.services if is_active(service, today)]
    for signal in signals:
        area_ids, is_gone = areas[signal.story_id], signal.story_id in gone
        routes = () if is_gone else routes_of(signal, area_ids, active, by_hand.get(signal.id, frozenset()))
        yield Explanation(
            signal_id=signal.id,
            theme=signal.head.theme,
            kind=signal.head.kind,
            level=signal.head.level,
            area_ids=area_ids,
            is_outside=is_outside(signal),
            is_withdrawn=is_gone,
            verdicts=() if is_gone else tuple(verdicts(signal, area_ids, corpus.services, routes, today)),
        )


def verdicts(
    signal: Signal, area_ids: Sequence[str], services: Iterable[Service], routes: Iterable[Route], today: date
) -> Iterator[Verdict]:
    """What each service says."""
    reasons = {route.service_id: route.reason for route in routes}
    for service in services:
        found = mismatches(signal, area_ids, service) | days_against(service, today)
        yield Verdict(
            service_id=service.id,
            is_partner=service.partner,
            reason=reasons.get(service.id),
            against=tuple(mismatch for mismatch, is_against in found.items() if is_against),
        )
