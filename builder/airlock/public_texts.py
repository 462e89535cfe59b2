"""The public texts of a story, each with where it stands, and what may stop them at the door."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.airlock.markdown import has_picture
from builder.airlock.personal_data import find_personal_data
from builder.errors import Fault
from builder.model.story import Disclosure, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """A text that is about to be published."""

    path: str
    line: int
    """The line on which it starts in its file, from 1."""
    key: str
    text: str = field(repr=False)
    is_body: bool = False


def public_texts(story: Story) -> Iterator[PublicText]:
    """Every text of a story and its translations that a reader would see."""
    front = story.front
    yield PublicText(path=story.path, line=story.body_line, key="", text=story.body, is_body=True)
    own = {
        "title": front.title,
        "summary": front.summary,
        "image_alt": front.image_alt,
        "image_caption": front.image_caption,
        "image_credit": front.image_credit,
        "teller.role": front.teller.role,
    }
    for key, text in own.items():
        yield PublicText(path=story.path, line=story.key_lines.get(key, 1), key=key, text=text or "")
    for translation in story.translations:
        lines = translation.key_lines
        yield PublicText(
            path=translation.path, line=translation.body_line, key="", text=translation.body, is_body=True
        )
        theirs = {
            "title": translation.front.title,
            "summary": translation.front.summary,
            "image_alt": translation.front.image_alt,
            "image_caption": translation.front.image_caption,
        }
        for key, text in theirs.items():
            yield PublicText(path=translation.path, line=lines.get(key, 1), key=key, text=text or "")


def faults_in(text: PublicText, allowed: Sequence[Disclosure], names: Sequence[str]) -> Iterator[Fault]:
    """What stops a text: personal data that the consent does not name, a teller's name, a picture inside it."""
    for spot in find_personal_data(text.text):
        if spot.disclosure is None or spot.disclosure not in allowed:
            yield fault_at(text, spot.code, spot.line, spot.column)
    for number, line in enumerate(text.text.split("\n"), start=1):
        for name in names:
            match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line, re.IGNORECASE)
            if match:
                yield fault_at(text, "personal-name", number, match.start() + 1)
    if text.is_body and "![" in text.text and has_picture(text.text):
        line_number = text.text[: text.text.index("![")].count("\n") + 1
        yield fault_at(text, "picture-in-text", line_number, 1)


def fault_at(text: PublicText, code: str, line: int, column: int) -> Fault:
    """The fault at a line of a text."""
    return Fault(code=code, path=text.path, line=text.line + line - 1, column=column, key=text.key)
