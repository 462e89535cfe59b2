"""The digest of one service: what it gets in a period, in words and numbers that name no teller.

These types have no field for a teller, a trainer, a contact or a note; what a page or a sheet shows is made from them
and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp, FollowUpStatus, Workshop, WorkshopKind
from builder.model.geo import Precision
from builder.model.scalars import PartialDate
from builder.model.services import Service
from builder.model.story import (
    Sensitivity,
    SharedBy,
    Signal,
    SignalHead,
    Status,
    Story,
    Urgency,
    Weight,
    is_past,
)
from builder.signals.digests.trend import Tally, Trend, count_signals, period_before
from builder.signals.register.delivered import DeliveredDigest
from builder.signals.register.entries import days_of_earlier
from builder.signals.register.history import OPEN_STATUSES, SETTLED_STATUSES
from builder.signals.register.routing import Routing, route_signals
from builder.signals.register.whereabouts import Whereabouts, seen_whereabouts

MOST_SHARED = 3
SHARED_RANK = {SharedBy.GROUP: 4, SharedBy.MANY: 3, SharedBy.FEW: 2, SharedBy.ONE: 1, None: 0}
WEIGHT_RANK = {Weight.HIGH: 2, Weight.MEDIUM: 1, Weight.LOW: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What one service did with one signal so far."""

    service_id: str
    status: FollowUpStatus
    received_on: PartialDate | None
    answered_on: PartialDate | None
    due_on: date | None
    is_text_changed: bool
    """Whether the signal was rewritten since: then the answer was to other words, and it is open again."""
    is_public: bool
    """Whether the reply may be read by everybody."""
    reply: Mapping[str, str] = field(repr=False)
    """The reply by language."""

    @property
    def is_open(self) -> bool:
        """Whether something is still expected."""
        return self.is_text_changed or self.status in OPEN_STATUSES

    @property
    def is_settled(self) -> bool:
        """Whether it is done, for everybody."""
        return not self.is_text_changed and self.status in SETTLED_STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One signal, so complete that it can be forwarded alone."""

    number: int
    """Its number in this digest, from 1; on the map, too."""
    signal_id: str
    head: SignalHead = field(repr=False)
    text: str = field(repr=False)
    fingerprint: str
    """Of the text: an answer names it, so that a signal that was rewritten since is noticed."""
    whereabouts: Whereabouts = field(repr=False)
    workshop_title: str
    is_collection: bool
    """Whether it was gathered from sources instead of told at a table."""
    is_example: bool
    told_on: PartialDate | None
    story_title: str | None
    """None when the story is not public."""
    own: Progress | None
    others: tuple[Progress, ...]
    other_service_ids: tuple[str, ...]
    earlier_on: date | None = None
    """When it last went to this service in the digest of another period; None when the register knows of none."""

    @property
    def is_open(self) -> bool:
        """Whether the service still has to do something with it; not when another one has settled it."""
        return is_waiting(self.own, self.others)

    @property
    def is_acute(self) -> bool:
        """Whether it asks for something now."""
        return self.head.urgency is Urgency.ACUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A day on which something is expected of the service."""

    day: date
    signal_id: str
    number: int | None
    """None for a signal of an earlier digest."""
    ask: str = field(repr=False)
    is_overdue: bool
    is_decision: bool
    """Whether it is the day of a decision that the signal wants to come before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that one service gets in one delivery."""

    service: Service
    since: date
    until: date
    today: date
    blocks: tuple[Block, ...] = field(repr=False)
    due: tuple[DueLine, ...] = field(repr=False)
    trend: Trend
    summary: str = field(default="", repr=False)
    """The coordinator's own words for page one, in Markdown; empty when there are none."""

    @property
    def tally(self) -> Tally:
        """What is counted of this period."""
        return count_signals((block.head, block.is_open) for block in self.blocks)

    @property
    def answer_by(self) -> date:
        """The day by which answers are expected, unless a follow-up has a `due_on` of its own."""
        return self.today + timedelta(days=self.service.calendar.answer_days)

    @property
    def acute_answer_by(self) -> date:
        """The day by which answers to urgent signals are expected."""
        return self.today + timedelta(days=self.service.calendar.urgent_answer_days)

    @property
    def recognised(self) -> list[Block]:
        """The signals of which it is known that more than one person recognised them, settled ones as well."""
        return [block for block in self.blocks if SHARED_RANK[block.head.shared_by] > 1]

    @property
    def most_shared(self) -> tuple[Block, ...]:
        """The open signals that most people recognised, the heaviest first among equals; at most three."""
        known = [block for block in self.recognised if block.is_open]
        known.sort(key=lambda block: (-SHARED_RANK[block.head.shared_by], *urgency_order(block.head)))
        return tuple(known[:MOST_SHARED])


def urgency_order(head: SignalHead) -> tuple[int, int, int]:
    """Sorts urgent before long-term, then heavy before light, then by how many recognised it."""
    return (head.urgency is not Urgency.ACUTE, -WEIGHT_RANK[head.weight], -SHARED_RANK[head.shared_by])


def is_waiting(own: Progress | None, others: Iterable[Progress]) -> bool:
    """Whether a service still has to do something: by its own step, or as long as no other one has settled it."""
    if own is not None:
        return own.is_open
    return not any(step.is_settled for step in others)


def is_public_story(story: Story, today: date) -> bool:
    """Whether the story, and so its title, is public: the gates of the airlock, and a test holds the two together."""
    front = story.front
    given_on = front.consent.given_on
    return (
        front.status is Status.PUBLISHED
        and front.sensitivity is not Sensitivity.HIGH
        and front.consent.publish
        and given_on is not None
        and given_on <= today
        and not is_past(front.consent.expires_on, today)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMaker:
    """Makes the digests of one delivery from one corpus."""

    corpus: Corpus
    routing: Routing
    since: date
    until: date
    today: date
    signals: Mapping[str, Signal] = field(repr=False)
    stories: Mapping[str, Story] = field(repr=False)
    workshops: Mapping[str, Workshop] = field(repr=False)
    progress: Mapping[str, tuple[Progress, ...]] = field(repr=False)
    finest_places: Mapping[str | None, Precision]
    """Service id → how finely it may know a place; the coordinator, who is no service, sees all."""
    receivers: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Signal id → the services that get it."""
    delivered: Mapping[tuple[str, str], date]
    """Service and signal → the day of the last digest of another period that it was in."""
    earlier: Routing
    """How the signals of the period before are routed today."""

    def digest_of(self, service: Service) -> Digest:
        """What this service gets: its signals, open and urgent ones first, and what is due."""
        signal_ids = [routed.signal_id for routed in self.routing.routed if service.id in routed.service_ids]
        blocks = self.blocks(signal_ids, service.id)
        return Digest(
            service=service,
            since=self.since,
            until=self.until,
            today=self.today,
            blocks=blocks,
            due=tuple(sorted(self.due_lines(service.id, blocks), key=lambda line: (line.day, line.signal_id))),
            trend=self.trend_of(service.id),
            summary=self.summary_of(service.id),
        )

    def summary_of(self, service_id: str) -> str:
        """The coordinator's words for a service and exactly this period."""
        wanted = (self.since, self.until, service_id)
        summaries = self.corpus.digest_summaries
        return next((one.text for one in summaries if (one.since, one.until, one.service_id) == wanted), "")

    def trend_of(self, service_id: str | None) -> Trend:
        """The period before for one service, or for all of them together."""
        since, until = period_before(self.since, self.until)
        signal_ids = [
            routed.signal_id for routed in self.earlier.routed if service_id is None or service_id in routed.service_ids
        ]
        if service_id is None:
            signal_ids += self.earlier.unrouted
        counted = (
            (self.signals[signal_id].head, self.is_waiting_with(signal_id, service_id)) for signal_id in signal_ids
        )
        return Trend(since=since, until=until, before=count_signals(counted))

    def is_waiting_with(self, signal_id: str, service_id: str | None) -> bool:
        """Whether a signal waits for an answer of the service."""
        steps = self.progress.get(signal_id, ())
        if service_id is None:
            return not steps or any(step.is_open for step in steps)
        own = next((step for step in steps if step.service_id == service_id), None)
        return is_waiting(own, steps)

    def blocks(self, signal_ids: Sequence[str], service_id: str | None) -> tuple[Block, ...]:
        """The signals as blocks for one service, or for the coordinator, in their order and numbered."""
        found = [self.block(signal_id, 0, service_id) for signal_id in signal_ids]
        found.sort(key=lambda block: (not block.is_open, *urgency_order(block.head), block.signal_id))
        return tuple(self.block(block.signal_id, number, service_id) for number, block in enumerate(found, start=1))

    def block(self, signal_id: str, number: int, service_id: str | None) -> Block:
        """One signal as a service sees it; the coordinator is no service and sees every reply."""
        signal = self.signals[signal_id]
        story = self.stories[signal.story_id]
        progress = self.progress.get(signal_id, ())
        own = next((step for step in progress if step.service_id == service_id), None)
        others = tuple(
            step if step.is_public or service_id is None else replace(step, reply={})
            for step in progress
            if step is not own
        )
        receivers = self.receivers.get(signal_id, ())
        return Block(
            number=number,
            signal_id=signal_id,
            head=signal.head,
            text=signal.text,
            fingerprint=signal.fingerprint,
            whereabouts=seen_whereabouts(story, self.corpus, self.finest_places.get(service_id, Precision.EXACT)),
            workshop_title=self.workshops[signal.workshop_id].file.title,
            is_collection=self.workshops[signal.workshop_id].file.kind is WorkshopKind.COLLECTION,
            is_example=story.is_example,
            told_on=story.date,
            story_title=story.front.title if is_public_story(story, self.today) else None,
            own=own,
            others=others,
            other_service_ids=tuple(receiver for receiver in receivers if receiver != service_id),
            earlier_on=self.delivered.get((service_id, signal_id)) if service_id else None,
        )

    def due_lines(self, service_id: str, blocks: Sequence[Block]) -> Iterator[DueLine]:
        """What is expected of the service: answers with a day, also to earlier signals, and coming decisions."""
        numbers = {block.signal_id: block.number for block in blocks}
        for signal_id, steps in self.progress.items():
            for step in steps:
                if step.service_id == service_id and step.is_open and step.due_on is not None:
                    yield self.due_line(signal_id, step.due_on, numbers.get(signal_id), is_decision=False)
        for block in blocks:
            if block.is_open and block.head.before is not None:
                yield self.due_line(block.signal_id, block.head.before, block.number, is_decision=True)

    def due_line(self, signal_id: str, day: date, number: int | None, *, is_decision: bool) -> DueLine:
        """One line of what is due."""
        return DueLine(
            day=day,
            signal_id=signal_id,
            number=number,
            ask=self.signals[signal_id].head.ask or "",
            is_overdue=day < self.today,
            is_decision=is_decision,
        )


def build_digest_maker(
    corpus: Corpus,
    routing: Routing,
    *,
    since: date,
    until: date,
    today: date,
    deliveries: Iterable[DeliveredDigest] = (),
) -> DigestMaker:
    """What is needed to make the digests of one delivery; signals of withdrawn stories are not in it.

    Of several follow-ups of one service with one signal the last counts.
    """
    stories = {story.id: story for story in corpus.stories if story.front.status is not Status.WITHDRAWN}
    signals = {signal.id: signal for story in stories.values() for signal in story.signals}
    steps: dict[str, dict[str, Progress]] = {}
    for signal_id, follow_up in corpus.follow_ups:
        if signal_id in signals:
            step = build_progress(follow_up, signals[signal_id])
            steps.setdefault(signal_id, {})[step.service_id] = step
    before = period_before(since, until)
    return DigestMaker(
        corpus=corpus,
        routing=routing,
        since=since,
        until=until,
        today=today,
        signals=signals,
        stories=stories,
        workshops={workshop.id: workshop for workshop in corpus.workshops},
        progress={signal_id: tuple(of_signal.values()) for signal_id, of_signal in steps.items()},
        finest_places={service.id: service.finest_place for service in corpus.services},
        receivers={routed.signal_id: routed.service_ids for routed in routing.routed},
        delivered=days_of_earlier(deliveries, (since, until), corpus.city.timezone),
        earlier=route_signals(corpus, since=before[0], until=before[1], today=today),
    )


def build_progress(follow_up: FollowUp, signal: Signal) -> Progress:
    """The follow-up without its reason, which is the coordinator's."""
    return Progress(
        service_id=follow_up.service,
        status=follow_up.status,
        received_on=follow_up.received_on,
        answered_on=follow_up.answered_on,
        due_on=follow_up.due_on,
        is_text_changed=follow_up.fingerprint not in (None, signal.fingerprint),
        is_public=follow_up.public,
        reply=follow_up.reply or {},
    )
