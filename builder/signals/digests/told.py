"""What was said, as plain paragraphs: the same for a page of HTML, a PDF and a mail, whole or its beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from builder.signals.digests.signal_text import render_signal_text

STYLES = {"em": "emphasis", "strong": "strong", "code": "code"}
ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in one style."""

    text: str = field(repr=False)
    style: str = ""
    """`emphasis`, `strong`, `code`, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, a line of a list, a quotation or typed text."""

    kind: str
    """`text`, `item`, `quote` or `code`."""
    mark: str
    """What stands before a line of a list: `•` or `2.`."""
    runs: tuple[Run, ...] = field(repr=False)


class ParagraphReader(HTMLParser):
    """Reads the sanitised HTML of a signal, which has a dozen tags and no attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = []
        self.runs: list[Run] = []
        self.open: list[str] = []
        self.counts: list[int] = []
        self.mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new paragraph, list, line or style."""
        if tag == "br":
            self.runs.append(Run(text="\n"))
        elif tag not in STYLES or "pre" in self.open:
            self.finish()
        if tag in ("ul", "ol"):
            self.counts.append(0)
        if tag == "li":
            self.counts[-1] += 1
            lists = [each for each in self.open if each in ("ul", "ol")]
            self.mark = f"{self.counts[-1]}." if lists[-1] == "ol" else "•"
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of what was open."""
        if tag == "br":
            return
        if tag not in STYLES:
            self.finish()
        if tag in ("ul", "ol"):
            self.counts.pop()
        self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Words, in the style that is open."""
        text = data if "pre" in self.open else data.replace("\n", " ")
        if text.strip() or self.runs:
            style = next((STYLES[tag] for tag in reversed(self.open) if tag in STYLES), "")
            self.runs.append(Run(text=text, style="" if "pre" in self.open else style))

    def finish(self) -> None:
        """Put the words so far in a paragraph."""
        if any(run.text.strip() for run in self.runs):
            kind = "code" if "pre" in self.open else "quote" if "blockquote" in self.open else "text"
            kind = "item" if "li" in self.open and kind == "text" else kind
            self.paragraphs.append(Paragraph(kind=kind, mark=self.mark, runs=tuple(strip_runs(self.runs))))
            self.mark = ""
        self.runs = []


def strip_runs(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs without the white space at both ends."""
    last = len(runs) - 1
    for index, run in enumerate(runs):
        text = run.text.lstrip() if index == 0 else run.text
        text = text.rstrip() if index == last else text
        if text:
            yield Run(text=text, style=run.style)


def parse_told(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a Markdown text, with every word of it."""
    reader = ParagraphReader()
    reader.feed(render_signal_text(text))
    reader.close()
    reader.finish()
    return tuple(reader.paragraphs)


def length_of(paragraphs: Sequence[Paragraph]) -> int:
    """How many characters the paragraphs have."""
    return sum(len(run.text) for paragraph in paragraphs for run in paragraph.runs)


def begin_of(paragraphs: Sequence[Paragraph], most: int) -> tuple[Paragraph, ...]:
    """As much of the paragraphs as fits in `most` characters, cut between words and ended by `…`; all when it fits."""
    if length_of(paragraphs) <= most:
        return tuple(paragraphs)
    kept: list[Paragraph] = []
    left = most
    for paragraph in paragraphs:
        runs: list[Run] = []
        for run in paragraph.runs:
            if len(run.text) > left:
                runs.append(Run(text=cut_words(run.text, left), style=run.style))
                kept.append(Paragraph(kind=paragraph.kind, mark=paragraph.mark, runs=tuple(runs)))
                return tuple(kept)
            runs.append(run)
            left -= len(run.text)
        kept.append(Paragraph(kind=paragraph.kind, mark=paragraph.mark, runs=tuple(runs)))
    return tuple(kept)


def cut_words(text: str, most: int) -> str:
    """The first words of a text and `…`; within a word only when it is longer than all there is room for."""
    if len(text) <= most:
        return text
    kept = text[: most + 1]
    at_space = kept.rpartition(" ")[0].rstrip(" ,;:–-")
    return f"{at_space or kept[:most]}…"


def quote_of(text: str, most: int) -> str:
    """One line of what was said: its first sentence, or as much of that as fits."""
    paragraphs = parse_told(text)
    if not paragraphs:
        return ""
    said = "".join(run.text for run in paragraphs[0].runs).replace("\n", " ")
    for index, character in enumerate(said[:-1]):
        if character in ENDS and said[index + 1] == " " and index >= most // 4:
            said = said[: index + 1]
            break
    return cut_words(said, most)
