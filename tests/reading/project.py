"""A small project on disk that a test may change, and what reading it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.errors import ContentError, Fault
from builder.model.corpus import Corpus
from builder.model.story import Story
from builder.reading import read_corpus

TODAY = date(2024, 6, 1)
TINY = Path(__file__).parent.parent / "sites" / "tiny"
WORKSHOP = "stories/2019-tafel"
FRONT = """\
---
title: Een verhaal
place: markt
themes: [ontmoeting]
status: published
consent: {publish: true, given_on: 2019-03-14}
---
"""


@dataclass(frozen=True)
class Project:
    """A copy of `tests/sites/tiny`."""

    root: Path

    def write(self, path: str, content: str | bytes) -> None:
        """Put a file in place."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def write_story(self, slug: str, body: str, front: str = FRONT) -> None:
        """Put a story beside the two that are there."""
        self.write(f"{WORKSHOP}/{slug}.md", front + body)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one text in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def read(self) -> Corpus:
        """The corpus."""
        return read_corpus(self.root, today=TODAY)

    def story(self, slug: str) -> Story:
        """One story of the corpus."""
        return next(story for story in self.read().stories if story.slug == slug)

    def faults(self) -> tuple[Fault, ...]:
        """Every fault of reading."""
        try:
            self.read()
        except ContentError as error:
            return error.faults
        return ()

    def fault_lines(self) -> list[str]:
        """Every fault as `path:line:column: code: key`."""
        return [
            f"{fault.path}:{fault.line}:{fault.column}: {fault.code}: {fault.key}".rstrip(": ")
            for fault in self.faults()
        ]
