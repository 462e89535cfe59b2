"""Names of tellers who did not ask to be named, found in a text however they are spaced, cased or accented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.airlock.personal_data import INVISIBLE

_ON_LETTERS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200d\u2060\ufeff"
"""Accents that stand apart (as a Mac writes them), vowel signs, lengthened lines and what is not seen."""
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_ON_LETTERS}])*")
"""An underscore is no letter: it stands around words that lean over, and between words in addresses."""
VANISHING = INVISIBLE | {0x0640: None}
SAME_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ى": "ي", "ة": "ه"}
)
"""Letters that Unicode does not take for another with an accent, and people do."""
LEAST_JOINED = 10
"""Letters of a name that is also found written as one word: `Jo An` is not in every `Joan`."""
KEY_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNames:
    """Full names; looking one text up costs its length, however many names there are."""

    joined: dict[str, frozenset[str]] = field(repr=False)
    """First letters → names that start so, their words written as one."""
    spaced: frozenset[tuple[str, ...]] = field(repr=False)
    """The same names as words: how short ones must stand."""
    longest: int = 0

    @classmethod
    def of(cls, names: Iterable[str]) -> PrivateNames:
        """The names of two words or more, also with the family name in front; a first name alone is too common."""
        spaced: set[tuple[str, ...]] = set()
        for name in names:
            words = tuple(word for word, _ in folded_words(name))
            if len(words) > 1:
                spaced |= {words, (*words[1:], words[0])}
        joined: dict[str, set[str]] = {}
        for name in map("".join, spaced):
            joined.setdefault(name[:KEY_LETTERS], set()).add(name)
        return cls(
            joined={key: frozenset(found) for key, found in joined.items()},
            spaced=frozenset(spaced),
            longest=max(map(len, map("".join, spaced)), default=0),
        )

    def find_in(self, text: str) -> Iterator[int]:
        """The offset of each name in a text, also where a line ends in it, or where its words are one or more."""
        if not self.joined:
            return
        found = list(folded_words(text))
        words = [word for word, _ in found]
        for index, (word, start) in enumerate(found):
            key = word if len(word) >= KEY_LETTERS else "".join(words[index : index + KEY_LETTERS])
            names = self.joined.get(key[:KEY_LETTERS])
            if names and self._starts_at(words, index, names):
                yield start

    def _starts_at(self, words: list[str], index: int, names: frozenset[str]) -> bool:
        """Whether one of the names starts with a word."""
        letters = ""
        for end in range(index, len(words)):
            letters += words[end]
            if len(letters) > self.longest:
                return False
            if letters in names and (len(letters) >= LEAST_JOINED or tuple(words[index : end + 1]) in self.spaced):
                return True
        return False


def folded_words(text: str) -> Iterator[tuple[str, int]]:
    """Each word without case and accents, and its offset."""
    for match in WORD.finditer(text):
        word = match[0]
        if not word.isascii():
            bare = unicodedata.normalize("NFKD", word.translate(VANISHING)).casefold()
            word = "".join(sign for sign in bare if not unicodedata.combining(sign)).translate(SAME_LETTERS)
        yield word.casefold(), match.start()
