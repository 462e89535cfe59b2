"""Cuts the fonts of the site out of those in `vendor/`: everyday letters in a small file, rare ones in others.

Run it after `vendor.py` brought other fonts, or when a language of the interface needs other letters:

    python builder/site/browser/cut_fonts.py

It writes `builder/site/fonts/` and `builder/site/parts/fonts.css`. A browser fetches a file only when a letter of it is
on the page, so every letter of the vendored fonts is still there; weights that no style asks for are gone. The vendored
files stay as they came: they are not published, and the fonts for paper are made of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SITE = Path(__file__).resolve().parents[1]
VENDOR = SITE / "vendor" / "fonts"
FONTS = SITE / "fonts"
STYLES = SITE / "parts" / "fonts.css"
EVERYDAY_LATIN = frozenset(range(0x20, 0x7F)) | frozenset(map(ord, "\u00a0©·«»×ÀÉàâäçèéêëîïôöùûüœ‘’“”–—…€→←\u2212"))
"""Of Dutch, French and English texts; `\u00a0` is the space before a French colon, `\u2212` the minus on the map."""
EVERYDAY_ARABIC = (
    frozenset((0x60C, 0x61B, 0x61F, 0x670, 0x671, 0x200C, 0x200D, 0x200E, 0x200F))
    | frozenset(range(0x621, 0x63B))
    | frozenset(range(0x640, 0x653))
    | frozenset(range(0x660, 0x66B))
)
"""Of Arabic texts, without the letters of Persian, Urdu and others, and without those of the Quran."""
JOINING = ("mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "calt", "curs")
"""What joins and places letters; old-style figures and the like are asked for by no style."""
UNKERNED = "Atkinson Hyperlegible Next"
"""The face of buttons and lists: its kerning weighs a fifth of it, and cannot be seen in small type."""
KEPT_NAMES = (0, 1, 2, 13, 14)
"""The copyright, the name and the licence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One file to make."""

    family: str
    source: str
    """Of `vendor/fonts/`, without its suffix."""
    part: str
    """`everyday`, or what else it holds: the end of its name."""
    weights: tuple[int, int]
    """The lightest and the heaviest; the same twice for a font without an axis."""
    characters: frozenset[int] | None
    """None for all that no other cut of this source has."""
    style: str = "normal"

    @property
    def name(self) -> str:
        """Of its file."""
        slanted = "" if self.style == "normal" else f"-{self.style}"
        return f"{self.family.lower().replace(' ', '-')}{slanted}-{self.part}.woff2"


def cuts_of(family: str, stem: str, weights: tuple[int, int], style: str = "normal") -> tuple[Cut, ...]:
    """The three files of a Latin family."""

    def one(subset: str, part: str, characters: frozenset[int] | None) -> Cut:
        source = f"{stem}-{subset}-wght-{style}"
        return Cut(family=family, source=source, part=part, weights=weights, characters=characters, style=style)

    return (
        one("latin", "everyday", EVERYDAY_LATIN),
        one("latin", "western", None),
        one("latin-ext", "extended", None),
    )


ARABIC = ("Noto Naskh Arabic", "noto-naskh-arabic-arabic-wght-normal")
CUTS = (
    *cuts_of("Fraunces", "fraunces", (400, 650)),
    *cuts_of("Fraunces", "fraunces", (400, 400), "italic"),
    *cuts_of("Atkinson Hyperlegible Next", "atkinson-hyperlegible-next", (400, 700)),
    Cut(family=ARABIC[0], source=ARABIC[1], part="everyday", weights=(400, 700), characters=EVERYDAY_ARABIC),
    Cut(family=ARABIC[0], source=ARABIC[1], part="extended", weights=(400, 700), characters=None),
)


def characters_of(cut: Cut) -> frozenset[int]:
    """The characters that a cut takes from its source."""
    held = frozenset(TTFont(VENDOR / f"{cut.source}.woff2").getBestCmap())
    if cut.characters is not None:
        return held & cut.characters
    return frozenset(character for character in held - EVERYDAY_LATIN - taken_before(cut) if character > 0x20)


def taken_before(cut: Cut) -> frozenset[int]:
    """What the cuts of the same family and style before this one hold: no character is in two files."""
    earlier = CUTS[: CUTS.index(cut)]
    family = (cut.family, cut.style)
    return frozenset().union(*(characters_of(each) for each in earlier if (each.family, each.style) == family))


def make_font(cut: Cut) -> bytes:
    """The file: the same bytes for the same source."""
    font = TTFont(VENDOR / f"{cut.source}.woff2", recalcTimestamp=False)
    options = Options()
    options.layout_features = [*JOINING, *(() if cut.family == UNKERNED else ("kern",))]
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = list(KEPT_NAMES)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters_of(cut))
    subsetter.subset(font)
    plain = io.BytesIO()
    font.flavor = None
    font.save(plain)  # the instancer reads all glyphs, and some tables of a subset are not written before
    lightest, heaviest = cut.weights
    limits = {"wght": lightest if lightest == heaviest else (lightest, heaviest)}
    made = instancer.instantiateVariableFont(TTFont(plain, recalcTimestamp=False), limits)
    if "STAT" in made:
        del made["STAT"]  # it names weights that are gone
    made.flavor = "woff2"
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def range_text(characters: Iterable[int]) -> str:
    """The value of `unicode-range`, as short as it can be said."""
    spans: list[list[int]] = []
    for character in sorted(characters):
        if spans and character == spans[-1][1] + 1:
            spans[-1][1] = character
        else:
            spans.append([character, character])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


def face_rule(cut: Cut) -> str:
    """The rule of a file in the style sheet."""
    lightest, heaviest = cut.weights
    return f"""\
@font-face {{
  font-family: "{cut.family}";
  font-style: {cut.style};
  font-weight: {lightest if lightest == heaviest else f"{lightest} {heaviest}"};
  font-display: swap;
  src: url("../fonts/{cut.name}") format("woff2");
  unicode-range: {range_text(characters_of(cut))};
}}
"""


def styles_text() -> str:
    """The whole of `fonts.css`."""
    head = "/* Made by browser/cut_fonts.py. A file is fetched only when a letter of it is on the page. */\n"
    return head + "\n".join(face_rule(cut) for cut in CUTS)


def main() -> None:
    """Writes all files; takes away what is made no more."""
    FONTS.mkdir(exist_ok=True)
    for path in FONTS.glob("*.woff2"):
        path.unlink()
    for cut in CUTS:
        (FONTS / cut.name).write_bytes(make_font(cut))
    STYLES.write_text(styles_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
