"""A digest in the words of one language: every text that a page or a sheet shows, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from builder.languages import Language
from builder.languages.status_words import STATUS_WORDS
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus
from builder.model.scalars import PartialDate
from builder.model.story import SharedBy
from builder.signals.digests.digest import Block, Progress
from builder.signals.digests.digest_words import (
    KINDS,
    LEVELS,
    SHARED_SHORT,
    SHARED_SHORT_UNKNOWN,
    URGENCIES,
    WEIGHTS,
    WEIGHTS_SHORT,
    local_text,
    shared_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """What a service did, in words."""

    service: str
    status: str
    days: str
    """When it was received or answered; may be empty."""
    reply: str = field(repr=False)
    is_text_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A signal in words."""

    number: int
    signal_id: str
    theme: str
    kind: str
    urgency: str
    weight: str
    level: str
    is_acute: bool
    is_open: bool
    is_city: bool
    is_single_voice: bool
    """Whether one person told it: it is said that it is not less important."""
    shared: str
    place: str = field(repr=False)
    area: str = field(repr=False)
    workshop: str
    day: str
    before: str
    earlier: str
    """When it was in an earlier digest; empty when it was in none."""
    story: str
    """Its title; empty when it is not public."""
    ask: str = field(repr=False)
    text: str = field(repr=False)
    """Markdown."""
    own: ProgressView | None
    others: tuple[ProgressView, ...]
    also: tuple[str, ...]
    """Names of the other services that get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """How many signals of one sort."""

    label: str
    count: int
    percent: int
    """Of the largest of its group."""
    before: int | None = None
    """The same for the period before; None where that is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of themes, services, places and areas in one language."""

    language: Language
    themes: Mapping[str, str]
    services: Mapping[str, str]
    places: Mapping[str, str]
    areas: Mapping[str, str]

    def day(self, day: date | None) -> str:
        """A day in words; empty for none."""
        if day is None:
            return ""
        return self.language.date(PartialDate(year=day.year, month=day.month, day=day.day))


def build_names(corpus: Corpus, language: Language) -> Names:
    """All names of a corpus in one language; the city's own where there is none."""
    default = corpus.city.language
    gazetteer = corpus.gazetteer
    return Names(
        language=language,
        themes={theme.id: local_text(theme.label, language, default) for theme in corpus.vocabulary.themes},
        services={service.id: local_text(service.name, language, default) for service in corpus.services},
        places={place.id: place.names.get(language.code, place.name) for place in gazetteer.places},
        areas={area.id: area.names.get(language.code, area.name) for area in gazetteer.areas},
    )


def build_block_view(block: Block, names: Names) -> BlockView:
    """One signal in words."""
    say = names.language.gettext
    head = block.head
    return BlockView(
        number=block.number,
        signal_id=block.signal_id,
        theme=names.themes.get(head.theme, head.theme),
        kind=say(KINDS[head.kind]),
        urgency=say(URGENCIES[head.urgency]),
        weight=say(WEIGHTS[head.weight]),
        level=say(LEVELS[head.level]),
        is_acute=block.is_acute,
        is_open=block.is_open,
        is_city=head.level.value == "city",
        is_single_voice=head.shared_by is SharedBy.ONE,
        shared=shared_words(head.shared_by, names.language),
        place=", ".join(names.places.get(place, place) for place in block.whereabouts.place_ids),
        area=", ".join(names.areas.get(area, area) for area in block.whereabouts.area_ids),
        workshop=block.workshop_title,
        day=names.language.date(block.told_on),
        before=names.day(head.before),
        earlier=names.day(block.earlier_on),
        story=block.story_title or "",
        ask=head.ask or "",
        text=block.text,
        own=build_progress_view(block.own, names) if block.own else None,
        others=tuple(build_progress_view(step, names) for step in block.others),
        also=tuple(names.services.get(service, service) for service in block.other_service_ids),
    )


def build_progress_view(step: Progress, names: Names) -> ProgressView:
    """What a service did, in words."""
    say = names.language.gettext
    days = []
    if step.received_on:
        text = "{day}" if step.status is FollowUpStatus.RECEIVED else say("received {day}")
        days.append(text.format(day=names.language.date(step.received_on)))
    if step.answered_on:
        text = "{day}" if step.status is FollowUpStatus.ANSWERED else say("answered {day}")
        # right after the word for the status, for else nobody sees which of two days it is
        is_first = step.status is FollowUpStatus.ANSWERED
        days.insert(0 if is_first else len(days), text.format(day=names.language.date(step.answered_on)))
    if step.is_open and step.due_on:
        days.append(say("due {day}").format(day=names.day(step.due_on)))
    return ProgressView(
        service=names.services.get(step.service_id, step.service_id),
        status=say(STATUS_WORDS[step.status]),
        days=", ".join(days),
        reply=step.reply.get(names.language.code) or next(iter(step.reply.values()), ""),
        is_text_changed=step.is_text_changed,
    )


def count_lines(labels: Iterable[str], order: Iterable[str] = ()) -> tuple[CountLine, ...]:
    """How often each label occurs: in the order given, or the most frequent first."""
    counts = Counter(labels)
    ranked = [label for label in order if label in counts] or sorted(counts, key=lambda label: (-counts[label], label))
    largest = max(counts.values(), default=1)
    return tuple(
        CountLine(label=label, count=counts[label], percent=round(100 * counts[label] / largest)) for label in ranked
    )


def count_themes(blocks: Iterable[Block], before: Mapping[str, int], names: Names) -> tuple[CountLine, ...]:
    """How many signals of each theme there are, and were in the period before when there were any then."""
    words = {theme_id: names.themes.get(theme_id, theme_id) for theme_id in before}
    earlier = {words[theme_id]: count for theme_id, count in before.items()}
    lines = count_lines(names.themes.get(block.head.theme, block.head.theme) for block in blocks)
    return tuple(replace(line, before=earlier.get(line.label, 0) if before else None) for line in lines)


def count_groups(blocks: Iterable[Block], names: Names) -> tuple[tuple[str, tuple[CountLine, ...]], ...]:
    """The counts of a digest, each group under its title."""
    heads = [block.head for block in blocks]
    say = names.language.gettext
    urgency = [say(URGENCIES[head.urgency]) for head in heads]
    weight = [say(WEIGHTS_SHORT[head.weight]) for head in heads]
    shared = [say(SHARED_SHORT[head.shared_by] if head.shared_by else SHARED_SHORT_UNKNOWN) for head in heads]
    shared_order = (*SHARED_SHORT.values(), SHARED_SHORT_UNKNOWN)
    return (
        (say("Theme"), count_lines(names.themes.get(head.theme, head.theme) for head in heads)),
        (say("Kind"), count_lines(say(KINDS[head.kind]) for head in heads)),
        (say("Urgency"), count_lines(urgency, map(say, URGENCIES.values()))),
        (say("Weight"), count_lines(weight, map(say, WEIGHTS_SHORT.values()))),
        (say("Recognised by"), count_lines(shared, map(say, shared_order))),
    )
