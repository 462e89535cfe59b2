"""Names of tellers who did not ask to be named, found in a text however they are spaced, cased or accented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.airlock.personal_data import INVISIBLE

WORD = re.compile(r"\w+")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNames:
    """Full names, by their first word; looking one text up costs its length, however many names there are."""

    by_first_word: dict[str, tuple[Words, ...]] = field(repr=False)

    @classmethod
    def of(cls, names: Iterable[str]) -> PrivateNames:
        """The names of two words or more, also with the family name in front; a first name alone is too common."""
        by_first_word: dict[str, set[Words]] = {}
        for name in names:
            words = tuple(word for word, _ in folded_words(name))
            if len(words) > 1:
                for order in (words, (*words[1:], words[0])):
                    by_first_word.setdefault(order[0], set()).add(order)
        return cls(by_first_word={word: tuple(sorted(found)) for word, found in by_first_word.items()})

    def find_in(self, text: str) -> Iterator[int]:
        """The offset of each name in a text, also where a line ends in it."""
        if not self.by_first_word:
            return
        found = list(folded_words(text))
        words = [word for word, _ in found]
        for index, (word, start) in enumerate(found):
            if any(tuple(words[index : index + len(name)]) == name for name in self.by_first_word.get(word, ())):
                yield start


def folded_words(text: str) -> Iterator[tuple[str, int]]:
    """Each word without case and accents, and its offset."""
    for match in WORD.finditer(text.translate(INVISIBLE)):
        bare = unicodedata.normalize("NFKD", match[0]).casefold()
        yield "".join(character for character in bare if not unicodedata.combining(character)), match.start()
