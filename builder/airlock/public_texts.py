"""The public texts of a story, each with where it stands, and what may stop them at the door."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import unquote

from builder.airlock.markdown import has_picture, plain_blocks, plain_text, render_markdown
from builder.airlock.personal_data import INVISIBLE, PersonalData, find_personal_data
from builder.airlock.private_names import PrivateNames
from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.model.gathering import Workshop
from builder.model.story import Disclosure, Story

COMMENT_SIGN = re.compile(r"<\s?!|!--|--\s?>")
"""What begins or ends a comment, also when a sign of it was lost or replaced."""
PLAIN_SIGNS = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("—"): "--", ord("–"): "--"}
PLAIN_SIGNS |= {ord("‹"): "<", ord("›"): ">", ord("ǃ"): "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """A text that is about to be published."""

    path: str
    line: int
    """The line on which it starts in its file, from 1."""
    key: str
    text: str = field(repr=False)
    is_body: bool = False
    is_address: bool = False
    """A web address: its numbers are no telephone numbers."""


def public_texts(story: Story) -> Iterator[PublicText]:
    """Every text of a story and its translations that a reader would see; its address is one of them."""
    front = story.front
    yield PublicText(path=story.path, line=1, key="", text=story.slug.replace("-", " "))
    yield PublicText(path=story.path, line=story.body_line, key="", text=story.body, is_body=True)
    own = {
        "title": front.title,
        "summary": front.summary,
        "image_alt": front.image_alt,
        "image_caption": front.image_caption,
        "image_credit": front.image_credit,
        "teller.role": front.teller.role,
        "teller.name": front.teller.name if front.consent.name else None,
    }
    for key, text in own.items():
        yield PublicText(path=story.path, line=story.key_lines.get(key, 1), key=key, text=text or "")
    for address in front.source:
        line = story.key_lines.get("source", 1)
        yield PublicText(path=story.path, line=line, key="source", text=unquote(address), is_address=True)
    for translation in story.translations:
        lines = translation.key_lines
        yield PublicText(path=translation.path, line=translation.body_line, key="", text=translation.body, is_body=True)
        theirs = {
            "title": translation.front.title,
            "summary": translation.front.summary,
            "image_alt": translation.front.image_alt,
            "image_caption": translation.front.image_caption,
        }
        for key, text in theirs.items():
            yield PublicText(path=translation.path, line=lines.get(key, 1), key=key, text=text or "")


def workshop_texts(workshop: Workshop) -> Iterator[PublicText]:
    """The public texts of a workshop; the name of its folder is one of them."""
    path = f"{workshop.path}/workshop.yml"
    for key in ("title", "host", "prompt", "about"):
        yield PublicText(path=path, line=1, key=key, text=getattr(workshop.file, key) or "")
    yield PublicText(path=path, line=1, key="", text=workshop.id.replace("-", " "))


def reply_texts(corpus: Corpus) -> Iterator[PublicText]:
    """The public replies of services, in every language."""
    for signal_id, follow_up in corpus.follow_ups:
        if follow_up.public and follow_up.reply:
            path = f"stories/{signal_id.partition('/')[0]}/follow_up.yml"
            for text in follow_up.reply.values():
                yield PublicText(path=path, line=1, key="follow_ups.reply", text=text)


def gazetteer_texts(corpus: Corpus) -> Iterator[PublicText]:
    """What is told of places and initiatives."""
    for place in corpus.gazetteer.places:
        for text in place.about.values():
            yield PublicText(path="places/places.yml", line=1, key=f"{place.id}.about", text=text)
    for initiative in corpus.gazetteer.initiatives:
        for key in ("about", "seeks", "offers"):
            for text in getattr(initiative, key).values():
                yield PublicText(path="places/initiatives.yml", line=1, key=f"{initiative.id}.{key}", text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """What may stop a text at the door."""

    names: PrivateNames
    region: str
    """The country whose telephone numbers need no country code."""

    def faults_in(self, text: PublicText, allowed: Sequence[Disclosure] = ()) -> Iterator[Fault]:
        """Personal data that the consent does not name, the name of a teller, a picture inside the text."""
        for spot in self.personal_data_in(text):
            is_number = text.is_address and spot.code != "personal-email"
            if not is_number and (spot.disclosure is None or spot.disclosure not in allowed):
                yield fault_at(text, spot.code, spot.line, spot.column)
        for start in self.names.find_in(text.text):
            before = text.text[:start]
            yield fault_at(text, "personal-name", before.count("\n") + 1, start - before.rfind("\n"))
        yield from hidden_parts(text)
        if text.is_body and "![" in text.text and has_picture(text.text):
            line_number = text.text[: text.text.index("![")].count("\n") + 1
            yield fault_at(text, "picture-in-text", line_number, 1)

    def personal_data_in(self, text: PublicText) -> Iterator[PersonalData]:
        """What stands in a text as it was typed; and, at its start, what only shows when a body is rendered."""
        found = list(find_personal_data(text.text, self.region))
        yield from found
        if text.is_body:
            known = {spot.code for spot in found}
            shown = "\n".join(plain_blocks(render_markdown(text.text)))
            hidden = {spot.code: spot for spot in find_personal_data(shown, self.region) if spot.code not in known}
            for spot in hidden.values():
                yield replace(spot, line=1, column=1)


def hidden_parts(text: PublicText) -> Iterator[Fault]:
    """What was meant to be hidden and would be shown: a comment that Markdown does not take for one, a marker."""
    shown = text.text
    if text.is_body and COMMENT_SIGN.search(folded_dashes(unescape(text.text))):
        shown = plain_text(render_markdown(text.text))
    if COMMENT_SIGN.search(folded_dashes(shown)):
        found = COMMENT_SIGN.search(text.text)
        line = text.text.count("\n", 0, found.start()) + 1 if found else 1
        yield fault_at(text, "comment-in-text", line, 1)
    elif text.is_body and is_comment_open(text.text):
        line = text.text.count("\n", 0, text.text.rindex("<!--")) + 1
        yield fault_at(text, "comment-in-text", line, 1)
    if not text.is_body and ":::" in text.text:
        yield fault_at(text, "signal-odd-place", 1, 1)


def folded_dashes(text: str) -> str:
    """The text with every dash, angle bracket and exclamation mark in its plain form, unseen characters gone."""
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)).translate(PLAIN_SIGNS)


def is_comment_open(text: str) -> bool:
    """Whether a comment has no end: all that follows would not be shown, without a word."""
    return "-->" not in text.rpartition("<!--")[2] if "<!--" in text else False


def fault_at(text: PublicText, code: str, line: int, column: int) -> Fault:
    """The fault at a line of a text."""
    return Fault(code=code, path=text.path, line=text.line + line - 1, column=column, key=text.key)
