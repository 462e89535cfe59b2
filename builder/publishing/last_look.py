"""The last look before publishing: no private word, point or fingerprint in any public byte.

A finding names the public file and the place of the private text. It never names the word.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.model.story import Story
from builder.publishing.private_places import private_points, public_pairs
from builder.publishing.private_words import PrivateText, PrivateWord, private_texts, private_words
from builder.publishing.readings import folded
from builder.publishing.searching import UNREADABLE, Fit, Hit, Search, Wanted
from builder.publishing.told import told_texts

ENOUGH_RARE_WORDS = 4
"""Rare words of one private text in one public file: then its words are there, though not its sentences."""
OWN_VENDOR = Path(__file__).parents[1] / "site" / "vendor"
NOT_OF_THE_CITY = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "assets/vk-")
"""Files of the theme and of libraries: their words are not held against rare words of the city."""
FIRST_WORDS = 4
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLook:
    """All that is private of a corpus, ready to be looked for."""

    root: Path
    texts: Sequence[PrivateText]
    words: Sequence[PrivateWord]
    places: Sequence[Story]
    files: Sequence[str]
    """Private files, whose fingerprints are looked for."""
    search: Search

    @classmethod
    def of(cls, corpus: Corpus, today: date) -> LastLook:
        """What must not be public on this day, without what is public anyway."""
        texts = private_texts(corpus, today)
        words = without_told(list(private_words(texts)), told_texts(corpus, today))
        points, places = private_points(corpus, today, first_number=len(words))
        files = private_files(corpus.root)
        wanted = [word.as_wanted(number) for number, word in enumerate(words)]
        first = len(words) + len(places)
        wanted += [wanted_file(corpus.root / path, number) for number, path in enumerate(files, first)]
        public_numbers = (value for pair in public_pairs(corpus) for value in pair) if points else ()
        search = Search(wanted, points, public_numbers)
        return cls(root=corpus.root, texts=texts, words=words, places=places, files=files, search=search)

    def faults_in(self, site: Path, progress: Progress) -> list[Fault]:
        """A fault for each public file and private text in it."""
        paths = sorted(path for path in site.rglob("*") if path.is_file())

        def read() -> Iterator[tuple[str, bytes]]:
            for number, path in enumerate(paths, 1):
                yield path.relative_to(site).as_posix(), path.read_bytes()
                progress("last look", number, len(paths))

        own = {hashlib.sha256(path.read_bytes()).digest() for path in OWN_VENDOR.rglob("*.woff2")}
        faults = {self._fault(hit, site) for hit in self.significant(self.search.look(read()))}
        closed = {fault for fault in faults if fault[0] == "public-file-closed"}
        faults -= {each for each in closed if hashlib.sha256((self.root / each[1]).read_bytes()).digest() in own}
        return [Fault(code=code, path=path, params={"source": source}) for code, path, source in sorted(faults)]

    def significant(self, hits: Iterable[Hit]) -> list[Hit]:
        """The hits without digits in drawings, and without rare words that are few."""
        kept, rare = [], []
        for hit in hits:
            word = self.words[hit.number] if 0 <= hit.number < len(self.words) else None
            if word is not None and word.is_rare_word:
                if not hit.path.startswith(NOT_OF_THE_CITY):
                    rare.append((hit.path, word.source, hit))
            elif not (word is not None and word.is_number and hit.path.endswith(".svg")):
                kept.append(hit)
        counts = Counter((path, source) for path, source, _ in rare)
        return kept + [hit for path, source, hit in rare if counts[path, source] >= ENOUGH_RARE_WORDS]

    def _fault(self, hit: Hit, site: Path) -> tuple[str, str, str]:
        """Code, public file and private source of a hit."""
        shown = site.joinpath(hit.path)
        path = shown.relative_to(self.root).as_posix() if shown.is_relative_to(self.root) else hit.path
        number = hit.number
        if number == UNREADABLE:
            return "public-file-closed", path, ""
        if number < len(self.words):
            code = "public-fingerprint" if self.words[number].fit is Fit.FINGERPRINT_ONLY else "public-private-words"
            return code, path, self.place_of(self.texts[self.words[number].source])
        number -= len(self.words)
        if number < len(self.places):
            story = self.places[number]
            return "public-private-place", path, f"{story.path}:{story.key_lines.get('location', 1)}"
        return "public-fingerprint", path, self.files[number - len(self.places)]

    def place_of(self, text: PrivateText) -> str:
        """File and line of a private text: the first line with its first words, else the first of the file."""
        wanted = " ".join(folded(text.text).split()[:FIRST_WORDS])
        try:
            lines = (self.root / text.path).read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return text.path
        found = (number for number, line in enumerate(lines, 1) if wanted in folded(line))
        return f"{text.path}:{next(found, 1)}"


def without_told(words: list[PrivateWord], told: Iterable[str]) -> list[PrivateWord]:
    """The words that stand in no public text."""
    search = Search(word.as_wanted(number) for number, word in enumerate(words) if word.fit is not Fit.FINGERPRINT_ONLY)
    public = {hit.number for hit in search.look([("told", "\n\n\n".join(told).encode())])}
    return [word for number, word in enumerate(words) if number not in public]


def private_files(root: Path) -> list[str]:
    """Every file below `stories/`: stories with their signals, notes, names, media as they came in."""
    folder = root / "stories"
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path.relative_to(root).as_posix() for path in paths]


def wanted_file(path: Path, number: int) -> Wanted:
    """The fingerprints of a whole file."""
    content = path.read_bytes()
    digests = tuple(
        hashlib.new(name, content, usedforsecurity=False).digest() for name in ("md5", "sha1", "sha256") if content
    )
    return Wanted(number=number, text="", fit=Fit.FINGERPRINT_ONLY, digests=digests)
