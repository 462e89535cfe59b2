"""What happened with it: the public answers of the services, and nothing of the signals."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.gathering import FollowUpStatus
from builder.model.public import PublicReply
from builder.site.page import Page
from builder.site.pages.links import theme_link
from builder.site.pages.structured import graph, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.vocabulary import ANSWER_STATUSES
from builder.site.pages.workbench import Link, Words, Workbench
from builder.site.templates import render

CLOSED = {FollowUpStatus.ANSWERED, FollowUpStatus.DONE, FollowUpStatus.LED_TO_PROJECT, FollowUpStatus.DECLINED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One public answer."""

    theme: Link | None
    service: Words
    status: str
    status_id: str
    is_closed: bool
    when: str
    text: Words


def answers_page(bench: Workbench) -> Page:
    """All public answers, the newest first."""
    uri, language = bench.site_map.answers(bench.code), bench.language
    title = language.gettext("What happened with it?")
    trail = build_trail([], bench)
    return Page(
        uri=uri,
        title=title,
        description=language.gettext("What the city and its partners answered to what was told at the tables."),
        content_html=render(
            "answers",
            language,
            answers=tuple(build_answer(reply, uri, bench) for reply in bench.edition.replies),
            stories_href=bench.href(uri, bench.site_map.stories(bench.code)),
            figures_href=bench.href(uri, bench.site_map.figures(bench.code)),
            trail=trail_links(trail, uri, bench),
        ),
        kind="answers",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.answers),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )


def build_answer(reply: PublicReply, uri: str, bench: Workbench) -> Answer:
    """A reply, ready to be placed."""
    theme = bench.index.themes.get(reply.theme_id)
    return Answer(
        theme=theme_link(theme, uri, bench) if theme else None,
        service=bench.words(reply.service),
        status=bench.language.gettext(ANSWER_STATUSES[reply.status]),
        status_id=reply.status.value,
        is_closed=reply.status in CLOSED,
        when=bench.language.date(reply.answered_on),
        text=bench.words(reply.text),
    )
