"""Our fonts inside a page of HTML, so that it looks the same on a computer that has none of them and no network."""

from __future__ import annotations

import base64
import re
from functools import cache

from builder.typesetting.paper import FONTS

LATIN = (
    ("Atkinson Hyperlegible Next", 400, "atkinson-hyperlegible-next-400"),
    ("Atkinson Hyperlegible Next", 700, "atkinson-hyperlegible-next-700"),
    ("Fraunces", 600, "fraunces-600"),
)
ARABIC = (
    ("Noto Naskh Arabic", 400, "noto-naskh-arabic-400"),
    ("Noto Naskh Arabic", 700, "noto-naskh-arabic-700"),
)
ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")


def font_faces(text: str) -> str:
    """CSS with the fonts that a page with this text needs; those of Arabic only when it has a letter of it."""
    faces = LATIN + (ARABIC if ARABIC_LETTER.search(text) else ())
    return "\n".join(font_face(*face) for face in faces)


@cache
def font_face(family: str, weight: int, name: str) -> str:
    """One font as a rule of CSS."""
    content = base64.b64encode((FONTS / f"{name}.ttf").read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("data:font/ttf;base64,{content}") format("truetype"); }}'
    )
