"""Makes the fonts for paper out of those of the site: a file for each weight, Latin and extended Latin in one.

Run it after `builder/site/browser/vendor.py` brought other fonts:

    python builder/typesetting/make_fonts.py

The site has variable fonts (woff2), which typst does not read. `fonttools` makes them once; nobody needs it to build.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent / "fonts"
VENDOR = FONTS.parent.parent / "site" / "vendor"
NAME_IDS = (1, 2, 4, 6, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One file to make."""

    family: str
    subsets: tuple[str, ...]
    weight: int
    style: str = "normal"

    @property
    def name(self) -> str:
        """Of its file, without `.ttf`."""
        slanted = "" if self.style == "normal" else f"-{self.style}"
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{slanted}"

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files of the site that it is made of."""
        stem = self.family.lower().replace(" ", "-")
        return tuple(VENDOR / "fonts" / f"{stem}-{subset}-wght-{self.style}.woff2" for subset in self.subsets)


LATIN = ("latin", "latin-ext")
FACES = (
    Face(family="Atkinson Hyperlegible Next", subsets=LATIN, weight=400),
    Face(family="Atkinson Hyperlegible Next", subsets=LATIN, weight=700),
    Face(family="Fraunces", subsets=LATIN, weight=600),
    Face(family="Fraunces", subsets=LATIN, weight=400, style="italic"),
    Face(family="Noto Naskh Arabic", subsets=("arabic",), weight=400),
    Face(family="Noto Naskh Arabic", subsets=("arabic",), weight=700),
)


def make_face(face: Face) -> bytes:
    """A static font with all characters of its sources."""
    parts = []
    for source in face.sources:
        part = instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": face.weight})
        part.flavor = None
        buffer = io.BytesIO()
        part.save(buffer)
        parts.append(buffer)
    font = Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0], recalcTimestamp=False)
    style = "Bold" if face.weight == 700 else "Italic" if face.style == "italic" else "Regular"
    postscript = f"{face.family.replace(' ', '')}-{style}"
    font["name"].names = [record for record in font["name"].names if record.nameID not in NAME_IDS]
    for name_id, text in zip(
        NAME_IDS, (face.family, style, f"{face.family} {style}", postscript, face.name), strict=True
    ):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    if "STAT" in font:
        del font["STAT"]  # it describes axes that are gone
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def main() -> None:
    """Write all faces, each with its licence."""
    FONTS.mkdir(exist_ok=True)
    for face in FACES:
        (FONTS / f"{face.name}.ttf").write_bytes(make_face(face))
        stem = face.family.lower().replace(" ", "-")
        shutil.copy(VENDOR / "licences" / f"fontsource-variable-{stem}.txt", FONTS / f"{stem}.OFL.txt")


if __name__ == "__main__":
    main()
