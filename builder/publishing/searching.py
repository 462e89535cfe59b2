"""Looking for private words, points and fingerprints in public bytes, in every dress a program may have put them in.

All words are looked for at once (Aho–Corasick): a look costs the length of the site, however much is private. Dresses
that are not looked for: rot13 and other ciphers, which no program uses by accident, and pixels and sound waves.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

import ahocorasick

from builder.publishing.points import PointSearch, PrivatePoint, is_text
from builder.publishing.readings import folded, readings_of, squeezed, texts_of
from builder.publishing.unpacking import Piece, Unpacker

HEX_TOKEN = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{8,128}(?![0-9A-Za-z])")
SHORTEST_DIGITS = 12
"""A fingerprint without a letter and shorter than this may be a number."""
BASE64_SIGNS = 16
"""So many signs of a fingerprint in base64 are like no other."""


class Fit(Enum):
    """How a word must stand to be found."""

    ANYWHERE = "anywhere"
    """Letters in a row, whatever spaces, marks or tags stand between them; for what is long or unique."""
    WHOLE_WORDS = "whole words"
    """The same words in a row, each whole; for names and other short things."""
    WORD_START = "start of a word"
    """A word that starts so; for stems in a search file."""
    FINGERPRINT_ONLY = "fingerprint only"
    """Only its fingerprints are looked for; for what is too short or common, and for whole files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One private thing to look for. `number` is the caller's own name for it."""

    number: int
    text: str = field(repr=False)
    fit: Fit
    has_fingerprints: bool = False
    """Whether its MD5, SHA-1 and SHA-256 are looked for as well."""
    digests: tuple[bytes, ...] = field(default=(), repr=False)
    """Digests that were made elsewhere, such as that of a whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a private thing was found."""

    path: str
    way: str
    """How it came to light, such as `zip, without escapes`."""
    number: int
    """Of what was wanted; negative numbers are nobody's."""


NEIGHBOURS = 2
"""Lines before and after a new one that are looked at again."""
UNREADABLE = -1
"""The number of a hit that only says: this could not be opened."""


class Search:
    """Everything that is looked for, ready to look."""

    def __init__(
        self, wanted: Iterable[Wanted], points: Iterable[PrivatePoint] = (), public_numbers: Iterable[float] = ()
    ) -> None:
        self._anywhere = ahocorasick.Automaton()
        self._words = ahocorasick.Automaton()
        self._exact = ahocorasick.Automaton()
        self._digests: dict[str, list[tuple[str, int]]] = {}
        for each in wanted:
            self._add(each)
        for automaton in (self._anywhere, self._words, self._exact):
            automaton.make_automaton()
        self._points = PointSearch(points, public_numbers)

    def _add(self, wanted: Wanted) -> None:
        words = folded(wanted.text)
        letters = squeezed(words)
        if letters and wanted.fit is Fit.ANYWHERE:
            for way in (letters, letters[::-1]):  # Arabic in a PDF may stand from left to right
                add_key(self._anywhere, way, wanted.number)
        elif letters and wanted.fit is Fit.WHOLE_WORDS:
            add_key(self._words, words, wanted.number)
        elif letters and wanted.fit is Fit.WORD_START:
            add_key(self._words, words.rstrip(), wanted.number)
        made = digests_of(wanted.text) if wanted.has_fingerprints else ()
        for digest in (*made, *wanted.digests):
            digits = digest.hex()
            self._digests.setdefault(digits[:8], []).append((digits, wanted.number))
            for code in (base64.b64encode(digest), base64.urlsafe_b64encode(digest)):
                add_key(self._exact, code[:BASE64_SIGNS].decode(), wanted.number)

    def look(self, files: Iterable[tuple[str, bytes]]) -> Iterator[Hit]:
        """Every hit in public files and in their names, each thing once a file.

        What stands in many files in the same words, such as a menu, is told of the first of them only.
        """
        unpacker, lines = Unpacker(), NewLines()
        for path, content in files:
            seen: set[int] = set()
            pieces = unpacker.unpack(lines.of(content) if is_text(content) else content)
            for piece in (Piece(way="name", content=path.encode()), *pieces):
                if piece.is_closed:
                    yield Hit(path=path, way=piece.way, number=UNREADABLE)
                for way, number in self._look_into(piece):
                    if number not in seen:
                        seen.add(number)
                        yield Hit(path=path, way=", ".join(filter(None, (piece.way, way))), number=number)

    def _look_into(self, piece: Piece) -> Iterator[tuple[str, int]]:
        yield from (("as bytes", number) for number in self._points.in_bytes(piece.content))
        for text in texts_of(piece.content):
            for way, reading in readings_of(text):
                words = folded(reading)
                yield from ((way, number) for number in found(self._words, words))
                yield from ((way, number) for number in found(self._anywhere, squeezed(words)))
                yield from ((f"{way}, a point", number) for number in self._points.in_text(reading))
            yield from (("fingerprint", number) for number in self._fingerprints_in(text))

    def _fingerprints_in(self, text: str) -> Iterator[int]:
        if not self._digests:
            return
        yield from found(self._exact, text)
        for token in set(HEX_TOKEN.findall(text)):
            digits = token.lower()
            if digits.isdecimal() and len(digits) < SHORTEST_DIGITS:
                continue
            for digest, number in self._digests.get(digits[:8], ()):
                if digest.startswith(digits) or digits.startswith(digest):
                    yield number


class NewLines:
    """Leaves out the lines that were looked at in an earlier file: most of a page is in every page."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def of(self, content: bytes) -> bytes:
        """The new lines of a text, each with its neighbours, for what goes on over the end of a line."""
        lines = content.split(b"\n")
        wanted: set[int] = set()
        for index, line in enumerate(lines):
            if line not in self._seen:
                wanted.update(range(index - NEIGHBOURS, index + NEIGHBOURS + 1))
        self._seen.update(lines)
        return b"\n".join(line for index, line in enumerate(lines) if index in wanted)


def add_key(automaton: ahocorasick.Automaton, key: str, number: int) -> None:
    """The key leads to this number, and to the others that it leads to already."""
    automaton.add_word(key, (*automaton.get(key, ()), number))


def found(automaton: ahocorasick.Automaton, text: str) -> Iterator[int]:
    """The numbers of all keys in a text."""
    if len(automaton):
        for _, numbers in automaton.iter(text):
            yield from numbers


def digests_of(text: str) -> Iterator[bytes]:
    """The usual fingerprints of a text, as typed, with its white space folded, and in small letters."""
    spaced = " ".join(text.split())
    for form in {text, spaced, spaced.casefold(), f"{spaced}\n"}:
        for name in ("md5", "sha1", "sha256"):
            yield hashlib.new(name, form.encode(), usedforsecurity=False).digest()
