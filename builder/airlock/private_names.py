"""Names of tellers who did not ask to be named, found in a text however they are spaced, cased or accented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ahocorasick import Automaton

from builder.airlock.personal_data import INVISIBLE

_ON_LETTERS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200d\u2060\ufeff"
"""Accents that stand apart (as a Mac writes them), vowel signs, lengthened lines and what is not seen."""
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_ON_LETTERS}])*")
"""An underscore is no letter: it stands around words that lean over, and between words in addresses."""
LETTERS = re.compile(r"[^\W_]+")
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
    initials: frozenset[str] = field(repr=False, default=frozenset())
    """Names with the first letter of the first name, written as one: `J. Van den Peeters`, `J. Peeters`."""
    longest: int = 0
    letters: Automaton | None = field(repr=False, default=None)
    """All of these as letters only: most texts hold none of them, and no word of theirs is looked at."""

    @classmethod
    def of(cls, names: Iterable[str], public: Iterable[str] = ()) -> PrivateNames:
        """The names of two words or more, as people write them; a first name alone is too common.

        Also with the family name in front, and without what stands between the first word and the last. A short form
        that is the whole name of somebody who asked to be named (`public`) is left out.
        """
        known = [tuple(word for word, _ in folded_words(name)) for name in names]
        full = {words for words in known if len(words) > 1}
        short = {(words[0], words[-1]) for words in full} | {(words[-1], words[0]) for words in full}
        short -= {tuple(word for word, _ in folded_words(name)) for name in public}
        spaced = full | {(*words[1:], words[0]) for words in full} | short
        initials = {words[0][0] + "".join(rest) for words in full for rest in (words[1:], words[-1:])}
        joined: dict[str, set[str]] = {}
        for name in map("".join, spaced):
            joined.setdefault(name[:KEY_LETTERS], set()).add(name)
        return cls(
            joined={key: frozenset(found) for key, found in joined.items()},
            spaced=frozenset(spaced),
            initials=frozenset(initials),
            longest=max(map(len, map("".join, spaced)), default=0),
            letters=automaton_of({*map("".join, spaced), *initials}),
        )

    def find_in(self, text: str) -> Iterator[int]:
        """The offset of each name in a text, also where a line ends in it, or where its words are one or more."""
        if self.letters is None or next(self.letters.iter(only_letters(text)), None) is None:
            return
        found = list(folded_words(text))
        words = [word for word, _ in found]
        last = 0
        for index, (word, start) in enumerate(found):
            if index < last:
                continue
            key = word if len(word) >= KEY_LETTERS else "".join(words[index : index + KEY_LETTERS])
            names = self.joined.get(key[:KEY_LETTERS], frozenset())
            may_be_initial = len(word) == 1 and text[start].isupper()  # a small `a` is a word
            end = self._end_of(words, index, names, may_be_initial=may_be_initial)
            if end:
                yield start
                last = end

    def _end_of(self, words: list[str], index: int, names: frozenset[str], *, may_be_initial: bool) -> int:
        """Behind which word the longest name ends that starts with a word; 0 when none does."""
        letters, found = "", 0
        for end in range(index, len(words) if names or may_be_initial else 0):
            letters += words[end]
            if len(letters) > self.longest:
                break
            is_name = letters in names and (
                len(letters) >= LEAST_JOINED or tuple(words[index : end + 1]) in self.spaced
            )
            if is_name or (may_be_initial and letters in self.initials):
                found = end + 1
        return found


def automaton_of(names: Iterable[str]) -> Automaton | None:
    """What finds any of these names in a row of letters; nothing when there are none."""
    automaton = Automaton()
    for name in names:
        automaton.add_word("".join(LETTERS.findall(name)), True)
    if not len(automaton):
        return None
    automaton.make_automaton()
    return automaton


def only_letters(text: str) -> str:
    """The letters and digits of all words in a row, without case and accents, as in `folded_words`."""
    letters = "".join(LETTERS.findall(text))
    if not letters.isascii():
        bare = unicodedata.normalize("NFKD", letters.translate(VANISHING)).casefold()
        letters = "".join(LETTERS.findall(bare)).translate(SAME_LETTERS)
    return letters.casefold()


def folded_words(text: str) -> Iterator[tuple[str, int]]:
    """Each word without case and accents, and its offset."""
    for match in WORD.finditer(text):
        word = match[0]
        if not word.isascii():
            bare = unicodedata.normalize("NFKD", word.translate(VANISHING)).casefold()
            word = "".join(sign for sign in bare if not unicodedata.combining(sign)).translate(SAME_LETTERS)
        yield word.casefold(), match.start()
