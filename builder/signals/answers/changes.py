"""From answers to changes of the follow-ups: each with what it was, what it becomes, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from builder.model.gathering import FollowUp, FollowUpStatus
from builder.model.scalars import PartialDate
from builder.signals.answers.answer import Answer
from builder.signals.answers.asked import Asked
from builder.signals.answers.conflicts import (
    NEVER_WRITTEN,
    Conflict,
    conflicts_between,
    find_conflicts,
    find_place,
)

FIRST_WORD = frozenset({FollowUpStatus.NEW, FollowUpStatus.RECEIVED, FollowUpStatus.IN_PROGRESS})
"""What says nothing yet: its day is not the day of an answer, unless there is a reply."""


class NoteKind(StrEnum):
    """What the coordinator should know of a change that is written."""

    READ_REPLY = "read-reply"
    """There is a reply; it is not public until somebody read it."""
    NAMES_TELLER = "names-teller"
    CLEANED = "cleaned"
    """Hidden characters were taken out."""
    OTHER_LANGUAGES = "other-languages"
    """The reply in other languages is of an earlier answer."""
    CITY_LANGUAGE = "city-language"
    """The reply is not there in the language of the city."""
    FORWARDED_NOWHERE = "forwarded-nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing to know."""

    kind: NoteKind
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of a `follow_up.yml` that comes or changes."""

    signal_id: str
    """As it is called now."""
    answer: Answer = field(repr=False)
    last: FollowUp | None = field(repr=False)
    """What the service said last."""
    before: FollowUp | None = field(repr=False)
    """The entry that changes; None for one that comes below the others.

    What was said of a signal before it was reopened or rewritten stays as it is."""
    after: FollowUp = field(repr=False)
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Which entry it is."""
        return (self.signal_id, self.after.service)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """An answer that cannot be written anywhere."""

    answer: Answer = field(repr=False)
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be written, and what cannot be."""

    changes: tuple[Change, ...]
    unplaced: tuple[Unplaced, ...] = ()
    same: int = 0
    """Answers that are in the files already."""

    @property
    def fitting(self) -> tuple[Change, ...]:
        """Changes in which everything fits."""
        return tuple(change for change in self.changes if not change.conflicts)

    @property
    def doubtful(self) -> tuple[Change, ...]:
        """Changes in which something does not."""
        return tuple(change for change in self.changes if change.conflicts)


def plan_changes(answers: Iterable[Answer], asked: Asked) -> Plan:
    """What the answers would change; the order in which they came makes no difference."""
    ordered = without_repeats(answers)
    between = conflicts_between(ordered)
    changes: list[Change] = []
    unplaced: list[Unplaced] = []
    same = 0
    for number, answer in enumerate(ordered):
        signal_id, conflicts = find_place(answer, asked)
        conflicts = [*conflicts, *between.get(number, [])]
        if signal_id is None or any(conflict.kind in NEVER_WRITTEN for conflict in conflicts):
            unplaced.append(Unplaced(answer=answer, conflicts=tuple(conflicts)))
            continue
        change = plan_change(answer, signal_id, conflicts, asked)
        if change.before == change.after:
            same += 1
        else:
            changes.append(change)
    return Plan(changes=tuple(changes), unplaced=tuple(unplaced), same=same)


def without_repeats(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """By signal, service and origin; of the same answer twice, the first."""
    kept: dict[tuple[object, ...], Answer] = {}
    for answer in sorted(answers, key=lambda each: (each.key, each.origin.sort_key)):
        kept.setdefault(answer.content, answer)
    return tuple(kept.values())


def plan_change(answer: Answer, signal_id: str, conflicts: Sequence[Conflict], asked: Asked) -> Change:
    """What one answer makes of the entry of its service."""
    last = asked.follow_up(signal_id, answer.service_id)
    before = last if last is not None and not is_asked_again(answer, signal_id, last, asked) else None
    after = build_follow_up(answer, signal_id, before, asked)
    change = Change(signal_id=signal_id, answer=answer, last=last, before=before, after=after)
    if before == after:
        return change
    return replace(
        change,
        conflicts=(*conflicts, *find_conflicts(answer, signal_id, last, after, asked)),
        notes=tuple(find_notes(answer, before, change, asked)),
    )


def is_asked_again(answer: Answer, signal_id: str, last: FollowUp, asked: Asked) -> bool:
    """Whether the answer is one to a signal that was reopened or rewritten since the last one."""
    if asked.is_changed(last, signal_id):
        return True
    return last.status is FollowUpStatus.REOPENED and answer.status is not FollowUpStatus.REOPENED


def build_follow_up(answer: Answer, signal_id: str, before: FollowUp | None, asked: Asked) -> FollowUp:
    """The entry as it becomes; what the answer does not speak of stays."""
    known = before or FollowUp.model_validate(
        {"signal": signal_id.partition("/")[2], "service": answer.service_id, "status": answer.status}
    )
    reply = {**(known.reply or {}), **answer.reply} or None
    changed: dict[str, object] = {
        "status": answer.status,
        "reply": reply,
        "reason": answer.reason or known.reason,
    }
    if answer.status is FollowUpStatus.FORWARDED and answer.forwarded_to not in (None, answer.service_id):
        changed["forwarded_to"] = answer.forwarded_to
    is_told = before is not None and all(getattr(known, key) == changed[key] for key in changed)
    changed |= days_of(answer, known, asked.today, is_told=is_told)
    if before is None or known.fingerprint or (answer.fingerprint and not is_told):
        changed["fingerprint"] = asked.signals[signal_id].fingerprint
    is_public = answer.is_public and reply is not None
    if reply == known.reply:
        is_public = is_public or known.public
    changed |= {"public": is_public, "on_story": known.on_story and is_public}
    return known.model_copy(update=changed)


def days_of(answer: Answer, known: FollowUp, today: date, *, is_told: bool) -> dict[str, object]:
    """The day of an answer, where it belongs: that of its sheet, else today when it is news."""
    key = "received_on" if answer.status in FIRST_WORD and not answer.reply else "answered_on"
    day = answer.answered_on or (None if is_told else today)
    if day is None or (key == "received_on" and known.received_on is not None):
        return {}
    return {key: PartialDate(year=day.year, month=day.month, day=day.day)}


def find_notes(answer: Answer, before: FollowUp | None, change: Change, asked: Asked) -> Iterator[Note]:
    """What the coordinator should know."""
    after, signal_id = change.after, change.signal_id
    old = (before.reply if before is not None else None) or {}
    is_other_reply = any(old.get(code) != text for code, text in answer.reply.items())
    if is_other_reply:
        if not after.public:
            yield Note(kind=NoteKind.READ_REPLY)
        said = "\n".join(answer.reply.values())
        if asked.names_teller(said, signal_id):
            yield Note(kind=NoteKind.NAMES_TELLER)
        stale = sorted(set(old) - set(answer.reply))
        if stale:
            yield Note(kind=NoteKind.OTHER_LANGUAGES, other=", ".join(stale))
        if asked.corpus.city.language not in (after.reply or {}):
            yield Note(kind=NoteKind.CITY_LANGUAGE, other=asked.corpus.city.language)
    if after.status is FollowUpStatus.FORWARDED and after.forwarded_to is None:
        yield Note(kind=NoteKind.FORWARDED_NOWHERE)
    if answer.is_cleaned:
        yield Note(kind=NoteKind.CLEANED)


def with_handed_on(changes: Sequence[Change], asked: Asked) -> tuple[Change, ...]:
    """The changes, and a new entry for each service that a signal is passed on to: none gets lost between two."""
    taken = {change.key for change in changes}
    found = list(changes)
    for change in changes:
        receiver = change.after.forwarded_to
        if change.after.status is not FollowUpStatus.FORWARDED or receiver is None or receiver not in asked.services:
            continue
        if (change.signal_id, receiver) in taken or asked.follow_up(change.signal_id, receiver) is not None:
            continue
        taken.add((change.signal_id, receiver))
        entry = FollowUp.model_validate(
            {
                "signal": change.after.signal,
                "service": receiver,
                "status": FollowUpStatus.NEW,
                "fingerprint": asked.signals[change.signal_id].fingerprint,
            }
        )
        found.append(replace(change, last=None, before=None, after=entry, conflicts=(), notes=()))
    return tuple(found)
