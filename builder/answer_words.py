"""The sentences about what does not fit in an answer, and about what one should know of it."""

from __future__ import annotations

from builder.languages import Language
from builder.reading.names import shown_name
from builder.signals.answers.changes import Note, NoteKind
from builder.signals.answers.conflicts import Conflict, ConflictKind

CONFLICTS = {
    ConflictKind.UNKNOWN_SIGNAL: "there is no such signal (any more): was its story renamed, or the signal?",
    ConflictKind.WITHDRAWN: "the teller took this story back: write nothing about it",
    ConflictKind.UNKNOWN_SERVICE: "this service is not in site_config/services.yml",
    ConflictKind.RENAMED: "the signal was renamed since the sheet was made; the same text is now: {other}",
    ConflictKind.REWRITTEN: "the signal was rewritten since the sheet was made: does the answer still hold?",
    ConflictKind.NO_FINGERPRINT: "there is no fingerprint with it: nobody can say whether the signal was rewritten",
    ConflictKind.NOT_ASKED: "this service did not get this signal",
    ConflictKind.ANSWERED_TWICE: "the same service says something else about it in {other}",
    ConflictKind.OTHER_SERVICE: "another service says something else: {other}",
    ConflictKind.BACKWARDS: "the status goes backwards: it was {other} already",
    ConflictKind.OLDER: "a later answer is known, of {other}",
    ConflictKind.IN_FUTURE: "the day of the answer is still to come: {other}",
    ConflictKind.PUBLIC_REPLY: "the reply that is public now goes off the site until you have read the new one",
    ConflictKind.FORWARDED_AND: "it says that it was passed on to {other}, and has another status, which counts",
    ConflictKind.FORWARDED_TO_ITSELF: "the service passes it on to itself",
}
NOTES = {
    NoteKind.READ_REPLY: "read the reply; it is not public until you write public: true",
    NoteKind.NAMES_TELLER: "the reply names a teller or says how to reach one: rewrite it before it is public",
    NoteKind.CLEANED: "hidden characters were taken out of it",
    NoteKind.OTHER_LANGUAGES: "the reply in these languages is of an earlier answer, translate it again: {other}",
    NoteKind.CITY_LANGUAGE: "the reply must be translated before it can be public: {other}",
    NoteKind.FORWARDED_NOWHERE: "it was passed on, and nobody says to whom: write forwarded_to, or ask",
}


def describe_conflict(conflict: Conflict, language: Language) -> str:
    """One thing that does not fit, in words."""
    return language.gettext(CONFLICTS[conflict.kind]).replace("{other}", shown_name(conflict.other))


def describe_note(note: Note, language: Language) -> str:
    """One thing to know, in words."""
    return language.gettext(NOTES[note.kind]).replace("{other}", note.other)
