"""What does not fit between an answer and what is known: shown to the coordinator, never resolved in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from builder.model.gathering import FollowUp, FollowUpStatus
from builder.signals.answers.answer import Answer
from builder.signals.answers.asked import Asked

RANKS = {
    FollowUpStatus.NEW: 0,
    FollowUpStatus.REOPENED: 0,
    FollowUpStatus.RECEIVED: 1,
    FollowUpStatus.IN_PROGRESS: 2,
    FollowUpStatus.FORWARDED: 3,
    FollowUpStatus.ANSWERED: 3,
    FollowUpStatus.DECLINED: 4,
    FollowUpStatus.DONE: 5,
    FollowUpStatus.LED_TO_PROJECT: 5,
}
"""How far a signal is with a service: a lower one after a higher one is a step back."""
ANSWERS = frozenset(
    {FollowUpStatus.ANSWERED, FollowUpStatus.DECLINED, FollowUpStatus.DONE, FollowUpStatus.LED_TO_PROJECT}
)
"""What says what became of a signal: two services that differ in these say different things to one teller."""


class ConflictKind(StrEnum):
    """What does not fit."""

    UNKNOWN_SIGNAL = "unknown-signal"
    WITHDRAWN = "withdrawn"
    UNKNOWN_SERVICE = "unknown-service"
    RENAMED = "renamed"
    """The signal is known by its text only, under another name."""
    REWRITTEN = "rewritten"
    NO_FINGERPRINT = "no-fingerprint"
    """Nobody can say whether the signal was rewritten since."""
    NOT_ASKED = "not-asked"
    """The service did not get this signal."""
    ANSWERED_TWICE = "answered-twice"
    """The files hold two different answers of one service to it."""
    OTHER_SERVICE = "other-service"
    """Another service answers it differently."""
    BACKWARDS = "backwards"
    OLDER = "older"
    """A later answer is known."""
    IN_FUTURE = "in-future"
    """The day of the answer is still to come."""
    PUBLIC_REPLY = "public-reply"
    """The reply that is public now would change, and would not be public until it is read."""
    FORWARDED_AND = "forwarded-and"
    """A service to pass it on to, and a status that says something else."""
    FORWARDED_TO_ITSELF = "forwarded-to-itself"


NEVER_WRITTEN = frozenset({ConflictKind.UNKNOWN_SIGNAL, ConflictKind.WITHDRAWN, ConflictKind.UNKNOWN_SERVICE})
"""There is no place to write these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing that does not fit; ids, statuses and rows, no words of anybody."""

    kind: ConflictKind
    other: str = ""
    """The other signal, service, status, day or row that it is about."""


def find_place(answer: Answer, asked: Asked) -> tuple[str | None, list[Conflict]]:
    """The signal that an answer is about, as it is called now; None with the reason when there is none."""
    signal = asked.signals.get(answer.signal_id)
    if answer.service_id not in asked.services:
        return None, [Conflict(kind=ConflictKind.UNKNOWN_SERVICE)]
    if signal is None:
        same = asked.by_fingerprint.get(answer.fingerprint or "", ())
        if len(same) != 1:
            return None, [Conflict(kind=ConflictKind.UNKNOWN_SIGNAL)]
        return same[0], [Conflict(kind=ConflictKind.RENAMED, other=same[0])]
    if asked.is_gone(signal.id):
        return None, [Conflict(kind=ConflictKind.WITHDRAWN)]
    if answer.fingerprint is None:
        return signal.id, [Conflict(kind=ConflictKind.NO_FINGERPRINT)]
    if answer.fingerprint != signal.fingerprint:
        return signal.id, [Conflict(kind=ConflictKind.REWRITTEN)]
    return signal.id, []


def find_conflicts(
    answer: Answer, signal_id: str, before: FollowUp | None, after: FollowUp, asked: Asked
) -> Iterator[Conflict]:
    """What does not fit between an answer and what its service and the others said before."""
    if not asked.has(answer.service_id, signal_id):
        yield Conflict(kind=ConflictKind.NOT_ASKED)
    if answer.forwarded_to is not None and answer.status is not FollowUpStatus.FORWARDED:
        yield Conflict(kind=ConflictKind.FORWARDED_AND, other=answer.forwarded_to)
    if answer.forwarded_to == answer.service_id:
        yield Conflict(kind=ConflictKind.FORWARDED_TO_ITSELF)
    if answer.answered_on is not None and answer.answered_on > asked.today + timedelta(days=1):
        yield Conflict(kind=ConflictKind.IN_FUTURE, other=answer.answered_on.isoformat())
    if before is not None and not asked.is_changed(before, signal_id):
        yield from conflicts_with_before(answer, before, after)
    for other in asked.follow_ups.get(signal_id, {}).values():
        if other.service != answer.service_id and not asked.is_changed(other, signal_id):
            yield from conflicts_of_services(after, other)


def conflicts_with_before(answer: Answer, before: FollowUp, after: FollowUp) -> Iterator[Conflict]:
    """What does not fit with what the same service said before."""
    if RANKS[after.status] < RANKS[before.status]:
        yield Conflict(kind=ConflictKind.BACKWARDS, other=before.status.value)
    later = before.answered_on
    if later is not None and answer.answered_on is not None and answer.answered_on < later.first_day:
        yield Conflict(kind=ConflictKind.OLDER, other=str(later))
    if before.public and not after.public:
        yield Conflict(kind=ConflictKind.PUBLIC_REPLY)


def conflicts_of_services(one: FollowUp, other: FollowUp) -> Iterator[Conflict]:
    """Whether two services say different things to one teller."""
    if one.status in ANSWERS and other.status in ANSWERS and one.status is not other.status:
        yield Conflict(kind=ConflictKind.OTHER_SERVICE, other=f"{other.service} ({other.status.value})")


def conflicts_between(answers: Sequence[Answer]) -> Mapping[int, list[Conflict]]:
    """Number of an answer → what does not fit with others that came in at the same time; each differs from the others.

    Of several others the first is named, so that a sheet with one signal on every row stays readable.
    """
    found: dict[int, list[Conflict]] = {}
    by_signal: dict[str, dict[str, list[int]]] = {}
    for number, answer in enumerate(answers):
        by_signal.setdefault(answer.signal_id, {}).setdefault(answer.service_id, []).append(number)
    for by_service in by_signal.values():
        for service_id, numbers in by_service.items():
            others = [answers[theirs[0]] for other_id, theirs in by_service.items() if other_id != service_id]
            for number in numbers:
                if len(numbers) > 1:
                    twin = answers[numbers[1] if number == numbers[0] else numbers[0]].origin
                    where = f"{twin.path}:{twin.row}"
                    found.setdefault(number, []).append(Conflict(kind=ConflictKind.ANSWERED_TWICE, other=where))
                for other in others:
                    if {answers[number].status, other.status} <= ANSWERS and answers[number].status is not other.status:
                        said = f"{other.service_id} ({other.status.value})"
                        found.setdefault(number, []).append(Conflict(kind=ConflictKind.OTHER_SERVICE, other=said))
    return found
