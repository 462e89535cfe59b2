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
BEYOND_LATIN = re.compile("[^\x00-\xff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""What is neither Latin-1 nor a sign between words. Texts without it are split five times as fast."""
LATIN_SPACES = bytes(each if chr(each).isalnum() else ord(" ") for each in range(256))
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
    if BEYOND_LATIN.search(text):
        return WORD.findall(text)
    return text.encode("latin-1", "replace").translate(LATIN_SPACES).decode("latin-1").split()


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


def name_term(text: str) -> str:
    """The term of a text that is a name as a whole; no word can be the same."""
    return "=" + " ".join(fold(word) for word in split_words(text))


class Stems:
    """The stemmer of one language; words of a language without one stay as they are."""

    def __init__(self, language: str) -> None:
        algorithm = ALGORITHMS.get(language)
        self._is_arabic = language == "ar"
        self._stem = Stemmer.Stemmer(algorithm, 0).stemWord if algorithm else str

    def stem(self, word: str) -> str:
        """The folded stem of a word as it is written; of the word itself when nothing would be left."""
        plain = unicodedata.normalize("NFKC", word.lower().translate(JOINERS))
        if self._is_arabic:
            plain = ARABIC_PARTICLE.sub("", ARABIC_SIGNS.sub("", plain))
        return fold(self._stem(plain)) or fold(word)


class Lexicon:
    """Numbers for words as they are written in a language; what was seen once is not stemmed again.

    `words[number]` is the folded word, `stems[number]` its stem, both empty for what folds to nothing. A name as a
    whole has no word.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.stems: list[str] = []
        self._numbers: dict[str, _Numbers] = {}
        self._names: dict[str, int] = {}

    def numbers_in(self, language: str) -> dict[str, int]:
        """Word → number; a word that is new gets one when it is looked up."""
        if language not in self._numbers:
            self._numbers[language] = _Numbers(self, Stems(language))
        return self._numbers[language]

    def number_of_name(self, text: str) -> int:
        """The number of a text that is a name as a whole: it is a term, and no word."""
        if text not in self._names:
            self._names[text] = len(self.words)
            self.words.append("")
            self.stems.append(name_term(text))
        return self._names[text]

    def add(self, word: str, stems: Stems) -> int:
        """The number of a word that is new."""
        self.words.append(fold(word))
        self.stems.append(stems.stem(word))
        return len(self.words) - 1


class _Numbers(dict[str, int]):
    """Word → number, for one language."""

    def __init__(self, lexicon: Lexicon, stems: Stems) -> None:
        self._lexicon = lexicon
        self._stems = stems

    def __missing__(self, word: str) -> int:
        self[word] = number = self._lexicon.add(word, self._stems)
        return number
