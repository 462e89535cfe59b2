"""Which services take which signal, and why. Nothing is dropped: what nobody takes is `unrouted`, and visible.

A service takes a signal when its theme is one of the service's, and, where the service sets them, its area, kind and
level are too, and the service exists on the day of delivery. A follow-up with a service is a signal that the
coordinator gave it by hand; it stays with that service until it is forwarded, and is then with the service that
`forwarded_to` names. What nobody takes goes to the `default` services, whatever its level: a signal for the region is
listed apart, and not lost. A signal without a place lies in no area: a service for some areas does not take it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp, FollowUpStatus
from builder.model.services import Service
from builder.model.story import Level, Signal
from builder.signals.register.period import signals_of_period
from builder.signals.register.whereabouts import find_whereabouts


class RouteReason(StrEnum):
    """Why a service gets a signal."""

    THEME = "theme"
    """Its theme, area, kind and level are the service's."""
    HAND = "hand"
    """The coordinator gave it: there is a follow-up with this service."""
    DEFAULT = "default"
    """No service takes it, and this one takes what is left."""


class Mismatch(StrEnum):
    """Why a service does not take a signal by itself."""

    THEME = "theme"
    KIND = "kind"
    LEVEL = "level"
    AREA = "area"
    NOT_YET = "not-yet"
    """The service starts later."""
    NO_LONGER = "no-longer"
    """The service has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One signal on its way to one service."""

    service_id: str
    reason: RouteReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedSignal:
    """One signal and the services that get it, in the order of services.yml."""

    signal_id: str
    routes: tuple[Route, ...]

    @property
    def service_ids(self) -> tuple[str, ...]:
        """The services that get it."""
        return tuple(route.service_id for route in self.routes)


@dataclass(frozen=True, kw_only=True)  # without slots: what is found once is kept
class Routing:
    """Every signal of a period, once."""

    routed: tuple[RoutedSignal, ...]
    """Signals that at least one service gets."""
    unrouted: tuple[str, ...]
    """Ids of signals that no service gets."""
    withdrawn: tuple[str, ...]
    """Ids of signals whose story was taken back; nobody gets them."""
    outside: tuple[str, ...] = ()
    """Ids of those that are not for the city itself, also routed or unrouted: to be listed apart."""

    @cached_property
    def routes_by_signal(self) -> Mapping[str, tuple[Route, ...]]:
        """The routes of each routed signal."""
        return {signal.signal_id: signal.routes for signal in self.routed}

    def services_of(self, signal_id: str) -> tuple[str, ...]:
        """The services that get a signal; none when it is unrouted."""
        return tuple(route.service_id for route in self.routes_by_signal.get(signal_id, ()))


def route_signals(corpus: Corpus, *, since: date, until: date, today: date) -> Routing:
    """The signals of the period, each with the services that get it on the day of delivery."""
    signals = signals_of_period(corpus, since, until)
    services = [service for service in corpus.services if is_active(service, today)]
    by_hand = services_by_hand(corpus)
    areas = areas_of_signals(corpus, signals.delivered)
    routed, unrouted = [], []
    for signal in signals.delivered:
        routes = routes_of(signal, areas[signal.story_id], services, by_hand.get(signal.id, frozenset()))
        if routes:
            routed.append(RoutedSignal(signal_id=signal.id, routes=routes))
        else:
            unrouted.append(signal.id)
    return Routing(
        routed=tuple(routed),
        unrouted=tuple(unrouted),
        withdrawn=tuple(signal.id for signal in signals.withdrawn),
        outside=tuple(signal.id for signal in signals.delivered if is_outside(signal)),
    )


def is_outside(signal: Signal) -> bool:
    """Whether somebody else than the city must act on it."""
    return signal.head.level is not Level.CITY


def areas_of_signals(corpus: Corpus, signals: Sequence[Signal]) -> dict[str, tuple[str, ...]]:
    """Story id → its areas, for the stories of these signals."""
    wanted = {signal.story_id for signal in signals}
    return {
        story.id: find_whereabouts(story, corpus.gazetteer).area_ids for story in corpus.stories if story.id in wanted
    }


def services_by_hand(corpus: Corpus) -> dict[str, frozenset[str]]:
    """Signal id → the services that have it by a follow-up and did not pass it on, or to which it was passed on.

    Of several follow-ups of one signal and service the last counts.
    """
    last: dict[tuple[str, str], FollowUp] = {}
    for signal_id, follow_up in corpus.follow_ups:
        last[signal_id, follow_up.service] = follow_up
    found: dict[str, set[str]] = {}
    for (signal_id, service_id), follow_up in last.items():
        is_passed_on = follow_up.status is FollowUpStatus.FORWARDED
        holder = follow_up.forwarded_to if is_passed_on else service_id
        its_own = last.get((signal_id, holder)) if holder is not None else None
        has_left = is_passed_on and its_own is not None and its_own.status is FollowUpStatus.FORWARDED
        if holder is not None and not has_left:
            found.setdefault(signal_id, set()).add(holder)
    return {signal_id: frozenset(services) for signal_id, services in found.items()}


def routes_of(
    signal: Signal, area_ids: Sequence[str], services: Sequence[Service], by_hand: frozenset[str]
) -> tuple[Route, ...]:
    """The services of one signal, each with the reason."""
    routes = []
    for service in services:
        if not any(mismatches(signal, area_ids, service).values()):
            routes.append(Route(service_id=service.id, reason=RouteReason.THEME))
        elif service.id in by_hand:
            routes.append(Route(service_id=service.id, reason=RouteReason.HAND))
    if not routes:
        routes = [Route(service_id=service.id, reason=RouteReason.DEFAULT) for service in services if service.default]
    return tuple(routes)


def mismatches(signal: Signal, area_ids: Sequence[str], service: Service) -> dict[Mismatch, bool]:
    """Each thing that a service asks for, and whether it keeps this signal away."""
    head, levels = signal.head, service.taken_levels
    return {
        Mismatch.THEME: head.theme not in service.themes,
        Mismatch.KIND: bool(service.kinds) and head.kind not in service.kinds,
        Mismatch.LEVEL: bool(levels) and head.level not in levels,
        Mismatch.AREA: bool(service.areas) and not any(area_id in service.areas for area_id in area_ids),
    }


def days_against(service: Service, today: date) -> dict[Mismatch, bool]:
    """The two days of a service, and whether they keep everything away today."""
    return {
        Mismatch.NOT_YET: service.since is not None and today < service.since,
        Mismatch.NO_LONGER: service.until is not None and service.until < today,
    }


def is_active(service: Service, today: date) -> bool:
    """Whether the service exists on this day."""
    return not any(days_against(service, today).values())
