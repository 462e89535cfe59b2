"""The labelled sentences of `personal_data_set/`: read, and held against what the detectors find."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.airlock.city_names import CityNames
from builder.airlock.personal_data import PersonalData, find_personal_data

FOLDER = Path(__file__).parent / "personal_data_set"
PARTS = ("development", "held_out")
LANGUAGES = ("nl", "fr", "en", "ar")
KINDS = (
    "phone", "email", "handle", "national-number", "document", "bank-account", "password", "address", "coordinates",
    "plate", "birth-date",
)  # fmt: skip
LABEL = re.compile(r"⟦(?P<kind>[a-z-]+)\|(?P<text>[^⟦⟧]+)⟧")
ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4}))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a sentence that is personal data, from `start` up to `end`."""

    kind: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One line of the set."""

    part: str
    language: str
    where: str
    """File and line, such as `held_out/nl.txt:12`."""
    text: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Tally:
    """How many labels were found, how many were not, and how many hits there should not have been."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    other_kind: int = 0
    """Of the found: under another kind. They stop the story, with another name."""
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of what had to be found, how much was."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Of what was found, how much had to be."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0


def read_sentences() -> Iterator[Sentence]:
    """Every sentence of the set."""
    for part in PARTS:
        for language in LANGUAGES:
            path = FOLDER / part / f"{language}.txt"
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                if line.strip() and not line.startswith("#"):
                    yield parse_sentence(line, part, language, f"{part}/{path.name}:{number}")


def parse_sentence(line: str, part: str, language: str, where: str) -> Sentence:
    """The sentence without its labels, and where they were."""
    line = ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\n", line)
    text, spans, position = "", [], 0
    for match in LABEL.finditer(line):
        if match["kind"] not in KINDS:
            raise ValueError(f"{where}: unknown kind")
        text += line[position : match.start()]
        spans.append(Span(kind=match["kind"], start=len(text), end=len(text) + len(match["text"])))
        text += match["text"]
        position = match.end()
    text += line[position:]
    if "⟦" in text or "⟧" in text:
        raise ValueError(f"{where}: a label is not closed")
    return Sentence(part=part, language=language, where=where, text=text, spans=tuple(spans))


def tally(sentences: Iterable[Sentence], city: CityNames) -> dict[tuple[str, str, str], Tally]:
    """The tallies by part, language and kind; a wrong hit counts for the kind it was taken for."""
    tallies: dict[tuple[str, str, str], Tally] = {
        (part, language, kind): Tally() for part in PARTS for language in LANGUAGES for kind in KINDS
    }
    for sentence in sentences:
        hits = [span_of(hit) for hit in find_personal_data(sentence.text, "BE", city)]
        key = (sentence.part, sentence.language)
        for label in sentence.spans:
            own = tallies[(*key, label.kind)]
            over = [hit for hit in hits if hit.overlaps(label)]
            own.found += bool(over)
            own.missed += not over
            own.misses += [] if over else [f"missed {label.kind}: {sentence.where}: {sentence.text!r}"]
            if over and not any(hit.kind == label.kind for hit in over):
                own.other_kind += 1
                own.misses.append(f"{label.kind} taken for {over[0].kind}: {sentence.where}: {sentence.text!r}")
        for hit in hits:
            if not any(hit.overlaps(label) for label in sentence.spans):
                tallies[(*key, hit.kind)].wrong += 1
                said = sentence.text[hit.start : hit.end]
                tallies[(*key, hit.kind)].misses.append(
                    f"wrong {hit.kind}: {sentence.where}: {said!r} in {sentence.text!r}"
                )
    return tallies


def span_of(hit: PersonalData) -> Span:
    """A hit as a span."""
    return Span(kind=hit.code.removeprefix("personal-"), start=hit.start, end=hit.end)


def summed(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    total = Tally()
    for one in tallies:
        total.found += one.found
        total.missed += one.missed
        total.wrong += one.wrong
        total.other_kind += one.other_kind
        total.misses += one.misses
    return total


def table_of(tallies: dict[tuple[str, str, str], Tally]) -> str:
    """The figures as a Markdown table: by kind, by language and over all, for each part and the whole."""
    rows = ["| | development | held out | whole set |", "|---|---|---|---|"]
    for name in (*KINDS, *LANGUAGES, "all"):
        cells = []
        for parts in (("development",), ("held_out",), PARTS):
            cells.append(cell(summed(one for key, one in tallies.items() if key[0] in parts and name in (*key, "all"))))
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def cell(total: Tally) -> str:
    """Recall and precision, with the counts behind them."""
    labels, hits = total.found + total.missed, total.found + total.wrong
    return f"{total.recall:.1%} ({total.found}/{labels}) · {total.precision:.1%} ({total.found}/{hits})"


def counted(sentences: Iterable[Sentence]) -> Counter[str]:
    """How many sentences there are, with and without personal data."""
    return Counter("with" if sentence.spans else "without" for sentence in sentences)
