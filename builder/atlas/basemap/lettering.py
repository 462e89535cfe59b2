"""Sizes of letters, the space they take, and the SVG of a line of text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from builder.atlas.basemap.crowd import Box, overlap
from builder.atlas.basemap.palette import paint
from builder.atlas.basemap.pen import number
from builder.atlas.basemap.sheet import XY

FONT = "'Fraunces Variable',Georgia,serif"
SQUARE = 40.0
"""Side of a square of the board, in sheet units."""
LEVELS = (13, 15, 16)
"""Zoom levels at which text may first appear; 13 also stands for everything further out."""

SIZES: Mapping[str, Mapping[int, float]] = {
    "1": {13: 28, 15: 10.5, 16: 6.5},
    "2": {13: 19, 15: 8, 16: 5},
    "3": {15: 6.2, 16: 3.6},
    "water": {13: 21, 15: 9, 16: 6},
    "road": {15: 5, 16: 3.2},
}
"""Font sizes in sheet units by rank and zoom level; base-map.css follows them: text does not grow with the map."""

SPACING_EM: Mapping[str, float] = {"1": 0.16, "2": 0.1, "3": 0.02, "water": 0.22, "road": 0.06}
LETTER_EM = 0.56
"""Width of an average letter of the serif."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_text(words: str) -> str:
    """Words that can stand in an XML document."""
    return escape(_NOT_XML.sub("", words))


def width_of(words: str, rank: str, size: float) -> float:
    """Estimated width of a line of text in sheet units."""
    return len(words) * size * (LETTER_EM + SPACING_EM[rank])


def box_around(middle: XY, words: str, rank: str, size: float) -> Box:
    """The space of a line of text whose baseline is centred on `middle`."""
    half = width_of(words, rank, size) / 2
    x, y = middle
    return x - half, y - size * 0.85, x + half, y + size * 0.3


@dataclass(slots=True)
class Board:
    """Boxes that hold text or a landmark already, for each zoom level, found by the squares that they touch."""

    squares: dict[tuple[int, int, int], list[Box]] = field(default_factory=dict)
    """(level, column, row) → the boxes that touch this square."""

    def add(self, level: int, box: Box) -> None:
        """Take a box at one level."""
        for column, row in squares_of(box):
            self.squares.setdefault((level, column, row), []).append(box)

    def clash(self, level: int, box: Box) -> float:
        """How much of a box is taken at a level, in square units; what is taken twice counts twice."""
        near = {
            id(taken): taken for column, row in squares_of(box) for taken in self.squares.get((level, column, row), ())
        }
        return sum(overlap(box, taken) for taken in near.values())

    def add_text(self, from_level: int, middle: XY, words: str, rank: str) -> None:
        """Take the space of a line of text at the level where it appears and at all closer ones."""
        for level in LEVELS:
            if level >= from_level:
                self.add(level, box_around(middle, words, rank, SIZES[rank][level]))


def squares_of(box: Box) -> list[tuple[int, int]]:
    """Columns and rows of the squares that a box touches."""
    left, top, right, bottom = (int(edge // SQUARE) for edge in box)
    return [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]


def letter_group(role: str, rank: str, size: float, body: str, style: str = "") -> str:
    """Lines of text that share a colour, a size and a style; nothing when there are none."""
    if not body:
        return ""
    colours = paint(role).split(" ", 1)[1]
    return (
        f'<g class="vk-base__{role} vk-base__text vk-base__text--{rank}" {colours} font-size="{number(size)}" '
        f'letter-spacing="{SPACING_EM[rank]}em" stroke-width=".24em"{style}>{body}</g>'
    )


def lettered(middle: XY, words: str) -> str:
    """A straight line of text, centred."""
    return f'<text x="{number(middle[0])}" y="{number(middle[1])}">{as_text(words)}</text>'


def lettered_along(path_id: str, words: str, shift: str = "") -> str:
    """A line of text in the middle of a path that is defined under `path_id`."""
    return f'<text{shift}><textPath href="#{path_id}" startOffset="50%">{as_text(words)}</textPath></text>'
