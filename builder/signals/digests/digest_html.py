"""The digest as one page of HTML for paper: self-contained, without script, link or picture from elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_map import MapView
from builder.signals.digests.digest_page import DigestPage, answer_words, build_digest_page
from builder.signals.digests.told import length_of
from builder.typesetting import font_faces

BLOCK_ROOM = 330
"""What a signal takes besides its text, in characters."""
OPEN_CHARACTERS = 4400
MIDDLE_CHARACTERS = 5200
"""Signals up to so many fit on a page of their own; up to so many in letters of usual size below page one."""
FONTS_TOKEN = "@@fonts@@"
TEMPLATES = Path(__file__).parent / "templates"


@cache
def templates() -> Environment:
    """The templates of this room, with autoescape."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def render_digest_html(digest: Digest, corpus: Corpus, language: Language) -> str:
    """The digest as a page of HTML in one language."""
    page = build_digest_page(digest, corpus, language)
    return render_page("digest.html", page, language, density=density_of(page))


def density_of(page: DigestPage) -> str:
    """How close the words stand when the page is printed: a browser cannot try until two sheets are enough."""
    characters = sum(BLOCK_ROOM + length_of(block.told) for block in page.blocks)
    return "open" if characters <= OPEN_CHARACTERS else "middle" if characters <= MIDDLE_CHARACTERS else "close"


def render_page(name: str, page: object, language: Language, *, density: str = "middle") -> str:
    """A template filled in."""
    made = (
        templates()
        .get_template(name)
        .render(
            page=page,
            t=language.gettext,
            density=density,
            lang=language.code,
            dir=language.direction,
            answers=answer_words(language),
        )
    )
    return made.replace(FONTS_TOKEN, font_faces(made), 1)  # the first one is ours: it stands in the head


def render_map(view: MapView, language: Language) -> str:
    """The map as an SVG document."""
    return templates().get_template("map.svg").render(map=view, t=language.gettext)
