"""Follow-ups that no longer fit their signal: asked about one by one, and never answered by mistake.

A signal is known by its name, and a follow-up keeps the fingerprint of the text that it was about. So three things are
noticed: the name is gone and the same text has another one (*renamed*); the name has another text, and the old text
has another name (*moved*); the name has another text, and the old one is nowhere (*rewritten*: look again).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from builder.errors import ContentError, Fault, UsageError
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp, FollowUpsFile, Workshop
from builder.model.story import Signal
from builder.reading.faultbook import FaultBook
from builder.reading.files import MAX_TEXT_BYTES, read_plain_file, with_plain_ends
from builder.reading.gatherings import parse_yaml_file
from builder.reading.listing import FOLLOW_UP_FILE
from builder.signals.register.list_spans import LayoutError, ListText, replaced
from builder.whole.many_files import replace_whole

LIST = "follow_ups"


class Doubt(StrEnum):
    """Why a follow-up is asked about."""

    RENAMED = "renamed"
    MOVED = "moved"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One follow-up, or several of one signal and service, and what may have happened to the signal."""

    doubt: Doubt
    path: str
    line: int
    """Of the first of the follow-ups."""
    rows: tuple[int, ...]
    """Which follow-ups of the file, from 0."""
    service_id: str
    old_id: str
    new_id: str
    """The same as the old one when it was rewritten."""
    where: str
    """File and line of the signal as it is now."""
    fingerprint: str
    """Of the signal as it is now."""


def find_questions(corpus: Corpus) -> tuple[Question, ...]:
    """Everything that must be asked, by file and line. The corpus was read to ask.

    Raises: ContentError when a file changed meanwhile.
    """
    signals = {signal.id: signal for story in corpus.stories for signal in story.signals}
    found: list[Question] = []
    for workshop in corpus.workshops:
        if workshop.follow_ups:
            lines = lines_of_rows(corpus.root, workshop)
            found += questions_of(corpus, workshop, signals, lines)
    return tuple(sorted(found, key=lambda question: (question.path, question.line)))


def questions_of(
    corpus: Corpus, workshop: Workshop, signals: Mapping[str, Signal], lines: Mapping[int, int]
) -> Iterator[Question]:
    """The questions of one workshop, one for all rows of a signal and service that ask the same."""
    same_text = {each.row: each.same_text for each in corpus.lost_follow_ups if each.workshop_id == workshop.id}
    by_text: dict[str, list[Signal]] = {}
    for signal in signals.values():
        if signal.workshop_id == workshop.id:
            by_text.setdefault(signal.fingerprint, []).append(signal)
    asked: dict[tuple[Doubt, str, str, str], list[int]] = {}
    last = last_rows(workshop.follow_ups)
    for row, follow_up in enumerate(workshop.follow_ups):
        doubt, old_id, new_id = None, f"{workshop.id}/{follow_up.signal}", ""
        if row in same_text:
            doubt, new_id = Doubt.RENAMED, f"{workshop.id}/{same_text[row]}" if same_text[row] else ""
        elif (named := signal_of(follow_up, workshop.id, signals)) is not None:
            doubt, new_id = doubt_of(follow_up, named, by_text, is_last=row in last)
            old_id = named.id
        if doubt is not None and new_id:
            asked.setdefault((doubt, old_id, new_id, follow_up.service), []).append(row)
    for (doubt, old_id, new_id, service_id), rows in asked.items():
        yield Question(
            doubt=doubt,
            path=f"{workshop.path}/{FOLLOW_UP_FILE}",
            line=lines.get(rows[0], 1),
            rows=tuple(rows),
            service_id=service_id,
            old_id=old_id,
            new_id=new_id,
            where=f"{signals[new_id].path}:{signals[new_id].line}",
            fingerprint=signals[new_id].fingerprint,
        )


def doubt_of(
    follow_up: FollowUp, signal: Signal, by_text: Mapping[str, list[Signal]], *, is_last: bool
) -> tuple[Doubt | None, str]:
    """Why a follow-up of a signal that is there must be asked about, and which signal may be meant."""
    if follow_up.fingerprint in (None, signal.fingerprint):
        return None, ""
    same = by_text.get(follow_up.fingerprint or "", [])
    if len(same) == 1:
        return Doubt.MOVED, same[0].id
    return (Doubt.REWRITTEN, signal.id) if is_last else (None, "")  # what came earlier is history


def last_rows(follow_ups: Iterable[FollowUp]) -> frozenset[int]:
    """The last row of each signal and service."""
    return frozenset({(each.signal, each.service): row for row, each in enumerate(follow_ups)}.values())


def signal_of(follow_up: FollowUp, workshop_id: str, signals: Mapping[str, Signal]) -> Signal | None:
    """The signal that a follow-up names; a story alone will do when it has one signal."""
    full_id = f"{workshop_id}/{follow_up.signal.removesuffix('#')}"
    if full_id in signals:
        return signals[full_id]
    of_story = [signal for signal in signals.values() if signal.story_id == full_id]
    return of_story[0] if len(of_story) == 1 else None


def settle(corpus: Corpus, question: Question) -> None:
    """Writes the answer yes: the new name, or that the answer fits the new text too.

    Raises: ContentError when the file cannot be changed with certainty.
    """
    changed: dict[str, str] = {}
    if question.doubt is Doubt.REWRITTEN:
        changed["fingerprint"] = question.fingerprint
    else:
        changed["signal"] = question.new_id.partition("/")[2]
    workshop = next(each for each in corpus.workshops if question.path == f"{each.path}/{FOLLOW_UP_FILE}")
    known = {row: workshop.follow_ups[row] for row in question.rows}
    change_rows(corpus.root, question.path, known, changed)


def rename(corpus: Corpus, old: str, new: Signal) -> int:
    """How many follow-ups had the old name and have the new one now.

    `old`: with or without the workshop. Raises: UsageError when no follow-up of the workshop has it; ContentError.
    """
    name = old.removeprefix(f"{new.workshop_id}/")
    workshop = next(each for each in corpus.workshops if each.id == new.workshop_id)
    rows = {row: each for row, each in enumerate(workshop.follow_ups) if each.signal == name}
    if not rows:
        raise UsageError("rename-nothing")
    changed = {"signal": new.id.partition("/")[2]}
    change_rows(corpus.root, f"{workshop.path}/{FOLLOW_UP_FILE}", rows, changed)
    return len(rows)


def change_rows(root: Path, path: str, rows: Mapping[int, FollowUp], changed: Mapping[str, str]) -> None:
    """Other values in some follow-ups; every other character of the file stays.

    `rows`: the follow-ups as they were when they were asked about.
    Raises: ContentError when a row is another one by now, or when the result would not say exactly that.
    """
    text = read_follow_ups(root, path)
    before = parse_follow_ups(text)
    if before is not None and any(before[row : row + 1] != (known,) for row, known in rows.items()):
        raise ContentError([Fault(code="follow-up-changed", path=path)])
    expected = tuple(each.model_copy(update=changed) if row in rows else each for row, each in enumerate(before or ()))
    try:
        after = text_with(text, rows, changed)
    except (LayoutError, yaml.YAMLError, IndexError):
        after = ""
    if before is None or parse_follow_ups(after) != expected:
        raise ContentError([Fault(code="follow-up-layout", path=path)])
    replace_whole(root / path, after.encode())


def text_with(text: str, rows: Iterable[int], changed: Mapping[str, str]) -> str:
    """The text with other values in some follow-ups."""
    found = ListText(text, LIST)
    splices = []
    for row in rows:
        for key, value in changed.items():
            node = found.value_of(found.entries[row], key)
            if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
                raise LayoutError
            splices.append((*found.span_of(node), f'"{value}"'))
    return replaced(text, splices)


def read_follow_ups(root: Path, path: str) -> str:
    """The text of a file as it stands on the disk, line ends and all. Raises: ContentError."""
    code, content = read_plain_file(root / path, MAX_TEXT_BYTES)
    if code is not None:
        raise ContentError([Fault(code="file-unreadable", path=path)])
    return content.decode("utf-8", "replace")


def parse_follow_ups(text: str) -> tuple[FollowUp, ...] | None:
    """The follow-ups of a text; None when it has a fault."""
    book = FaultBook()
    sheet = parse_yaml_file(with_plain_ends(text.removeprefix("\ufeff")), "", FollowUpsFile, book)
    return None if sheet is None or book.count else sheet.value.follow_ups


def lines_of_rows(root: Path, workshop: Workshop) -> dict[int, int]:
    """The line of each follow-up; none when the file is laid out in another way."""
    try:
        found = ListText(read_follow_ups(root, f"{workshop.path}/{FOLLOW_UP_FILE}"), LIST)
    except (LayoutError, yaml.YAMLError):
        return {}
    return {row: found.line_of(entry) for row, entry in enumerate(found.entries)}
