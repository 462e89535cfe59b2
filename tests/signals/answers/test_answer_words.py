from __future__ import annotations

import pytest

from builder.answer_words import CONFLICTS, NOTES, describe_conflict, describe_note
from builder.languages import load_language
from builder.signals.answers.changes import Note, NoteKind
from builder.signals.answers.conflicts import Conflict, ConflictKind

DUTCH, ENGLISH = load_language("nl", "errors"), load_language("en", "errors")


@pytest.mark.parametrize("kind", ConflictKind)
def test_every_conflict_is_said_in_dutch(kind: ConflictKind) -> None:
    conflict = Conflict(kind=kind, other="ZOTHERZ\x1b[0m")
    assert describe_conflict(conflict, DUTCH) != describe_conflict(conflict, ENGLISH)
    assert "\x1b" not in describe_conflict(conflict, DUTCH)
    assert ("ZOTHERZ" in describe_conflict(conflict, DUTCH)) == ("{other}" in CONFLICTS[kind])


@pytest.mark.parametrize("kind", NoteKind)
def test_every_note_is_said_in_dutch(kind: NoteKind) -> None:
    note = Note(kind=kind, other="nl")
    assert describe_note(note, DUTCH) != describe_note(note, ENGLISH)
    assert "{other}" not in describe_note(note, DUTCH)
    assert set(NOTES) == set(NoteKind)
