"""Sentences of a signal that stand in the public text as well."""

from __future__ import annotations

import pytest

from builder.reading.faultbook import Position
from builder.reading.repetition import PublicText, find_repetition, signal_sentences

SENTENCE = "Na acht uur durft niemand er nog door."


def find(signal: str, text: str) -> Position | None:
    public = PublicText(path="a.md", position=Position(10), key="", text=text)
    return find_repetition(signal_sentences([signal]), public)


@pytest.mark.parametrize(
    ("signal", "public", "line"),
    [
        (SENTENCE, SENTENCE, 10),
        (SENTENCE, f"Een.\n\nTwee.\n{SENTENCE}", 13),
        (SENTENCE, "Weet je: na ACHT uur\ndurft **niemand** er nog door, zei ze.", 10),
        (f"Het is donker. {SENTENCE}", f"Mooi.\n{SENTENCE}", 11),
        (f"- Het is donker\n- {SENTENCE}", SENTENCE, 10),
        ("Na acht uur durft níemand er nog door", SENTENCE, 10),
        ("لا أحد يجرؤ على المرور من هنا بعد الثامنة.", "قالت: لا أحَد يجرؤ على المرور من هنا بعد الثامنة!", 10),
    ],
)
def test_a_repeated_sentence_is_found_through_case_space_and_markup(signal: str, public: str, line: int) -> None:
    assert find(signal, public) == Position(line)


@pytest.mark.parametrize(
    ("signal", "public"),
    [
        ("Het is donker.", "Het is donker."),
        (SENTENCE, "Na acht uur durft iedereen er nog door."),
        (SENTENCE, "Daarna acht uur durft niemand er nog doorheen."),
        ("", SENTENCE),
    ],
)
def test_short_or_other_sentences_are_no_repetition(signal: str, public: str) -> None:
    assert find(signal, public) is None
