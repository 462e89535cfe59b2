"""The coordinator's overview in words, as a page of HTML and as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals.digests.digest_html import render_page
from builder.signals.digests.digest_page import BlockPage, DuePage, block_pages, build_due_page, project_title
from builder.signals.digests.digest_pdf import Room, set_sheet
from builder.signals.digests.digest_view import Names, build_names
from builder.signals.digests.digest_words import LEVELS
from builder.signals.digests.overview import OutsideLine, Overview, ServiceLine, SharedLine
from builder.signals.digests.told import Paragraph, parse_told
from builder.signals.register.routing import RouteReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """What the templates of the overview place."""

    project: str
    period: str
    summary: str
    trend: str
    services: tuple[tuple[str, ServiceLine], ...]
    overdue: tuple[tuple[str, tuple[DuePage, ...]], ...] = field(repr=False)
    """Service, and what it owed."""
    unrouted: tuple[BlockPage, ...] = field(repr=False)
    shared: tuple[tuple[str, str], ...]
    outside: tuple[tuple[str, str, str], ...]
    """Signal, level, and who got it."""
    silent: tuple[str, ...]
    notes: tuple[tuple[str, tuple[Paragraph, ...]], ...] = field(repr=False)


REASONS: Mapping[RouteReason, str] = {
    RouteReason.THEME: "by theme",
    RouteReason.HAND: "by hand",
    RouteReason.DEFAULT: "as the default",
}


def render_overview_html(overview: Overview, corpus: Corpus, language: Language) -> str:
    """The overview as a page of HTML."""
    return render_page("overview.html", build_overview_page(overview, corpus, language), language)


def render_overview_pdf(overview: Overview, corpus: Corpus, language: Language) -> bytes:
    """The overview as a PDF."""
    page = build_overview_page(overview, corpus, language)
    room = Room(size=9, small=8, answer=0)
    content = {"page": asdict(page), "room": asdict(room)}
    title = language.gettext("Overview for the coordinator")
    return set_sheet("overview.typ", content, language, title=title, day=overview.today, pictures={})


def build_overview_page(overview: Overview, corpus: Corpus, language: Language) -> OverviewPage:
    """The overview in the words of one language."""
    names = build_names(corpus, language)
    owing = dict.fromkeys(service_id for service_id, _ in overview.overdue)
    return OverviewPage(
        project=project_title(corpus, language),
        period=language.gettext("What people told, from {since} to {until} · made on {today}").format(
            since=names.day(overview.since), until=names.day(overview.until), today=names.day(overview.today)
        ),
        summary=summary_words(overview, language),
        trend=trend_words(overview, names),
        services=tuple((names.services[line.service_id], line) for line in overview.services),
        overdue=tuple(
            (
                names.services[service_id],
                tuple(build_due_page(line, names) for owner, line in overview.overdue if owner == service_id),
            )
            for service_id in owing
        ),
        unrouted=block_pages(overview.unrouted, names),
        shared=tuple((line.signal_id, route_words(line, names)) for line in overview.shared),
        outside=tuple(outside_words(line, names) for line in overview.outside),
        silent=overview.silent_workshops,
        notes=tuple((note.workshop_title, parse_told(note.text)) for note in overview.notes),
    )


def trend_words(overview: Overview, names: Names) -> str:
    """The period before, and how many of its signals have an answer by now."""
    trend, say = overview.trend, names.language.gettext
    days = {"since": names.day(trend.since), "until": names.day(trend.until)}
    if not trend.before.signals:
        return say("No signals came in the period before, {since} to {until}.").format(**days)
    text = say("Before is {since} to {until}. Signals then: {signals}; answered by now: {answered}.")
    answered = trend.before.signals - trend.before.waiting
    return text.format(**days, signals=trend.before.signals, answered=answered)


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


def outside_words(line: OutsideLine, names: Names) -> tuple[str, str, str]:
    """A signal that is not for the city itself, its level, and the services that got it."""
    say = names.language.gettext
    services = ", ".join(names.services[service_id] for service_id in line.service_ids)
    return line.signal_id, say(LEVELS[line.level]), services or say("Nobody got it.")
