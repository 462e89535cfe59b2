"""Words of a text, and the two forms of a word: as it is typed without accents, and its stem.

`builder/site/lib/fold.js` and `search-words.js` do the same in the browser; a test holds the two together. The stemmers
are those of Snowball, here from `PyStemmer`, there from the official JavaScript of the same version.
"""

from __future__ import annotations

import re
import unicodedata

import Stemmer

MARKS_INSIDE_WORDS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff"
    "\u1000-\u1049\u1780-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Accents, vowel signs and joiners that stand between the letters of a word, and the scripts that are made of them."""
WORDS_OF_ONE_SIGN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without spaces: each sign is a word."""
WORD = re.compile(f"[{WORDS_OF_ONE_SIGN}]|(?:[^\\W_{WORDS_OF_ONE_SIGN}]|[{MARKS_INSIDE_WORDS}])+")
ALGORITHMS = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "nl": "dutch",
    "pt": "portuguese", "ru": "russian", "tr": "turkish",
}  # fmt: skip
"""Languages whose words are stemmed; those of another language stand in the index as they are."""
SINGLE_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ء": "", "ـ": "", "\u200c": "", "\u200d": "",
        **{chr(start + digit): str(digit) for start in (0x0660, 0x06F0) for digit in range(10)},
    }
)  # fmt: skip
"""Letters that Unicode does not take apart, and digits that are written otherwise."""
JOINERS = str.maketrans("", "", "\u200c\u200d")
ARABIC_SIGNS = re.compile("[\u0640\u064b-\u0652]")
ARABIC_PARTICLE = re.compile("^[وفبك](?=ال..)")
"""“And”, “so”, “in” or “like” before the article, which the stemmer leaves."""
ARABIC_ARTICLE = re.compile("^(?:[وفبك])?ال(?=..)|^لل(?=..)")


def split_words(text: str) -> list[str]:
    """The words of a text, as they are written."""
    return WORD.findall(text)


def fold(text: str) -> str:
    """The plain form: small letters without accents, one spelling in Arabic; the same for `Café` and `cafe`."""
    plain = unicodedata.normalize("NFKD", text).lower()
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.category(letter).startswith("M"))
        plain = plain.translate(SINGLE_LETTERS)
    return plain


def without_article(word: str) -> str:
    """A folded Arabic word without its article; other words as they are."""
    return ARABIC_ARTICLE.sub("", word)


class Lexicon:
    """Numbers for the words of one language, their folded forms and their stems; what was seen once is remembered.

    `lexicon[word]` is the number of a word as it is written; `words[number]` and `stems[number]` belong to it. Both are
    empty for what folds to nothing.
    """

    def __init__(self, language: str) -> None:
        algorithm = ALGORITHMS.get(language)
        self._is_arabic = language == "ar"
        self._stem = Stemmer.Stemmer(algorithm, 0).stemWord if algorithm else str
        self.words: list[str] = []
        self.stems: list[str] = []
        self.numbers = _Numbers(self)

    def add(self, word: str) -> int:
        """The number of a word that is new."""
        self.words.append(fold(word))
        self.stems.append(self.stem(word))
        return len(self.words) - 1

    def stem(self, word: str) -> str:
        """The folded stem of a word as it is written; of the word itself when nothing would be left."""
        plain = unicodedata.normalize("NFKC", word.lower().translate(JOINERS))
        if self._is_arabic:
            plain = ARABIC_PARTICLE.sub("", ARABIC_SIGNS.sub("", plain))
        return fold(self._stem(plain)) or fold(word)


class _Numbers(dict[str, int]):
    """Word → number; a word that is new gets one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, word: str) -> int:
        self[word] = number = self._lexicon.add(word)
        return number
