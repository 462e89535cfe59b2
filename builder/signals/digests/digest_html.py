"""The digest as one page of HTML for paper: self-contained, without script, link or picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus
from builder.model.story import SharedBy
from builder.signals.digests.digest import Block, Digest, DueLine
from builder.signals.digests.digest_map import MapView, build_map
from builder.signals.digests.digest_view import (
    BlockView,
    CountLine,
    Names,
    ProgressView,
    build_block_view,
    build_names,
    count_groups,
)
from builder.signals.digests.digest_words import STATUSES, local_text
from builder.signals.digests.signal_text import render_signal_text

TEMPLATES = Path(__file__).parent / "templates"
PAPER_ANSWERS = (
    FollowUpStatus.RECEIVED,
    FollowUpStatus.IN_PROGRESS,
    FollowUpStatus.DONE,
    FollowUpStatus.FORWARDED,
    FollowUpStatus.DECLINED,
)
"""What can be ticked on paper; the last one leaves room to say why."""
MANY = (SharedBy.MANY, SharedBy.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A large number."""

    number: str
    label: str
    is_accent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPage:
    """A signal, ready to be placed."""

    view: BlockView
    title: str
    where: str
    origin: str
    also: str
    reason: str
    """Why it stands among those that most people recognise."""
    text_html: Markup = field(repr=False)
    steps: tuple[ProgressView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """A day on which something is expected, in words."""

    number: int | None
    signal_id: str
    when: str
    ask: str
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """Everything that the template places."""

    project: str
    service: str
    period: str
    figures: tuple[Figure, ...]
    map: MapView | None
    nowhere: str
    counts: tuple[tuple[str, tuple[CountLine, ...]], ...]
    most_shared: tuple[BlockPage, ...]
    due: tuple[DuePage, ...]
    answer_by: str
    blocks: tuple[BlockPage, ...]
    how_to_answer: str


@cache
def templates() -> Environment:
    """The templates of this room, with autoescape."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def render_digest_html(digest: Digest, corpus: Corpus, language: Language) -> str:
    """The digest as a page of HTML in one language."""
    return render_page("digest.html", build_digest_page(digest, corpus, language), language)


def render_page(name: str, page: object, language: Language) -> str:
    """A template filled in."""
    say = language.gettext
    return (
        templates()
        .get_template(name)
        .render(
            page=page,
            t=say,
            lang=language.code,
            dir=language.direction,
            answers=[say(STATUSES[status]).lower() for status in PAPER_ANSWERS],
        )
    )


def build_digest_page(digest: Digest, corpus: Corpus, language: Language) -> DigestPage:
    """A digest in the words of one language, ready to be placed."""
    names = build_names(corpus, language)
    urgency = language.gettext("Urgency")  # already among the large numbers
    blocks = tuple(build_block_page(block, names) for block in digest.blocks)
    by_number = {block.view.number: block for block in blocks}
    map_view = build_map(digest.blocks, corpus.gazetteer, language)
    return DigestPage(
        project=project_title(corpus, language),
        service=names.services[digest.service.id],
        period=period_words(digest, names),
        figures=build_figures(digest, language),
        map=map_view,
        nowhere=nowhere_words(map_view, language),
        counts=tuple(group for group in count_groups(digest.blocks, names) if group[0] != urgency),
        most_shared=tuple(by_number[block.number] for block in digest.most_shared),
        due=tuple(build_due_page(line, names) for line in digest.due),
        answer_by=language.gettext(
            "An answer is expected by {day}, to urgent signals by {urgent_day}. "
            "An answer is also: not taken up, because…"
        ).format(day=names.day(digest.answer_by), urgent_day=names.day(digest.acute_answer_by)),
        blocks=blocks,
        how_to_answer=how_to_answer(corpus, language),
    )


def project_title(corpus: Corpus, language: Language) -> str:
    """The name of the map."""
    return local_text(corpus.city.title, language, corpus.city.language)


def period_words(digest: Digest, names: Names) -> str:
    """From when to when, and when it was made."""
    return names.language.gettext("What people told, from {since} to {until} · made on {today}").format(
        since=names.day(digest.since), until=names.day(digest.until), today=names.day(digest.today)
    )


def build_figures(digest: Digest, language: Language) -> tuple[Figure, ...]:
    """The four large numbers at the top."""
    blocks = digest.blocks
    acute = sum(block.is_acute for block in blocks)
    many = sum(block.head.shared_by in MANY for block in blocks)
    unanswered = sum(block.is_open for block in blocks)
    say, count = language.gettext, language.number
    return (
        Figure(number=count(len(blocks)), label=language.ngettext("signal", "signals", len(blocks))),
        Figure(number=count(acute), label=say("urgent"), is_accent=acute > 0),
        Figure(number=count(many), label=say("recognised by 6 or more")),
        Figure(number=count(unanswered), label=say("waiting for an answer")),
    )


def nowhere_words(map_view: MapView | None, language: Language) -> str:
    """Which signals are not on the map."""
    if map_view is None or not map_view.nowhere:
        return ""
    numbers = ", ".join(str(number) for number in map_view.nowhere)
    return language.gettext("Without a spot, or for the whole city: {numbers}").format(numbers=numbers)


def how_to_answer(corpus: Corpus, language: Language) -> str:
    """Where the answers go."""
    contact = corpus.city.contact
    email = contact.email if contact else None
    text = language.gettext(
        "Answer in the spreadsheet digest.xlsx, in its last two columns, or on this sheet, "
        "and give it back by hand or sealed"
    )
    name = contact.name if contact else ""
    sender = ", ".join(part for part in (name, email) if part)
    return f"{text}: {sender}." if sender else f"{text}."


def build_block_page(block: Block, names: Names) -> BlockPage:
    """A signal, ready to be placed."""
    view = build_block_view(block, names)
    say = names.language.gettext
    where = f"{view.place} ({view.area})" if view.place and view.area not in ("", view.place) else ""
    gathering = say("Collection “{workshop}”" if block.is_collection else "Workshop “{workshop}”")
    told = gathering.format(workshop=view.workshop)
    example = say("example") if block.is_example else ""
    story = say("story “{title}”").format(title=view.story) if view.story else say("story not public")
    steps = (replace_service(view.own),) if view.own else ()
    return BlockPage(
        view=view,
        title=view.ask or f"{view.kind}: {view.theme}",
        where=where or view.place or view.area,
        origin=", ".join(part for part in (told, view.day, story, example) if part),
        also=", ".join(view.also),
        reason=" · ".join(part for part in (where or view.place or view.area, view.shared) if part),
        text_html=Markup(render_signal_text(block.text)),  # sanitised by nh3
        steps=steps + view.others,
    )


def replace_service(own: ProgressView) -> ProgressView:
    """The service's own step, without its name: it knows."""
    return ProgressView(
        service="",
        status=own.status,
        days=own.days,
        reply=own.reply,
        is_text_changed=own.is_text_changed,
    )


def build_due_page(line: DueLine, names: Names) -> DuePage:
    """A day on which something is expected, in words."""
    say = names.language.gettext
    texts = {
        (False, False): say("Answer due on {day}:"),
        (False, True): say("Answer was due on {day}:"),
        (True, False): say("Decision on {day}:"),
        (True, True): say("Wanted to be heard before {day}:"),
    }
    return DuePage(
        number=line.number,
        signal_id=line.signal_id,
        when=texts[line.is_decision, line.is_overdue].format(day=names.day(line.day)),
        ask=line.ask,
        is_overdue=line.is_overdue,
    )


def block_pages(blocks: Iterable[Block], names: Names) -> tuple[BlockPage, ...]:
    """Several signals, ready to be placed."""
    return tuple(build_block_page(block, names) for block in blocks)
