"""The page in figures: the box of the project, and the public stories by theme and by feeling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from builder.model.public_groups import OTHER_ID, Grouping
from builder.site.page import Page
from builder.site.pages.links import emotion_link
from builder.site.pages.structured import graph, trail_node
from builder.site.pages.teasers import Face, build_faces
from builder.site.pages.themes import theme_lines
from builder.site.pages.trail import build_trail, trail_links
from builder.site.pages.workbench import Link, Workbench, sort_key
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A printed number and what it counts."""

    before: str
    """`at least`, when the number was rounded down."""
    number: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A count of public stories as a bar; `percent` is its length against the longest."""

    link: Link
    emotion_id: str
    count: str
    percent: int


def figures_page(bench: Workbench) -> Page:
    """The page in figures."""
    uri, language = bench.site_map.figures(bench.code), bench.language
    title = language.gettext("In figures")
    trail = build_trail([], bench)
    emotions = emotion_bars(uri, bench)
    faces: tuple[Face, ...] = build_faces((bar.emotion_id for bar in emotions), bench)
    return Page(
        uri=uri,
        title=title,
        description=language.gettext("How often it was played, how many told a story, and what was done with it."),
        content_html=render(
            "figures",
            language,
            figures=boxed_figures(bench),
            source=bench.words_in(bench.edition.figures.source, bench.edition.city.language),
            themes=theme_bars(uri, bench),
            emotions=emotions,
            faces=faces,
            answers_href=bench.href(uri, bench.site_map.answers(bench.code)),
            trail=trail_links(trail, uri, bench),
        ),
        kind="figures",
        language=bench.code,
        alternates=bench.alternates(bench.site_map.figures),
        json_ld=graph(trail_node([*trail, (uri, title)], bench)),
    )


def boxed_figures(bench: Workbench) -> tuple[Figure, ...]:
    """The eight figures in their fixed order; one that is not known is left out."""
    found = bench.edition.figures
    exact, at_least = partial(figure_of, bench), partial(figure_of, bench, is_at_least=True)

    def words(singular: str, plural: str, count: int | None) -> str:
        return bench.language.ngettext(singular, plural, count or 0)

    ngettext = words  # the name by which babel finds texts with a plural
    played, moments = found.times_played, found.train_the_trainer
    passed_on, answered = found.signals_passed_on_at_least, found.signals_answered_at_least
    boxes = (
        exact(played, ngettext("time played", "times played", played)),
        exact(moments, ngettext("train-the-trainer moment", "train-the-trainer moments", moments)),
        exact(found.trainers, ngettext("trainer", "trainers", found.trainers)),
        exact(found.participants, ngettext("participant", "participants", found.participants)),
        exact(found.stories, ngettext("story on this map", "stories on this map", found.stories)),
        at_least(passed_on, ngettext("signal passed on", "signals passed on", passed_on)),
        at_least(answered, ngettext("signal answered", "signals answered", answered)),
        exact(found.replies, ngettext("answer told here", "answers told here", found.replies)),
    )
    return tuple(box for box in boxes if box)


def figure_of(bench: Workbench, count: int | None, words: str, is_at_least: bool = False) -> Figure | None:
    """The box of a count; `is_at_least` when it was rounded down. None when it is not known."""
    if count is None:
        return None
    number = bench.language.number(count)
    return Figure(number=number, before=bench.language.gettext("at least") if is_at_least else "", words=words)


def theme_bars(uri: str, bench: Workbench) -> tuple[Bar, ...]:
    """The themes with enough stories, by label, and the others together."""
    lines = [(line.theme_id, line.link, "") for line in theme_lines(uri, bench)]
    return build_bars(Grouping.THEME, lines, bench.language.gettext("Other themes"), uri, bench)


def emotion_bars(uri: str, bench: Workbench) -> tuple[Bar, ...]:
    """The feelings with enough stories, by label, and the others together."""
    lines = [(emotion.id, emotion_link(emotion, uri, bench), emotion.id) for emotion in bench.edition.emotions]
    lines.sort(key=lambda line: sort_key(line[1].label.text))
    return build_bars(Grouping.EMOTION, lines, bench.language.gettext("Other feelings"), uri, bench)


def build_bars(
    grouping: Grouping, lines: Sequence[tuple[str, Link, str]], others: str, uri: str, bench: Workbench
) -> tuple[Bar, ...]:
    """A bar for each word (with its link and its face) whose number may be told, in the same order, and one for the
    small ones together.
    """
    groups = bench.edition.groups.by(grouping)
    counts = [(groups.told[word], link, face) for word, link, face in lines if word in groups.told]
    if groups.other is not None:
        home = bench.href(uri, bench.site_map.home(bench.code))
        link = Link(href=f"{home}?{grouping.value}={OTHER_ID}", label=bench.own_words(others))
        counts.append((groups.other, link, ""))
    longest = max((count for count, _, _ in counts), default=0)
    return tuple(
        Bar(
            link=link,
            emotion_id=face,
            count=bench.language.number(count),
            percent=max(1, round(100 * count / longest)),
        )
        for count, link, face in counts
    )
