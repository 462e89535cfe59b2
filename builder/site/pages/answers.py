"""What happened with it: the public answers of the services, and nothing of the signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.gathering import FollowUpStatus
from builder.model.public import PublicReply
from builder.model.public_groups import WordGroups
from builder.site.page import Page
from builder.site.pages.figures import Bar, Figure
from builder.site.pages.links import theme_link
from builder.site.pages.structured import graph, trail_node
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.vocabulary import ANSWER_STATUSES
from builder.site.pages.workbench import Link, Words, Workbench, sort_key
from builder.site.stamping import script_json
from builder.site.templates import render

CLOSED = {FollowUpStatus.ANSWERED, FollowUpStatus.DONE, FollowUpStatus.LED_TO_PROJECT, FollowUpStatus.DECLINED}
DAYS_A_WEEK, DAYS_TOLD_IN_WEEKS_FROM = 7, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One public answer."""

    anchor: str
    theme: Link | None
    theme_id: str
    service: Words
    service_id: str
    status: str
    status_id: str
    is_closed: bool
    forwarded_to: Words
    when: str
    year: str
    text: Words
    story: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to filter by: `status`, `theme`, `service` or `year`."""

    name: str
    label: str
    options: tuple[tuple[str, Words], ...]
    """What stands in the address, and what it is called."""


def answers_page(bench: Workbench) -> Page:
    """All public answers, the newest first."""
    uri, language = bench.site_map.answers(bench.code), bench.language
    title = language.gettext("What happened with it?")
    trail = build_trail([], bench)
    figures = bench.edition.reply_figures
    return Page(
        uri=uri,
        title=title,
        description=language.gettext("What the city and its partners answered to what was told at the tables."),
        content_html=render(
            "answers",
            language,
            answers=tuple(build_answer(reply, uri, bench) for reply in bench.edition.replies),
            choices=build_choices(bench.edition.replies, bench),
            settings=Markup(script_json(build_settings(bench))),
            figures=boxed_figures(bench),
            statuses=build_bars("status", figures.by_status, status_lines(bench), bench),
            themes=build_bars("theme", figures.by_theme, theme_lines(bench), bench),
            feed_href=bench.href(uri, bench.site_map.answers_feed(bench.code)),
            figures_href=bench.href(uri, bench.site_map.figures(bench.code)),
            trail=trail_links(trail, uri, bench),
            withdrawn=" ".join(sorted(set(bench.edition.withdrawn_marks))),
        ),
        kind="answers",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.answers),
        feed_uri=bench.site_map.answers_feed(bench.code),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )


def build_answer(reply: PublicReply, uri: str, bench: Workbench) -> Answer:
    """A reply, ready to be placed."""
    theme = bench.index.themes.get(reply.theme_id)
    return Answer(
        anchor=reply.anchor,
        theme=theme_link(theme, uri, bench) if theme else None,
        theme_id=reply.theme_id,
        service=bench.words(reply.service),
        service_id=reply.service_id,
        status=bench.language.gettext(ANSWER_STATUSES[reply.status]),
        status_id=reply.status.value,
        is_closed=reply.status in CLOSED,
        forwarded_to=bench.words(reply.forwarded_to),
        when=bench.language.date(reply.answered_on),
        year=str(reply.answered_on.year) if reply.answered_on else "",
        text=bench.words(reply.text),
        story=story_of(reply, uri, bench),
    )


def story_of(reply: PublicReply, uri: str, bench: Workbench) -> Link | None:
    """The way to the story of a reply, when its teller agreed."""
    if reply.story_id is None:
        return None
    story = next(each for each in bench.edition.stories if each.id == reply.story_id)
    version = story.version_in(bench.code)
    href = bench.href(uri, bench.site_map.story(story.id, bench.code))
    return Link(href=href, label=bench.words_in(version.title, version.language))


def build_choices(replies: Iterable[PublicReply], bench: Workbench) -> tuple[Choice, ...]:
    """What answers can be filtered by: only what stands with one of them anyway, and nothing with one word for all."""
    found = list(replies)
    gettext = bench.language.gettext
    services = {reply.service_id: bench.words(reply.service) for reply in found}
    years = sorted({reply.answered_on.year for reply in found if reply.answered_on}, reverse=True)
    used_statuses, used_themes = {reply.status.value for reply in found}, {reply.theme_id for reply in found}
    choices = (
        Choice(
            name="status",
            label=gettext("What came of it"),
            options=tuple(line for line in status_lines(bench) if line[0] in used_statuses),
        ),
        Choice(
            name="theme",
            label=gettext("Theme"),
            options=tuple(line for line in theme_lines(bench) if line[0] in used_themes),
        ),
        Choice(
            name="service",
            label=gettext("Service"),
            options=tuple(sorted(services.items(), key=lambda line: (sort_key(line[1].text), line[0]))),
        ),
        Choice(
            name="year",
            label=gettext("Year"),
            options=tuple((str(year), bench.own_words(str(year))) for year in years),
        ),
    )
    return tuple(choice for choice in choices if len(choice.options) > 1)


def status_lines(bench: Workbench) -> list[tuple[str, Words]]:
    """All statuses in the order in which they follow each other, with their words."""
    return [(each.value, bench.own_words(bench.language.gettext(ANSWER_STATUSES[each]))) for each in FollowUpStatus]


def theme_lines(bench: Workbench) -> list[tuple[str, Words]]:
    """All themes by label."""
    lines = [(theme.id, bench.words(theme.label)) for theme in bench.edition.themes]
    return sorted(lines, key=lambda line: sort_key(line[1].text))


def build_settings(bench: Workbench) -> dict[str, object]:
    """The words of the script that filters, and from which number on it tells how many there are."""
    language = bench.language
    smallest = bench.edition.groups.smallest
    forms = language.plural_forms
    return {
        "language": bench.code,
        "smallest": smallest,
        "messages": {
            "fewer-than": language.gettext("fewer than %(num)s") % {"num": language.number(smallest)},
            "answers": forms("%(num)s answer", "%(num)s answers"),
            "answers-of": forms("%(num)s of %(total)s answer", "%(num)s of %(total)s answers"),
            "answers-most": forms("almost all of %(total)s answer", "almost all of %(total)s answers"),
        },
    }


def boxed_figures(bench: Workbench) -> tuple[Figure, ...]:
    """How many answers there are, and within which time half of them came; as far as that may be told."""
    language, count = bench.language, bench.edition.figures.replies
    ngettext: Callable[[str, str, int], str] = language.ngettext
    boxes = []
    if count:
        words = ngettext("answer told here", "answers told here", count)
        boxes.append(Figure(number=language.number(count), before="", words=words))
    days = bench.edition.reply_figures.median_days
    if days is not None:
        weeks = days // DAYS_A_WEEK
        if days < DAYS_TOLD_IN_WEEKS_FROM:
            number = ngettext("%(num)s day", "%(num)s days", days) % {"num": language.number(days)}
        else:
            number = ngettext("%(num)s week", "%(num)s weeks", weeks) % {"num": language.number(weeks)}
        words = language.gettext("Half of the answers came within this time, of those of which we know both days.")
        boxes.append(Figure(number=number, before="", words=words))
    return tuple(boxes)


def build_bars(name: str, groups: WordGroups, lines: Iterable[tuple[str, Words]], bench: Workbench) -> tuple[Bar, ...]:
    """A bar for each word whose number may be told, in the order of the lines, and one for the small ones together."""
    counts = [
        (groups.told[word], Link(href=f"?{name}={word}", label=label)) for word, label in lines if word in groups.told
    ]
    if counts and groups.other is not None:
        counts.append((groups.other, Link(href="", label=bench.own_words(bench.language.gettext("Other")))))
    longest = max((count for count, _ in counts), default=0)
    return tuple(
        Bar(link=link, emotion_id="", count=bench.language.number(count), percent=max(1, round(100 * count / longest)))
        for count, link in counts
    )
