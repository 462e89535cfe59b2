"""What the coordinator sees of a delivery: who got how much, what nobody got, what is shared, the trainers' notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from builder.model.story import Level
from builder.signals.digests.digest import Block, Digest, DigestMaker, DueLine
from builder.signals.digests.trend import Trend
from builder.signals.register.period import is_in_period, is_withdrawn
from builder.signals.register.routing import RouteReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """What one service got."""

    service_id: str
    signals: int
    before: int
    """Signals in the period before."""
    acute: int
    waiting: int
    overdue: int
    by_hand: int
    by_default: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """A signal that several services got, and why each did."""

    signal_id: str
    routes: tuple[tuple[str, RouteReason], ...]
    """Service and reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLine:
    """A signal that is not for the city itself, or that went to a partner."""

    signal_id: str
    level: Level
    service_ids: tuple[str, ...]
    """Who got it; empty when nobody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The reflection note of one workshop."""

    workshop_title: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One delivery as a whole."""

    since: date
    until: date
    today: date
    total: int
    """Signals of the period that were delivered or are left; without the withdrawn ones."""
    withdrawn: int
    services: tuple[ServiceLine, ...]
    unrouted: tuple[Block, ...] = field(repr=False)
    shared: tuple[SharedLine, ...]
    outside: tuple[OutsideLine, ...]
    """What went out of the city, or should: first what nobody got."""
    trend: Trend
    """Of all services together: the period before."""
    overdue: tuple[tuple[str, DueLine], ...] = field(repr=False)
    """Service, and an answer that it owed before today."""
    silent_workshops: tuple[str, ...]
    """Titles of workshops with stories in the period and no signal at all: worth asking the trainer."""
    notes: tuple[Note, ...] = field(repr=False)


def build_overview(maker: DigestMaker, digests: Sequence[Digest]) -> Overview:
    """The delivery as a whole, from the digests as they were made."""
    routing = maker.routing
    return Overview(
        since=maker.since,
        until=maker.until,
        today=maker.today,
        total=len(routing.routed) + len(routing.unrouted),
        withdrawn=len(routing.withdrawn),
        services=tuple(build_service_line(digest, maker) for digest in digests),
        unrouted=maker.blocks(routing.unrouted, None),
        shared=tuple(
            SharedLine(
                signal_id=routed.signal_id,
                routes=tuple((route.service_id, route.reason) for route in routed.routes),
            )
            for routed in routing.routed
            if len(routed.routes) > 1
        ),
        outside=outside_lines(maker),
        trend=maker.trend_of(None),
        overdue=tuple(
            (digest.service.id, line)
            for digest in digests
            for line in digest.due
            if line.is_overdue and not line.is_decision
        ),
        silent_workshops=silent_workshops(maker),
        notes=tuple(
            Note(workshop_title=workshop.file.title, text=workshop.reflection)
            for workshop in maker.corpus.workshops
            if workshop.reflection and workshop.id in workshops_with_signals(maker)
        ),
    )


def outside_lines(maker: DigestMaker) -> tuple[OutsideLine, ...]:
    """The signals that somebody else than the city must act on, and those of partners."""
    partners = {service.id for service in maker.corpus.services if service.partner}
    for_partners = [routed.signal_id for routed in maker.routing.routed if not partners.isdisjoint(routed.service_ids)]
    lines = [
        OutsideLine(
            signal_id=signal_id,
            level=maker.signals[signal_id].head.level,
            service_ids=maker.routing.services_of(signal_id),
        )
        for signal_id in dict.fromkeys((*maker.routing.outside, *for_partners))
    ]
    return tuple(sorted(lines, key=lambda line: (bool(line.service_ids), line.signal_id)))


def build_service_line(digest: Digest, maker: DigestMaker) -> ServiceLine:
    """What one service got."""
    service_id = digest.service.id
    reasons = [
        route.reason for routed in maker.routing.routed for route in routed.routes if route.service_id == service_id
    ]
    return ServiceLine(
        service_id=service_id,
        signals=len(digest.blocks),
        before=digest.trend.before.signals,
        acute=sum(block.is_acute for block in digest.blocks),
        waiting=sum(block.is_open for block in digest.blocks),
        overdue=sum(line.is_overdue and not line.is_decision for line in digest.due),
        by_hand=reasons.count(RouteReason.HAND),
        by_default=reasons.count(RouteReason.DEFAULT),
    )


def workshops_with_signals(maker: DigestMaker) -> frozenset[str]:
    """The workshops of the signals of this delivery."""
    signal_ids = [routed.signal_id for routed in maker.routing.routed] + list(maker.routing.unrouted)
    return frozenset(maker.signals[signal_id].workshop_id for signal_id in signal_ids)


def silent_workshops(maker: DigestMaker) -> tuple[str, ...]:
    """Workshops with stories in the period and not one signal in any of their stories."""
    speaking = {story.workshop_id for story in maker.corpus.stories if story.signals}
    speaking |= {each.id for each in maker.corpus.workshops if each.reduced.counts or each.reduced.kept}
    told = {
        story.workshop_id
        for story in maker.corpus.stories
        if is_in_period(story.date, maker.since, maker.until) and not is_withdrawn(story)
    }
    return tuple(workshop.file.title for workshop in maker.corpus.workshops if workshop.id in told - speaking)
