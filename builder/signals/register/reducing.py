"""Signals that were kept long enough become numbers: theme, kind, year and where they stood; their texts are gone.

All signals of a story have its date, so a story is reduced as a whole once the last day that its date may be lies so
many months back. A signal with a public reply keeps its follow-ups, without reasons and without replies that are not
public: what was told to everybody stays told. What cannot be changed with certainty is left, and said.
"""

from __future__ import annotations

import calendar
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml

from builder.model.corpus import Corpus
from builder.model.gathering import (
    FollowUp,
    FollowUpStatus,
    KeptAnswer,
    ReducedCount,
    ReducedFile,
    ReducedStep,
    Workshop,
)
from builder.model.scalars import PartialDate
from builder.model.story import Signal, Story
from builder.reading.files import MAX_TEXT_BYTES, read_plain_file
from builder.reading.listing import FOLLOW_UP_FILE, REDUCED_FILE
from builder.signals.register.cutting import without_signals
from builder.signals.register.history import OPEN_STATUSES, histories
from builder.signals.register.list_spans import LayoutError, ListText, replaced
from builder.signals.register.period import is_withdrawn, last_day
from builder.signals.register.settling import LIST, parse_follow_ups
from builder.whole.many_files import FileChange

Rows = Mapping[str, Sequence[FollowUp]]
"""Service → its follow-ups of one signal, in the order of the file."""
MONTHS_A_YEAR = 12
HEADER = """\
# What is left of signals that were kept long enough. `vertelkaart signals reduce` keeps this list: leave it in git.
# Private: numbers, and the names of signals whose public reply stays in follow_up.yml.
"""


class Left(StrEnum):
    """Why a story keeps its signals for now."""

    NO_DATE = "no-date"
    REWRITTEN = "rewritten"
    """A follow-up is about another text than the signal has now."""
    LAYOUT = "layout"
    """A program cannot change its files with certainty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """What would become of the signals of one workshop."""

    workshop_id: str
    signal_ids: tuple[str, ...]
    """Whose texts go."""
    kept_ids: tuple[str, ...]
    """Those of them whose public reply stays."""
    open_ids: tuple[str, ...]
    """Those of them of which a service has not done anything yet."""
    changes: Mapping[str, FileChange] = field(repr=False)
    """Path in the project → the file."""
    left: tuple[tuple[str, Left], ...]
    """Story and reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is looked up again and again, made once for a whole city."""

    root: Path
    hashes: Mapping[str, str]
    """Path in the project → hash of the file when it was read."""
    rows: Mapping[str, Rows] = field(repr=False)
    """Signal id → its follow-ups by service."""
    days: Mapping[str, PartialDate | None]
    """Story id → its date."""
    names: Mapping[str, Sequence[str | None]]
    """Workshop id → the full id of the signal of each row of `follow_up.yml`; None for one that is passed over."""

    @classmethod
    def of(cls, corpus: Corpus) -> Ground:
        """The ground of one city."""
        return cls(
            root=corpus.root,
            hashes={each.path.relative_to(corpus.root).as_posix(): each.sha256 for each in corpus.inputs},
            rows=histories(corpus),
            days={story.id: story.date for story in corpus.stories},
            names=named_signals(corpus),
        )


def is_old(told_on: PartialDate, months: int, today: date) -> bool:
    """Whether the last day that a date may be lies at least so many months back."""
    last = last_day(told_on)
    total = last.year * MONTHS_A_YEAR + last.month - 1 + months
    year, month = total // MONTHS_A_YEAR, total % MONTHS_A_YEAR + 1
    return date(year, month, min(last.day, calendar.monthrange(year, month)[1])) <= today


def plan_reductions(corpus: Corpus, months: int, today: date) -> tuple[Reduction, ...]:
    """What would become of each workshop with something to reduce, or that is left; nothing is written."""
    found, ground = [], Ground.of(corpus)
    stories: dict[str, list[Story]] = {}
    for story in corpus.stories:
        if story.signals:
            stories.setdefault(story.workshop_id, []).append(story)
    for workshop in corpus.workshops:
        told = stories.get(workshop.id, [])
        undated = [(story.id, Left.NO_DATE) for story in told if story.date is None]
        old = [story for story in told if story.date is not None and is_old(story.date, months, today)]
        if old or undated:
            found.append(plan_workshop(ground, workshop, old, undated))
    return tuple(found)


def plan_workshop(ground: Ground, workshop: Workshop, old: Sequence[Story], left: list[tuple[str, Left]]) -> Reduction:
    """What would become of one workshop."""
    rows = ground.rows
    changes: dict[str, FileChange] = {}
    cut: list[Story] = []
    for story in old:
        if any(is_rewritten(signal, rows.get(signal.id, {})) for signal in story.signals):
            left.append((story.id, Left.REWRITTEN))
            continue
        try:
            changes[story.path] = changed_file(ground, story.path, without_signals)
            cut.append(story)
        except LayoutError:
            left.append((story.id, Left.LAYOUT))
    signals = [signal for story in cut for signal in story.signals]
    gone = {story.id for story in cut if is_withdrawn(story)}
    told = [signal for signal in signals if signal.story_id not in gone]
    kept = {signal.id for signal in told if has_public_reply(rows.get(signal.id, {}))}
    try:
        if signals:
            changes |= list_changes(ground, workshop, signals, kept, gone)
    except LayoutError:
        return nothing_of(workshop, [*left, *((story.id, Left.LAYOUT) for story in cut)])
    return Reduction(
        workshop_id=workshop.id,
        signal_ids=tuple(signal.id for signal in signals),
        kept_ids=tuple(sorted(kept)),
        open_ids=tuple(signal.id for signal in signals if is_open(rows.get(signal.id, {}))),
        changes=changes,
        left=tuple(left),
    )


def nothing_of(workshop: Workshop, left: Iterable[tuple[str, Left]]) -> Reduction:
    """A workshop of which everything is left."""
    return Reduction(
        workshop_id=workshop.id, signal_ids=(), kept_ids=(), open_ids=(), changes={}, left=tuple(sorted(left))
    )


def is_rewritten(signal: Signal, rows: Rows) -> bool:
    """Whether a follow-up is about another text than the signal has now."""
    return any(each.fingerprint not in (None, signal.fingerprint) for own in rows.values() for each in own)


def has_public_reply(rows: Rows) -> bool:
    """Whether everybody may read what a service replied."""
    return any(each.public and each.reply for own in rows.values() for each in own)


def is_open(rows: Rows) -> bool:
    """Whether nobody has done anything with it yet, or a service still should."""
    return not rows or any(own[-1].status in OPEN_STATUSES for own in rows.values())


def changed_file(ground: Ground, path: str, change: Callable[[str], str]) -> FileChange:
    """A file with its text changed. Raises: LayoutError when it is not as it was read."""
    content = read_known(ground, path)
    if content is None:
        raise LayoutError
    return FileChange(before=content, after=change(content.decode()).encode())


def read_known(ground: Ground, path: str) -> bytes | None:
    """The bytes of a file that was read; None when there was none.

    Raises: LayoutError when it is not as it was then.
    """
    sha256 = ground.hashes.get(path, "")
    code, content = read_plain_file(ground.root / path, MAX_TEXT_BYTES) if sha256 else (None, b"")
    if code is not None or (sha256 and hashlib.sha256(content).hexdigest() != sha256):
        raise LayoutError
    return content if sha256 else None


def list_changes(
    ground: Ground, workshop: Workshop, signals: Sequence[Signal], kept: set[str], gone: set[str]
) -> dict[str, FileChange]:
    """`follow_up.yml` without what is gone, and `reduced.yml` with what is left."""
    own = ground.names[workshop.id]
    names = {row: signal_id for row, signal_id in enumerate(own) if signal_id is not None}
    reduced = {signal.id for signal in signals}
    changes: dict[str, FileChange] = {}
    path = f"{workshop.path}/{FOLLOW_UP_FILE}"
    if any(signal_id in reduced for signal_id in names.values()):

        def change(text: str) -> str:
            return without_follow_ups(text, names, reduced, kept)

        changes[path] = changed_file(ground, path, change)
    path = f"{workshop.path}/{REDUCED_FILE}"
    after = format_reduced(with_reduced(ground, workshop.reduced, signals, kept, gone))
    changes[path] = FileChange(before=read_known(ground, path), after=after.encode())
    return changes


def named_signals(corpus: Corpus) -> dict[str, list[str | None]]:
    """Workshop id → the full id of the signal of each of its follow-ups; None for one that is passed over."""
    known = {id(follow_up): signal_id for signal_id, follow_up in corpus.follow_ups}  # the same objects as below
    return {workshop.id: [known.get(id(each)) for each in workshop.follow_ups] for workshop in corpus.workshops}


def without_follow_ups(text: str, names: Mapping[int, str], reduced: set[str], kept: set[str]) -> str:
    """The text of `follow_up.yml` without the rows of reduced signals.

    Of those with a public reply only what is private goes, and the name is written in full.

    Raises: LayoutError when what comes out does not say exactly that.
    """
    before = parse_follow_ups(text)
    if before is None:
        raise LayoutError
    going = {row for row, signal_id in names.items() if signal_id in reduced - kept}
    expected = []
    private: dict[int, set[str]] = {}
    for row, each in enumerate(before):
        if row in going:
            continue
        if names.get(row) in kept:
            private[row] = {"reason"} | (set() if each.public else {"reply"})
            updated = {"signal": names[row].partition("/")[2], **dict.fromkeys(private[row])}
            expected.append(each.model_copy(update=updated))
        else:
            expected.append(each)
    try:
        after = follow_ups_without(text, names, going, private)
    except (yaml.YAMLError, IndexError):
        raise LayoutError from None
    if parse_follow_ups(after) != tuple(expected):
        raise LayoutError
    return after


def follow_ups_without(
    text: str, names: Mapping[int, str], going: set[int], private: Mapping[int, Iterable[str]]
) -> str:
    """The text without some rows, and without some keys of others."""
    found = ListText(text, LIST)
    if len(going) == len(found.entries):
        start, end = found.whole_list()
        return f"{text[:start]}{LIST}: []\n{text[end:]}"
    splices = [(start, end, "") for start, end in found.lines_of_entries(going)]
    for row, keys in private.items():
        splices += [(start, end, "") for start, end in found.spans_of_keys(row, set(keys))]
        node = found.value_of(found.entries[row], "signal")
        name = names[row].partition("/")[2]
        if isinstance(node, yaml.ScalarNode) and node.value != name:
            splices.append((*found.span_of(node), f'"{name}"'))
    return replaced(text, splices)


def with_reduced(
    ground: Ground, before: ReducedFile, signals: Sequence[Signal], kept: set[str], gone: set[str]
) -> ReducedFile:
    """What was left already, and these signals; those of withdrawn stories are gone without a trace."""
    counts: Counter[tuple[str, str, int, tuple[ReducedStep, ...]]] = Counter()
    for each in before.counts:
        counts[each.theme, each.kind, each.year, each.steps] += each.count
    answers = list(before.kept)
    for signal in signals:
        day = ground.days[signal.story_id]
        if signal.story_id in gone or day is None:
            continue
        if signal.id in kept:
            answers.append(
                KeptAnswer(
                    signal=signal.id.partition("/")[2],
                    theme=signal.head.theme,
                    kind=signal.head.kind,
                    fingerprint=signal.fingerprint,
                )
            )
        else:
            counts[signal.head.theme, signal.head.kind, day.year, reduced_steps(ground.rows.get(signal.id, {}))] += 1
    return ReducedFile(
        counts=tuple(
            ReducedCount.model_validate({"theme": theme, "kind": kind, "year": year, "count": count, "steps": steps})
            for (theme, kind, year, steps), count in sorted(counts.items(), key=lambda one: str(one[0]))
        ),
        kept=tuple(sorted(answers, key=lambda each: each.signal)),
    )


def reduced_steps(rows: Rows) -> tuple[ReducedStep, ...]:
    """Where a signal stood at each service."""
    return tuple(
        ReducedStep(
            service=service_id,
            status=own[-1].status,
            was=tuple(status for status in FollowUpStatus if status in {each.status for each in own[:-1]}),
        )
        for service_id, own in sorted(rows.items())
    )


def format_reduced(reduced: ReducedFile) -> str:
    """The text of `reduced.yml`."""
    lines = [HEADER + ("counts:" if reduced.counts else "counts: []")]
    for each in reduced.counts:
        lines += [f"- theme: {each.theme}", f"  kind: {each.kind.value}", f"  year: {each.year}"]
        lines.append(f"  count: {each.count}")
        lines += ["  steps:"] if each.steps else []
        for step in each.steps:
            was = f", was: [{', '.join(step.was)}]" if step.was else ""
            lines.append(f"  - {{service: {step.service}, status: {step.status.value}{was}}}")
    lines.append("kept:" if reduced.kept else "kept: []")
    for answer in reduced.kept:
        lines += [f'- signal: "{answer.signal}"', f"  theme: {answer.theme}", f"  kind: {answer.kind.value}"]
        lines.append(f'  fingerprint: "{answer.fingerprint}"')
    return "\n".join(lines) + "\n"
