"""The digest as a PDF: page one to read, page two to answer, then an annex for what has no room."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_html import TEMPLATES, render_map
from builder.signals.digests.digest_map import MapView
from builder.signals.digests.digest_page import LONGEST_IN_BLOCK, DigestPage, answer_words, build_digest_page
from builder.typesetting.paper import Sheet, typeset

MAIN_PAGES = 2
PARTS = (TEMPLATES / "signal.typ",)
WORDS = re.compile(r'\bt\("([^"]+)"\)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How close the words stand."""

    size: float
    """Of the letters on page one, in points."""
    small: float
    """Of the letters in a signal, in points."""
    answer: float
    """Room to write below the boxes, in millimetres."""
    gap: float = 0.72
    """Between a paragraph and the next, in letters of its size."""
    is_new_page: bool = True
    """Whether the signals start a page; if not, they follow page one at once."""
    is_split: bool = False
    """Whether a signal may start in one column and end in the next."""
    longest: int = LONGEST_IN_BLOCK
    """Characters of a text on page two."""


FRONT_SIZES = (10.0, 9.4, 8.8, 8.2, 7.6)
BACKS = ((9.0, 9.0, 0.72), (8.6, 8.0, 0.72), (8.2, 6.0, 0.72), (7.8, 5.0, 0.66), (7.4, 5.0, 0.6), (7.2, 4.0, 0.5))
"""Letters, room to write and gaps of page two while it is a page of its own."""
FLOWS = (
    Room(size=8.4, small=8, answer=5, gap=0.66, is_new_page=False),
    Room(size=8, small=7.4, answer=5, gap=0.62, is_new_page=False),
    Room(size=7.6, small=7, answer=4, gap=0.56, is_new_page=False),
    Room(size=7.6, small=7, answer=4, gap=0.56, is_new_page=False, is_split=True),
    Room(size=7.4, small=6.8, answer=4, gap=0.5, is_new_page=False, is_split=True),
    Room(size=7.4, small=6.8, answer=4, gap=0.5, is_new_page=False, is_split=True, longest=450),
    Room(size=7.4, small=6.8, answer=4, gap=0.5, is_new_page=False, is_split=True, longest=300),
    Room(size=7, small=6.6, answer=3, gap=0.5, is_new_page=False, is_split=True, longest=120),
)
"""When page two has no room: the signals begin below page one. Only when letters of 6.8 points are too large is a text
cut shorter; its rest stands in the annex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSetter:
    """Sets one digest in one language."""

    digest: Digest
    corpus: Corpus
    language: Language

    def page_in(self, room: Room) -> DigestPage:
        """What is placed in this room."""
        return build_digest_page(self.digest, self.corpus, self.language, longest=room.longest)

    def set_whole(self, room: Room) -> bytes:
        """All pages."""
        page = self.page_in(room)
        return self.set_page(page, room, with_annex=page.has_annex)

    def set_page(self, page: DigestPage, room: Room, *, with_annex: bool = False, is_front_only: bool = False) -> bytes:
        """The pages, without the annex or with page one only when that is all that is measured."""
        placed = asdict(page if with_annex else replace(page, annex=())) | {"map": page.map is not None}
        content = {"page": placed, "room": asdict(room), "with_annex": with_annex, "is_front_only": is_front_only}
        return set_sheet(
            "digest.typ",
            content,
            self.language,
            title=page.service,
            day=self.digest.today,
            pictures=map_pictures(page.map, self.language),
        )

    def find_room(self) -> Room:
        """The widest room in which what comes before the annex has two pages; the narrowest when none is enough."""
        page = self.page_in(FLOWS[0])
        fronts = [Room(size=size, small=8, answer=0) for size in FRONT_SIZES]
        front = next((room for room in fronts if pages_of(self.set_page(page, room, is_front_only=True)) == 1), None)
        rooms = list(FLOWS)
        if front is not None:
            rooms = [Room(size=front.size, small=small, answer=answer, gap=gap) for small, answer, gap in BACKS] + rooms
        for room in rooms[:-1]:
            shown = page if room.longest == LONGEST_IN_BLOCK else self.page_in(room)
            if pages_of(self.set_page(shown, room)) <= MAIN_PAGES:
                return room
        return rooms[-1]


def render_digest_pdf(digest: Digest, corpus: Corpus, language: Language) -> bytes:
    """The digest as a PDF in one language."""
    setter = DigestSetter(digest=digest, corpus=corpus, language=language)
    return setter.set_whole(setter.find_room())


def pages_of(made: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(made)).pages)


def map_pictures(view: MapView | None, language: Language) -> dict[str, str]:
    """The map as a picture for paper."""
    return {} if view is None else {"map": render_map(view, language)}


def set_sheet(
    name: str,
    content: Mapping[str, object],
    language: Language,
    *,
    title: str,
    day: date,
    pictures: Mapping[str, str],
) -> bytes:
    """A template of this room as a PDF, with its words in one language."""
    template = TEMPLATES / name
    words = {word: language.gettext(word) for word in template_words((*PARTS, template))}
    return typeset(
        Sheet(
            template=template,
            parts=PARTS,
            title=f"{title} – {language.gettext('Signals of residents')}",
            language=language.code,
            direction=language.direction,
            day=day,
            content={**content, "words": words, "answers": answer_words(language)},
            pictures=pictures,
        )
    )


def template_words(templates: Sequence[Path]) -> tuple[str, ...]:
    """The English words that the templates say."""
    return tuple(sorted({word for template in templates for word in WORDS.findall(template.read_text("utf-8"))}))
