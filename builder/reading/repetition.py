"""Sentences of a signal that stand in the public text as well: a leak by copying."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from builder.reading.faultbook import Position

LEAST_LENGTH = 25
"""Characters, folded: shorter sentences may stand in both by chance."""
_SENTENCE_END = re.compile(r"[.!?…؟。]+[\"'»”’)*_]*(?:\s+|$)|\n\s*\n|\n\s*[-*+>]\s")


_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """A text that may become public, and where it stands."""

    path: str
    position: Position
    key: str
    """Empty for a body."""
    text: str = field(repr=False)


def fold_words(text: str) -> list[str]:
    """The words without case, accents above letters, punctuation and markup."""
    composed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(
        character if character.isalnum() else " " for character in composed if not unicodedata.combining(character)
    )
    return bare.split()


def only_letters(text: str) -> str:
    """The letters and digits of the folded words in a row."""
    return "".join(_LETTERS.findall(unicodedata.normalize("NFKD", text).casefold()))


def signal_sentences(texts: Iterable[str]) -> frozenset[str]:
    """The sentences of a signal that are long enough to betray it, folded."""
    folded = (" ".join(fold_words(part)) for text in texts for part in _SENTENCE_END.split(text))
    return frozenset(sentence for sentence in folded if len(sentence) >= LEAST_LENGTH)


def find_repetition(sentences: frozenset[str], public: PublicText) -> Position | None:
    """Where the first of these sentences stands in the public text."""
    letters = only_letters(public.text)
    if not any(sentence.replace(" ", "") in letters for sentence in sentences):
        return None
    words: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(public.text.split("\n")):
        for word in fold_words(line):
            words.append(word)
            lines.append(number)
    folded = f" {' '.join(words)} "
    found = [folded.find(f" {sentence} ") for sentence in sentences]
    first = min((index for index in found if index >= 0), default=-1)
    if first < 0:
        return None
    word_index = folded.count(" ", 0, first + 1) - 1
    return Position(public.position.line + lines[word_index], 1 if public.key == "" else public.position.column)
