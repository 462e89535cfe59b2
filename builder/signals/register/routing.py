"""Which services take which signal, and why. Nothing is dropped: what nobody takes is `unrouted`, and visible.

A service takes a signal when its theme is one of the service's, and, where the service sets them, its area, kind and
level are too, and the service exists on the day of delivery. A follow-up with a service is a signal that the
coordinator gave it by hand; it stays with that service until it is forwarded. What nobody takes goes to the `default`
services. A signal without a place lies in no area: a service for some areas does not take it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus
from builder.model.services import Service
from builder.model.story import Signal
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Every signal of a period, once."""

    routed: tuple[RoutedSignal, ...]
    """Signals that at least one service gets."""
    unrouted: tuple[str, ...]
    """Ids of signals that no service gets."""
    withdrawn: tuple[str, ...]
    """Ids of signals whose story was taken back; nobody gets them."""

    def services_of(self, signal_id: str) -> tuple[str, ...]:
        """The services that get a signal; none when it is unrouted."""
        return next((signal.service_ids for signal in self.routed if signal.signal_id == signal_id), ())


def route_signals(corpus: Corpus, *, since: date, until: date, today: date) -> Routing:
    """The signals of the period, each with the services that get it on the day of delivery."""
    signals = signals_of_period(corpus, since, until)
    services = [service for service in corpus.services if is_active(service, today)]
    by_hand = services_by_hand(corpus)
    areas = {story.id: find_whereabouts(story, corpus.gazetteer).area_ids for story in corpus.stories if story.signals}
    routed, unrouted = [], []
    for signal in signals.delivered:
        routes = routes_of(signal, areas[signal.story_id], services, by_hand.get(signal.id, frozenset()))
        if routes:
            routed.append(RoutedSignal(signal_id=signal.id, routes=routes))
        else:
            unrouted.append(signal.id)
    withdrawn = tuple(signal.id for signal in signals.withdrawn)
    return Routing(routed=tuple(routed), unrouted=tuple(unrouted), withdrawn=withdrawn)


def services_by_hand(corpus: Corpus) -> dict[str, frozenset[str]]:
    """Signal id → the services that have it by a follow-up and did not pass it on."""
    found: dict[str, set[str]] = {}
    for signal_id, follow_up in corpus.follow_ups:
        if follow_up.status is not FollowUpStatus.FORWARDED:
            found.setdefault(signal_id, set()).add(follow_up.service)
    return {signal_id: frozenset(services) for signal_id, services in found.items()}


def routes_of(
    signal: Signal, area_ids: Sequence[str], services: Sequence[Service], by_hand: frozenset[str]
) -> tuple[Route, ...]:
    """The services of one signal, each with the reason."""
    routes = []
    for service in services:
        if is_taken(signal, area_ids, service):
            routes.append(Route(service_id=service.id, reason=RouteReason.THEME))
        elif service.id in by_hand:
            routes.append(Route(service_id=service.id, reason=RouteReason.HAND))
    if not routes:
        routes = [Route(service_id=service.id, reason=RouteReason.DEFAULT) for service in services if service.default]
    return tuple(routes)


def is_taken(signal: Signal, area_ids: Sequence[str], service: Service) -> bool:
    """Whether the service asks for such signals."""
    head = signal.head
    return (
        head.theme in service.themes
        and (not service.kinds or head.kind in service.kinds)
        and (not service.levels or head.level in service.levels)
        and (not service.areas or any(area_id in service.areas for area_id in area_ids))
    )


def is_active(service: Service, today: date) -> bool:
    """Whether the service exists on this day."""
    return (service.since is None or service.since <= today) and (service.until is None or today <= service.until)
