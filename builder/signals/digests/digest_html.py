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
from builder.typesetting.page_fonts import font_faces

BLOCK_ROOM = 330
"""What a signal takes besides its text, in characters."""
STEP_ROOM, FACT_ROOM = 20, 60
"""What a step of a service takes besides its words, and a line as of an earlier digest."""
FRONT_SHARE = 1.8
"""How much more a character of page one takes than one of a signal: it is larger, and stands beside the map."""
OPEN_CHARACTERS, OPEN_FRONT = 4500, 1100
"""Signals up to so many fit on a page of their own, and page one up to so many."""
MIDDLE_CHARACTERS = 6600
"""Both up to so many fit in letters of usual size, one below the other."""
CLOSE_CHARACTERS = 13_220
"""Both up to so many fit in small letters; of more the longest texts are cut, and go on in the annex. All four were
measured: `test_digest_print` prints."""
SHORTER = (450, 300, 120)
"""Characters of a text, when there is too much for small letters."""
FONTS_TOKEN = "@@fonts@@"
TEMPLATES = Path(__file__).parent / "templates"


@cache
def templates() -> Environment:
    """The templates of this room, with autoescape."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def render_digest_html(digest: Digest, corpus: Corpus, language: Language) -> str:
    """The digest as a page of HTML in one language."""
    page = build_digest_page(digest, corpus, language)
    for longest in SHORTER:
        if front_room(page) + signals_room(page) <= CLOSE_CHARACTERS:
            break
        page = build_digest_page(digest, corpus, language, longest=longest)
    return render_page("digest.html", page, language, density=density_of(page))


def density_of(page: DigestPage) -> str:
    """How close the words stand when the page is printed: a browser cannot try until two sheets are enough."""
    front, signals = front_room(page), signals_room(page)
    if signals <= OPEN_CHARACTERS and front <= OPEN_FRONT * FRONT_SHARE:
        return "open"
    return "middle" if front + signals <= MIDDLE_CHARACTERS else "close"


def signals_room(page: DigestPage) -> int:
    """How much room the signals of page two take, in characters."""
    room = 0
    for block in page.blocks:
        steps = sum(STEP_ROOM + len(each.status + each.service + each.days + each.reply) for each in block.steps)
        facts = FACT_ROOM * ((block.view.earlier != "") + (block.view.before != ""))
        room += BLOCK_ROOM + length_of(block.told) + steps + facts
    return room


def front_room(page: DigestPage) -> int:
    """How much room the words of page one take that are not always the same, in characters of a signal."""
    words = length_of(page.summary) + len(page.how_to_answer + page.ask_about_one)
    words += sum(len(one.title + one.numbers + one.quote + one.question) for one in page.patterns)
    words += sum(len(line.when + line.ask) for line in page.due)
    return round(FRONT_SHARE * words)


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
