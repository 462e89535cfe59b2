"""What the coordinator sees of a delivery: who got how much, what nobody got, what is shared, the trainers' notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals.digests.digest import Block, Digest, DigestMaker
from builder.signals.digests.digest_html import render_page
from builder.signals.digests.digest_page import BlockPage, block_pages, project_title
from builder.signals.digests.digest_view import Names, build_names
from builder.signals.digests.signal_text import render_signal_text
from builder.signals.register.period import is_in_period, is_withdrawn
from builder.signals.register.routing import RouteReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """What one service got."""

    service_id: str
    signals: int
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
        silent_workshops=silent_workshops(maker),
        notes=tuple(
            Note(workshop_title=workshop.file.title, text=workshop.reflection)
            for workshop in maker.corpus.workshops
            if workshop.reflection and workshop.id in workshops_with_signals(maker)
        ),
    )


def build_service_line(digest: Digest, maker: DigestMaker) -> ServiceLine:
    """What one service got."""
    service_id = digest.service.id
    reasons = [
        route.reason for routed in maker.routing.routed for route in routed.routes if route.service_id == service_id
    ]
    return ServiceLine(
        service_id=service_id,
        signals=len(digest.blocks),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """What the template of the overview places."""

    project: str
    period: str
    summary: str
    services: tuple[tuple[str, ServiceLine], ...]
    unrouted: tuple[BlockPage, ...]
    shared: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]
    notes: tuple[tuple[str, Markup], ...] = field(repr=False)


REASONS: Mapping[RouteReason, str] = {
    RouteReason.THEME: "by theme",
    RouteReason.HAND: "by hand",
    RouteReason.DEFAULT: "as the default",
}


def render_overview_html(overview: Overview, corpus: Corpus, language: Language) -> str:
    """The overview as a page of HTML."""
    names = build_names(corpus, language)
    say = language.gettext
    page = OverviewPage(
        project=project_title(corpus, language),
        period=say("What people told, from {since} to {until} · made on {today}").format(
            since=names.day(overview.since), until=names.day(overview.until), today=names.day(overview.today)
        ),
        summary=summary_words(overview, language),
        services=tuple((names.services[line.service_id], line) for line in overview.services),
        unrouted=block_pages(overview.unrouted, names),
        shared=tuple((line.signal_id, route_words(line, names)) for line in overview.shared),
        silent=overview.silent_workshops,
        notes=tuple(
            (note.workshop_title, Markup(render_signal_text(note.text)))  # sanitised by nh3
            for note in overview.notes
        ),
    )
    return render_page("overview.html", page, language)


def summary_words(overview: Overview, language: Language) -> str:
    """The delivery in one sentence."""
    said = language.gettext("{total} signals: {delivered} delivered, {unrouted} without a service.").format(
        total=overview.total,
        delivered=overview.total - len(overview.unrouted),
        unrouted=len(overview.unrouted),
    )
    if not overview.withdrawn:
        return said
    taken_back = language.gettext("Taken back with their story, and shown to nobody: {withdrawn}.")
    return f"{said} {taken_back.format(withdrawn=overview.withdrawn)}"


def route_words(line: SharedLine, names: Names) -> str:
    """The services of a shared signal, each with why it got it."""
    say = names.language.gettext
    return ", ".join(f"{names.services[service_id]} ({say(REASONS[reason])})" for service_id, reason in line.routes)
