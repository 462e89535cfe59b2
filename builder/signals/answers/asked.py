"""What was asked of whom: every signal of a project, the services that get it, and what they said so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp
from builder.model.services import Service
from builder.model.story import Signal, Story
from builder.signals.register.history import OPEN_STATUSES, SETTLED_STATUSES
from builder.signals.register.period import is_withdrawn
from builder.signals.register.routing import route_signals
from builder.signals.register.tellers import marks_of, names


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Looks things up in one corpus."""

    corpus: Corpus = field(repr=False)
    today: date

    @cached_property
    def signals(self) -> Mapping[str, Signal]:
        """By id; those of withdrawn stories, too."""
        return {signal.id: signal for signal in self.corpus.signals}

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """By id."""
        return {story.id: story for story in self.corpus.stories}

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """By id."""
        return {service.id: service for service in self.corpus.services}

    @cached_property
    def by_fingerprint(self) -> Mapping[str, tuple[str, ...]]:
        """Fingerprint → the signals with that text, those of withdrawn stories not."""
        found: dict[str, tuple[str, ...]] = {}
        for signal in self.corpus.signals:
            if not self.is_gone(signal.id):
                found[signal.fingerprint] = (*found.get(signal.fingerprint, ()), signal.id)
        return found

    @cached_property
    def follow_ups(self) -> Mapping[str, Mapping[str, FollowUp]]:
        """Signal → service → the last follow-up of it in the files."""
        found: dict[str, dict[str, FollowUp]] = {}
        for signal_id, follow_up in self.corpus.follow_ups:
            found.setdefault(signal_id, {})[follow_up.service] = follow_up
        return found

    @cached_property
    def routes(self) -> Mapping[str, frozenset[str]]:
        """Signal → the services that would get it today, whenever it was told."""
        routing = route_signals(self.corpus, since=date.min, until=date.max, today=self.today)
        return {routed.signal_id: frozenset(routed.service_ids) for routed in routing.routed}

    def follow_up(self, signal_id: str, service_id: str) -> FollowUp | None:
        """What the service said so far."""
        return self.follow_ups.get(signal_id, {}).get(service_id)

    def is_gone(self, signal_id: str) -> bool:
        """Whether the story of the signal was withdrawn; of a signal that was reduced, perhaps with its file."""
        story = self.stories.get(self.signals[signal_id].story_id)
        return story is None or is_withdrawn(story)

    def has(self, service_id: str, signal_id: str) -> bool:
        """Whether the service gets this signal, or once had it."""
        return service_id in self.routes.get(signal_id, ()) or service_id in self.follow_ups.get(signal_id, ())

    def is_changed(self, follow_up: FollowUp, signal_id: str) -> bool:
        """Whether the signal was rewritten since the follow-up."""
        return follow_up.fingerprint not in (None, self.signals[signal_id].fingerprint)

    def is_open(self, signal_id: str, service_id: str) -> bool:
        """Whether the service still has to do something with the signal; not when another one has settled it."""
        own = self.follow_up(signal_id, service_id)
        if own is not None:
            return own.status in OPEN_STATUSES or self.is_changed(own, signal_id)
        if service_id not in self.routes.get(signal_id, ()):
            return False
        others = self.follow_ups.get(signal_id, {}).values()
        return not any(other.status in SETTLED_STATUSES and not self.is_changed(other, signal_id) for other in others)

    def open_signals(self, service_id: str) -> tuple[Signal, ...]:
        """What the service still has to answer, by story."""
        return tuple(
            signal
            for signal in self.corpus.signals
            if not self.is_gone(signal.id) and self.is_open(signal.id, service_id)
        )

    def names_teller(self, text: str, signal_id: str) -> bool:
        """Whether a text names a teller of the workshop of a signal."""
        signal = self.signals[signal_id]
        tellers = next((each.tellers for each in self.corpus.workshops if each.id == signal.workshop_id), ())
        return any(names(text, mark) for mark in marks_of(self.stories[signal.story_id], tellers))
